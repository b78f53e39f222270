// That packets of participants are decoded without the heap: counted by replacing operator new.
#include <cstdlib>
#include <gtest/gtest.h>
#include <new>

#include "protocol/client_packets.hpp"

namespace {
std::size_t allocations = 0;
}

void* operator new(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
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
