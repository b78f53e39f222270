// How often something took how long, over nine orders of magnitude and to within 2 %: each power of
// two has 64 buckets, as in HdrHistogram (which Debian does not package for C++).
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <chrono>
#include <cstdint>
#include <numeric>

namespace mcs::bots {

class Histogram {
 public:
  using Time = std::chrono::microseconds;

  void record(std::chrono::steady_clock::duration taken) {
    const std::uint64_t value = value_of(std::chrono::duration_cast<Time>(taken));
    ++counts_[bucket_of(value)];
    ++count_;
    sum_ += value;
    max_ = std::max(max_, value);
  }

  void merge(const Histogram& other) {
    for (std::size_t i = 0; i < counts_.size(); ++i) counts_[i] += other.counts_[i];
    count_ += other.count_;
    sum_ += other.sum_;
    max_ = std::max(max_, other.max_);
  }

  std::uint64_t count() const { return count_; }
  Time max() const { return Time{max_}; }
  Time mean() const { return Time{count_ == 0 ? 0 : sum_ / count_}; }

  // How many took no longer than `time`, to the precision of the buckets.
  std::uint64_t count_within(Time time) const {
    const std::size_t last = bucket_of(value_of(time));
    return std::accumulate(counts_.begin(), counts_.begin() + static_cast<std::ptrdiff_t>(last) + 1,
                           std::uint64_t{0});
  }

  // The time that a share of all, 0 to 1, took no longer than.
  Time quantile(double share) const {
    const auto wanted = static_cast<std::uint64_t>(share * static_cast<double>(count_) + 0.5);
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      seen += counts_[i];
      if (seen > 0 && seen >= wanted) return Time{std::min(top_of(i), max_)};
    }
    return max();
  }

 private:
  static constexpr unsigned precision = 6;  // Bits.
  static constexpr std::uint64_t sub_buckets = 1U << precision;
  static constexpr unsigned magnitudes = 27;
  static constexpr std::int64_t largest = (std::int64_t{1} << (precision + magnitudes)) - 1;

  static std::uint64_t value_of(Time time) {
    return static_cast<std::uint64_t>(std::clamp<std::int64_t>(time.count(), 0, largest));
  }
  // Up to 2 * sub_buckets each value has its own bucket; beyond, each power of two has sub_buckets.
  static std::size_t bucket_of(std::uint64_t value) {
    const unsigned width = static_cast<unsigned>(std::bit_width(value | 1));
    const unsigned shift = width > precision + 1 ? width - precision - 1 : 0;
    return shift * sub_buckets + (value >> shift);
  }
  // The largest value of a bucket.
  static std::uint64_t top_of(std::size_t bucket) {
    if (bucket < 2 * sub_buckets) return bucket;
    const std::size_t shift = bucket / sub_buckets - 1;
    const std::uint64_t place = bucket - shift * sub_buckets;
    return ((place + 1) << shift) - 1;
  }

  std::array<std::uint64_t, (magnitudes + 2) * sub_buckets> counts_{};
  std::uint64_t count_ = 0;
  std::uint64_t sum_ = 0;
  std::uint64_t max_ = 0;
};

}  // namespace mcs::bots
