#include "net/static_files.hpp"

#include <fstream>
#include <gtest/gtest.h>

#include "net/asset_directory.hpp"
#include "support/temporary_directory.hpp"

namespace mcs::net {
namespace {

Asset page() {
  return {.path = "/index.html",
          .content_type = "text/html; charset=utf-8",
          .identity = "<h1>plain</h1>",
          .gzip = "zipped",
          .brotli = "squeezed",
          .etag = "abc"};
}

Asset script() {
  return {.path = "/assets/app-1f.js",
          .content_type = "text/javascript",
          .identity = "js",
          .etag = "def",
          .immutable = true};
}

Request get(std::string path,
            std::initializer_list<std::pair<std::string_view, std::string_view>> headers = {}) {
  Request request;
  request.path = std::move(path);
  for (const auto& [name, value] : headers) request.headers.set(name, value);
  return request;
}

class StaticFilesTest : public ::testing::Test {
 protected:
  StaticFiles files_{{page(), script()}};
};

TEST_F(StaticFilesTest, serves_a_page_with_a_strict_policy) {
  const Response response = files_.respond(get("/index.html"));
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body_bytes(), "<h1>plain</h1>");
  EXPECT_EQ(response.headers["Content-Type"], "text/html; charset=utf-8");
  EXPECT_EQ(response.headers["ETag"], "\"abc\"");
  EXPECT_EQ(response.headers["Cache-Control"], "no-cache");
  EXPECT_EQ(response.headers["Vary"], "Accept-Encoding");
  EXPECT_NE(
      std::string_view(response.headers["Content-Security-Policy"]).find("frame-ancestors 'none'"),
      std::string_view::npos);
  EXPECT_EQ(response.headers["X-Frame-Options"], "DENY");
}

TEST_F(StaticFilesTest, lets_hashed_files_be_kept) {
  const Response response = files_.respond(get("/assets/app-1f.js"));
  EXPECT_EQ(response.headers["Cache-Control"], "public, max-age=31536000, immutable");
}

TEST(StaticFiles, gives_a_workers_script_the_pages_policy) {
  const StaticFiles files({page(),
                           {.path = "/sw.js",
                            .content_type = "text/javascript; charset=utf-8",
                            .identity = "js",
                            .etag = "ghi"},
                           {.path = "/assets/worker-1f.js",
                            .content_type = "text/javascript; charset=utf-8",
                            .identity = "js",
                            .etag = "jkl",
                            .immutable = true},
                           {.path = "/assets/style-1f.css",
                            .content_type = "text/css",
                            .identity = "css",
                            .etag = "mno",
                            .immutable = true}});
  EXPECT_EQ(files.respond(get("/sw.js")).headers["Cache-Control"], "no-cache");
  const auto policy_of = [&files](std::string path) {
    return std::string(files.respond(get(std::move(path))).headers["Content-Security-Policy"]);
  };
  EXPECT_NE(policy_of("/"), "");
  EXPECT_EQ(policy_of("/sw.js"), policy_of("/"));
  EXPECT_EQ(policy_of("/assets/worker-1f.js"), policy_of("/"));
  EXPECT_EQ(policy_of("/assets/style-1f.css"), "");
}

TEST_F(StaticFilesTest, sends_the_encoding_that_the_client_takes) {
  const Response brotli = files_.respond(get("/", {{"Accept-Encoding", "gzip, br"}}));
  EXPECT_EQ(brotli.body_bytes(), "squeezed");
  EXPECT_EQ(brotli.headers["Content-Encoding"], "br");
  EXPECT_EQ(brotli.headers["ETag"], "\"abc-br\"");
  const Response gzip = files_.respond(get("/", {{"Accept-Encoding", "gzip"}}));
  EXPECT_EQ(gzip.body_bytes(), "zipped");
  EXPECT_EQ(gzip.headers["ETag"], "\"abc-gzip\"");
  const Response plain = files_.respond(get("/assets/app-1f.js", {{"Accept-Encoding", "gzip"}}));
  EXPECT_EQ(plain.body_bytes(), "js");
  EXPECT_EQ(plain.headers["Content-Encoding"], "");
}

TEST_F(StaticFilesTest, answers_304_to_who_has_it_already) {
  for (const std::string_view known : {"\"abc\"", "W/\"abc\"", "\"x\", \"abc\"", "*"}) {
    const Response response = files_.respond(get("/", {{"If-None-Match", known}}));
    EXPECT_EQ(response.status, 304) << known;
    EXPECT_EQ(response.body_bytes(), "");
    EXPECT_EQ(response.headers["ETag"], "\"abc\"");
    EXPECT_EQ(response.headers["Cache-Control"], "no-cache");
    EXPECT_EQ(response.headers["Vary"], "Accept-Encoding");
  }
  for (const std::string_view other : {"\"abd\"", "abc", "\"abc-br\"", ""})
    EXPECT_EQ(files_.respond(get("/", {{"If-None-Match", other}})).status, 200) << other;
}

TEST_F(StaticFilesTest, keeps_a_pages_policy_in_a_304) {
  const Response fresh = files_.respond(get("/"));
  const Response known = files_.respond(get("/", {{"If-None-Match", "*"}}));
  for (const std::string_view name : {"Content-Security-Policy", "X-Frame-Options"}) {
    EXPECT_NE(known.headers[name], "") << name;
    EXPECT_EQ(known.headers[name], fresh.headers[name]) << name;
  }
}

TEST_F(StaticFilesTest, gives_the_web_apps_own_pages_to_browsers) {
  const auto status = [this](std::string path, std::string_view accept) {
    return files_.respond(get(std::move(path), {{"Accept", accept}})).status;
  };
  EXPECT_EQ(status("/join/ABCD2345", "text/html,*/*;q=0.8"), 200);
  EXPECT_EQ(status("/join/ABCD2345", "*/*"), 404);
  EXPECT_EQ(status("/assets/gone.js", "text/html"), 404);
  EXPECT_EQ(status("/", "*/*"), 200);
}

TEST_F(StaticFilesTest, finds_nothing_outside_its_table) {
  for (const char* path : {"/../etc/passwd", "//index.html", "/index.html/", "/INDEX.HTML",
                           "/assets/", "/assets/../index.html"})
    EXPECT_EQ(files_.respond(get(path)).status, 404) << path;
}

TEST(StaticFiles, works_without_an_app_shell) {
  const StaticFiles files({script()}, {.app_shell = {}});
  EXPECT_EQ(files.respond(get("/", {{"Accept", "text/html"}})).status, 404);
}

TEST(ContentEtag, follows_the_content) {
  EXPECT_EQ(content_etag("a").size(), 32U);
  EXPECT_EQ(content_etag("a"), content_etag("a"));
  EXPECT_NE(content_etag("a"), content_etag("b"));
}

class AssetDirectoryTest : public ::testing::Test {
 protected:
  AssetDirectoryTest() {
    std::filesystem::create_directory(root_ / "assets");
    write("index.html", "page");
    write("index.html.br", "small page");
    write("assets/app-1f.js", "script");
  }

  void write(const std::string& name, std::string_view content) const {
    std::ofstream(root_ / name, std::ios::binary) << content;
  }

  test::TemporaryDirectory root_;
};

TEST_F(AssetDirectoryTest, reads_files_with_their_encodings) {
  const auto directory = AssetDirectory::load(root_.path());
  ASSERT_TRUE(directory);
  const StaticFiles files(directory->assets());
  const Response small = files.respond(get("/", {{"Accept-Encoding", "br, gzip"}}));
  EXPECT_EQ(small.body_bytes(), "small page");
  EXPECT_EQ(small.headers["Content-Type"], "text/html; charset=utf-8");
  const Response script = files.respond(get("/assets/app-1f.js"));
  EXPECT_EQ(script.body_bytes(), "script");
  EXPECT_EQ(script.headers["Cache-Control"], "public, max-age=31536000, immutable");
  EXPECT_EQ(files.respond(get("/index.html.br")).status, 404);
}

TEST_F(AssetDirectoryTest, says_when_there_is_no_such_directory) {
  const auto directory = AssetDirectory::load(root_ / "missing");
  ASSERT_FALSE(directory);
  EXPECT_NE(directory.error().detail.find("missing"), std::string::npos);
}

}  // namespace
}  // namespace mcs::net
