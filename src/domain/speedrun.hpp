// The speedrun: the state that folding its log yields. Pure and deterministic: no clock, no
// randomness, no I/O. Only step() and the snapshot decoder change it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/access_code.hpp"
#include "base/ids.hpp"
#include "domain/effect.hpp"
#include "domain/input.hpp"
#include "domain/open_questions.hpp"
#include "domain/rules.hpp"
#include "domain/seats.hpp"
#include "domain/standings.hpp"
#include "domain/tallies.hpp"
#include "domain/time.hpp"

namespace mcs::domain {

enum class Phase : std::uint8_t { Lobby, Running, Finished };

enum class FinishReason : std::uint8_t { Unfinished, Completed, EndedByHost, Abandoned, Deadline };

struct QuestionSetReference {
  std::string content_hash;
  std::uint32_t question_count = 0;
};

// What the host chose when starting.
struct Settings {
  std::string quiz_name;
  std::vector<std::string> categories;
  Duration question_duration{0};
  std::vector<AnswerKey> selection;
};

// An answered question, judged.
struct JudgedAnswer {
  Outcome outcome;
  OptionSet selected;
  Duration credited;
  Duration credit;
  std::uint32_t score;
};

class Speedrun {
 public:
  bool created() const { return created_at_.has_value(); }
  Phase phase() const { return phase_; }
  FinishReason finish_reason() const { return finish_reason_; }
  const Rules& rules() const { return rules_; }
  bool lobby_locked() const { return lobby_locked_; }
  const std::optional<QuestionSetReference>& question_set() const { return question_set_; }
  // Meaningful once started.
  const Settings& settings() const { return settings_; }
  std::size_t question_count() const { return settings_.selection.size(); }
  Instant created_at() const { return created_at_.value_or(Instant{}); }
  Instant started_at() const { return started_at_; }
  Instant finished_at() const { return finished_at_; }

  const SeatTable& seats() const { return seats_; }
  const Standings& standings() const { return standings_; }
  const Tallies& tallies() const { return tallies_; }
  // Seats that count: all but the removed.
  std::uint32_t participant_count() const { return standings_.size(); }
  std::uint32_t finished_count() const { return finished_count_; }
  std::uint32_t rank(SeatIndex seat) const { return standings_.rank(seats_[seat].score); }

  // The question must have been answered, or timed out.
  JudgedAnswer judged(SeatIndex seat, QuestionIndex question) const;
  // The seat's score after this question.
  std::uint32_t score_after(SeatIndex seat, QuestionIndex question) const;
  // When the seat's open question was served; only while one is open.
  Instant opened_at(SeatIndex seat) const;
  // How long the seat's open question lasts; only while one is open.
  Duration time_limit(SeatIndex seat) const;

  // When the next thing happens by itself; a ClockTicked at or after it makes it happen.
  std::optional<Instant> next_due() const;

  // Fetches what step() will need for a seat: with a million seats in memory, waiting for them is
  // most of a fold.
  void prefetch(const Input& input) const;

 private:
  friend class Step;
  friend class SnapshotEncoder;
  friend class SnapshotDecoder;

  struct InstanceRecord {
    InstanceId id;
    Instant last_seen;
    std::uint32_t present = 0;  // Seats connected there.
  };

  bool is_open(const OpenQuestion& question) const;
  Instant deadline() const;
  std::uint32_t since_start(Instant at) const;
  std::uint32_t unfinished_count() const { return participant_count() - finished_count_; }

  std::optional<Instant> created_at_;
  Rules rules_;
  Phase phase_ = Phase::Lobby;
  FinishReason finish_reason_ = FinishReason::Unfinished;
  bool lobby_locked_ = false;
  std::optional<QuestionSetReference> question_set_;
  Settings settings_;
  Instant started_at_;
  Instant last_start_;  // When a participant last started: the start, or a late seat.
  Instant finished_at_;
  Instant last_departure_;  // When an unfinished participant last went away.

  SeatTable seats_;
  Standings standings_;
  Tallies tallies_;
  // The first of each queue is open; others may have been answered meanwhile.
  OpenQuestions open_questions_;
  std::vector<InstanceRecord> instances_;
  std::uint32_t finished_count_ = 0;
  std::uint32_t present_unfinished_ = 0;
};

// Applies one input and appends what follows from it to `effects`. Total: an input that the rules
// do not allow changes nothing and yields at most a refusal.
void step(Speedrun& speedrun, const Input& input, Effects& effects);

}  // namespace mcs::domain
