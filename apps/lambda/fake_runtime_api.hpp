// The Lambda Runtime API as a function sees it, for tests: hands out the events given to it, one at
// a time, notes what was answered, and then breaks off, so that the function's loop ends.
#pragma once

#include <deque>
#include <mutex>
#include <string>
#include <vector>

#include "net/io_thread.hpp"
#include "net/observer.hpp"
#include "net/server.hpp"

namespace mcs::lambda::testing {

struct Answer {
  std::string path;  // After "/2018-06-01/runtime/".
  std::string body;
};

class FakeRuntimeApi {
 public:
  FakeRuntimeApi();
  ~FakeRuntimeApi();

  std::string address() const { return "127.0.0.1:" + std::to_string(server_.port()); }

  // How long the function has for each event.
  void set_time(std::chrono::milliseconds time) { time_ = time; }
  // Requests are called "1", "2" and so on.
  void add(std::string event);
  std::vector<Answer> answers() const;

 private:
  boost::asio::awaitable<net::Response> next(net::Request&, net::RequestBody&);
  boost::asio::awaitable<net::Response> note(net::Request& request, net::RequestBody& body);

  mutable std::mutex mutex_;
  std::deque<std::string> events_;
  std::vector<Answer> answers_;
  std::chrono::milliseconds time_{60'000};
  int handed_out_ = 0;

  net::Router router_;
  net::Observer observer_;
  net::IoThreads threads_{{.count = 1}};
  net::Server server_;
};

}  // namespace mcs::lambda::testing
