#include "net/descriptors.hpp"

#include <sched.h>
#include <sys/resource.h>

#include "base/assert.hpp"

namespace mcs::net {

std::size_t raise_descriptor_limit() {
  rlimit limit{};
  MCS_ASSERT(getrlimit(RLIMIT_NOFILE, &limit) == 0);
  const rlim_t before = limit.rlim_cur;
  limit.rlim_cur = limit.rlim_max;
  return setrlimit(RLIMIT_NOFILE, &limit) == 0 ? limit.rlim_cur : before;
}

bool unshare_descriptor_table() {
  return unshare(CLONE_FILES) == 0;
}

}  // namespace mcs::net
