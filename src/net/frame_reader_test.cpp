// Rule by rule after RFC 6455, sections 5.1 to 5.5; the case numbers are those of the Autobahn test
// suite, whose list served as a checklist.
#include "net/frame_reader.hpp"

#include <gmock/gmock.h>

#include "net/testing/client_frames.hpp"
#include "net/testing/reader_log.hpp"

namespace mcs::net {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string text_of(std::size_t size) {
  std::string text;
  for (std::size_t i = 0; i < size; ++i) text += static_cast<char>('a' + i % 26);
  return text;
}

// 1.1: every way to encode the length, and the sizes around its borders.
TEST(FrameReader, takes_text_of_any_size) {
  for (const std::size_t size :
       {0U, 1U, 7U, 8U, 9U, 124U, 125U, 126U, 127U, 128U, 4000U, 65'535U, 65'536U, 70'000U}) {
    const std::string text = text_of(size);
    EXPECT_THAT(read_frames(client_text(text), std::string_view::npos, 100'000),
                ElementsAre("text " + text))
        << size;
  }
}

TEST(FrameReader, unmasks_with_any_mask_at_any_alignment) {
  for (std::size_t size = 0; size < 40; ++size) {
    const std::string text = text_of(size);
    for (const std::string_view mask :
         {std::string_view("\0\0\0\0", 4), std::string_view("\xff\xff\xff\xff"),
          std::string_view("\x01\x82\x43\x14")})
      EXPECT_THAT(read_frames("" + client_text(text, {.mask = mask})), ElementsAre("text " + text));
  }
}

TEST(FrameReader, takes_several_frames_from_one_packet) {
  EXPECT_THAT(read_frames(client_text("one") + client_frame(opcode::ping, "two") + client_text("")),
              ElementsAre("text one", "ping two", "text "));
}

// 2.x: control frames.
TEST(FrameReader, takes_control_frames_of_up_to_125_bytes) {
  EXPECT_THAT(read_frames(client_frame(opcode::ping, "")), ElementsAre("ping "));
  EXPECT_THAT(read_frames(client_frame(opcode::pong, text_of(125))),
              ElementsAre("pong " + text_of(125)));
  EXPECT_THAT(read_frames(client_frame(opcode::ping, text_of(126))), ElementsAre("violation 1002"));
  EXPECT_THAT(read_frames(client_frame(opcode::pong, "x", {.length_size = 2})),
              ElementsAre("violation 1002"));
}

// 3.x
TEST(FrameReader, refuses_reserved_bits) {
  for (const std::uint8_t bit : std::initializer_list<std::uint8_t>{0x10, 0x20, 0x40}) {
    EXPECT_THAT(read_frames(client_text("x", {.reserved = bit})), ElementsAre("violation 1002"));
    EXPECT_THAT(read_frames(client_frame(opcode::ping, "", {.reserved = bit})),
                ElementsAre("violation 1002"));
  }
}

TEST(FrameReader, refuses_a_reserved_bit_before_the_frame_is_there) {
  EXPECT_THAT(read_frames("\xC1"), ElementsAre("violation 1002"));
}

// 4.x
TEST(FrameReader, refuses_reserved_opcodes) {
  for (const std::uint8_t code :
       std::initializer_list<std::uint8_t>{3, 4, 5, 6, 7, 11, 12, 13, 14, 15})
    EXPECT_THAT(read_frames(client_frame(code, "x")), ElementsAre("violation 1002"));
}

// Section 5.1.
TEST(FrameReader, refuses_frames_that_are_not_masked) {
  for (const std::uint8_t code : {opcode::text, opcode::ping, opcode::close})
    EXPECT_THAT(read_frames(client_frame(code, "", {.masked = false})),
                ElementsAre("violation 1002"));
}

TEST(FrameReader, refuses_lengths_encoded_longer_than_needed) {
  EXPECT_THAT(read_frames(client_text("x", {.length_size = 2})), ElementsAre("violation 1002"));
  EXPECT_THAT(read_frames(client_text(text_of(125), {.length_size = 2})),
              ElementsAre("violation 1002"));
  EXPECT_THAT(read_frames(client_text(text_of(126), {.length_size = 8})),
              ElementsAre("violation 1002"));
}

TEST(FrameReader, refuses_a_length_with_the_highest_bit) {
  EXPECT_THAT(read_frames(std::string_view("\x81\xFF\x80\0\0\0\0\0\0\0....", 14)),
              ElementsAre("violation 1002"));
}

TEST(FrameReader, refuses_binary_messages) {
  EXPECT_THAT(read_frames(client_frame(opcode::binary, "x")), ElementsAre("violation 1003"));
}

// 6.x: UTF-8, in one frame, over fragments, and cut between packets.
TEST(FrameReader, takes_any_unicode) {
  const std::string text = "κόσμε \xF4\x8F\xBF\xBF \xEE\x80\x80";
  EXPECT_THAT(read_frames(client_text(text)), ElementsAre("text " + text));
  for (std::size_t piece = 1; piece < text.size() + 6; ++piece)
    EXPECT_THAT(read_frames(client_text(text), piece), ElementsAre("text " + text));
}

TEST(FrameReader, refuses_text_that_is_not_utf8) {
  for (const std::string_view text :
       {"\xCE\xBA\xED\xA0\x80", "\xC0\xAF", "\xF4\x90\x80\x80", "\xFF", "abc\xE2\x82"}) {
    EXPECT_THAT(read_frames(client_text(text)), ElementsAre("violation 1007")) << text;
    EXPECT_THAT(read_frames(client_text(text), 1), ElementsAre("violation 1007")) << text;
  }
}

TEST(FrameReader, refuses_bad_utf8_before_the_message_is_there) {
  const std::string start = client_text(text_of(10) + '\xFF' + text_of(2000)).substr(0, 40);
  EXPECT_THAT(read_frames(start), ElementsAre("violation 1007"));
}

TEST(FrameReader, checks_utf8_across_fragments) {
  const std::string begin = client_text("\xE2\x82", {.final = false});
  EXPECT_THAT(read_frames(begin + client_frame(opcode::continuation, "\xAC")),
              ElementsAre("fragment", "text €"));
  EXPECT_THAT(read_frames(begin + client_frame(opcode::continuation, "\x41")),
              ElementsAre("fragment", "violation 1007"));
  EXPECT_THAT(read_frames(begin + client_frame(opcode::continuation, "")),
              ElementsAre("fragment", "violation 1007"));
}

TEST(FrameReader, begins_each_message_with_fresh_utf8) {
  const std::string half =
      client_text("a", {.final = false}) + client_frame(opcode::continuation, "b");
  EXPECT_THAT(read_frames(half + half), ElementsAre("fragment", "text ab", "fragment", "text ab"));
}

// 5.x: fragments.
TEST(FrameReader, joins_fragments) {
  const std::string frames = client_text("Hel", {.final = false}) +
                             client_frame(opcode::continuation, "", {.final = false}) +
                             client_frame(opcode::continuation, "lo");
  EXPECT_THAT(read_frames(frames), ElementsAre("fragment", "fragment", "text Hello"));
  EXPECT_THAT(read_frames(frames, 1), ElementsAre("fragment", "fragment", "text Hello"));
}

TEST(FrameReader, takes_a_message_of_empty_fragments) {
  EXPECT_THAT(
      read_frames(client_text("", {.final = false}) + client_frame(opcode::continuation, "")),
      ElementsAre("fragment", "text "));
}

TEST(FrameReader, takes_control_frames_between_fragments) {
  const std::string frames = client_text("Hel", {.final = false}) +
                             client_frame(opcode::ping, "?") +
                             client_frame(opcode::continuation, "lo") + client_text("next");
  EXPECT_THAT(read_frames(frames), ElementsAre("fragment", "ping ?", "text Hello", "text next"));
}

TEST(FrameReader, refuses_a_continuation_of_nothing) {
  EXPECT_THAT(read_frames(client_frame(opcode::continuation, "x")), ElementsAre("violation 1002"));
  EXPECT_THAT(read_frames(client_text("x") + client_frame(opcode::continuation, "x")),
              ElementsAre("text x", "violation 1002"));
}

TEST(FrameReader, refuses_a_new_message_inside_another) {
  EXPECT_THAT(read_frames(client_text("x", {.final = false}) + client_text("y")),
              ElementsAre("fragment", "violation 1002"));
}

TEST(FrameReader, refuses_fragmented_control_frames) {
  for (const std::uint8_t code : {opcode::ping, opcode::pong, opcode::close})
    EXPECT_THAT(read_frames(client_frame(code, "", {.final = false})),
                ElementsAre("violation 1002"));
}

// 9.x: limits.
TEST(FrameReader, refuses_a_message_over_its_limit_by_the_header_alone) {
  EXPECT_THAT(read_frames(client_text(text_of(100)), 1, 100), ElementsAre("text " + text_of(100)));
  EXPECT_THAT(read_frames(client_text(text_of(101)).substr(0, 6), 6, 100),
              ElementsAre("violation 1009"));
  EXPECT_THAT(read_frames(std::string_view("\x81\xFF\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFF....", 14)),
              ElementsAre("violation 1009"));
}

TEST(FrameReader, counts_all_fragments_against_the_limit) {
  const std::string begin = client_text(text_of(60), {.final = false});
  EXPECT_THAT(read_frames(begin + client_frame(opcode::continuation, text_of(40)), 7, 100),
              ElementsAre("fragment", "text " + text_of(60) + text_of(40)));
  EXPECT_THAT(read_frames(begin + client_frame(opcode::continuation, text_of(41)), 7, 100),
              ElementsAre("fragment", "violation 1009"));
}

// 7.x: closing.
TEST(FrameReader, tells_the_peers_close) {
  EXPECT_THAT(read_frames(client_frame(opcode::close, "")), ElementsAre("close 1005 "));
  EXPECT_THAT(read_frames(client_close(1000, "bye")), ElementsAre("close 1000 bye"));
  EXPECT_THAT(read_frames(client_close(1000, text_of(123))),
              ElementsAre("close 1000 " + text_of(123)));
  for (const CloseCode code : std::initializer_list<CloseCode>{1000, 1001, 1002, 1003, 1007, 1011,
                                                               1014, 3000, 3999, 4000, 4999})
    EXPECT_THAT(read_frames(client_close(code)),
                ElementsAre("close " + std::to_string(code) + ' '));
}

TEST(FrameReader, refuses_close_codes_that_must_not_be_sent) {
  for (const CloseCode code : std::initializer_list<CloseCode>{0, 999, 1004, 1005, 1006, 1015, 1016,
                                                               1100, 2000, 2999, 5000, 65535})
    EXPECT_THAT(read_frames(client_close(code)), ElementsAre("violation 1002")) << code;
}

TEST(FrameReader, refuses_malformed_close_frames) {
  EXPECT_THAT(read_frames(client_frame(opcode::close, "x")), ElementsAre("violation 1002"));
  EXPECT_THAT(read_frames(client_close(1000, "\xCE\xBA\xED\xA0\x80")),
              ElementsAre("violation 1007"));
}

TEST(FrameReader, reads_nothing_after_a_close_or_a_violation) {
  EXPECT_THAT(read_frames(client_close(1000) + client_text("x"), 5), ElementsAre("close 1000 "));
  EXPECT_THAT(read_frames(client_frame(3, "") + client_text("x"), 5),
              ElementsAre("violation 1002"));
}

TEST(FrameReader, waits_for_the_rest) {
  const std::string frame = client_frame(opcode::ping, "abc");
  for (std::size_t size = 0; size < frame.size(); ++size)
    EXPECT_THAT(read_frames(frame.substr(0, size)), IsEmpty());
}

// Whatever the network does to the stream's packets, the events are the same.
TEST(FrameReader, makes_the_same_of_any_split) {
  const std::string stream = client_text("first") + client_frame(opcode::ping, "1") +
                             client_text(text_of(700), {.final = false}) +
                             client_frame(opcode::pong, text_of(125)) +
                             client_frame(opcode::continuation, text_of(300), {.final = false}) +
                             client_frame(opcode::continuation, "end") + client_text(text_of(200)) +
                             client_close(4000, "done");
  const auto whole = read_frames(stream);
  ASSERT_EQ(whole.size(), 8U);
  for (std::size_t piece = 1; piece < stream.size(); ++piece)
    ASSERT_EQ(read_frames(stream, piece), whole) << piece;
  for (std::size_t split = 0; split < stream.size(); ++split)
    ASSERT_EQ(ReaderLog().feed(stream.substr(0, split)).feed(stream.substr(split)).events(), whole)
        << split;
}

}  // namespace
}  // namespace mcs::net
