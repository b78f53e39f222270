#include "adapters/redis/options.hpp"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <optional>
#include <set>

namespace mcs::redis {

namespace {

template <class... Args>
std::unexpected<Error> wrong(fmt::format_string<Args...> text, Args&&... args) {
  return fail(ErrorCode::BadRequest, fmt::format(text, std::forward<Args>(args)...));
}

// A decimal number up to `most`, and nothing else.
std::optional<std::uint32_t> number(std::string_view text, std::uint32_t most) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value > most) return {};
  return value;
}

// RFC 3986, section 2.1.
std::optional<std::string> percent_decoded(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded.push_back(text[i]);
      continue;
    }
    if (text.size() - i < 3) return {};
    const char* const digits = text.data() + i + 1;
    unsigned value = 0;
    const auto [end, error] = std::from_chars(digits, digits + 2, value, 16);
    if (error != std::errc{} || end != digits + 2) return {};
    decoded.push_back(static_cast<char>(value));
    i += 2;
  }
  return decoded;
}

Result<void> read_credentials(std::string_view text, ServerAddress& address) {
  const auto colon = text.find(':');
  if (colon == text.npos) return wrong("Redis URL: a user needs a password, as in user:password@");
  const auto user = percent_decoded(text.substr(0, colon));
  const auto password = percent_decoded(text.substr(colon + 1));
  if (!user || !password)
    return wrong("Redis URL: in user and password, % is followed by two hexadecimal digits");
  if (password->empty()) return wrong("Redis URL: the password is empty");
  if (!user->empty()) address.user = *user;
  address.password = *password;
  return {};
}

Result<void> read_host_and_port(std::string_view text, ServerAddress& address) {
  std::string_view port;
  if (text.starts_with('[')) {
    const auto end = text.find(']');
    if (end == text.npos) return wrong("Redis URL: the address in brackets has no end");
    address.host = text.substr(1, end - 1);
    port = text.substr(end + 1);
  } else {
    const auto colon = std::min(text.find(':'), text.size());
    address.host = text.substr(0, colon);
    port = text.substr(colon);
  }
  if (address.host.empty()) return wrong("Redis URL: there is no host");
  if (port.empty()) return {};
  const auto value = port.starts_with(':') ? number(port.substr(1), 65'535) : std::nullopt;
  if (!value || *value == 0)
    return wrong("Redis URL: the port is '{}' and must be a number from 1 to 65535",
                 port.substr(port.starts_with(':') ? 1 : 0));
  address.port = static_cast<std::uint16_t>(*value);
  return {};
}

}  // namespace

std::string ServerAddress::name() const {
  const bool numeric_v6 = host.find(':') != host.npos;
  return fmt::format("{}{}{}:{}/{}", numeric_v6 ? "[" : "", host, numeric_v6 ? "]" : "", port,
                     database);
}

Result<ServerAddress> parse_server_address(std::string_view url) {
  ServerAddress address;
  const auto scheme_end = url.find("://");
  const auto scheme = url.substr(0, scheme_end == url.npos ? 0 : scheme_end);
  if (scheme != "redis" && scheme != "rediss")
    return wrong("Redis URL: it must begin with redis:// or rediss://");
  address.tls = scheme == "rediss";

  auto rest = url.substr(scheme_end + 3);
  if (rest.find_first_of("?#") != rest.npos)
    return wrong("Redis URL: there must be no '?' or '#'; in a password, write %3F or %23");
  const auto slash = std::min(rest.find('/'), rest.size());
  auto authority = rest.substr(0, slash);
  auto database = rest.substr(std::min(slash + 1, rest.size()));

  // What is before the last '@', so that a password with one does not become a host.
  if (const auto at = authority.rfind('@'); at != authority.npos) {
    if (auto read = read_credentials(authority.substr(0, at), address); !read)
      return fail(read.error());
    authority.remove_prefix(at + 1);
  }
  if (auto read = read_host_and_port(authority, address); !read) return fail(read.error());
  if (!database.empty()) {
    const auto value = number(database, 1'000'000);
    if (!value) return wrong("Redis URL: the database is '{}' and must be a number", database);
    address.database = static_cast<int>(*value);
  }
  return address;
}

Result<Durability> parse_durability(std::string_view text) {
  if (text == "disk") return Durability::Disk;
  if (text == "replicas") return Durability::Replicas;
  if (text == "server") return Durability::Server;
  return wrong("durability is '{}' and must be disk, replicas or server", text);
}

Result<void> validate(const RedisOptions& options) {
  if (options.primaries.empty()) return wrong("primaries: there must be at least one Redis URL");
  std::set<std::string> names;
  for (const auto& primary : options.primaries)
    if (!names.insert(primary.name()).second)
      return wrong("primaries: {} is given twice", primary.name());
  if (options.key_prefix.find_first_of("{}") != std::string::npos)
    return wrong("key_prefix is '{}' and must not contain braces", options.key_prefix);
  if (options.durability == Durability::Replicas && options.replicas == 0)
    return wrong("replicas is 0 and must be at least 1, as durability is 'replicas'");
  const std::pair<std::string_view, std::chrono::milliseconds> times[] = {
      {"connect_timeout", options.connect_timeout},
      {"command_timeout", options.command_timeout},
      {"health_check_interval", options.health_check_interval},
      {"look_interval", options.look_interval},
  };
  for (const auto& [name, time] : times)
    if (time <= std::chrono::milliseconds{0})
      return wrong("{} is {} ms and must be more than 0", name, time.count());
  if (!options.ca_file.empty() && !std::filesystem::is_regular_file(options.ca_file))
    return wrong("ca_file is '{}', which is not a file", options.ca_file.string());
  return {};
}

}  // namespace mcs::redis
