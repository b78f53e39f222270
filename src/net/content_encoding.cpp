#include "net/content_encoding.hpp"

#include <array>
#include <charconv>
#include <optional>

#include "net/header_list.hpp"

namespace mcs::net {

namespace {

// In thousandths; nothing if it is malformed, so that the element does not count.
std::optional<int> parse_quality(std::string_view parameters) {
  const std::string_view text = trim(parameters);
  if (text.empty()) return 1000;
  if (!text.starts_with("q=") && !text.starts_with("Q=")) return std::nullopt;
  const std::string_view number = text.substr(2);
  const bool in_range = number.starts_with('0') || number.starts_with('1');
  if (!in_range || number.size() > 5 || (number.size() > 1 && number[1] != '.'))
    return std::nullopt;
  int thousandths = 1000 * (number[0] - '0');
  int place = 100;
  for (const char digit : number.substr(std::min<std::size_t>(2, number.size()))) {
    if (digit < '0' || digit > '9') return std::nullopt;
    thousandths += place * (digit - '0');
    place /= 10;
  }
  return thousandths <= 1000 ? std::optional(thousandths) : std::nullopt;
}

struct Preferences {
  std::optional<int> identity, gzip, brotli, others;

  void add(std::string_view element) {
    const std::size_t end = std::min(element.find(';'), element.size());
    const std::string_view coding = trim(element.substr(0, end));
    const auto quality = parse_quality(element.substr(std::min(end + 1, element.size())));
    if (!quality) return;
    if (equals_ignoring_case(coding, "identity")) identity = quality;
    if (equals_ignoring_case(coding, "gzip")) gzip = quality;
    if (equals_ignoring_case(coding, "x-gzip")) gzip = quality;
    if (equals_ignoring_case(coding, "br")) brotli = quality;
    if (coding == "*") others = quality;
  }
};

}  // namespace

std::string_view name(ContentEncoding encoding) {
  constexpr std::array<std::string_view, 3> names{"identity", "gzip", "br"};
  return names[static_cast<std::size_t>(encoding)];
}

ContentEncoding choose_encoding(std::string_view accept_encoding, bool has_gzip, bool has_brotli) {
  Preferences wanted;
  for (const std::string_view element : split_list(accept_encoding)) wanted.add(element);
  const int others = wanted.others.value_or(0);
  // Identity is acceptable unless it is excluded, but anything named is preferred to it.
  int best = wanted.identity.value_or(wanted.others ? others : 1);
  ContentEncoding choice = ContentEncoding::Identity;
  const int gzip = has_gzip ? wanted.gzip.value_or(others) : 0;
  if (gzip > 0 && gzip >= best) best = gzip, choice = ContentEncoding::Gzip;
  const int brotli = has_brotli ? wanted.brotli.value_or(others) : 0;
  if (brotli > 0 && brotli >= best) choice = ContentEncoding::Brotli;
  return choice;
}

}  // namespace mcs::net
