#include "net/poller.hpp"

#include <array>
#include <cerrno>
#include <sys/epoll.h>
#include <system_error>

#include "base/assert.hpp"

namespace mcs::net {

namespace {

// So many at once; the rest comes in the next turn, after what else is due.
constexpr int events_per_turn = 256;

int make_set() {
  const int set = epoll_create1(EPOLL_CLOEXEC);
  if (set < 0) throw std::system_error(errno, std::generic_category(), "epoll_create1");
  return set;
}

epoll_event event_for(PollTarget& target, std::uint32_t events) {
  epoll_event event{};
  event.events = events;
  event.data.ptr = &target;
  return event;
}

}  // namespace

Poller::Poller(IoThread& thread)
    : set_(std::make_shared<Descriptor>(thread.context(), make_set())) {
  wait();
}

bool Poller::add(int descriptor, PollTarget& target) {
  epoll_event event = event_for(target, EPOLLIN);
  return epoll_ctl(set_->native_handle(), EPOLL_CTL_ADD, descriptor, &event) == 0;
}

void Poller::watch_writing(int descriptor, PollTarget& target, bool watch) {
  epoll_event event = event_for(target, watch ? EPOLLIN | EPOLLOUT : EPOLLIN);
  MCS_ASSERT(epoll_ctl(set_->native_handle(), EPOLL_CTL_MOD, descriptor, &event) == 0);
}

void Poller::wait() {
  set_->async_wait(Descriptor::wait_read,
                   [this, alive = std::weak_ptr(set_)](const boost::system::error_code& error) {
                     if (error || alive.expired()) return;
                     dispatch();
                     wait();
                   });
}

void Poller::dispatch() {
  std::array<epoll_event, events_per_turn> events;
  const int count = epoll_wait(set_->native_handle(), events.data(), events_per_turn, 0);
  for (int i = 0; i < count; ++i) {
    const epoll_event& event = events[static_cast<std::size_t>(i)];
    const bool over = (event.events & (EPOLLERR | EPOLLHUP)) != 0;
    static_cast<PollTarget*>(event.data.ptr)
        ->ready(over || (event.events & EPOLLIN) != 0, over || (event.events & EPOLLOUT) != 0);
  }
}

}  // namespace mcs::net
