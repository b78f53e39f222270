#include "net/descriptors.hpp"

#include <charconv>
#include <filesystem>
#include <sched.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

#include "base/assert.hpp"

namespace mcs::net {

namespace {

std::vector<int> descriptors_of_this_thread() {
  std::vector<int> descriptors;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/thread-self/fd", error)) {
    const std::string name = entry.path().filename().string();
    int descriptor = -1;
    std::from_chars(name.data(), name.data() + name.size(), descriptor);
    descriptors.push_back(descriptor);
  }
  return descriptors;
}

// Over the network; the others are how threads wake each other.
bool is_connection(int descriptor) {
  int domain = AF_UNSPEC;
  socklen_t size = sizeof domain;
  return getsockopt(descriptor, SOL_SOCKET, SO_DOMAIN, &domain, &size) == 0 && domain != AF_UNIX;
}

}  // namespace

std::size_t raise_descriptor_limit() {
  rlimit limit{};
  MCS_ASSERT(getrlimit(RLIMIT_NOFILE, &limit) == 0);
  const rlim_t before = limit.rlim_cur;
  limit.rlim_cur = limit.rlim_max;
  return setrlimit(RLIMIT_NOFILE, &limit) == 0 ? limit.rlim_cur : before;
}

bool unshare_descriptor_table() {
  if (unshare(CLONE_FILES) != 0) return false;
  for (const int descriptor : descriptors_of_this_thread())
    if (is_connection(descriptor)) close(descriptor);
  return true;
}

}  // namespace mcs::net
