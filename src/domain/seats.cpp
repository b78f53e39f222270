#include "domain/seats.hpp"

#include <algorithm>

#include "base/assert.hpp"
#include "domain/name.hpp"

namespace mcs::domain {

namespace {

// Short speedruns reserve a participant's answers at once; long ones grow by doubling.
constexpr std::size_t reserved_at_once = 32;

std::size_t answer_capacity(std::size_t answered, std::size_t question_count) {
  std::size_t capacity = reserved_at_once;
  while (capacity < answered) capacity *= 2;
  return std::min(capacity, question_count);
}

}  // namespace

std::string_view SeatTable::name(SeatIndex seat) const {
  const Seat& it = (*this)[seat];
  return {names_.data() + it.name_offset, it.name_size};
}

std::optional<SeatIndex> SeatTable::find(UserId user) const {
  return by_user_.find(user.value, [&](SeatIndex seat) { return (*this)[seat].user == user; });
}

std::optional<SeatIndex> SeatTable::find_name(std::string_view wanted) const {
  return by_name_.find(name_hash(wanted), [&](SeatIndex seat) {
    return !(*this)[seat].removed && same_name(name(seat), wanted);
  });
}

SeatIndex SeatTable::add(UserId user, std::string_view name) {
  MCS_ASSERT(!find(user));
  const SeatIndex seat{static_cast<std::uint32_t>(seats_.size())};
  seats_.push_back({}).user = user;
  by_user_.insert(user.value, seat, [this](SeatIndex s) { return (*this)[s].user.value; });
  store_name(seat, name);
  return seat;
}

void SeatTable::rename(SeatIndex seat, std::string_view name) {
  store_name(seat, name);
}

// An abandoned name stays in the buffer and in the index: names change rarely, and a look-up
// compares with the name the seat has now.
void SeatTable::store_name(SeatIndex seat, std::string_view name) {
  MCS_ASSERT(name.size() <= 0xFF);
  Seat& it = (*this)[seat];
  it.name_offset = static_cast<std::uint32_t>(names_.size());
  it.name_size = static_cast<std::uint8_t>(name.size());
  names_.insert(names_.end(), name.begin(), name.end());
  by_name_.insert(name_hash(name), seat, [this](SeatIndex s) { return name_hash(this->name(s)); });
}

void SeatTable::record(SeatIndex seat, AnswerRecord answer, std::size_t question_count) {
  Seat& it = (*this)[seat];
  const std::size_t answered = it.answered_count;
  MCS_ASSERT(answered < question_count);
  const std::size_t held = it.answers ? answer_capacity(answered, question_count) : 0;
  if (answered == held) {
    const std::size_t capacity = answer_capacity(answered + 1, question_count);
    auto grown = std::make_unique<AnswerRecord[]>(capacity);
    std::ranges::copy(it.records(), grown.get());
    it.answers = std::move(grown);
  }
  it.answers[answered] = answer;
  ++it.answered_count;
}

}  // namespace mcs::domain
