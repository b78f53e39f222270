// An HTTP server inside a test, which answers as the test says: also not at all, or with what a
// real server answers.
#pragma once

#include <atomic>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <cstdint>
#include <functional>
#include <list>
#include <optional>
#include <string>
#include <thread>

namespace mcs::test {

using HttpRequest = boost::beast::http::request<boost::beast::http::string_body>;
using HttpResponse = boost::beast::http::response<boost::beast::http::string_body>;

HttpResponse answer(unsigned status, std::string body);

// Asks the server on this machine's `port`; nothing if it hangs up.
std::optional<HttpResponse> forward(HttpRequest request, std::uint16_t port);

class HttpStub {
 public:
  // Called on any thread, several at once; nothing: hang up without an answer.
  using Handler = std::function<std::optional<HttpResponse>(const HttpRequest&)>;

  explicit HttpStub(Handler handler);
  // Waits for the handlers.
  ~HttpStub();
  HttpStub(const HttpStub&) = delete;
  HttpStub& operator=(const HttpStub&) = delete;

  // "http://127.0.0.1:<port>"
  std::string url() const;
  // How many requests have come.
  unsigned requests() const { return requests_; }

 private:
  void accept();
  void serve(int connection);

  const Handler handler_;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  std::atomic<unsigned> requests_ = 0;
  std::list<std::thread> connections_;  // Of the accepting thread.
  std::thread acceptor_;
};

}  // namespace mcs::test
