// Any bytes: a set that is read is written in a form that reads back as the same set; what is not
// read has problems to tell, and not too many.
#include "base/assert.hpp"
#include "protocol/question_set_json.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace mcs::protocol;
  const auto set = read_question_set({reinterpret_cast<const char*>(data), size});
  if (set) {
    const mcs::Bytes written = write_question_set(set->questions);
    const auto again = read_question_set(written);
    MCS_ASSERT(again && again->questions == set->questions && again->warnings.empty());
    MCS_ASSERT(write_question_set(again->questions) == written);
    MCS_ASSERT(set->warnings.size() <= max_reported_problems);
  } else {
    MCS_ASSERT(!set.error().empty() && set.error().size() <= max_reported_problems);
  }
  return 0;
}
