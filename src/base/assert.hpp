// Assertions that stay on in release builds: a broken invariant stops the process rather than
// letting it write wrong standings into the log.
#pragma once

namespace mcs {

[[noreturn]] void assertion_failed(const char* condition, const char* file, int line) noexcept;

}  // namespace mcs

#define MCS_ASSERT(condition)                                  \
  do {                                                         \
    if (!(condition)) [[unlikely]]                             \
      ::mcs::assertion_failed(#condition, __FILE__, __LINE__); \
  } while (false)
