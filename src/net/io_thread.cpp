#include "net/io_thread.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <csignal>
#include <latch>
#include <pthread.h>
#include <utility>

#include "base/assert.hpp"
#include "net/descriptors.hpp"

namespace mcs::net {

namespace {

// One thread runs the loop and uses its sockets and timers; others may post. So sockets and timers
// need no locks.
constexpr int one_thread = BOOST_ASIO_CONCURRENCY_HINT_UNSAFE_IO;

// Threads inherit the mask: signals are for the thread that started these.
class BlockedSignals {
 public:
  BlockedSignals() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before_);
  }
  ~BlockedSignals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  BlockedSignals(const BlockedSignals&) = delete;
  BlockedSignals& operator=(const BlockedSignals&) = delete;

 private:
  sigset_t before_;
};

}  // namespace

IoThread::IoThread(std::size_t index, std::string name)
    : index_(index),
      name_(std::move(name)),
      context_(one_thread),
      keep_running_(context_.get_executor()) {
  // Makes the loop's own descriptors now: every thread's table has to have those of all loops, or
  // none could wake another.
  const boost::asio::steady_timer makes_the_reactor(context_);
}

void IoThread::post(Work work) {
  boost::asio::post(context_, std::move(work));
}

void IoThread::at_turn_end(TurnEnd& what) {
  if (std::exchange(what.awaited_, true)) return;
  if (turn_ends_.empty()) await_turn_end();
  turn_ends_.push_back(&what);
}

void IoThread::forget(TurnEnd& what) {
  if (std::exchange(what.awaited_, false)) std::ranges::replace(turn_ends_, &what, nullptr);
}

// The loop appends what its poll finds ready and runs in order, so this comes after all of it.
void IoThread::await_turn_end() {
  boost::asio::post(context_, [this] { end_turn(); });
}

void IoThread::end_turn() {
  // What is added meanwhile waits for the next turn's end.
  const auto size = static_cast<std::ptrdiff_t>(turn_ends_.size());
  for (std::ptrdiff_t i = 0; i < size; ++i) {
    TurnEnd* const what = turn_ends_[static_cast<std::size_t>(i)];
    if (what == nullptr) continue;
    what->awaited_ = false;
    what->turn_ended();
  }
  turn_ends_.erase(turn_ends_.begin(), turn_ends_.begin() + size);
  if (!turn_ends_.empty()) await_turn_end();
}

void IoThread::start(bool own_descriptor_table, std::function<void()> started) {
  const BlockedSignals blocked;
  thread_ = std::thread([this, own_descriptor_table, started = std::move(started)] {
    pthread_setname_np(pthread_self(), name_.c_str());
    if (own_descriptor_table) unshare_descriptor_table();
    started();
    context_.run();
  });
}

void IoThread::stop_and_join() {
  context_.stop();
  thread_.join();
}

IoThreads::IoThreads(const IoThreadsOptions& options)
    : own_descriptor_tables_(options.own_descriptor_tables) {
  const std::size_t count = std::max<std::size_t>(options.count, 1);
  for (std::size_t i = 0; i < count; ++i)
    threads_.push_back(std::make_unique<IoThread>(i, options.name + "-" + std::to_string(i)));
}

IoThreads::~IoThreads() {
  stop();
}

void IoThreads::start() {
  MCS_ASSERT(!running_);
  running_ = true;
  std::latch all_started(static_cast<std::ptrdiff_t>(threads_.size()));
  for (const auto& thread : threads_)
    thread->start(own_descriptor_tables_, [&all_started] { all_started.count_down(); });
  all_started.wait();
}

void IoThreads::stop() {
  if (!std::exchange(running_, false)) return;
  for (const auto& thread : threads_) thread->stop_and_join();
}

}  // namespace mcs::net
