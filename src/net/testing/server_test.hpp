// The fixture of the tests over real sockets: a server on a free port of the loopback interface.
#pragma once

#include <gmock/gmock.h>
#include <memory>

#include "net/server.hpp"
#include "net/testing/eventually.hpp"
#include "net/testing/raw_client.hpp"
#include "net/testing/recording_observer.hpp"

namespace mcs::net::testing {

class ServerTest : public ::testing::Test {
 protected:
  ServerTest() {
    options_.addresses = {"127.0.0.1"};
    options_.websocket.packet_rate = {.per_second = 100'000, .burst = 100'000};
  }

  // After the options and routes are set.
  void start(std::size_t thread_count = 1) {
    threads_ = std::make_unique<IoThreads>(IoThreadsOptions{.count = thread_count});
    threads_->start();
    server_ = std::make_unique<Server>(*threads_, options_, router_, observer_);
    const auto started = server_->start();
    ASSERT_TRUE(started) << started.error().detail;
  }

  // Before anything that handlers and listeners use goes away.
  void TearDown() override {
    if (server_) server_->stop();
  }

  RawClient connect() const { return RawClient(server_->port()); }
  IoThread& thread(std::size_t index = 0) { return (*threads_)[index]; }

  ServerOptions options_;
  Router router_;
  RecordingObserver observer_;
  std::unique_ptr<IoThreads> threads_;
  std::unique_ptr<Server> server_;
};

}  // namespace mcs::net::testing
