// Everything that can be set, from flags, environment variables or a file, checked before anything
// starts.
#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <string>
#include <variant>

#include "bots_command.hpp"

namespace mcs::app {

struct ServeConfig {
  std::string bind = "0.0.0.0";
  std::uint16_t port = 8080;
  std::filesystem::path data_dir;
  unsigned threads = 0;  // 0: one for each core.
  std::size_t max_connections = 100'000;
  std::uint32_t max_participants = 100'000;
  unsigned trusted_proxies = 0;
  std::chrono::milliseconds latency_credit{250};
  std::chrono::seconds token_lifetime{std::chrono::hours{24}};
  std::string token_key;  // Empty: a key in data_dir, made on the first start.
  double hosts_per_second = 1;
  std::uint32_t hosts_burst = 60;
  double joins_per_second = 200;
  std::uint32_t joins_burst = 5'000;
  std::chrono::seconds drain_timeout{25};
  std::string log_level = "info";
  std::string log_format = "text";
  std::filesystem::path web_root;  // Empty: the web app built into the binary.
};

// What the command line asks for: a subcommand with its configuration, or to print something and
// exit.
struct PrintAndExit {
  int status;
  std::string text;  // To standard output if status is 0, otherwise to standard error.
};

using CommandLine = std::expected<std::variant<ServeConfig, BotsConfig>, PrintAndExit>;

CommandLine parse_command_line(int argc, const char* const* argv);

}  // namespace mcs::app
