// `mc-speedrun bots`: load and checks against a running server.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace mcs::app {

struct BotsConfig {
  std::vector<std::string> urls{"http://127.0.0.1:8080"};
  std::vector<std::string> speed_run_urls;
  std::vector<std::string> source_addresses;
  std::uint32_t participants = 100;
  std::string code;
  std::filesystem::path question_set;
  std::uint32_t questions = 10;
  std::chrono::seconds duration{20};
  std::string think_time = "lognormal:3000,0.5";
  std::string skill = "0.5-0.9";
  double reconnect_rate = 0;
  unsigned threads = 1;
  std::uint64_t seed = 1;
  std::chrono::seconds time_limit{600};
  bool json = false;
};

void add_bots_options(CLI::App& app, BotsConfig& config);

// Runs until the race is over: 0 if every check held, 1 if not, 2 if it cannot begin.
int run_bots(const BotsConfig& config);

}  // namespace mcs::app
