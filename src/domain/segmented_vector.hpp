// A vector that grows by fixed segments: elements never move, and growing by one never copies a
// million others.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

namespace mcs::domain {

template <class T, std::size_t SegmentSize = 1024>
class SegmentedVector {
 public:
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }

  T& operator[](std::size_t index) {
    return (*segments_[index / SegmentSize])[index % SegmentSize];
  }
  const T& operator[](std::size_t index) const {
    return (*segments_[index / SegmentSize])[index % SegmentSize];
  }

  T& push_back(T value) {
    if (size_ == segments_.size() * SegmentSize)
      segments_.push_back(std::make_unique<std::array<T, SegmentSize>>());
    T& element = (*this)[size_++];
    element = std::move(value);
    return element;
  }

 private:
  std::vector<std::unique_ptr<std::array<T, SegmentSize>>> segments_;
  std::size_t size_ = 0;
};

}  // namespace mcs::domain
