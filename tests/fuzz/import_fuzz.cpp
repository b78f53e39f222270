// Any bytes under any name: a set that is imported is one that may be uploaded, and what was left
// out is told, but not endlessly. The first byte chooses the file's name.
#include <array>

#include "base/assert.hpp"
#include "base/utf8.hpp"
#include "formats/import.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace mcs;
  constexpr std::array<std::string_view, 5> names{"", "a.csv", "a.aiken", "a.gift", "a.xml"};
  if (size == 0) return 0;
  const std::string_view content(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto import = formats::import_question_set(content, names[data[0] % names.size()]);
  if (!import) {
    MCS_ASSERT(!import.error().empty());
    MCS_ASSERT(import.error().size() <= protocol::max_reported_problems);
    for (const auto& problem : import.error()) MCS_ASSERT(is_valid_utf8(problem.message));
    return 0;
  }
  const auto again = protocol::read_question_set(protocol::write_question_set(import->questions));
  MCS_ASSERT(again && again->questions == import->questions && again->warnings.empty());
  MCS_ASSERT(import->remarks.size() <= protocol::max_reported_problems);
  std::size_t skips = 0;
  for (const auto& remark : import->remarks) {
    MCS_ASSERT(is_valid_utf8(remark.message) && is_valid_utf8(remark.excerpt));
    MCS_ASSERT(is_valid_utf8(remark.field));
    skips += remark.skipped ? 1 : 0;
  }
  MCS_ASSERT(skips <= import->skipped);
  return 0;
}
