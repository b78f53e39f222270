#include "net/io_thread.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "net/testing/eventually.hpp"
#include "net/ticker.hpp"

namespace mcs::net {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;

class IoThreadTest : public ::testing::Test {
 protected:
  IoThreadTest() { threads_.start(); }

  IoThreads threads_{{.count = 2}};
};

TEST_F(IoThreadTest, runs_posted_work_in_order_on_its_thread) {
  std::vector<int> order;
  for (int i = 0; i < 5; ++i)
    threads_[1].post([&, i] {
      if (threads_[1].is_current() && !threads_[0].is_current()) order.push_back(i);
    });
  threads_[1].run([] {});
  EXPECT_THAT(order, ElementsAre(0, 1, 2, 3, 4));
}

TEST_F(IoThreadTest, returns_what_work_returns) {
  EXPECT_EQ(threads_[0].run([] { return std::string("result"); }), "result");
  EXPECT_THROW(threads_[0].run([] { throw std::runtime_error("x"); }), std::runtime_error);
}

struct Recorder : TurnEnd {
  explicit Recorder(std::vector<std::string>& to) : log(to) {}
  void turn_ended() override { log.push_back("end"); }
  std::vector<std::string>& log;
};

TEST_F(IoThreadTest, ends_a_turn_once_after_what_was_ready) {
  std::vector<std::string> log;
  Recorder recorder(log);
  const auto log_has = [&](std::size_t size) {
    return threads_[0].run([&] { return log.size(); }) == size;
  };
  threads_[0].run([&] {
    for (const char* name : {"a", "b"}) threads_[0].post([&log, name] { log.push_back(name); });
    threads_[0].at_turn_end(recorder);
    threads_[0].at_turn_end(recorder);
  });
  EXPECT_TRUE(testing::eventually([&] { return log_has(3); }));
  threads_[0].run([&] { threads_[0].at_turn_end(recorder); });
  EXPECT_TRUE(testing::eventually([&] { return log_has(4); }));
  EXPECT_THAT(log, ElementsAre("a", "b", "end", "end"));
}

TEST_F(IoThreadTest, forgets_who_goes_away) {
  std::vector<std::string> log;
  Recorder recorder(log);
  threads_[0].run([&] {
    threads_[0].at_turn_end(recorder);
    threads_[0].forget(recorder);
  });
  threads_[0].run([] {});
  EXPECT_TRUE(log.empty());
}

struct Again : TurnEnd {
  explicit Again(IoThread& on) : thread(on) {}
  void turn_ended() override {
    if (++turns < 3) thread.at_turn_end(*this);
  }
  IoThread& thread;
  int turns = 0;
};

TEST_F(IoThreadTest, puts_off_to_the_next_turn_what_is_asked_for_at_the_end) {
  Again again(threads_[0]);
  threads_[0].run([&] { threads_[0].at_turn_end(again); });
  EXPECT_TRUE(
      testing::eventually([&] { return threads_[0].run([&] { return again.turns; }) == 3; }));
}

TEST_F(IoThreadTest, ticks_until_the_ticker_is_gone) {
  int ticks = 0;
  auto ticker = threads_[0].run(
      [&] { return std::make_unique<Ticker>(threads_[0], 1ms, [&ticks] { ++ticks; }); });
  EXPECT_TRUE(testing::eventually([&] { return threads_[0].run([&] { return ticks; }) >= 3; }));
  const int last = threads_[0].run([&] {
    ticker.reset();
    return ticks;
  });
  threads_[0].run([] {});
  EXPECT_EQ(threads_[0].run([&] { return ticks; }), last);
}

TEST(IoThreads, can_have_descriptor_tables_of_their_own) {
  IoThreads threads({.count = 2, .own_descriptor_tables = true});
  threads.start();
  const int descriptor = threads[0].run([] { return eventfd(0, 0); });
  ASSERT_GE(descriptor, 0);
  EXPECT_NE(threads[0].run([=] { return fcntl(descriptor, F_GETFD); }), -1);
  EXPECT_EQ(threads[1].run([=] { return fcntl(descriptor, F_GETFD); }), -1);
  threads[0].run([=] { return close(descriptor); });
}

TEST(IoThreads, have_names_and_no_signals) {
  IoThreads threads({.count = 1, .name = "loop"});
  threads.start();
  const std::string name = threads[0].run([] {
    std::string text(16, '\0');
    pthread_getname_np(pthread_self(), text.data(), text.size());
    return std::string(text.c_str());
  });
  EXPECT_EQ(name, "loop-0");
  EXPECT_TRUE(threads[0].run([] {
    sigset_t blocked;
    pthread_sigmask(SIG_BLOCK, nullptr, &blocked);
    return sigismember(&blocked, SIGTERM) == 1;
  }));
}

}  // namespace
}  // namespace mcs::net
