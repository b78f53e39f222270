// The bots' own host: creates the speedrun, uploads the set, starts when everybody is seated, and
// watches until the end.
#pragma once

#include <string>

#include "base/access_code.hpp"
#include "base/result.hpp"
#include "bots/link.hpp"
#include "bots/loop.hpp"
#include "bots/race.hpp"
#include "bots/statistics.hpp"

namespace mcs::bots {

struct HostAccess {
  AccessCode code;
  std::string token;
};

// Signs a host on and uploads `question_set`; tries the servers in turn.
Result<HostAccess> create_speedrun(const Options& options, const std::string& question_set);

class Host final : private LinkListener, private Alarm {
 public:
  Host(Loop& loop, Race& race, Statistics& statistics, std::string token);

  void start() { connect(); }
  bool has_ended() const { return ended_; }

 private:
  void responded(const HttpResponse& response) override;
  void received(std::string_view text) override;
  void ended(const LinkEnd& end) override;
  void due(Time now) override;

  void connect();
  void start_race_if_ready();
  void give_up(const std::string& why);

  Race& race_;
  Loop& loop_;
  Statistics& statistics_;
  Link link_;
  std::string token_;
  std::size_t server_ = 0;
  bool in_lobby_ = false;  // On an open connection, and the race has not begun.
  bool ended_ = false;
};

}  // namespace mcs::bots
