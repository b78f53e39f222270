// How ports are called: coroutines on the caller's executor that end in a value or an Error.
#pragma once

#include <boost/asio/awaitable.hpp>

#include "base/result.hpp"

namespace mcs::ports {

// Cancelling the caller abandons the wait, not the work: whether a cancelled write happened is
// unknown, as with any lost reply.
template <class T>
using Async = boost::asio::awaitable<Result<T>>;

}  // namespace mcs::ports
