#include "services/sign_on.hpp"

#include <array>
#include <utility>

#include "domain/log_codec.hpp"

namespace mcs::services {

namespace {

// With 7.8e10 codes, a second draw is rare and a third means that something is wrong.
constexpr int max_draws = 8;

}  // namespace

SignOn::SignOn(ports::SpeedrunLog& log, Admissions& admissions, const Tokens& tokens,
               ports::Clock& clock, ports::Random& random, ports::Journal& journal,
               SignOnOptions options)
    : log_(log),
      admissions_(admissions),
      tokens_(tokens),
      clock_(clock),
      random_(random),
      journal_(journal),
      options_(options) {}

SpeedrunId SignOn::draw_access_code() {
  std::array<std::uint8_t, AccessCode::length> digits{};
  for (auto& digit : digits)
    digit = static_cast<std::uint8_t>(random_.below(AccessCode::alphabet.size()));
  return AccessCode::from_digits(digits);
}

ports::Async<SignOn::HostAccess> SignOn::host() {
  const domain::Instant now = clock_.now();
  const domain::Input created{
      .at = now, .instance = options_.instance, .body = domain::SpeedrunCreated{options_.rules}};
  const Bytes entry = domain::encode_entry({&created, 1});
  for (int draw = 0; draw < max_draws; ++draw) {
    const SpeedrunId id = draw_access_code();
    const auto position = co_await log_.create(id, entry, options_.keep_log);
    if (position) {
      journal_.info("speedrun created", {{"speedrun", id.text()}});
      co_return HostAccess{.speedrun = id, .token = tokens_.issue_host(id, now)};
    }
    if (position.error().code != ErrorCode::AlreadyExists) co_return fail(position.error());
  }
  co_return fail(ErrorCode::Overloaded, "no free access code was found");
}

ports::Async<SignOn::ParticipantAccess> SignOn::join(std::string access_code) {
  const auto id = AccessCode::parse(access_code);
  if (!id) co_return fail(id.error());
  const auto admission = co_await admissions_.look_up(*id);
  if (!admission) co_return fail(admission.error());
  if (admission->phase == domain::Phase::Finished) co_return fail(ErrorCode::QuizFinished);
  if (admission->lobby_locked) co_return fail(ErrorCode::LobbyLocked);
  const UserId user{random_.next()};
  co_return ParticipantAccess{
      .speedrun = *id, .user = user, .token = tokens_.issue_participant(*id, user, clock_.now())};
}

}  // namespace mcs::services
