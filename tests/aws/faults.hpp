// What may go wrong between an adapter and a server.
#pragma once

#include <functional>
#include <string>

#include "support/http_stub.hpp"

namespace mcs::test {

enum class Fault {
  None,
  HungUp,       // The server never hears of the request.
  LostReply,    // The server does as it is told, and nobody hears of that.
  ServerError,  // 500
  Throttled,    // 400, and yet worth another attempt.
};

// Decides about the request that asks for `action`, the `number`th in all, from 1.
using ChooseFault = std::function<Fault(const std::string& action, unsigned number)>;

// Stands between an adapter and the server on `port`.
HttpStub::Handler with_faults(std::uint16_t port, ChooseFault choose);

std::string action_of(const HttpRequest& request);

}  // namespace mcs::test
