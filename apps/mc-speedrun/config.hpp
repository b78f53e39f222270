// Everything that can be set, from flags, environment variables or a file, checked before anything
// starts.
#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include "bots_command.hpp"

namespace mcs::app {

// What a process does; see docs/glossary.md.
struct Roles {
  bool sign_on = false;
  bool question_set_loader = false;
  bool speed_run = false;
  bool reporter = false;
  bool replay = false;

  static constexpr Roles all() { return {true, true, true, true}; }

  constexpr bool use_tokens() const { return sign_on || question_set_loader || speed_run; }
  constexpr bool use_question_sets() const {
    return question_set_loader || speed_run || reporter || replay;
  }
  constexpr bool use_completions() const { return speed_run || reporter; }
  constexpr bool use_results() const { return sign_on || reporter; }
};

struct Config {
  std::string command;
  Roles roles;
  std::string code;  // What is replayed.

  std::string bind = "0.0.0.0";
  std::uint16_t port = 8080;
  unsigned threads = 0;  // 0: one for each core.
  bool own_descriptor_tables = false;
  std::size_t max_connections = 100'000;
  unsigned trusted_proxies = 0;
  std::chrono::seconds drain_timeout{25};
  std::filesystem::path web_root;  // Empty: the web app built into the binary.

  std::uint32_t max_participants = 100'000;
  std::chrono::milliseconds latency_credit{250};

  std::chrono::seconds token_lifetime{std::chrono::hours{24}};
  // The first signs, all are accepted. None: a key in data_dir, made on the first start.
  std::vector<std::string> token_keys;
  double hosts_per_second = 1;
  std::uint32_t hosts_burst = 60;
  double joins_per_second = 200;
  std::uint32_t joins_burst = 5'000;

  // Where things are kept. What is empty is kept in data_dir, which only `serve` has.
  std::filesystem::path data_dir;
  std::vector<std::string> redis_urls;
  std::string redis_password;
  std::filesystem::path redis_ca_file;
  std::string redis_durability = "disk";
  std::uint32_t redis_replicas = 1;
  std::filesystem::path question_sets;
  std::string completion_queue;
  std::string result_table;
  bool create_missing = false;

  std::string log_level = "info";
  std::string log_format = "text";
  std::chrono::seconds metrics_log_interval{0};  // 0: none.
};

// What the command line asks for: a subcommand with its configuration, or to print something and
// exit.
struct PrintAndExit {
  int status;
  std::string text;  // To standard output if status is 0, otherwise to standard error.
};

using CommandLine = std::expected<std::variant<Config, BotsConfig>, PrintAndExit>;

CommandLine parse_command_line(int argc, const char* const* argv);

}  // namespace mcs::app
