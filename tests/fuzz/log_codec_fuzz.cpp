// Any bytes as a log entry: what decodes is encoded to what decodes equal, and folding it is safe
// and leads to a state that its snapshot holds.
#include "base/assert.hpp"
#include "domain/log_codec.hpp"
#include "domain/snapshot.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace mcs::domain;
  const auto inputs = decode_entry({reinterpret_cast<const char*>(data), size});
  if (!inputs) return 0;
  MCS_ASSERT(decode_entry(encode_entry(*inputs)) == inputs);

  Speedrun speedrun;
  Effects effects;
  for (const Input& input : *inputs) {
    effects.clear();
    step(speedrun, input, effects);
    (void)speedrun.next_due();
  }
  const mcs::Bytes snapshot = encode_snapshot(speedrun);
  const auto restored = decode_snapshot(snapshot);
  MCS_ASSERT(restored && encode_snapshot(*restored) == snapshot);
  return 0;
}
