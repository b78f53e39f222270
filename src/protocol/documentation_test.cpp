// That the documents of the contract say what the code does.
#include <boost/json/parse.hpp>
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "base/access_code.hpp"
#include "base/error.hpp"
#include "support/packet_schema.hpp"
#include "support/project_files.hpp"

namespace mcs::protocol {
namespace {

using test::read_project_file;
using testing::EndsWith;
using testing::HasSubstr;

// Read in each test: a missing file then fails a test, and not the program before its tests.
std::string prose() {
  return read_project_file("docs/message-protocol.md");
}
std::string contract(std::string_view name) {
  return read_project_file("docs/protocol/" + std::string(name));
}

// What stands between `begin` and the next `end`.
std::string between(std::string_view text, std::string_view begin, std::string_view end) {
  const std::size_t from = text.find(begin);
  if (from == std::string_view::npos) return {};
  const std::string_view rest = text.substr(from + begin.size());
  return std::string(rest.substr(0, rest.find(end)));
}

std::string for_each_error(auto write) {
  std::string text;
  for (std::size_t code = 0; code < error_code_count; ++code)
    text += write(facts(static_cast<ErrorCode>(code)));
  return text;
}

// The wire names of one side's packets.
std::vector<std::string> packet_types(std::string_view side) {
  std::vector<std::string> types;
  const auto definitions = boost::json::parse(contract("packets.schema.json")).at("$defs");
  for (const auto& alternative : definitions.at(side).at("oneOf").as_array()) {
    const std::string reference(alternative.at("$ref").as_string());
    const auto& packet = definitions.at(reference.substr(reference.rfind('/') + 1));
    types.emplace_back(packet.at("properties").at("type").at("const").as_string());
  }
  return types;
}

// The packets shown in the prose.
std::vector<std::string> examples() {
  constexpr std::string_view fence = "```json\n";
  const std::string text = prose();
  std::vector<std::string> examples;
  for (std::size_t at = text.find(fence); at != std::string::npos; at = text.find(fence, at + 1))
    examples.push_back(between(std::string_view(text).substr(at), fence, "```"));
  return examples;
}

TEST(Documentation, ProseListsTheErrorCodes) {
  const std::string expected = for_each_error([](const ErrorFacts& it) {
    return fmt::format("| `{}` | {} | {} | {} | {} |\n", it.name, it.title, it.http_status,
                       it.close_code == 0 ? "–" : std::to_string(it.close_code),
                       it.retryable ? "yes" : "no");
  });
  EXPECT_EQ(
      between(prose(), "| code | meaning | HTTP | close | retryable |\n|---|---|---|---|---|\n",
              "\n## "),
      expected);
}

TEST(Documentation, OpenApiListsTheErrorCodes) {
  const std::string expected =
      for_each_error([](const ErrorFacts& it) { return fmt::format("        - {}\n", it.name); });
  EXPECT_THAT(contract("openapi.yaml"), EndsWith("      enum:\n" + expected));
}

TEST(Documentation, CloseCodesAreListedInBothPlaces) {
  for (std::size_t code = 0; code < error_code_count; ++code) {
    const ErrorFacts& it = facts(static_cast<ErrorCode>(code));
    if (it.close_code == 0) continue;
    EXPECT_THAT(prose(), HasSubstr(fmt::format("\n| {} | ", it.close_code))) << it.name;
    EXPECT_THAT(contract("asyncapi.yaml"),
                HasSubstr(fmt::format("'{}': {{ meaning:", it.close_code)))
        << it.name;
  }
}

TEST(Documentation, EveryPacketIsNamedAndShown) {
  for (const std::string_view side : {"ClientPacket", "ServerPacket"})
    for (const std::string& type : packet_types(side)) {
      EXPECT_THAT(prose(), HasSubstr("\n| `" + type + "`"));
      EXPECT_THAT(prose(), HasSubstr("{\"type\":\"" + type + "\","));
      EXPECT_THAT(contract("asyncapi.yaml"), HasSubstr("      name: " + type + "\n"));
    }
}

TEST(Documentation, EveryExampleIsAsTheSchemaSays) {
  const auto clients = packet_types("ClientPacket");
  const auto shown = examples();
  EXPECT_GE(shown.size(), clients.size() + packet_types("ServerPacket").size());
  for (const std::string& example : shown) {
    const auto type = boost::json::parse(example).at("type").as_string();
    const bool from_client = std::ranges::find(clients, std::string_view(type)) != clients.end();
    EXPECT_EQ(from_client ? test::client_packet_fault(example) : test::server_packet_fault(example),
              "");
  }
}

TEST(Documentation, AccessCodesAreAsTheyAreDrawn) {
  const std::string pattern = fmt::format("^[{}]{{{}}}$", AccessCode::alphabet, AccessCode::length);
  EXPECT_THAT(contract("openapi.yaml"), HasSubstr(pattern));
  EXPECT_THAT(contract("results.schema.json"), HasSubstr(pattern));
  EXPECT_THAT(prose(), HasSubstr(fmt::format("`{}`", AccessCode::alphabet)));
}

}  // namespace
}  // namespace mcs::protocol
