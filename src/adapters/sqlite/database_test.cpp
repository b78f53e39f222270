#include "adapters/sqlite/database.hpp"

#include <fstream>
#include <gmock/gmock.h>
#include <limits>
#include <string>
#include <vector>

#include "support/temporary_directory.hpp"

namespace mcs::sqlite {
namespace {

using testing::HasSubstr;

class DatabaseTest : public testing::Test {
 protected:
  Statement prepare(std::string_view sql) { return database_.prepare(sql).value(); }

  test::TemporaryDirectory directory_;
  const std::filesystem::path file_ = directory_ / "test.db";
  Database database_ = Database::open(file_).value();
};

TEST_F(DatabaseTest, GivesBackWhatWasBound) {
  ASSERT_TRUE(database_.execute("CREATE TABLE t (i INTEGER, n INTEGER, s TEXT, b BLOB)"));
  using namespace std::string_literals;
  const std::string text = "gr\xC3\xBC\xC3\x9F\0e"s + "dich";
  const std::string bytes("\0\xFF\x80 binary\0", 11);
  constexpr auto largest = std::numeric_limits<std::int64_t>::max();
  auto insert = prepare("INSERT INTO t VALUES (?, ?, ?, ?)");
  ASSERT_TRUE(insert.run(largest, std::optional<std::int64_t>(), text, Blob{bytes}));
  ASSERT_TRUE(insert.run(-1, std::optional<std::int64_t>(7), std::string_view(), Blob{}));

  int rows = 0;
  ASSERT_TRUE(prepare("SELECT * FROM t").each([&](Row row) {
    if (++rows == 1) {
      EXPECT_EQ(row.integer(0), largest);
      EXPECT_EQ(row.optional_integer(1), std::nullopt);
      EXPECT_EQ(row.text(2), text);
      EXPECT_EQ(row.blob(3), bytes);
    } else {
      EXPECT_EQ(row.integer(0), -1);
      EXPECT_EQ(row.optional_integer(1), 7);
      EXPECT_EQ(row.text(2), "");
      EXPECT_EQ(row.blob(3), "");
    }
  }));
  EXPECT_EQ(rows, 2);
  // Nothing is not the same as NULL.
  EXPECT_EQ(database_.query_integer("SELECT count(*) FROM t WHERE b IS NULL OR s IS NULL"), 0);
}

TEST_F(DatabaseTest, AQueryEndsWhenItsUserHasEnough) {
  auto query = prepare("SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3");
  std::vector<std::int64_t> seen;
  const auto until_two = [&seen](Row row) {
    seen.push_back(row.integer(0));
    return seen.back() != 2;
  };
  EXPECT_TRUE(query.each(until_two));
  EXPECT_EQ(seen, (std::vector<std::int64_t>{1, 2}));
  // And can be asked again.
  seen.clear();
  EXPECT_TRUE(query.each(until_two));
  EXPECT_EQ(seen.size(), 2U);
}

TEST_F(DatabaseTest, AQueryFailsWithItsUser) {
  auto query = prepare("SELECT 1");
  const auto done =
      query.each([](Row) -> Result<bool> { return fail(ErrorCode::Corrupt, "so it is"); });
  EXPECT_EQ(done, (std::unexpected(Error{ErrorCode::Corrupt, "so it is"})));
}

TEST_F(DatabaseTest, AMistakeOfOursIsInternal) {
  const auto nonsense = database_.prepare("SELEKT");
  ASSERT_FALSE(nonsense);
  EXPECT_EQ(nonsense.error().code, ErrorCode::Internal);
  EXPECT_THAT(nonsense.error().detail, HasSubstr("syntax error"));
  EXPECT_THAT(nonsense.error().detail, HasSubstr("test.db"));

  ASSERT_TRUE(database_.execute("CREATE TABLE t (x UNIQUE); INSERT INTO t VALUES (1)"));
  auto insert = prepare("INSERT INTO t VALUES (?)");
  EXPECT_EQ(insert.run(1).error().code, ErrorCode::Internal);
  // A statement that failed may be run again.
  EXPECT_TRUE(insert.run(2));
}

TEST_F(DatabaseTest, AFileOfAnotherKindIsCorrupt) {
  std::ofstream(directory_ / "text.db") << std::string(10'000, 'x');
  auto database = Database::open(directory_ / "text.db").value();
  EXPECT_EQ(database.query_integer("SELECT count(*) FROM sqlite_schema").error().code,
            ErrorCode::Corrupt);
}

TEST_F(DatabaseTest, AFullDatabaseIsUnavailable) {
  ASSERT_TRUE(database_.execute("CREATE TABLE t (x); PRAGMA max_page_count = 5"));
  const std::string bytes(1'000'000, 'x');
  EXPECT_EQ(prepare("INSERT INTO t VALUES (?)").run(Blob{bytes}).error().code,
            ErrorCode::Unavailable);
}

TEST_F(DatabaseTest, AFileThatCannotBeOpenedIsUnavailable) {
  const auto database = Database::open(directory_ / "missing" / "test.db");
  ASSERT_FALSE(database);
  EXPECT_EQ(database.error().code, ErrorCode::Unavailable);
  EXPECT_THAT(database.error().detail, HasSubstr("cannot open"));
}

TEST_F(DatabaseTest, ATransactionIsAllOrNothing) {
  ASSERT_TRUE(database_.execute("CREATE TABLE t (x)"));
  auto insert = prepare("INSERT INTO t VALUES (1)");
  {
    auto abandoned = Transaction::begin(database_).value();
    ASSERT_TRUE(insert.run());
  }
  EXPECT_EQ(database_.query_integer("SELECT count(*) FROM t"), 0);
  {
    auto finished = Transaction::begin(database_).value();
    ASSERT_TRUE(insert.run());
    ASSERT_TRUE(finished.commit());
  }
  EXPECT_EQ(database_.query_integer("SELECT count(*) FROM t"), 1);
}

TEST_F(DatabaseTest, PreparingASetTellsOfAnyFailure) {
  Preparer good(database_);
  std::ignore = good("SELECT 1");
  EXPECT_TRUE(good.result());
  Preparer bad(database_);
  std::ignore = bad("SELECT nothing");
  std::ignore = bad("SELECT 1");
  EXPECT_FALSE(bad.result());
}

}  // namespace
}  // namespace mcs::sqlite
