#include "aws/faults.hpp"

#include <memory>

namespace mcs::test {

std::string action_of(const HttpRequest& request) {
  const std::string target(request["X-Amz-Target"]);
  return target.substr(target.find('.') + 1);
}

HttpStub::Handler with_faults(std::uint16_t port, ChooseFault choose) {
  const auto count = std::make_shared<std::atomic<unsigned>>(0);
  return [port, choose = std::move(choose),
          count](const HttpRequest& request) -> std::optional<HttpResponse> {
    switch (choose(action_of(request), ++*count)) {
      case Fault::None: return forward(request, port);
      case Fault::HungUp: return std::nullopt;
      case Fault::LostReply: return forward(request, port), std::nullopt;
      case Fault::ServerError: return answer(500, R"({"__type":"InternalServerError"})");
      case Fault::Throttled: return answer(400, R"({"__type":"ThrottlingException"})");
    }
    return std::nullopt;
  };
}

}  // namespace mcs::test
