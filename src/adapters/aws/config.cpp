#include "adapters/aws/config.hpp"

#include <algorithm>
#include <cctype>
#include <cstdlib>

namespace mcs::aws {

namespace {

std::string upper_case(std::string_view text) {
  std::string upper(text);
  std::ranges::transform(upper, upper.begin(), [](unsigned char c) { return std::toupper(c); });
  return upper;
}

std::string first_set(const Environment& environment, std::initializer_list<std::string> names) {
  for (const auto& name : names)
    if (auto value = environment(name.c_str()); !value.empty()) return value;
  return {};
}

}  // namespace

std::string process_environment(const char* name) {
  const char* const value = std::getenv(name);
  return value != nullptr ? value : "";
}

Result<Config> find_config(std::string_view service, std::string endpoint,
                           const Environment& environment) {
  auto region = first_set(environment, {"AWS_REGION", "AWS_DEFAULT_REGION"});
  if (region.empty()) return fail(ErrorCode::BadRequest, "AWS_REGION is not set");
  if (endpoint.empty())
    endpoint =
        first_set(environment, {"AWS_ENDPOINT_URL_" + upper_case(service), "AWS_ENDPOINT_URL"});
  if (endpoint.empty())
    endpoint = "https://" + std::string(service) + '.' + region + ".amazonaws.com";
  if (!endpoint.starts_with("http://") && !endpoint.starts_with("https://"))
    return fail(ErrorCode::BadRequest, "the endpoint of " + std::string(service) +
                                           " must be an http or https URL, not " + endpoint);
  while (endpoint.ends_with('/')) endpoint.pop_back();
  auto credentials = find_credentials(environment);
  if (!credentials) return fail(credentials.error());
  return Config{std::move(region), std::move(endpoint), std::move(*credentials)};
}

}  // namespace mcs::aws
