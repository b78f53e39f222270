// The sign-on service: hosts create speedruns, participants join them; both get tokens.
#pragma once

#include <string>

#include "ports/clock.hpp"
#include "ports/journal.hpp"
#include "ports/random.hpp"
#include "ports/speedrun_log.hpp"
#include "services/admissions.hpp"
#include "services/tokens.hpp"

namespace mcs::services {

struct SignOnOptions {
  domain::Rules rules;
  InstanceId instance;
  // How long a log is kept after its last append.
  domain::Duration keep_log{std::chrono::hours{24}};
};

class SignOn {
 public:
  // References outlive the service. `random` is used from any thread that calls.
  SignOn(ports::SpeedrunLog& log, Admissions& admissions, const Tokens& tokens, ports::Clock& clock,
         ports::Random& random, ports::Journal& journal, SignOnOptions options);

  struct HostAccess {
    SpeedrunId speedrun;
    std::string token;
  };
  // Creates a speedrun under a code that no other uses.
  ports::Async<HostAccess> host();

  struct ParticipantAccess {
    SpeedrunId speedrun;
    UserId user;
    std::string token;
  };
  // UnknownQuiz, QuizFinished or LobbyLocked where there is nothing to join.
  ports::Async<ParticipantAccess> join(std::string access_code);

 private:
  SpeedrunId draw_access_code();

  ports::SpeedrunLog& log_;
  Admissions& admissions_;
  const Tokens& tokens_;
  ports::Clock& clock_;
  ports::Random& random_;
  ports::Journal& journal_;
  const SignOnOptions options_;
};

}  // namespace mcs::services
