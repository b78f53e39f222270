#include "dialect.hpp"

#include "token.hpp"

namespace mcs::bench {

namespace {

class Plain final : public Dialect {
 public:
  std::string_view token() const override { return token_; }
  bool is_open_when_upgraded() const override { return true; }
  std::string write(std::string_view text) const override { return std::string(text); }
  Heard read(std::string_view) const override { return {.means = Means::Text, .answer = {}}; }

 private:
  const std::string token_ = make_token();
};

class SocketIo final : public Dialect {
 public:
  std::string_view token() const override { return "none&EIO=4&transport=websocket"; }
  bool is_open_when_upgraded() const override { return false; }
  std::string write(std::string_view text) const override {
    return "42[\"text\",\"" + std::string(text) + "\"]";
  }
  Heard read(std::string_view message) const override {
    if (message.starts_with("42")) return {.means = Means::Text, .answer = {}};
    if (message.starts_with("40")) return {.means = Means::Open, .answer = {}};
    if (message.starts_with('0')) return {.means = Means::Nothing, .answer = "40"};
    if (message == "2") return {.means = Means::Nothing, .answer = "3"};
    return {};
  }
};

}  // namespace

std::unique_ptr<Dialect> plain() {
  return std::make_unique<Plain>();
}

std::unique_ptr<Dialect> socket_io() {
  return std::make_unique<SocketIo>();
}

}  // namespace mcs::bench
