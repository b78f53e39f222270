#include "bots/crew.hpp"

namespace mcs::bots {

namespace {

// So many at once are on their way to a seat: beyond, only the server's queue would grow.
constexpr std::uint32_t on_their_way = 256;
constexpr std::chrono::seconds check_interval{1};

}  // namespace

Crew::Crew(Race& race, std::uint32_t first, std::uint32_t last)
    : race_(race), statistics_(race.options.websocket_servers().size()) {
  participants_.reserve(last - first);
  for (std::uint32_t number = first; number < last; ++number)
    participants_.push_back(std::make_unique<Participant>(loop_, race, statistics_, number));
}

void Crew::run() {
  loop_.run([this] {
    begin_some();
    check_patience();
    return race_.all_ended() || race_.out_of_time;
  });
  for (const auto& participant : participants_) participant->hang_up();
}

void Crew::begin_some() {
  while (begun_ < participants_.size() &&
         race_.begun - race_.seated - race_.unseatable < on_their_way) {
    ++race_.begun;
    participants_[begun_++]->start();
  }
}

void Crew::check_patience() {
  const Time now = std::chrono::steady_clock::now();
  if (now < next_check_) return;
  next_check_ = now + check_interval;
  for (std::size_t i = 0; i < begun_; ++i) participants_[i]->check_patience(now);
}

}  // namespace mcs::bots
