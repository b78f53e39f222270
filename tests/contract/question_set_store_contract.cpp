#include "contract/question_set_store_contract.hpp"

#include <future>
#include <vector>

namespace mcs::contract {

using ports::Async;

namespace {

const SpeedrunId first = AccessCode::parse("FFFF2222").value();
const SpeedrunId second = AccessCode::parse("NNNN3333").value();
const std::string hash = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
const std::string other_hash(64, 'f');

}  // namespace

Result<void> QuestionSetStoreContract::put(SpeedrunId id, const std::string& content_hash,
                                           Bytes content) {
  return loop_.run(store().put(id, content_hash, std::move(content)));
}

Result<Bytes> QuestionSetStoreContract::get(SpeedrunId id, const std::string& content_hash) {
  return loop_.run(store().get(id, content_hash));
}

Result<void> QuestionSetStoreContract::remove(SpeedrunId id) {
  return loop_.run(store().remove(id));
}

TEST_P(QuestionSetStoreContract, GivesBackWhatWasPut) {
  Bytes every_byte;
  for (int i = 0; i < 256; ++i) every_byte.push_back(static_cast<char>(i));
  EXPECT_TRUE(put(first, hash, every_byte));
  EXPECT_EQ(get(first, hash), every_byte);
}

TEST_P(QuestionSetStoreContract, KeepsTheLargestSet) {
  const Bytes mebibyte(std::size_t{1} << 20, 'q');
  EXPECT_TRUE(put(first, hash, mebibyte));
  EXPECT_EQ(get(first, hash), mebibyte);
}

TEST_P(QuestionSetStoreContract, WhatWasNeverPutIsNotFound) {
  EXPECT_TRUE(put(first, hash, "content"));
  for (const auto& missing : {get(first, other_hash), get(second, hash)}) {
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::NotFound);
  }
}

TEST_P(QuestionSetStoreContract, KeepsSetsAndSpeedrunsApart) {
  EXPECT_TRUE(put(first, hash, "first"));
  EXPECT_TRUE(put(first, other_hash, "first, other"));
  EXPECT_TRUE(put(second, hash, "second"));
  EXPECT_EQ(get(first, hash), "first");
  EXPECT_EQ(get(first, other_hash), "first, other");
  EXPECT_EQ(get(second, hash), "second");
}

TEST_P(QuestionSetStoreContract, PuttingAgainChangesNothing) {
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(put(first, hash, "content"));
  EXPECT_EQ(get(first, hash), "content");
}

TEST_P(QuestionSetStoreContract, RemovingTakesAllSetsOfOneSpeedrun) {
  EXPECT_TRUE(put(first, hash, "first"));
  EXPECT_TRUE(put(first, other_hash, "first, other"));
  EXPECT_TRUE(put(second, hash, "second"));
  EXPECT_TRUE(remove(first));
  EXPECT_FALSE(get(first, hash));
  EXPECT_FALSE(get(first, other_hash));
  EXPECT_EQ(get(second, hash), "second");
  EXPECT_TRUE(remove(first));
  EXPECT_TRUE(put(first, hash, "once more"));
  EXPECT_EQ(get(first, hash), "once more");
}

Async<void> put_often(ports::QuestionSetStore& store, Bytes content, int times) {
  for (int i = 0; i < times; ++i) {
    const auto done = co_await store.put(first, hash, content);
    if (!done) co_return fail(done.error());
  }
  co_return Result<void>{};
}

// Fails as soon as it reads anything but the whole or nothing.
Async<void> get_often(ports::QuestionSetStore& store, Bytes whole, int times) {
  for (int i = 0; i < times; ++i) {
    const auto content = co_await store.get(first, hash);
    if (!content && content.error().code != ErrorCode::NotFound) co_return fail(content.error());
    if (content && *content != whole) co_return fail(ErrorCode::Corrupt, "half a set");
  }
  co_return Result<void>{};
}

TEST_P(QuestionSetStoreContract, WritersAtOnceNeverShowHalfASet) {
  const Bytes content(300'000, 'q');
  std::vector<std::future<Result<void>>> working;
  for (int i = 0; i < 4; ++i) {
    auto& loop = another_loop();
    working.push_back(loop.start(put_often(store(), content, 20)));
    working.push_back(loop.start(get_often(store(), content, 50)));
  }
  for (auto& work : working) {
    const auto done = test::get(std::move(work));
    EXPECT_TRUE(done) << done.error().detail;
  }
  EXPECT_EQ(get(first, hash), content);
}

TEST_P(QuestionSetStoreContract, ReopeningFindsEverySet) {
  if (!harness().durable()) GTEST_SKIP() << "this store forgets";
  EXPECT_TRUE(put(first, hash, "content"));
  harness().reopen();
  EXPECT_EQ(get(first, hash), "content");
}

}  // namespace mcs::contract
