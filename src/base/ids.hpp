// Opaque identifiers: two ids of different kinds never compare or convert.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace mcs {

template <class Tag, class Rep>
struct StrongId {
  using rep = Rep;
  Rep value{};

  friend constexpr auto operator<=>(StrongId, StrongId) = default;
};

// A participant, across connections. Random, unique within a speedrun.
using UserId = StrongId<struct UserIdTag, std::uint64_t>;
// A running process of the speed-run role. Random, new at every start.
using InstanceId = StrongId<struct InstanceIdTag, std::uint64_t>;
// One connection at one instance; never reused there.
using SessionId = StrongId<struct SessionIdTag, std::uint32_t>;
// A seated participant's place in the speedrun's table, in the order of the log.
using SeatIndex = StrongId<struct SeatIndexTag, std::uint32_t>;
// A question's place in the selection (not in the uploaded set).
using QuestionIndex = StrongId<struct QuestionIndexTag, std::uint16_t>;
// An entry's place in a speedrun's log; the first entry has 1, and 0 means "before all".
using Position = StrongId<struct PositionTag, std::uint64_t>;

// The wire form of a UserId: 16 lower-case hexadecimal digits.
std::string to_string(UserId id);
Result<UserId> parse_user_id(std::string_view text);

}  // namespace mcs

template <class Tag, class Rep>
struct std::hash<mcs::StrongId<Tag, Rep>> {
  std::size_t operator()(mcs::StrongId<Tag, Rep> id) const noexcept {
    return std::hash<Rep>{}(id.value);
  }
};
