// HTTP requests as a load balancer hands them to a Lambda function, and responses as it takes them,
// both with multi-value headers.
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "net/http_message.hpp"

namespace mcs::lambda {

struct AlbRequest {
  net::Request request;               // Without a remote address and the route's parameters.
  std::vector<std::string> segments;  // Of its path.
  std::string body;
};

// BadRequest if it is no such event.
Result<AlbRequest> read_alb_event(std::string_view event);

std::string write_alb_response(const net::Response& response);

}  // namespace mcs::lambda
