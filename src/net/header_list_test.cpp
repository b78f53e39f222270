#include "net/header_list.hpp"

#include <gmock/gmock.h>

#include "net/header_parameters.hpp"

namespace mcs::net {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(HeaderList, splits_and_trims) {
  EXPECT_THAT(split_list("a, b ,\tc"), ElementsAre("a", "b", "c"));
  EXPECT_THAT(split_list(" , ,x,"), ElementsAre("x"));
  EXPECT_THAT(split_list(""), IsEmpty());
}

TEST(HeaderList, joins_repeated_fields) {
  boost::beast::http::fields headers;
  headers.insert("Upgrade", "a, b");
  headers.insert("Host", "x");
  headers.insert("upgrade", "c");
  EXPECT_THAT(list_elements(headers, "UPGRADE"), ElementsAre("a", "b", "c"));
  EXPECT_THAT(list_elements(headers, "Connection"), IsEmpty());
}

TEST(HeaderParameters, reads_tokens_and_quoted_strings) {
  const auto header = parse_parameters("form-data; name=file; FileName=\"a; \\\"b\\\".json\"");
  EXPECT_EQ(header.value, "form-data");
  EXPECT_EQ(header.parameters.find("name"), "file");
  EXPECT_EQ(header.parameters.find("filename"), "a; \"b\".json");
}

TEST(HeaderParameters, keeps_backslashes_of_windows_paths) {
  EXPECT_EQ(parse_parameters("x; f=\"C:\\dir\\set.json\"").parameters.find("f"),
            "C:\\dir\\set.json");
}

TEST(HeaderParameters, leaves_out_what_is_malformed) {
  EXPECT_EQ(parse_parameters("x; flag; a=1").parameters.find("a"), "1");
  EXPECT_EQ(parse_parameters("x; flag; a=1").parameters.find("flag"), std::nullopt);
  EXPECT_EQ(parse_parameters("x; a=\"unfinished").parameters.find("a"), "unfinished");
  EXPECT_EQ(parse_parameters("x; a=\"b\" junk; c=d").parameters.find("c"), "d");
  EXPECT_TRUE(parse_parameters("x").parameters.empty());
  EXPECT_EQ(parse_parameters("").value, "");
}

}  // namespace
}  // namespace mcs::net
