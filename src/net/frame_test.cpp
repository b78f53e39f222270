#include "net/frame.hpp"

#include <gmock/gmock.h>
#include <thread>
#include <vector>

namespace mcs::net {
namespace {

std::string bytes(const Frame& frame) {
  return std::string(frame.bytes());
}

TEST(Frame, encodes_each_length_as_short_as_possible) {
  EXPECT_EQ(bytes(make_text_frame("")), std::string("\x81\0", 2));
  EXPECT_EQ(bytes(make_text_frame("hi")), "\x81\x02hi");
  const std::string text(125, 'x');
  EXPECT_EQ(bytes(make_text_frame(text)), "\x81\x7D" + text);
  EXPECT_EQ(bytes(make_text_frame(text + 'x')), std::string("\x81\x7E\0\x7E", 4) + text + 'x');
  const std::string longest_16_bit(65'535, 'x');
  EXPECT_EQ(bytes(make_text_frame(longest_16_bit)), "\x81\x7E\xFF\xFF" + longest_16_bit);
  EXPECT_EQ(bytes(make_text_frame(longest_16_bit + 'x')),
            std::string("\x81\x7F\0\0\0\0\0\1\0\0", 10) + longest_16_bit + 'x');
}

TEST(Frame, encodes_control_frames) {
  EXPECT_EQ(bytes(make_ping_frame("t")), "\x89\x01t");
  EXPECT_EQ(bytes(make_pong_frame("t")), "\x8A\x01t");
  EXPECT_EQ(bytes(make_close_frame(1000, "bye")),
            "\x88\x05\x03\xE8"
            "bye");
  EXPECT_EQ(bytes(make_close_frame(close_code::no_status, "")), std::string("\x88\0", 2));
}

TEST(Frame, cuts_a_long_close_reason_between_code_points) {
  const std::string reason(122, 'x');
  EXPECT_EQ(bytes(make_close_frame(1000, reason + "€")), "\x88\x7C\x03\xE8" + reason);
  EXPECT_EQ(bytes(make_close_frame(1000, reason + "yz")), "\x88\x7D\x03\xE8" + reason + 'y');
}

TEST(Frame, is_shared_by_its_copies) {
  const Frame frame = make_text_frame("shared");
  const Frame copy = frame;
  EXPECT_EQ(copy.bytes().data(), frame.bytes().data());
  EXPECT_FALSE(Frame());
  EXPECT_EQ(Frame().size(), 0U);
}

TEST(Frame, may_be_dropped_on_any_thread) {
  Frame frame = make_text_frame("shared");
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([copy = frame]() mutable {
      for (int j = 0; j < 1000; ++j) {
        const Frame another = copy;
        ASSERT_EQ(another.size(), 8U);
      }
      copy = {};
    });
  frame = {};
  for (auto& thread : threads) thread.join();
}

}  // namespace
}  // namespace mcs::net
