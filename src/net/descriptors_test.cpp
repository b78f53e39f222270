#include "net/descriptors.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace mcs::net {
namespace {

// Limits belong to the process: a child of its own tells how `test` went by its exit status.
template <class Test>
bool in_a_process(Test test) {
  const pid_t child = fork();
  if (child == 0) _exit(test() ? 0 : 1);
  int status = 0;
  return waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

TEST(Descriptors, are_limited_by_what_may_be_raised_at_most) {
  EXPECT_TRUE(in_a_process([] {
    const rlimit low{.rlim_cur = 64, .rlim_max = 200};
    return setrlimit(RLIMIT_NOFILE, &low) == 0 && raise_descriptor_limit() == 200 &&
           fcntl(0, F_DUPFD, 150) == 150;
  }));
}

TEST(Descriptors, opened_after_unsharing_are_the_thread_s_own) {
  int descriptor = -1;
  std::jthread([&descriptor] {
    ASSERT_TRUE(unshare_descriptor_table());
    descriptor = eventfd(0, 0);
    EXPECT_NE(fcntl(descriptor, F_GETFD), -1);
  }).join();
  EXPECT_EQ(fcntl(descriptor, F_GETFD), -1);
}

TEST(Descriptors, of_connections_stay_with_the_thread_that_opened_them) {
  const int connection = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int wakes = eventfd(0, 0);
  std::jthread([connection, wakes] {
    ASSERT_TRUE(unshare_descriptor_table());
    EXPECT_EQ(fcntl(connection, F_GETFD), -1);
    EXPECT_NE(fcntl(wakes, F_GETFD), -1);
  }).join();
  EXPECT_NE(fcntl(connection, F_GETFD), -1);
  close(connection);
  close(wakes);
}

}  // namespace
}  // namespace mcs::net
