#include "services/log_admissions.hpp"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

namespace mcs::services {

namespace asio = boost::asio;

LogAdmissions::LogAdmissions(asio::any_io_executor executor, ports::SpeedrunLog& log,
                             const ports::Clock& clock, std::size_t most_kept)
    : executor_(std::move(executor)), log_(log), clock_(clock), most_kept_(most_kept) {}

ports::Async<Admission> LogAdmissions::look_up(SpeedrunId id) {
  co_return co_await asio::co_spawn(executor_, follow(id), asio::use_awaitable);
}

ports::Async<Admission> LogAdmissions::follow(SpeedrunId id) {
  auto found = followed_.find(id);
  if (found == followed_.end()) {
    auto loaded = co_await load_snapshot(log_, id);
    if (!loaded) co_return fail(loaded.error());
    auto followed = std::make_shared<Followed>(*std::move(loaded), clock_.now());
    found = followed_.try_emplace(id, std::move(followed)).first;
  }
  const std::shared_ptr<Followed> followed = found->second;
  followed->used_at = clock_.now();
  if (const auto caught_up = co_await catch_up(log_, id, followed->folded); !caught_up) {
    followed_.erase(id);
    co_return fail(caught_up.error());
  }
  const Admission admission = admission_of(followed->folded.speedrun);
  if (followed_.size() > most_kept_) forget_the_longest_unused();
  co_return admission;
}

void LogAdmissions::forget_the_longest_unused() {
  followed_.erase(std::ranges::min_element(
      followed_, {}, [](const auto& entry) { return entry.second->used_at; }));
}

}  // namespace mcs::services
