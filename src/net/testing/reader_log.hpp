// Feeds a FrameReader and writes down what it makes of it, a word or two an event.
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "net/frame_reader.hpp"

namespace mcs::net::testing {

class ReaderLog {
 public:
  explicit ReaderLog(std::uint32_t max_message_size = 4096) : reader_(max_message_size) {}

  // In pieces of `piece` bytes, each a packet of its own.
  ReaderLog& feed(std::string_view bytes, std::size_t piece = std::string_view::npos) {
    while (!bytes.empty()) {
      const std::span<char> space = reader_.prepare(buffer_);
      const std::size_t size = bytes.copy(space.data(), std::min(piece, space.size()));
      bytes.remove_prefix(size);
      std::span<char> input = reader_.input(buffer_, size);
      while (const auto event = reader_.next(input)) write_down(*event);
    }
    return *this;
  }

  const std::vector<std::string>& events() const { return events_; }

 private:
  void write_down(const FrameReader::Event& event) {
    using Kind = FrameReader::Event::Kind;
    const std::string data(event.data);
    const std::string code = std::to_string(event.close_code);
    switch (event.kind) {
      case Kind::Text: events_.push_back("text " + data); break;
      case Kind::Fragment: events_.push_back("fragment"); break;
      case Kind::Ping: events_.push_back("ping " + data); break;
      case Kind::Pong: events_.push_back("pong " + data); break;
      case Kind::Close: events_.push_back("close " + code + ' ' + data); break;
      case Kind::Violation: events_.push_back("violation " + code); break;
    }
  }

  FrameReader reader_;
  std::array<char, 4096> buffer_;
  std::vector<std::string> events_;
};

inline std::vector<std::string> read_frames(std::string_view bytes,
                                            std::size_t piece = std::string_view::npos,
                                            std::uint32_t max_message_size = 4096) {
  return ReaderLog(max_message_size).feed(bytes, piece).events();
}

}  // namespace mcs::net::testing
