#include "services/spawn.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <exception>

namespace mcs::services {

namespace asio = boost::asio;

namespace {

struct ReportThrown {
  ports::Journal& journal;
  std::string_view name;

  void operator()(const std::exception_ptr& thrown) const {
    if (!thrown) return;
    try {
      std::rethrow_exception(thrown);
    } catch (const std::exception& exception) {
      journal.error("task failed", {{"task", name}, {"reason", exception.what()}});
    }
  }
};

}  // namespace

void spawn(const asio::any_io_executor& executor, ports::Journal& journal, std::string_view name,
           asio::awaitable<void> work) {
  asio::co_spawn(executor, std::move(work), ReportThrown{journal, name});
}

asio::awaitable<void> Signal::wait() {
  co_await timer_.async_wait(asio::as_tuple(asio::use_awaitable));
}

}  // namespace mcs::services
