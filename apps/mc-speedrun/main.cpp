// mc-speedrun: see `mc-speedrun --help`.
#include <cstdio>
#include <exception>

#include "config.hpp"
#include "replay_command.hpp"
#include "run.hpp"

int main(int argc, char** argv) {
  const auto command_line = mcs::app::parse_command_line(argc, argv);
  if (!command_line) {
    const auto& [status, text] = command_line.error();
    std::fputs(text.c_str(), status == 0 ? stdout : stderr);
    return status;
  }
  try {
    if (const auto* bots = std::get_if<mcs::app::BotsConfig>(&*command_line))
      return mcs::app::run_bots(*bots);
    const auto& config = std::get<mcs::app::Config>(*command_line);
    return config.roles.replay ? mcs::app::replay(config) : mcs::app::run(config);
  } catch (const std::exception& exception) {
    std::fprintf(stderr, "mc-speedrun stopped: %s\n", exception.what());
    return 1;
  }
}
