// One participant's answer to one question, packed into six bytes: a million participants with
// twenty answers each are in memory. Outcome and score follow from it and the answer key.
#pragma once

#include <array>
#include <cstdint>

#include "base/assert.hpp"
#include "domain/option_set.hpp"
#include "domain/time.hpp"

namespace mcs::domain {

class AnswerRecord {
 public:
  AnswerRecord() = default;

  // `credited` below 2^20 ms, `credit` at most max_latency_credit. A timeout selects nothing.
  AnswerRecord(OptionSet selected, Duration credited, Duration credit) {
    MCS_ASSERT(credited.count() >= 0 && credited.count() < 1 << duration_bits);
    MCS_ASSERT(credit.count() >= 0 && credit.count() < 1 << credit_bits);
    pack(static_cast<std::uint64_t>(selected.bits()) |
         static_cast<std::uint64_t>(credited.count()) << duration_shift |
         static_cast<std::uint64_t>(credit.count()) << credit_shift);
  }

  OptionSet selected() const {
    return OptionSet::from_bits(static_cast<std::uint16_t>(unpack() & low_bits(max_options)));
  }
  Duration credited() const {
    return Duration{
        static_cast<Duration::rep>(unpack() >> duration_shift & low_bits(duration_bits))};
  }
  // By how much the line's latency shortened what the server measured.
  Duration credit() const {
    return Duration{static_cast<Duration::rep>(unpack() >> credit_shift & low_bits(credit_bits))};
  }

  friend bool operator==(const AnswerRecord&, const AnswerRecord&) = default;

 private:
  static constexpr unsigned duration_bits = 20;
  static constexpr unsigned credit_bits = 10;
  static constexpr unsigned duration_shift = max_options;
  static constexpr unsigned credit_shift = duration_shift + duration_bits;

  static constexpr std::uint64_t low_bits(unsigned count) {
    return (std::uint64_t{1} << count) - 1;
  }

  void pack(std::uint64_t value) {
    for (std::size_t i = 0; i < words_.size(); ++i)
      words_[i] = static_cast<std::uint16_t>(value >> (16 * i));
  }
  std::uint64_t unpack() const {
    return words_[0] | std::uint64_t{words_[1]} << 16 | std::uint64_t{words_[2]} << 32;
  }

  std::array<std::uint16_t, 3> words_{};
};

static_assert(sizeof(AnswerRecord) == 6);

}  // namespace mcs::domain
