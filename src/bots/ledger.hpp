// What one participant answered and was told, and whether what it is told later agrees. No I/O and
// no clock: times come in. A check that fails is returned as a sentence.
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bots/packets.hpp"
#include "domain/result.hpp"
#include "domain/rules.hpp"

namespace mcs::bots {

// The right answers: given, or learnt from the first result that names them. Threads share it.
class AnswerKeys {
 public:
  std::optional<domain::OptionSet> find(std::uint32_t question) const {
    const std::uint16_t bits = keys_[question].load(std::memory_order_relaxed);
    if (bits == 0) return std::nullopt;
    return domain::OptionSet::from_bits(bits);
  }
  // False if it is known to be another.
  bool learn(std::uint32_t question, domain::OptionSet correct) {
    std::uint16_t unknown = 0;
    return keys_[question].compare_exchange_strong(unknown, correct.bits()) ||
           unknown == correct.bits();
  }

 private:
  std::vector<std::atomic<std::uint16_t>> keys_ =
      std::vector<std::atomic<std::uint16_t>>(domain::max_questions);
};

// An answer on its way: sent, and not acknowledged.
struct SentAnswer {
  domain::OptionSet selected;  // Empty for a timeout.
  domain::Duration claimed;
};

class Ledger {
 public:
  using Fault = std::optional<std::string>;

  // How many questions have their result; also the index of the one in play.
  std::uint32_t acknowledged() const { return static_cast<std::uint32_t>(entries_.size()); }
  std::uint32_t score() const { return score_; }
  const std::optional<SentAnswer>& sent() const { return sent_; }

  void send(SentAnswer answer) { sent_ = answer; }
  // An instance that is behind refused the answer: the question is to be asked for anew. Sent once
  // more, it may nevertheless have been kept the first time.
  void withdraw() { withdrawn_ = std::exchange(sent_, std::nullopt); }
  // Whether there is such an answer to the question in play; it then counts as sent.
  bool send_withdrawn() {
    if (withdrawn_) sent_ = std::exchange(withdrawn_, std::nullopt);
    return sent_.has_value();
  }

  // A result for the question in play, or once more for an earlier one. `at_most` is how long the
  // answer can have taken at all.
  Fault take(const AnswerResult& result, AnswerKeys& keys, domain::Duration question_duration,
             domain::Duration at_most);
  // The closing summary's options.
  Fault check_summary(const std::vector<domain::OptionSet>& chosen) const;
  // Whether a finished speedrun's result holds all that was acknowledged.
  Fault check_result(const domain::ParticipantResult& result) const;

  // The question in play ran out on the server, unnoticed here: it is worth nothing.
  void note_timeout(domain::Duration question_duration);

 private:
  struct Entry {
    domain::OptionSet selected;
    std::uint8_t awarded;
    domain::Outcome outcome;
    std::uint32_t credited_ms;
    bool told = true;  // False where only the count says that the time ran out.
  };

  Fault check_repeated(const AnswerResult& result) const;
  Fault check_new(const AnswerResult& result, domain::Duration question_duration,
                  domain::Duration at_most) const;

  std::vector<Entry> entries_;
  std::optional<SentAnswer> sent_;
  std::optional<SentAnswer> withdrawn_;
  std::uint32_t score_ = 0;
};

}  // namespace mcs::bots
