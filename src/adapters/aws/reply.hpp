// What an AWS service with a JSON protocol answers, and what is to be done about it.
#pragma once

#include <boost/json/object.hpp>
#include <expected>
#include <string>

#include "adapters/aws/http_client.hpp"
#include "base/result.hpp"

namespace mcs::aws {

// Why there is no answer. `code` is the service's, such as "ResourceNotFoundException", without the
// namespace before '#'; empty if the service never answered.
struct Refusal {
  std::string code;
  Error error;  // Its detail has the service's code and message.

  // The same request may succeed later, unchanged.
  bool passing = false;
  // With other credentials it may succeed at once.
  bool credentials_expired = false;
};

using Reply = std::expected<boost::json::object, Refusal>;

// `what` was asked for, for messages.
Reply read_reply(const std::string& what, const Result<HttpResponse>& response);

}  // namespace mcs::aws
