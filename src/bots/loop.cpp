#include "bots/loop.hpp"

#include <algorithm>
#include <cerrno>
#include <ctime>
#include <sys/epoll.h>
#include <system_error>
#include <unistd.h>

#include "base/assert.hpp"

namespace mcs::bots {

namespace {

constexpr int events_per_turn = 512;
constexpr std::chrono::nanoseconds longest_turn = std::chrono::milliseconds{20};

epoll_event event_for(PollTarget& target, bool writing) {
  epoll_event event{};
  // Edge-triggered: the kernel looks at each socket once an event, not once more at the next wait.
  event.events = EPOLLET | EPOLLIN | EPOLLRDHUP | (writing ? EPOLLOUT : 0U);
  event.data.ptr = &target;
  return event;
}

}  // namespace

Loop::Loop() : set_(epoll_create1(EPOLL_CLOEXEC)) {
  if (set_ < 0) throw std::system_error(errno, std::generic_category(), "epoll_create1");
}

Loop::~Loop() {
  ::close(set_);
}

bool Loop::add(int descriptor, PollTarget& target, bool writing) {
  epoll_event event = event_for(target, writing);
  return epoll_ctl(set_, EPOLL_CTL_ADD, descriptor, &event) == 0;
}

void Loop::watch_writing(int descriptor, PollTarget& target, bool watch) {
  epoll_event event = event_for(target, watch);
  MCS_ASSERT(epoll_ctl(set_, EPOLL_CTL_MOD, descriptor, &event) == 0);
}

void Loop::set(Alarm& alarm, Time when) {
  settings_.push({.when = when, .alarm = &alarm, .number = ++alarm.setting_});
}

void Loop::run(const std::function<bool()>& finished) {
  while (!finished()) {
    ring_alarms();
    poll();
  }
}

void Loop::ring_alarms() {
  const Time now = std::chrono::steady_clock::now();
  while (!settings_.empty() && settings_.top().when <= now) {
    const Setting setting = settings_.top();
    settings_.pop();
    if (setting.number == setting.alarm->setting_) setting.alarm->due(now);
  }
}

void Loop::poll() {
  std::chrono::nanoseconds wait = longest_turn;
  if (!settings_.empty())
    wait = std::clamp<std::chrono::nanoseconds>(
        settings_.top().when - std::chrono::steady_clock::now(), std::chrono::nanoseconds{0},
        longest_turn);
  const timespec timeout{.tv_sec = 0, .tv_nsec = static_cast<long>(wait.count())};
  std::array<epoll_event, events_per_turn> events;
  const int count = epoll_pwait2(set_, events.data(), events_per_turn, &timeout, nullptr);
  for (int i = 0; i < count; ++i) {
    const epoll_event& event = events[static_cast<std::size_t>(i)];
    const bool ended = (event.events & (EPOLLERR | EPOLLHUP | EPOLLRDHUP)) != 0;
    static_cast<PollTarget*>(event.data.ptr)
        ->ready({.readable = ended || (event.events & EPOLLIN) != 0,
                 .writable = (event.events & EPOLLOUT) != 0,
                 .ended = ended});
  }
}

}  // namespace mcs::bots
