#include "net/server.hpp"

#include <utility>

#include "base/assert.hpp"
#include "net/server_thread.hpp"

namespace mcs::net {

Server::Server(IoThreads& threads, ServerOptions options, const Router& router, Observer& observer)
    : threads_(threads),
      options_(std::move(options)),
      router_(router),
      observer_(observer),
      budget_(options_.max_connections),
      counters_(threads.size()) {}

Server::~Server() {
  stop();
}

Result<void> Server::start() {
  MCS_ASSERT(parts_.empty());
  auto addresses = listen_addresses();
  if (!addresses) return fail(std::move(addresses.error()));
  for (const ListenAddress& address : *addresses) {
    if (address.endpoint.port() == 0) continue;
    if (auto free = check_free(address); !free) return free;
  }
  for (std::size_t i = 0; i < threads_.size(); ++i) {
    parts_.emplace_back();
    const Result<std::uint16_t> port = threads_[i].run([&] {
      parts_[i] = std::make_unique<ServerThread>(threads_[i], options_, router_, observer_, budget_,
                                                 counters_[i]);
      return parts_[i]->listen(*addresses);
    });
    if (!port) {
      stop();
      return fail(port.error());
    }
    port_ = *port;
    for (ListenAddress& address : *addresses) address.endpoint.port(port_);
  }
  return {};
}

Result<std::vector<ListenAddress>> Server::listen_addresses() const {
  std::vector<ListenAddress> addresses;
  for (const std::string& text : options_.addresses) {
    boost::system::error_code error;
    const auto ip = boost::asio::ip::make_address(text, error);
    if (error)
      return fail(ErrorCode::Unavailable, "\"" + text + "\" is not an IP address to listen on");
    addresses.push_back({{ip, options_.port}, options_.addresses.size() > 1});
  }
  return addresses;
}

bool Server::drain(std::chrono::milliseconds at_most) {
  const auto deadline = std::chrono::steady_clock::now() + at_most;
  on_each_thread([](ServerThread& part) { part.drain(); });
  bool all_gone = true;
  for (const auto& empty : when_empty())
    all_gone = empty.wait_until(deadline) == std::future_status::ready && all_gone;
  stop();
  return all_gone;
}

void Server::stop() {
  if (parts_.empty()) return;
  on_each_thread([](ServerThread& part) { part.abort(); });
  for (const auto& empty : when_empty()) empty.wait();
  for (std::size_t i = 0; i < parts_.size(); ++i) threads_[i].run([&] { parts_[i].reset(); });
  parts_.clear();
}

std::vector<std::future<void>> Server::when_empty() {
  std::vector<std::future<void>> all;
  on_each_thread([&all](ServerThread& part) {
    auto empty = std::make_shared<std::promise<void>>();
    all.push_back(empty->get_future());
    part.when_empty([empty] { empty->set_value(); });
  });
  return all;
}

void Server::on_each_thread(const std::function<void(ServerThread&)>& work) {
  for (std::size_t i = 0; i < parts_.size(); ++i) threads_[i].run([&] { work(*parts_[i]); });
}

}  // namespace mcs::net
