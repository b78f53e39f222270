#include "net/multipart_reader.hpp"

#include <gtest/gtest.h>

#include "net/testing/form_log.hpp"

namespace mcs::net {
namespace {

using testing::FormLog;

constexpr std::string_view boundary = "XX";

std::string part(std::string_view disposition, std::string_view data) {
  return "--XX\r\nContent-Disposition: " + std::string(disposition) + "\r\n\r\n" +
         std::string(data) + "\r\n";
}

std::string read(std::string_view form, MultipartLimits limits = {}) {
  return FormLog(boundary, limits).feed(form).finish().summary();
}

TEST(MultipartReader, reads_files_and_fields) {
  const std::string form =
      "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"set.json\"\r\n"
      "Content-Type: application/json\r\n\r\n[1,\r\n2]\r\n" +
      part("form-data; name=note", "hi") + "--XX--\r\n";
  EXPECT_EQ(read(form),
            "file|set.json|application/json|[1,\r\n2]|end\n"
            "note|-|text/plain|hi|end\nok");
}

TEST(MultipartReader, skips_preamble_padding_and_epilogue) {
  const std::string form =
      "preamble --XX\r\nmore\r\n--XX \t \r\nContent-Disposition: form-data; "
      "name=a\r\n\r\nx\r\n--XX--epilogue\r\n--XX\r\n";
  EXPECT_EQ(read(form), "a|-|text/plain|x|end\nok");
}

TEST(MultipartReader, keeps_what_only_looks_like_a_delimiter) {
  for (const std::string_view data :
       {"", "\r", "\n", "\r\n", "\r\n-", "\r\n--", "\r\n--X", "\r\r\n--X", "--XX", "hello",
        "\r\n--X\r\n--X\r\r\n-", "-", "--XX--"}) {
    const std::string form = part("form-data; name=a", data) + "--XX--";
    EXPECT_EQ(read(form), "a|-|text/plain|" + std::string(data) + "|end\nok");
  }
}

TEST(MultipartReader, makes_the_same_of_any_split) {
  const std::string form =
      "pre\r\n" + part("form-data; name=a; filename=\"x\"", "one\r\n--X\r\r\n--\r\ntwo") +
      part("form-data; name=b", "") + part("form-data; name=c", "\r\n\r\n") + "--XX--\r\nepilogue";
  const std::string whole = read(form);
  EXPECT_TRUE(whole.ends_with("ok")) << whole;
  for (std::size_t piece = 1; piece <= form.size(); ++piece)
    ASSERT_EQ(FormLog(boundary).feed(form, piece).finish().summary(), whole) << piece;
  for (std::size_t first = 0; first < form.size(); ++first)
    for (std::size_t second = first; second < form.size(); ++second)
      ASSERT_EQ(FormLog(boundary)
                    .feed(form.substr(0, first))
                    .feed(form.substr(first, second - first))
                    .feed(form.substr(second))
                    .finish()
                    .summary(),
                whole);
}

TEST(MultipartReader, refuses_a_form_that_is_cut_off) {
  const std::string form = part("form-data; name=a", "x") + "--XX--";
  for (std::size_t size = 0; size < form.size(); ++size)
    EXPECT_TRUE(read(form.substr(0, size)).ends_with("bad_request")) << size;
}

TEST(MultipartReader, refuses_malformed_parts) {
  for (const std::string_view form : {
           "--XX\r\n\r\nx\r\n--XX--",                                    // No header.
           "--XX\r\nContent-Type: text/plain\r\n\r\nx\r\n--XX--",        // No name.
           "--XX\r\nContent-Disposition: form-data\r\n\r\nx\r\n--XX--",  //
           "--XX\r\nContent-Disposition: attachment; name=a\r\n\r\nx\r\n--XX--",
           "--XX\r\nno colon\r\n\r\nx\r\n--XX--",
           "--XXjunk\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--XX--",
           "--XX\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--XX--",
           "--XX-\r\n",
       })
    EXPECT_EQ(read(form), "bad_request") << form;
}

TEST(MultipartReader, reads_nothing_after_an_error) {
  FormLog log(boundary);
  log.feed("--XX\r\n\r\n");
  ASSERT_TRUE(log.error());
  MultipartReader reader(boundary, log);
  EXPECT_FALSE(reader.feed("--XX?"));
  EXPECT_FALSE(reader.feed("\r\n" + part("form-data; name=a", "x")));
  EXPECT_TRUE(log.parts().empty());
}

TEST(MultipartReader, limits_headers_and_parts) {
  const std::string form =
      part("form-data; name=a", "x") + part("form-data; name=b", "y") + "--XX--";
  EXPECT_EQ(read(form, {.header = 4096, .parts = 1}), "a|-|text/plain|x|end\ntoo_large");
  EXPECT_EQ(read(form, {.header = 20, .parts = 9}), "too_large");
  const std::string endless = "--XX\r\nA: " + std::string(100'000, 'x');
  EXPECT_EQ(FormLog(boundary).feed(endless, 100).summary(), "too_large");
}

TEST(MultipartBoundary, is_read_from_the_content_type) {
  EXPECT_EQ(multipart_boundary("multipart/form-data; boundary=abc"), "abc");
  EXPECT_EQ(multipart_boundary("Multipart/Form-Data; charset=utf-8; BOUNDARY=\"a b=?\""), "a b=?");
  EXPECT_EQ(multipart_boundary("multipart/form-data; boundary=" + std::string(70, 'x')),
            std::string(70, 'x'));
}

TEST(MultipartBoundary, is_refused_if_malformed) {
  for (const std::string& value :
       {std::string(), std::string(71, 'x'), std::string("a\"b"), std::string("\"a \""),
        std::string("\"a\\\"b\""), std::string("ä")})
    EXPECT_EQ(multipart_boundary("multipart/form-data; boundary=" + value).error().code,
              ErrorCode::BadRequest)
        << value;
  EXPECT_EQ(multipart_boundary("multipart/form-data").error().code, ErrorCode::BadRequest);
  for (const std::string_view type : {"", "application/json", "multipart/mixed; boundary=abc"})
    EXPECT_EQ(multipart_boundary(type).error().code, ErrorCode::UnsupportedMediaType);
}

}  // namespace
}  // namespace mcs::net
