// A WebSocket frame from the server, encoded once and shared by every connection it goes to.
// Immutable; a copy is a counted reference, cheap and safe across threads.
#pragma once

#include <atomic>
#include <boost/smart_ptr/intrusive_ptr.hpp>
#include <cstddef>
#include <cstdint>
#include <new>
#include <string_view>

#include "net/close_code.hpp"

namespace mcs::net {

class Frame {
 public:
  Frame() = default;

  // What goes over the wire, header included.
  std::string_view bytes() const {
    return block_ ? std::string_view(block_->bytes(), block_->size) : std::string_view();
  }
  std::size_t size() const { return block_ ? block_->size : 0; }
  explicit operator bool() const { return block_ != nullptr; }

 private:
  // The bytes stand behind the block, in the same allocation.
  struct Block {
    std::atomic<std::uint32_t> references = 0;
    std::uint32_t size = 0;

    char* bytes() { return reinterpret_cast<char*>(this + 1); }
    const char* bytes() const { return reinterpret_cast<const char*>(this + 1); }

    friend void intrusive_ptr_add_ref(Block* block) noexcept {
      block->references.fetch_add(1, std::memory_order_relaxed);
    }
    friend void intrusive_ptr_release(Block* block) noexcept {
      if (block->references.fetch_sub(1, std::memory_order_acq_rel) != 1) return;
      block->~Block();
      ::operator delete(block);
    }
  };

  friend Frame make_raw_bytes(std::string_view);
  friend Frame make_frame(std::uint8_t, std::string_view);

  static Frame of_size(std::size_t size);

  boost::intrusive_ptr<Block> block_;
};

// `text` is UTF-8; that is the caller's promise.
Frame make_text_frame(std::string_view text);
// Control payloads have at most 125 bytes.
Frame make_ping_frame(std::string_view payload);
Frame make_pong_frame(std::string_view payload);
// Without a code for close_code::no_status. A reason too long for a control frame is cut, at a code
// point's end.
Frame make_close_frame(CloseCode code, std::string_view reason);
// Bytes sent as they are: the handshake's response, which goes out with the first frames.
Frame make_raw_bytes(std::string_view bytes);

}  // namespace mcs::net
