#include "base/ids.hpp"

#include <charconv>

namespace mcs {

namespace {
constexpr std::size_t user_id_digits = 16;
}

std::string to_string(UserId id) {
  std::string text(user_id_digits, '0');
  std::uint64_t rest = id.value;
  for (auto digit = text.rbegin(); digit != text.rend(); ++digit, rest >>= 4)
    *digit = "0123456789abcdef"[rest & 0xF];
  return text;
}

Result<UserId> parse_user_id(std::string_view text) {
  UserId id;
  const char* end = text.data() + text.size();
  const bool lower_hex = text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
  if (text.size() != user_id_digits || !lower_hex ||
      std::from_chars(text.data(), end, id.value, 16).ptr != end)
    return fail(ErrorCode::UnknownParticipant, "a userId has 16 hexadecimal digits");
  return id;
}

}  // namespace mcs
