// A disk under SQLite that refuses when told to, and that remembers what was not synced: it can
// show what a power cut at this moment would leave. Replaces SQLite's file access (its VFS) while
// it lives.
#pragma once

#include <filesystem>
#include <memory>
#include <random>

namespace mcs::crash {

class FaultyStorage {
 public:
  FaultyStorage();
  ~FaultyStorage();
  FaultyStorage(const FaultyStorage&) = delete;
  FaultyStorage& operator=(const FaultyStorage&) = delete;

  // After `operations` more writes and syncs, all of them fail, with this SQLite error code.
  void fail_after(std::size_t operations, int code);
  void heal();
  // Whether anything was refused since fail_after().
  bool has_failed() const;

  // Files as a power cut would leave them: what was synced, and of what was written since, whatever
  // sectors happened to reach the disk.
  void cut_power(const std::filesystem::path& database, const std::filesystem::path& to,
                 std::mt19937_64& random) const;
};

}  // namespace mcs::crash
