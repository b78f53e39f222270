#include "adapters/redis/server_check.hpp"

#include <charconv>
#include <fmt/format.h>

namespace mcs::redis {

namespace {

// PEXPIRETIME, and time that stands still within a script.
constexpr int least_version = 7;

}  // namespace

std::optional<std::string_view> info_field(std::string_view info, std::string_view name) {
  while (!info.empty()) {
    const auto end = std::min(info.find("\r\n"), info.size());
    const auto line = info.substr(0, end);
    if (line.starts_with(name) && line.substr(name.size()).starts_with(':'))
      return line.substr(name.size() + 1);
    info.remove_prefix(std::min(end + 2, info.size()));
  }
  return {};
}

Result<void> check_role(std::string_view info) {
  if (const auto version = info_field(info, "redis_version")) {
    int major = 0;
    std::from_chars(version->data(), version->data() + version->size(), major);
    if (major < least_version)
      return fail(ErrorCode::Unavailable,
                  fmt::format("version {} is too old, {}.0 is needed", *version, least_version));
  }
  if (info_field(info, "cluster_enabled") == "1")
    return fail(ErrorCode::Unavailable,
                "it is part of a Redis Cluster: several independent primaries are needed instead");
  if (info_field(info, "loading") == "1")
    return fail(ErrorCode::Unavailable, "it is loading its data");
  if (const auto role = info_field(info, "role"); role && *role != "master")
    return fail(ErrorCode::Unavailable, "it is a replica, not a primary");
  return {};
}

Result<void> check_fsync(std::string_view appendonly, std::string_view appendfsync) {
  constexpr std::string_view remedy =
      "set them to yes and always, or choose another durability than 'disk'";
  if (appendonly == "yes" && appendfsync == "always") return {};
  return fail(ErrorCode::Unavailable,
              fmt::format("appendonly is {} and appendfsync {}, so acknowledged answers could be "
                          "lost: {}",
                          appendonly, appendfsync, remedy));
}

}  // namespace mcs::redis
