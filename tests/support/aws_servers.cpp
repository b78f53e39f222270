#include "support/aws_servers.hpp"

#include <cstdlib>

namespace mcs::test {

namespace {

using Words = std::vector<std::string>;

const std::string project = MCS_PROJECT_DIR;
const std::string servers = project + "/tests/servers";

// Where setup.sh unpacks Node.js if Debian's is too old, and moto if Debian has none.
const std::string own_node = project + "/build/deps/node/node_modules/.bin";
const std::string own_python = project + "/build/deps/usr/lib/python3/dist-packages";

}  // namespace

std::unique_ptr<ServerProcess> start_sqs_server() {
  const auto path = "PATH=" + own_node + ':' + std::getenv("PATH");
  return std::make_unique<ServerProcess>([path](std::uint16_t port) {
    return Words{"env", path, "node", servers + "/sqs.js", std::to_string(port)};
  });
}

std::unique_ptr<ServerProcess> start_dynamodb_server() {
  return std::make_unique<ServerProcess>([](std::uint16_t port) {
    return Words{servers + "/node_modules/@dynoxide/linux-x64/dynoxide", "--host", "127.0.0.1",
                 "--port", std::to_string(port)};
  });
}

std::unique_ptr<ServerProcess> start_moto_server() {
  return std::make_unique<ServerProcess>([](std::uint16_t port) {
    return Words{
        "env", "PYTHONPATH=" + own_python, "python3", "-m", "moto.server", "-H", "127.0.0.1",
        "-p",  std::to_string(port)};
  });
}

aws::Config aws_config(std::string endpoint) {
  return {.region = "eu-central-1",
          .endpoint = std::move(endpoint),
          .credentials = aws::Credentials{"AKIDEXAMPLE", "secret", "", std::nullopt}};
}

}  // namespace mcs::test
