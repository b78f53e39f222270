// That packets of participants are decoded without the heap: counted by replacing operator new.
#include <cstdlib>
#include <gtest/gtest.h>
#include <new>

#include "protocol/client_packets.hpp"

namespace {
std::size_t allocations = 0;
}

// Not inlined: the compiler would take malloc() and operator delete for a mismatched pair.
[[gnu::noinline]] void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  ++allocations;
  return std::malloc(size);
}
[[gnu::noinline]] void* operator new(std::size_t size) {
  if (void* memory = operator new(size, std::nothrow)) return memory;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept {
  std::free(memory);
}
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}

namespace mcs::protocol {
namespace {

TEST(Decode, DoesNotAllocateForWhatParticipantsSend) {
  for (const std::string_view text :
       {R"({"type":"PARTICIPANT-CONFIG","payload":{"name":"Ada"}})",
        R"({"type":"REQUEST-PARTICIPANT-QUESTION","payload":{"questionIndex":4}})",
        R"({"type":"PARTICIPANT-ANSWER","payload":{"questionIndex":4,)"
        R"("selectedOptionIndexes":[0,1,2,3,4,5,6,7,8,9],"answerDuration":3.5121234567}})",
        R"({"type":"PARTICIPANT-ANSWER-TIMEOUT","payload":{"questionIndex":4}})"}) {
    allocations = 0;
    const auto packet = decode(text);
    EXPECT_EQ(allocations, 0) << text;
    EXPECT_TRUE(packet) << text;
  }
}

}  // namespace
}  // namespace mcs::protocol
