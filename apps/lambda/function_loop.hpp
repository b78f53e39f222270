// Serves one event after the other, as Lambda hands them out, until there are no more.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <functional>

#include "runtime_api.hpp"

namespace mcs::lambda {

// The response, JSON. An error means that the event was not understood or could not be served.
using Handler = std::function<boost::asio::awaitable<Result<std::string>>(Invocation)>;

// What is kept of the time before the deadline to report that there was not enough of it.
inline constexpr std::chrono::milliseconds time_to_answer{500};

// Runs handlers on `context`, which somebody else runs. Ends with why the Runtime API stopped
// answering: when the platform stops a function, it just ends the process.
Error serve(RuntimeApi& api, boost::asio::io_context& context, const Handler& handler);

}  // namespace mcs::lambda
