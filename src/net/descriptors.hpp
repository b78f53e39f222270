// How many descriptors, and so connections, this process may have open.
#pragma once

#include <cstddef>

namespace mcs::net {

// Raises the limit as far as the process may by itself; returns what it then is. It holds for each
// descriptor table: getrlimit(2), RLIMIT_NOFILE.
std::size_t raise_descriptor_limit();

// Gives the calling thread a copy of its descriptor table, without connections to other processes:
// these are for the threads that made them to close. What this thread opens from now on is in no
// other thread's table, and counts towards its own limit alone. False where the system forbids
// that, as the system call filters of containers do: then nothing has changed.
bool unshare_descriptor_table();

}  // namespace mcs::net
