// `mc-speedrun bots` against `mc-speedrun serve`: everything between a socket and the disk is real.
#include <array>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <cstdio>
#include <gtest/gtest.h>
#include <string>
#include <sys/wait.h>

#include "support/server_process.hpp"
#include "support/temporary_directory.hpp"

namespace mcs {
namespace {

namespace json = boost::json;

struct Outcome {
  int status;
  json::object report;
};

class RaceTest : public testing::Test {
 protected:
  RaceTest()
      : server_([this](std::uint16_t port) -> std::vector<std::string> {
          return {MC_SPEEDRUN,   "serve",     "--port",     std::to_string(port),
                  "--bind",      "127.0.0.1", "--data-dir", (directory_ / "data").string(),
                  "--log-level", "error"};
        }) {}

  Outcome run_bots(const std::string& options) {
    const std::string command =
        MC_SPEEDRUN " bots --json --time-limit 100 --url " + server_.url() + " " + options;
    std::string output;
    FILE* pipe = popen(command.c_str(), "r");
    std::array<char, 4096> buffer;
    while (const std::size_t size = fread(buffer.data(), 1, buffer.size(), pipe))
      output.append(buffer.data(), size);
    const int status = pclose(pipe);
    boost::system::error_code error;
    const auto report = json::parse(output, error);
    EXPECT_TRUE(report.is_object()) << output;
    return {WEXITSTATUS(status), report.is_object() ? report.as_object() : json::object()};
  }

 private:
  test::TemporaryDirectory directory_;
  test::ServerProcess server_;
};

TEST_F(RaceTest, TwoHundredBotsRaceThroughFiveQuestions) {
  const auto [status, report] =
      run_bots("--participants 200 --questions 5 --think-time uniform:10,100");
  EXPECT_EQ(status, 0) << json::serialize(report);
  EXPECT_EQ(report.at("completed"), 200);
  EXPECT_EQ(report.at("verified"), 200);
  EXPECT_EQ(report.at("answers"), 1'000);
  EXPECT_EQ(report.at("faults"), 0);
  EXPECT_EQ(report.at("latenciesUs").at("answer").at("count"), 1'000);
}

TEST_F(RaceTest, BotsWhoseConnectionsBreakGoOnWhereTheyWere) {
  const auto [status, report] = run_bots(
      "--participants 100 --questions 6 --think-time uniform:10,100 --reconnect-rate 0.3 "
      "--threads 2 --seed 7");
  EXPECT_EQ(status, 0) << json::serialize(report);
  EXPECT_EQ(report.at("completed"), 100);
  EXPECT_EQ(report.at("verified"), 100);
  EXPECT_GT(report.at("connectionsBroken").to_number<int>(), 100);
}

TEST_F(RaceTest, BotsThatCannotPlayFail) {
  const auto [status, report] = run_bots("--participants 3 --code 23456789");
  EXPECT_EQ(status, 1);
  EXPECT_EQ(report.at("completed"), 0);
  EXPECT_EQ(report.at("passed"), false);
}

}  // namespace
}  // namespace mcs
