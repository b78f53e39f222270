// The seats of a speedrun: one for each participant who chose a name, in the order of the log.
// Compact on purpose: see bench/domain_bench.cpp for bytes per participant.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "domain/answer_record.hpp"
#include "domain/extra_time.hpp"
#include "domain/rules.hpp"
#include "domain/seat_index_table.hpp"
#include "domain/segmented_vector.hpp"

namespace mcs::domain {

// Instances are few; seats refer to them by their place in Speedrun's list.
inline constexpr std::uint16_t no_instance = 0xFFFF;

struct Seat {
  UserId user;
  std::unique_ptr<AnswerRecord[]> answers;  // answered() records; capacity by answer_capacity().
  std::uint32_t name_offset = 0;            // Into SeatTable's names.
  std::uint32_t score = 0;
  SessionId session;              // The connection, if instance is one.
  std::uint32_t begun_ms = 0;     // First question served, after the speedrun's start.
  std::uint32_t opened_ms = 0;    // Open question served, after the speedrun's start.
  std::uint32_t finished_ms = 0;  // Last question answered, after the speedrun's start.
  std::uint16_t instance = no_instance;
  std::uint16_t answered_count = 0;  // Also the index of the question that comes next.
  std::uint8_t name_size = 0;        // Bytes.
  ExtraTime extra_time;              // From the next question on.
  ExtraTime open_extra_time;         // The open question's, if there is one.
  std::uint8_t rename_count : 4 = 0;
  bool begun : 1 = false;          // Has been served a question.
  bool question_open : 1 = false;  // The next question has been served.
  bool finished : 1 = false;
  bool removed : 1 = false;  // Kicked: keeps its index, counts nowhere.

  bool present() const { return instance != no_instance; }
  QuestionIndex next_question() const { return {answered_count}; }
  std::span<const AnswerRecord> records() const { return {answers.get(), answered_count}; }
};

static_assert(sizeof(Seat) == 48);
static_assert(max_renames < 1 << 4);

class SeatTable {
 public:
  std::size_t size() const { return seats_.size(); }
  bool contains(SeatIndex seat) const { return seat.value < seats_.size(); }
  Seat& operator[](SeatIndex seat) { return seats_[seat.value]; }
  const Seat& operator[](SeatIndex seat) const { return seats_[seat.value]; }

  std::string_view name(SeatIndex seat) const;
  // Also finds removed participants.
  std::optional<SeatIndex> find(UserId user) const;
  // The seat, not removed, whose name counts as the same.
  std::optional<SeatIndex> find_name(std::string_view wanted) const;

  // The user must have no seat yet.
  SeatIndex add(UserId user, std::string_view name);
  void rename(SeatIndex seat, std::string_view name);
  // Appends the answer to the seat's next question; `question_count` bounds what is reserved.
  void record(SeatIndex seat, AnswerRecord answer, std::size_t question_count);

 private:
  void store_name(SeatIndex seat, std::string_view name);

  SegmentedVector<Seat> seats_;
  std::vector<char> names_;
  SeatIndexTable by_user_;
  SeatIndexTable by_name_;
};

}  // namespace mcs::domain
