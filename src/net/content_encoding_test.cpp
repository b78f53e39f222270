#include "net/content_encoding.hpp"

#include <gtest/gtest.h>

namespace mcs::net {
namespace {

using enum ContentEncoding;

ContentEncoding choose(std::string_view accept) {
  return choose_encoding(accept, true, true);
}

TEST(ContentEncoding, prefers_the_smallest_of_what_is_accepted) {
  EXPECT_EQ(choose("gzip, deflate, br, zstd"), Brotli);
  EXPECT_EQ(choose("gzip, deflate"), Gzip);
  EXPECT_EQ(choose("x-gzip"), Gzip);
  EXPECT_EQ(choose("GZIP"), Gzip);
  EXPECT_EQ(choose("deflate"), Identity);
  EXPECT_EQ(choose(""), Identity);
  EXPECT_EQ(choose("*"), Brotli);
}

TEST(ContentEncoding, follows_the_clients_weights) {
  EXPECT_EQ(choose("br;q=0.5, gzip;q=0.8"), Gzip);
  EXPECT_EQ(choose("br; q=0.8 , gzip;q=0.8"), Brotli);
  EXPECT_EQ(choose("br;q=0, *;q=0.1"), Gzip);
  EXPECT_EQ(choose("gzip;q=0.5, identity"), Identity);
  EXPECT_EQ(choose("gzip;q=0.001"), Gzip);
}

TEST(ContentEncoding, never_chooses_what_is_excluded_or_absent) {
  EXPECT_EQ(choose("br;q=0, gzip;q=0.000"), Identity);
  EXPECT_EQ(choose("identity;q=0, gzip"), Gzip);
  EXPECT_EQ(choose_encoding("br, gzip", true, false), Gzip);
  EXPECT_EQ(choose_encoding("br, gzip", false, false), Identity);
  EXPECT_EQ(choose_encoding("identity;q=0", false, false), Identity);
}

TEST(ContentEncoding, ignores_malformed_weights) {
  for (const std::string_view weight :
       {"q=2", "q=-1", "q=", "q=0.0001", "q=1.001", "q=a", "w=1", "q=0x"})
    EXPECT_EQ(choose("gzip;" + std::string(weight)), Identity) << weight;
}

}  // namespace
}  // namespace mcs::net
