// A TCP port of 127.0.0.1 that nobody uses just now: somebody else may take it first.
#pragma once

#include <cstdint>

namespace mcs::test {

std::uint16_t free_port();

}  // namespace mcs::test
