#include "adapters/directory/question_set_store.hpp"

#include <fstream>
#include <gmock/gmock.h>
#include <set>

#include "adapters/directory/files.hpp"
#include "support/event_loop.hpp"
#include "support/temporary_directory.hpp"

namespace mcs::directory {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;

class DirectoryQuestionSets : public testing::Test {
 protected:
  using Store = DirectoryQuestionSetStore;

  Result<void> put(const std::string& hash, Bytes content) {
    return loop_.run(store_->put(id, hash, std::move(content)));
  }
  Result<Bytes> get(const std::string& hash) { return loop_.run(store_->get(id, hash)); }
  Result<void> remove() { return loop_.run(store_->remove(id)); }

  std::set<std::string> names_in(const fs::path& directory) {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(directory))
      names.insert(entry.path().filename());
    return names;
  }
  void leave(const fs::path& file, std::chrono::minutes age) {
    std::ofstream(file) << "half a s";
    fs::last_write_time(file, fs::file_time_type::clock::now() - age);
  }

  const SpeedrunId id = AccessCode::parse("FFFF2222").value();
  test::TemporaryDirectory temporary_;
  const fs::path root_ = temporary_ / "sets" / "here";
  const fs::path own_ = root_ / id.str();
  test::EventLoop loop_;
  std::unique_ptr<Store> store_ = Store::open(root_).value();
};

TEST_F(DirectoryQuestionSets, AreFilesNamedByTheirHash) {
  EXPECT_TRUE(put("00ff", "[]"));
  EXPECT_THAT(names_in(root_), ElementsAre(id.str()));
  EXPECT_THAT(names_in(own_), ElementsAre("00ff.json"));
  EXPECT_EQ(read_file(own_ / "00ff.json"), "[]");
}

TEST_F(DirectoryQuestionSets, NeverLeaveTheirDirectory) {
  EXPECT_TRUE(put("00ff", "[]"));
  const fs::path outside = root_ / "outside.json";
  leave(outside, std::chrono::minutes{0});
  for (const std::string& hash :
       std::vector<std::string>{"../outside", "..", "", "/etc/passwd", "00FF",
                                std::string("00ff\0", 5), "00ff/../00ff", "xyz", "-1"}) {
    EXPECT_FALSE(put(hash, "evil")) << hash;
    EXPECT_FALSE(get(hash)) << hash;
  }
  EXPECT_FALSE(put(std::string(1'000, 'a'), "long"));
  EXPECT_FALSE(loop_.run(store_->put(SpeedrunId{}, "00ff", "no speedrun")));
  EXPECT_FALSE(loop_.run(store_->remove(SpeedrunId{})));
  EXPECT_EQ(read_file(outside), "half a s");
  EXPECT_THAT(names_in(own_), ElementsAre("00ff.json"));
}

TEST_F(DirectoryQuestionSets, ADeadWritersFileIsNeverRead) {
  EXPECT_TRUE(put("aa", "whole"));
  leave(own_ / ".writing-0123", std::chrono::minutes{1});
  EXPECT_EQ(get("aa"), "whole");
  EXPECT_FALSE(get("bb"));
}

TEST_F(DirectoryQuestionSets, OldLeftOversAreCleanedAway) {
  EXPECT_TRUE(put("aa", "first"));
  leave(own_ / ".writing-dead", std::chrono::minutes{61});
  leave(own_ / ".writing-alive", std::chrono::minutes{1});
  EXPECT_TRUE(put("bb", "second"));
  EXPECT_THAT(names_in(own_), ElementsAre(".writing-alive", "aa.json", "bb.json"));
}

TEST_F(DirectoryQuestionSets, RemovingTakesTheLeftOversToo) {
  EXPECT_TRUE(put("aa", "first"));
  leave(own_ / ".writing-alive", std::chrono::minutes{0});
  EXPECT_TRUE(remove());
  EXPECT_THAT(names_in(root_), IsEmpty());
}

TEST_F(DirectoryQuestionSets, TwoStoresShareARoot) {
  const auto other = Store::open(root_).value();
  EXPECT_TRUE(put("aa", "content"));
  EXPECT_EQ(loop_.run(other->get(id, "aa")), "content");
  EXPECT_TRUE(loop_.run(other->remove(id)));
  EXPECT_FALSE(get("aa"));
}

TEST_F(DirectoryQuestionSets, AFailedWriteLeavesNothing) {
  // A directory stands where the file should be.
  fs::create_directories(own_ / "aa.json" / "occupied");
  const auto done = put("aa", "content");
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::Unavailable);
  EXPECT_THAT(names_in(own_), ElementsAre("aa.json"));
}

TEST_F(DirectoryQuestionSets, ARootThatCannotBeIsRefusedInWords) {
  const fs::path file = temporary_ / "a file";
  leave(file, std::chrono::minutes{0});
  const auto store = Store::open(file / "sets");
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().code, ErrorCode::Unavailable);
  EXPECT_THAT(store.error().detail, testing::HasSubstr("cannot make the directory"));
}

// Puts and removes at once: each put succeeds, though its directory may vanish under it.
TEST_F(DirectoryQuestionSets, PuttingWhileOthersRemove) {
  test::EventLoop other;
  for (int i = 0; i < 200; ++i) {
    auto removing = other.start(store_->remove(id));
    const auto done = put("aa", "content");
    EXPECT_TRUE(done) << done.error().detail;
    const auto removed = test::get(std::move(removing));
    EXPECT_TRUE(removed) << removed.error().detail;
  }
  store_.reset();  // Before its callers' event loops.
}

}  // namespace
}  // namespace mcs::directory
