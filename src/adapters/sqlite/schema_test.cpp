#include "adapters/sqlite/schema.hpp"

#include <array>
#include <fstream>
#include <gmock/gmock.h>
#include <unistd.h>

#include "support/temporary_directory.hpp"

namespace mcs::sqlite {
namespace {

using testing::HasSubstr;

constexpr std::array<const char*, 1> first_version{"CREATE TABLE a (x);"};
constexpr std::array<const char*, 3> third_version{
    "CREATE TABLE a (x);", "ALTER TABLE a ADD COLUMN y DEFAULT 2;", "CREATE TABLE b (z);"};
constexpr std::array<const char*, 2> broken_version{"CREATE TABLE a (x);",
                                                    "CREATE TABLE b (z); SELEKT;"};
const Schema first{"test store", 1234, first_version};
const Schema third{"test store", 1234, third_version};
const Schema broken{"test store", 1234, broken_version};
const Schema other{"other store", 4321, first_version};

class SchemaTest : public testing::Test {
 protected:
  Error refusal(const Schema& schema) {
    const auto opened = DatabaseFile::open(file_, schema);
    EXPECT_FALSE(opened);
    return opened ? Error{} : opened.error();
  }
  // Leaves the file in the first version, with something in it.
  void given_first_version() {
    const auto opened = DatabaseFile::open(file_, first).value();
    ASSERT_TRUE(opened.connect()->execute("INSERT INTO a VALUES (1)"));
  }

  test::TemporaryDirectory directory_;
  const std::filesystem::path file_ = directory_ / "test.db";
};

TEST_F(SchemaTest, MakesANewFile) {
  const auto opened = DatabaseFile::open(file_, third).value();
  auto database = opened.connect().value();
  EXPECT_EQ(database.query_integer("PRAGMA user_version"), 3);
  EXPECT_EQ(database.query_integer("PRAGMA application_id"), 1234);
  EXPECT_TRUE(database.execute("INSERT INTO a (y) VALUES (1); INSERT INTO b VALUES (1)"));
}

TEST_F(SchemaTest, EveryConnectionIsDurableAtEachCommit) {
  const auto opened = DatabaseFile::open(file_, first).value();
  for (int i = 0; i < 2; ++i) {
    auto database = opened.connect().value();
    EXPECT_EQ(database.query_text("PRAGMA journal_mode"), "wal");
    constexpr int full = 2;
    EXPECT_EQ(database.query_integer("PRAGMA synchronous"), full);
  }
}

TEST_F(SchemaTest, MigratesWhatIsThere) {
  given_first_version();
  for (int i = 0; i < 2; ++i) {
    const auto opened = DatabaseFile::open(file_, third).value();
    auto database = opened.connect().value();
    EXPECT_EQ(database.query_integer("PRAGMA user_version"), 3);
    EXPECT_EQ(database.query_integer("SELECT x + y FROM a"), 3);
  }
}

TEST_F(SchemaTest, AMigrationThatFailsChangesNothing) {
  given_first_version();
  EXPECT_EQ(refusal(broken).code, ErrorCode::Internal);
  const auto opened = DatabaseFile::open(file_, first).value();
  auto database = opened.connect().value();
  EXPECT_EQ(database.query_integer("PRAGMA user_version"), 1);
  EXPECT_EQ(database.query_integer("SELECT count(*) FROM sqlite_schema WHERE name = 'b'"), 0);
}

TEST_F(SchemaTest, RefusesANewerVersion) {
  std::ignore = DatabaseFile::open(file_, third).value();
  const Error error = refusal(first);
  EXPECT_EQ(error.code, ErrorCode::Corrupt);
  EXPECT_THAT(error.detail,
              HasSubstr("newer version of this program (format 3, this one knows 1)"));
}

TEST_F(SchemaTest, RefusesAndLeavesAloneWhatIsNotItsOwn) {
  {
    auto foreign = Database::open(file_).value();
    ASSERT_TRUE(foreign.execute("CREATE TABLE recipes (cake)"));
  }
  const Error error = refusal(first);
  EXPECT_EQ(error.code, ErrorCode::Corrupt);
  EXPECT_THAT(error.detail, HasSubstr("is a database, but not a test store"));
  auto foreign = Database::open(file_).value();
  EXPECT_EQ(foreign.query_text("PRAGMA journal_mode"), "delete");
  EXPECT_EQ(foreign.query_integer("SELECT count(*) FROM sqlite_schema"), 1);
}

TEST_F(SchemaTest, TellsItsFilesApart) {
  given_first_version();
  EXPECT_EQ(refusal(other).code, ErrorCode::Corrupt);
}

TEST_F(SchemaTest, RefusesAFileThatIsNoDatabase) {
  std::ofstream(file_) << std::string(10'000, 'x');
  EXPECT_EQ(refusal(first).code, ErrorCode::Corrupt);
}

TEST_F(SchemaTest, OneProcessAtATime) {
  {
    const auto holder = DatabaseFile::open(file_, first).value();
    const Error error = refusal(first);
    EXPECT_EQ(error.code, ErrorCode::Unavailable);
    EXPECT_THAT(error.detail, HasSubstr("is locked by process " + std::to_string(::getpid())));
    EXPECT_THAT(error.detail, HasSubstr("use another data directory"));
  }
  EXPECT_TRUE(DatabaseFile::open(file_, first));
}

}  // namespace
}  // namespace mcs::sqlite
