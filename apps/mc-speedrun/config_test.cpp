#include "config.hpp"

#include <cstdlib>
#include <fstream>
#include <gmock/gmock.h>
#include <vector>

#include "support/temporary_directory.hpp"

namespace mcs::app {
namespace {

using ::testing::HasSubstr;

class ConfigTest : public ::testing::Test {
 protected:
  CommandLine parse(std::vector<const char*> arguments) {
    arguments.insert(arguments.begin(), "mc-speedrun");
    return parse_command_line(static_cast<int>(arguments.size()), arguments.data());
  }
  Config config(std::vector<const char*> arguments) {
    auto parsed = parse(std::move(arguments));
    if (!parsed) throw std::runtime_error(parsed.error().text);
    return std::get<Config>(*std::move(parsed));
  }
  // What is said of arguments that are refused.
  std::string refusal(std::vector<const char*> arguments) {
    const auto parsed = parse(std::move(arguments));
    if (parsed) return "nothing: it was accepted";
    EXPECT_EQ(parsed.error().status, 2);
    return parsed.error().text;
  }
  std::string file(const std::string& content) {
    const auto path = directory_ / "config";
    std::ofstream(path) << content;
    return path.string();
  }
  ~ConfigTest() override { unsetenv("MC_SPEEDRUN_PORT"); }

  const std::string key = std::string(32, 'k');

 private:
  test::TemporaryDirectory directory_;
};

TEST_F(ConfigTest, ServeNeedsNothing) {
  const Config serve = config({"serve"});
  EXPECT_EQ(serve.port, 8080);
  EXPECT_TRUE(serve.roles.sign_on && serve.roles.question_set_loader && serve.roles.speed_run &&
              serve.roles.reporter);
  EXPECT_FALSE(serve.data_dir.empty());
}

TEST_F(ConfigTest, AFlagWinsOverTheFileAndThatOverTheEnvironment) {
  setenv("MC_SPEEDRUN_PORT", "1000", 1);
  EXPECT_EQ(config({"serve"}).port, 1000);
  const std::string path = file("port = 2000\nbind = 127.0.0.1\n");
  EXPECT_EQ(config({"serve", "--config", path.c_str()}).port, 2000);
  const Config all = config({"serve", "--config", path.c_str(), "--port", "3000"});
  EXPECT_EQ(all.port, 3000);
  EXPECT_EQ(all.bind, "127.0.0.1");
}

TEST_F(ConfigTest, WhatIsWrongIsSaidByName) {
  EXPECT_THAT(refusal({"serve", "--port", "65536"}), HasSubstr("--port"));
  EXPECT_THAT(refusal({"serve", "--port", "-1"}), HasSubstr("--port"));
  EXPECT_THAT(refusal({"serve", "--port", "http"}), HasSubstr("--port"));
  EXPECT_THAT(refusal({"serve", "--latency-credit-ms", "1001"}), HasSubstr("--latency-credit-ms"));
  EXPECT_THAT(refusal({"serve", "--joins-per-second", "0"}), HasSubstr("--joins-per-second"));
  EXPECT_THAT(refusal({"serve", "--log-level", "loud"}), HasSubstr("--log-level"));
  EXPECT_THAT(refusal({"serve", "--redis-durability", "hope"}), HasSubstr("--redis-durability"));
  EXPECT_THAT(refusal({"serve", "--web-root", "/nowhere"}), HasSubstr("--web-root"));
  EXPECT_THAT(refusal({"serve", "--prot", "1"}), HasSubstr("--prot"));
  EXPECT_THAT(refusal({"server"}), HasSubstr("subcommand"));
  EXPECT_THAT(refusal({}), HasSubstr("subcommand"));
  setenv("MC_SPEEDRUN_PORT", "many", 1);
  EXPECT_THAT(refusal({"serve"}), HasSubstr("--port"));
}

TEST_F(ConfigTest, AFileWithAMistakeIsRefused) {
  EXPECT_THAT(refusal({"serve", "--config", file("prot = 1\n").c_str()}), HasSubstr("prot"));
  EXPECT_THAT(refusal({"serve", "--config", file("port = 1e9\n").c_str()}), HasSubstr("port"));
  EXPECT_THAT(refusal({"serve", "--config", "/nowhere"}), HasSubstr("/nowhere"));
}

TEST_F(ConfigTest, AKeyIsLongEnoughAndMayBeRotated) {
  EXPECT_THAT(refusal({"serve", "--token-key", "short"}), HasSubstr("at least 32 bytes"));
  const std::string both = key + "," + std::string(32, 'l');
  EXPECT_EQ(config({"serve", "--token-key", both.c_str()}).token_keys.size(), 2U);
}

TEST_F(ConfigTest, ARoleNeedsWhatItShares) {
  EXPECT_THAT(refusal({"speed-run"}), HasSubstr("--redis-url"));
  EXPECT_THAT(refusal({"speed-run", "--redis-url", "redis://r"}), HasSubstr("--token-key"));
  EXPECT_THAT(refusal({"reporter", "--redis-url", "redis://r", "--question-sets", "/q",
                       "--completion-queue", "jobs.fifo"}),
              HasSubstr("--result-table"));
  const Config sign_on = config({"sign-on", "--redis-url", "redis://r", "--token-key", key.c_str(),
                                 "--result-table", "speedruns"});
  EXPECT_TRUE(sign_on.roles.sign_on);
  EXPECT_FALSE(sign_on.roles.speed_run);
}

TEST_F(ConfigTest, ReplayNeedsTheCodeAndAllOfTheLogsPlaces) {
  EXPECT_THAT(refusal({"replay"}), HasSubstr("code is required"));
  EXPECT_THAT(refusal({"replay", "CODE2345", "--redis-url", "redis://r"}),
              HasSubstr("--question-sets"));
  const Config replay = config({"replay", "CODE2345", "--data-dir", "/data"});
  EXPECT_TRUE(replay.roles.replay);
  EXPECT_EQ(replay.code, "CODE2345");
}

TEST_F(ConfigTest, HelpTellsEveryOption) {
  const auto help = parse({"speed-run", "--help"});
  ASSERT_FALSE(help);
  EXPECT_EQ(help.error().status, 0);
  for (const char* flag : {"--port", "--data-dir", "--redis-url", "MC_SPEEDRUN_TOKEN_KEY", "8080"})
    EXPECT_THAT(help.error().text, HasSubstr(flag));
}

}  // namespace
}  // namespace mcs::app
