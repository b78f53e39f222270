// Any bytes: decode() answers with a packet within its bounds or with a refusal that can be sent.
#include <algorithm>
#include <functional>

#include "base/assert.hpp"
#include "domain/rules.hpp"
#include "protocol/client_packets.hpp"
#include "protocol/json_parser.hpp"
#include "protocol/server_packets.hpp"

namespace {

using namespace mcs;

struct Bounds {
  void operator()(const protocol::ParticipantConfig& it) const {
    MCS_ASSERT(it.name.size() <= 4 * domain::max_name_characters);
  }
  void operator()(const protocol::HostConfig& it) const {
    MCS_ASSERT(it.quiz_name.size() <= 4 * domain::max_quiz_name_characters);
    MCS_ASSERT(it.categories.size() <= domain::max_categories);
    MCS_ASSERT(it.question_duration >= domain::min_question_duration);
    MCS_ASSERT(it.question_duration <= domain::max_question_duration);
    MCS_ASSERT(!it.selected_questions.empty());
    MCS_ASSERT(it.selected_questions.back() < domain::max_questions);
    MCS_ASSERT(std::ranges::is_sorted(it.selected_questions, std::ranges::less_equal{}));
  }
  void operator()(const protocol::ParticipantAnswer& it) const {
    MCS_ASSERT(it.question.value < domain::max_questions);
    MCS_ASSERT(!it.selected.empty() && it.selected.within(domain::max_options));
    MCS_ASSERT(it.claimed >= domain::Duration{0} && it.claimed <= std::chrono::hours{1});
  }
  void operator()(const protocol::HostExtraTime& it) const {
    MCS_ASSERT(it.extra_time.percent <= domain::max_extra_time_percent);
  }
  void operator()(const auto&) const {}
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto packet = protocol::decode({reinterpret_cast<const char*>(data), size});
  if (packet) {
    MCS_ASSERT(!protocol::type_name(*packet).empty());
    std::visit(Bounds{}, *packet);
  } else {
    const auto& [error, about] = packet.error();
    MCS_ASSERT(!error.detail.empty());
    MCS_ASSERT(protocol::parse_json(protocol::error(error, about), {}));
  }
  return 0;
}
