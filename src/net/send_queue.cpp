#include "net/send_queue.hpp"

#include <algorithm>
#include <memory>

#include "base/assert.hpp"

namespace mcs::net {

bool SendQueue::push(Frame frame, ConflationKey key) {
  bytes_ += frame.size();
  if (Waiting* const earlier = find(key)) {
    bytes_ -= earlier->frame.size();
    earlier->frame = std::move(frame);
    return true;
  }
  waiting_.push_back({std::move(frame), key});
  return false;
}

void SendQueue::push_started(Frame frame, std::size_t sent) {
  MCS_ASSERT(empty() && sent < frame.size());
  bytes_ = frame.size() - sent;
  offset_ = static_cast<std::uint32_t>(sent);
  waiting_.push_back({std::move(frame), not_conflated});
}

SendQueue::Waiting* SendQueue::find(ConflationKey key) {
  if (key == not_conflated) return nullptr;
  // The first cannot be replaced once a part of it has gone out.
  const auto from = waiting_.begin() + static_cast<std::ptrdiff_t>(first_) + (offset_ > 0 ? 1 : 0);
  const auto place = std::find_if(from, waiting_.end(),
                                  [key](const Waiting& waiting) { return waiting.key == key; });
  return place == waiting_.end() ? nullptr : &*place;
}

std::size_t SendQueue::gather(std::span<iovec> parts) const {
  std::size_t used = 0;
  std::size_t skip = offset_;
  for (std::size_t i = first_; i < waiting_.size() && used < parts.size(); ++i, skip = 0) {
    const std::string_view bytes = waiting_[i].frame.bytes().substr(skip);
    parts[used++] = {const_cast<char*>(bytes.data()), bytes.size()};
  }
  return used;
}

void SendQueue::consume(std::size_t sent) {
  MCS_ASSERT(sent <= bytes_);
  bytes_ -= sent;
  std::size_t passed = offset_ + sent;
  while (!empty() && passed >= waiting_[first_].frame.size()) {
    passed -= waiting_[first_].frame.size();
    waiting_[first_++].frame = {};
  }
  offset_ = static_cast<std::uint32_t>(passed);
  drop_sent();
}

void SendQueue::drop_unstarted() {
  waiting_.resize(std::size_t{first_} + (offset_ > 0 ? 1 : 0));
  bytes_ = empty() ? 0 : waiting_[first_].frame.size() - offset_;
}

void SendQueue::drop_sent() {
  if (empty()) {
    waiting_.clear();
    first_ = 0;
    // Memory for many would be kept for the session's life.
    if (waiting_.capacity() > inline_capacity) {
      std::destroy_at(&waiting_);
      std::construct_at(&waiting_);
    }
  } else if (first_ > waiting_.size() / 2) {
    waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(first_));
    first_ = 0;
  }
}

}  // namespace mcs::net
