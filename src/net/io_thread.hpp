// Event loops, one a thread. What lives on a thread is touched by no other: others post to it.
#pragma once

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <cstddef>
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <type_traits>
#include <vector>

namespace mcs::net {

// Work put off to the end of a turn, so that what the turn's events ask for is done at once.
class TurnEnd {
 public:
  // After the events that were ready when IoThread::at_turn_end was called; once, however often it
  // was called.
  virtual void turn_ended() = 0;

 protected:
  TurnEnd() = default;
  TurnEnd(const TurnEnd&) = delete;
  TurnEnd& operator=(const TurnEnd&) = delete;
  ~TurnEnd() = default;

 private:
  friend class IoThread;
  bool awaited_ = false;
};

class IoThread {
 public:
  using Executor = boost::asio::io_context::executor_type;
  using Work = std::move_only_function<void()>;

  IoThread(std::size_t index, std::string name);

  std::size_t index() const { return index_; }
  boost::asio::io_context& context() { return context_; }
  Executor executor() { return context_.get_executor(); }
  bool is_current() { return executor().running_in_this_thread(); }

  // Runs `work` on the thread, in a later turn. From any thread; work posted by one thread keeps
  // its order.
  void post(Work work);
  // Runs `work` on the thread and waits for its result. Not from an I/O thread.
  template <class F>
  std::invoke_result_t<F> run(F work);

  // From the thread itself. Whoever goes away while awaiting says so.
  void at_turn_end(TurnEnd& what);
  void forget(TurnEnd& what);

 private:
  friend class IoThreads;

  void start(bool own_descriptor_table, std::function<void()> started);
  void stop_and_join();
  void await_turn_end();
  void end_turn();

  std::size_t index_;
  std::string name_;
  boost::asio::io_context context_;
  boost::asio::executor_work_guard<Executor> keep_running_;
  std::vector<TurnEnd*> turn_ends_;
  std::thread thread_;
};

struct IoThreadsOptions {
  std::size_t count = std::thread::hardware_concurrency();
  std::string name = "io";  // The threads are io-0, io-1, ...
  // Gives each thread a descriptor table of its own, for more descriptors than one table may have,
  // if the system allows it. Descriptors that exist before start() are in every table,
  // connections excepted; one opened on a thread after that is only in the thread's own, and its
  // number means nothing to another.
  bool own_descriptor_tables = false;
};

class IoThreads {
 public:
  explicit IoThreads(const IoThreadsOptions& options);
  ~IoThreads();

  // Returns when every thread runs.
  void start();
  // Stops the loops and joins the threads. What is pending is dropped, so whatever lives on the
  // threads leaves first.
  void stop();

  std::size_t size() const { return threads_.size(); }
  IoThread& operator[](std::size_t index) { return *threads_[index]; }

 private:
  bool own_descriptor_tables_;
  bool running_ = false;
  std::vector<std::unique_ptr<IoThread>> threads_;
};

template <class F>
std::invoke_result_t<F> IoThread::run(F work) {
  std::packaged_task<std::invoke_result_t<F>()> task(std::move(work));
  auto result = task.get_future();
  post([task = std::move(task)]() mutable { task(); });
  return result.get();
}

}  // namespace mcs::net
