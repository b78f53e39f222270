#include "fleet.hpp"

#include <stdexcept>

#include "bots/http.hpp"

namespace mcs::bench {

namespace {

// As long as a PARTICIPANT-ANSWER.
const std::string request_text = "r" + std::string(109, '.');

}  // namespace

class Fleet::Client final : private bots::LinkListener {
 public:
  explicit Client(Fleet& fleet) : fleet_(fleet), link_(fleet.loop_, *this) {}

  void connect() {
    const int descriptor = bots::begin_connecting(fleet_.server_, {}, 0);
    if (descriptor < 0 || !link_.connect(descriptor))
      throw std::runtime_error("out of descriptors: raise the limit, or take fewer connections");
    link_.send_request(bots::write_upgrade(fleet_.server_.name, fleet_.dialect_.token()));
  }
  void send(std::string_view text) { link_.send_text(fleet_.dialect_.write(text)); }
  void begin_requests() {
    left_ = fleet_.requests_;
    send(request_text);
  }

 private:
  void responded(const bots::HttpResponse&) override {
    if (fleet_.dialect_.is_open_when_upgraded()) ++fleet_.opened_;
  }
  void received(std::string_view message) override {
    const auto [means, answer] = fleet_.dialect_.read(message);
    if (!answer.empty()) link_.send_text(answer);
    if (means == Dialect::Means::Open) ++fleet_.opened_;
    if (means != Dialect::Means::Text) return;
    ++fleet_.received_;
    if (left_ == 0) return;
    --left_;
    send(request_text);
  }
  void ended(const bots::LinkEnd& end) override {
    throw std::runtime_error("a connection ended: " + end.why);
  }

  Fleet& fleet_;
  bots::Link link_;
  std::uint32_t left_ = 0;
};

Fleet::Fleet(std::uint16_t port, std::uint32_t connections, const Dialect& dialect)
    : dialect_(dialect),
      server_(bots::Server::parse("http://127.0.0.1:" + std::to_string(port)).value()) {
  for (std::uint32_t i = 0; i < connections; ++i)
    clients_.push_back(std::make_unique<Client>(*this));
}

Fleet::~Fleet() = default;

void Fleet::connect(std::uint32_t at_once) {
  std::uint64_t begun = 0;
  loop_.run([&] {
    while (begun < size() && begun - opened_ < at_once) clients_[begun++]->connect();
    return opened_ == size();
  });
}

void Fleet::broadcast(std::size_t bytes, std::uint32_t times) {
  const std::string text = "b" + std::to_string(bytes);
  for (std::uint32_t i = 0; i < times; ++i) {
    const std::uint64_t wanted = received_ + size();
    clients_.front()->send(text);
    loop_.run([&] { return received_ >= wanted; });
  }
}

void Fleet::request(std::uint32_t times) {
  const std::uint64_t wanted = received_ + std::uint64_t{size()} * times;
  requests_ = times - 1;
  for (const auto& client : clients_) client->begin_requests();
  loop_.run([&] { return received_ >= wanted; });
}

}  // namespace mcs::bench
