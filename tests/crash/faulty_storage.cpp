#include "crash/faulty_storage.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <mutex>
#include <optional>
#include <sqlite3.h>
#include <string>
#include <utility>
#include <vector>

namespace mcs::crash {

namespace {

// What the disk surely has of one file, and what was written to it since.
struct Disk {
  struct Write {
    std::size_t offset;
    std::string bytes;
    bool truncates = false;  // To `offset`.
  };

  void sync() {
    for (const auto& write : unsynced) apply(durable, write);
    unsynced.clear();
  }

  static void apply(std::string& content, const Write& write) {
    if (write.truncates) return content.resize(std::min(content.size(), write.offset));
    const std::size_t end = write.offset + write.bytes.size();
    if (content.size() < end) content.resize(end);
    content.replace(write.offset, write.bytes.size(), write.bytes);
  }

  std::string durable;
  std::vector<Write> unsynced;
};

struct State {
  std::mutex mutex;
  std::map<std::string, Disk> disks;
  std::optional<std::size_t> operations_left;
  int code = SQLITE_OK;
  bool failed = false;

  // Needs the mutex.
  bool refuses() {
    if (!operations_left) return false;
    if (*operations_left > 0) return --*operations_left, false;
    return failed = true;
  }
};

// There is one default VFS in a process, hence one of these.
State* state = nullptr;
sqlite3_vfs* real_vfs = nullptr;

struct File {
  sqlite3_file base;
  Disk* disk;  // Null for files whose content a power cut may take.

  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

File& file_of(sqlite3_file* file) {
  return *reinterpret_cast<File*>(file);
}

int write(sqlite3_file* base, const void* bytes, int size, sqlite3_int64 offset) {
  File& file = file_of(base);
  const std::lock_guard lock(state->mutex);
  if (state->refuses()) return state->code;
  if (file.disk != nullptr)
    file.disk->unsynced.push_back(
        {static_cast<std::size_t>(offset),
         std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(size))});
  return file.real()->pMethods->xWrite(file.real(), bytes, size, offset);
}

int truncate(sqlite3_file* base, sqlite3_int64 size) {
  File& file = file_of(base);
  const std::lock_guard lock(state->mutex);
  if (state->refuses()) return state->code;
  if (file.disk != nullptr)
    file.disk->unsynced.push_back({static_cast<std::size_t>(size), {}, true});
  return file.real()->pMethods->xTruncate(file.real(), size);
}

int sync(sqlite3_file* base, int flags) {
  File& file = file_of(base);
  {
    const std::lock_guard lock(state->mutex);
    if (state->refuses()) return state->code;
    // The real disk is trusted, and left in peace.
    if (file.disk != nullptr) file.disk->sync();
  }
  std::ignore = flags;
  return SQLITE_OK;
}

int close(sqlite3_file* base) {
  sqlite3_file* real = file_of(base).real();
  return real->pMethods == nullptr ? SQLITE_OK : real->pMethods->xClose(real);
}

// The methods that only pass on.
template <auto Method, class... Arguments>
int pass_on(sqlite3_file* base, Arguments... arguments) {
  sqlite3_file* real = file_of(base).real();
  return (real->pMethods->*Method)(real, arguments...);
}

using Methods = sqlite3_io_methods;
const Methods methods{
    .iVersion = 2,
    .xClose = close,
    .xRead = pass_on<&Methods::xRead, void*, int, sqlite3_int64>,
    .xWrite = write,
    .xTruncate = truncate,
    .xSync = sync,
    .xFileSize = pass_on<&Methods::xFileSize, sqlite3_int64*>,
    .xLock = pass_on<&Methods::xLock, int>,
    .xUnlock = pass_on<&Methods::xUnlock, int>,
    .xCheckReservedLock = pass_on<&Methods::xCheckReservedLock, int*>,
    .xFileControl = pass_on<&Methods::xFileControl, int, void*>,
    .xSectorSize = pass_on<&Methods::xSectorSize>,
    .xDeviceCharacteristics = pass_on<&Methods::xDeviceCharacteristics>,
    .xShmMap = pass_on<&Methods::xShmMap, int, int, int, void volatile**>,
    .xShmLock = pass_on<&Methods::xShmLock, int, int, int>,
    .xShmBarrier =
        [](sqlite3_file* base) {
          sqlite3_file* real = file_of(base).real();
          real->pMethods->xShmBarrier(real);
        },
    .xShmUnmap = pass_on<&Methods::xShmUnmap, int>,
    .xFetch = nullptr,
    .xUnfetch = nullptr,
};

int open(sqlite3_vfs*, const char* name, sqlite3_file* base, int flags, int* out_flags) {
  File& file = file_of(base);
  file.base.pMethods = &methods;
  file.disk = nullptr;
  if (name != nullptr && (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL)) != 0) {
    const std::lock_guard lock(state->mutex);
    file.disk = &state->disks[name];
  }
  return real_vfs->xOpen(real_vfs, name, file.real(), flags, out_flags);
}

int remove(sqlite3_vfs*, const char* name, int sync_directory) {
  {
    const std::lock_guard lock(state->mutex);
    if (const auto disk = state->disks.find(name); disk != state->disks.end()) disk->second = {};
  }
  return real_vfs->xDelete(real_vfs, name, sync_directory);
}

sqlite3_vfs make_vfs() {
  sqlite3_vfs vfs = *real_vfs;
  vfs.szOsFile = static_cast<int>(sizeof(File)) + real_vfs->szOsFile;
  vfs.zName = "faulty";
  vfs.pNext = nullptr;
  vfs.xOpen = open;
  vfs.xDelete = remove;
  return vfs;
}

sqlite3_vfs vfs;

// Some of its sectors: a disk writes 512 bytes whole or not at all.
void apply_in_part(std::string& content, const Disk::Write& write, std::mt19937_64& random) {
  constexpr std::size_t sector = 512;
  if (write.truncates) {
    if (random() % 2 == 0) Disk::apply(content, write);
    return;
  }
  for (std::size_t at = 0; at < write.bytes.size();) {
    const std::size_t size =
        std::min(sector - (write.offset + at) % sector, write.bytes.size() - at);
    if (random() % 2 == 0) Disk::apply(content, {write.offset + at, write.bytes.substr(at, size)});
    at += size;
  }
}

}  // namespace

FaultyStorage::FaultyStorage() {
  state = new State;
  real_vfs = sqlite3_vfs_find(nullptr);
  vfs = make_vfs();
  sqlite3_vfs_register(&vfs, 1);
}

FaultyStorage::~FaultyStorage() {
  sqlite3_vfs_unregister(&vfs);
  sqlite3_vfs_register(real_vfs, 1);
  delete std::exchange(state, nullptr);
}

void FaultyStorage::fail_after(std::size_t operations, int code) {
  const std::lock_guard lock(state->mutex);
  state->operations_left = operations;
  state->code = code;
  state->failed = false;
}

void FaultyStorage::heal() {
  const std::lock_guard lock(state->mutex);
  state->operations_left.reset();
}

bool FaultyStorage::has_failed() const {
  const std::lock_guard lock(state->mutex);
  return state->failed;
}

void FaultyStorage::cut_power(const std::filesystem::path& database,
                              const std::filesystem::path& to, std::mt19937_64& random) const {
  const std::lock_guard lock(state->mutex);
  for (const std::string ending : {"", "-wal"}) {
    const auto disk = state->disks.find(database.string() + ending);
    if (disk == state->disks.end()) continue;
    std::string content = disk->second.durable;
    // Mostly all reached the disk or nothing did: the rest is what is hard.
    const auto luck = random() % 4;
    for (const auto& write : disk->second.unsynced) {
      if (luck == 0) break;
      luck == 1 ? Disk::apply(content, write) : apply_in_part(content, write, random);
    }
    std::ofstream(to.string() + ending, std::ios::binary) << content;
  }
}

}  // namespace mcs::crash
