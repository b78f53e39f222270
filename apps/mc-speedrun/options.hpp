// What the subcommands' options have in common.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <string>

namespace mcs::app {

// An option that takes a whole number of a unit, kept as a std::chrono duration.
template <class Duration>
CLI::Option* add_duration(CLI::App& app, const std::string& flag, Duration& value,
                          const std::string& description, std::int64_t least, std::int64_t most) {
  return app
      .add_option_function<std::int64_t>(
          flag, [&value](std::int64_t count) { value = Duration{count}; }, description)
      ->check(CLI::Range(least, most))
      ->default_str(std::to_string(value.count()));
}

}  // namespace mcs::app
