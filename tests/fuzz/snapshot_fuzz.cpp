// Any bytes as a snapshot: what decodes is encoded to what decodes equal, and the state takes
// whatever may happen next.
#include <algorithm>

#include "base/assert.hpp"
#include "domain/snapshot.hpp"

namespace {

using namespace mcs;
using namespace mcs::domain;

class Future {
 public:
  explicit Future(Speedrun& speedrun)
      : speedrun_(speedrun), now_(std::max(speedrun.created_at(), speedrun.started_at())) {}

  // Something of every kind, to the first few seats.
  void happen() {
    const auto seats =
        static_cast<std::uint32_t>(std::min<std::size_t>(speedrun_.seats().size(), 8));
    for (std::uint32_t i = 0; i < seats; ++i) play({i});
    if (seats > 0)
      fold(ExtraTimeSet{speedrun_.seats()[{0}].user, SessionId{1}, ExtraTime{50}}), play({0});
    fold(ClockTicked{});
    now_ += std::chrono::minutes{5};
    fold(ClockTicked{});
    if (seats > 0) fold(ParticipantKicked{speedrun_.seats()[{0}].user, SessionId{1}});
    fold(SeatTaken{UserId{42}, SessionId{42}, "A newcomer"});
    fold(HostEnded{});
  }

 private:
  void play(SeatIndex seat) {
    const QuestionIndex question = speedrun_.seats()[seat].next_question();
    fold(ParticipantConnected{seat, SessionId{1}});
    fold(QuestionServed{seat, question, SessionId{1}});
    OptionSet selected;
    if (question.value < speedrun_.question_count())
      selected = speedrun_.settings().selection[question.value].correct;
    fold(AnswerSubmitted{.seat = seat,
                         .question = question,
                         .session = SessionId{1},
                         .selected = selected,
                         .claimed = Duration{1'000},
                         .elapsed = Duration{1'200},
                         .credit = Duration{100}});
    fold(ParticipantDisconnected{seat, SessionId{1}});
  }

  void fold(InputBody body) {
    effects_.clear();
    step(speedrun_, {.at = now_, .instance = InstanceId{1}, .body = std::move(body)}, effects_);
    (void)speedrun_.next_due();
  }

  Speedrun& speedrun_;
  Instant now_;
  Effects effects_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto speedrun = decode_snapshot({reinterpret_cast<const char*>(data), size});
  if (!speedrun) return 0;
  const Bytes written = encode_snapshot(*speedrun);
  const auto again = decode_snapshot(written);
  MCS_ASSERT(again && encode_snapshot(*again) == written);
  Future(*speedrun).happen();
  return 0;
}
