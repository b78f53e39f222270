// Whatever happens in a speedrun, each packet told of it is one that the schema allows.
#include <gtest/gtest.h>

#include "domain/test_inputs.hpp"
#include "protocol/results.hpp"
#include "protocol/server_packets.hpp"
#include "protocol/test_quiz.hpp"
#include "support/packet_schema.hpp"

namespace mcs::protocol {
namespace {

using domain::Phase;
using domain::Speedrun;
using test::expect_valid_server_packet;

const domain::QuestionSet questions = sample_questions(5);

void check_packets_of(const Speedrun& run, SeatIndex seat, domain::Instant now) {
  const domain::Seat& it = run.seats()[seat];
  const Viewer viewer{Role::Participant, it.user, seat};
  expect_valid_server_packet(session_state(run, viewer, now));
  expect_valid_server_packet(notify_host_participants(run, {&seat, 1}));
  if (it.question_open)
    expect_valid_server_packet(response_participant_question(
        run, questions, it.next_question(), now - run.opened_at(seat), run.time_limit(seat)));
  for (std::uint16_t q = 0; q < it.answered_count && !it.removed; ++q)
    expect_valid_server_packet(answer_result(run, seat, {q}));
  if (run.phase() == Phase::Finished)
    expect_valid_server_packet(ParticipantSummaries(run, questions).packet(run, seat));
}

void check_packets_of(const Speedrun& run, domain::Instant now) {
  const Viewer host{Role::Host, std::nullopt, std::nullopt};
  expect_valid_server_packet(session_state(run, host, now));
  expect_valid_server_packet(leaderboard(run));
  expect_valid_server_packet(notify_host_quiz_summary(run, questions, now));
  expect_valid_server_packet(broadcast_participant_finished(run));
  if (run.phase() != Phase::Lobby) expect_valid_server_packet(broadcast_start(run));
}

TEST(EveryPacket, IsAsTheSchemaSaysInEveryState) {
  std::size_t finished = 0;
  for (unsigned seed = 1; seed <= 12; ++seed) {
    domain::testing::RandomInputs inputs(seed);
    Speedrun run;
    domain::Effects effects;
    for (int i = 0; i < 2'000 && run.phase() != Phase::Finished; ++i) {
      const domain::Input input = inputs.next(run);
      effects.clear();
      step(run, input, effects);
      if (i % 100 != 0 && run.phase() != Phase::Finished) continue;
      check_packets_of(run, input.at);
      for (std::uint32_t seat = 0; seat < run.seats().size(); ++seat)
        check_packets_of(run, {seat}, input.at);
      ASSERT_FALSE(testing::Test::HasFailure()) << "seed " << seed << ", input " << i;
    }
    if (run.phase() != Phase::Finished) continue;
    ++finished;
    const auto result = extract_result(*SpeedrunId::parse("CDFH2345"), run, questions);
    EXPECT_EQ(test::results_fault(results_json(*result)), "");
    EXPECT_EQ(read_results_json(results_json(*result)), *result);
  }
  EXPECT_GT(finished, 6) << "the inputs no longer play speedruns to their end";
}

}  // namespace
}  // namespace mcs::protocol
