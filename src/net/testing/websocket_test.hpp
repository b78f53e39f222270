// The fixture of the WebSocket tests: a server whose sessions the test plays the upper layer to.
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "net/testing/server_test.hpp"
#include "net/testing/websocket_client.hpp"
#include "net/websocket_group.hpp"
#include "net/websocket_session.hpp"

namespace mcs::net::testing {

class TestListener : public SessionListener {
 public:
  // What a test wants done; called on the session's thread.
  std::function<void(WebSocketSession&)> on_open = [](WebSocketSession&) {};
  std::function<void(WebSocketSession&, std::string_view)> on_message =
      [](WebSocketSession& session, std::string_view text) { session.send(make_text_frame(text)); };

  void opened(WebSocketSession& session) override {
    {
      const std::lock_guard lock(mutex_);
      sessions_.push_back(&session);
    }
    on_open(session);
  }
  void message(WebSocketSession& session, std::string_view text, Time) override {
    on_message(session, text);
  }
  void closed(WebSocketSession& session, const SessionEnd& end) override {
    const std::lock_guard lock(mutex_);
    std::erase(sessions_, &session);
    ends_.push_back(std::to_string(end.code) + (end.clean ? " clean" : " unclean"));
  }

  // In the order of their opening.
  std::vector<WebSocketSession*> sessions() const { return copy(sessions_); }
  std::vector<std::string> ends() const { return copy(ends_); }

 private:
  template <class T>
  T copy(const T& value) const {
    const std::lock_guard lock(mutex_);
    return value;
  }

  mutable std::mutex mutex_;
  std::vector<WebSocketSession*> sessions_;
  std::vector<std::string> ends_;
};

class WebSocketTest : public ServerTest {
 protected:
  WebSocketTest() {
    router_.add_websocket("/ws", [this](const Request& request, IoThread&) -> UpgradeDecision {
      return decide(request);
    });
    accept_.listener = &listener_;
    accept_.max_message_size = 16 * 1024;
    decide = [this](const Request&) { return accept_; };
  }

  WebSocketClient open() const { return WebSocketClient(server_->port()); }
  // Waits until the server knows of it; then it is the last of the listener's sessions.
  WebSocketClient open_and_wait() const {
    const std::size_t before = listener_.sessions().size();
    WebSocketClient client = open();
    EXPECT_TRUE(eventually([&] { return listener_.sessions().size() == before + 1; }));
    return client;
  }
  // How the only session ended: "1000 clean".
  std::string wait_for_end() const {
    EXPECT_TRUE(eventually([&] { return !listener_.ends().empty(); }));
    return listener_.ends().front();
  }
  // On the first thread, with the session that opened first.
  void with_session(const std::function<void(WebSocketSession&)>& work) {
    thread().run([&] { work(*listener_.sessions().front()); });
  }

  TestListener listener_;
  WebSocketAccept accept_;
  std::function<UpgradeDecision(const Request&)> decide;
};

}  // namespace mcs::net::testing
