#include "function_loop.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>

namespace mcs::lambda {

namespace {

// A handler that takes too long is left to end by itself: it owns what it works on.
Result<std::string> handle(boost::asio::io_context& context, const Handler& handler,
                           const Invocation& invocation) {
  std::future<Result<std::string>> response =
      boost::asio::co_spawn(context, handler(invocation), boost::asio::use_future);
  if (response.wait_until(invocation.deadline - time_to_answer) != std::future_status::ready)
    return fail(ErrorCode::Timeout, "the function's time was over");
  try {
    return response.get();
  } catch (const std::exception& thrown) {
    return fail(ErrorCode::Internal, thrown.what());
  }
}

}  // namespace

Error serve(RuntimeApi& api, boost::asio::io_context& context, const Handler& handler) {
  while (true) {
    const auto invocation = api.next();
    if (!invocation) return invocation.error();
    const auto response = handle(context, handler, *invocation);
    const auto told = response ? api.respond(invocation->id, *response)
                               : api.fail_invocation(invocation->id, response.error());
    if (!told) return told.error();
  }
}

}  // namespace mcs::lambda
