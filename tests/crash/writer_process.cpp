#include "crash/writer_process.hpp"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

#include "support/event_loop.hpp"

namespace mcs::crash {

WriterProcess::WriterProcess(const std::filesystem::path& database, std::uint64_t seed,
                             Checkpoints checkpoints) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  pipe_ = ends[0];
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  std::string program = CRASH_WRITER;
  std::string file = database.string();
  std::string number = std::to_string(seed);
  std::string flag = "no-checkpoints";
  std::array<char*, 5> arguments{program.data(), file.data(), number.data(),
                                 checkpoints == Checkpoints::Never ? flag.data() : nullptr,
                                 nullptr};
  const int failed =
      ::posix_spawn(&pid_, program.c_str(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  ::close(ends[1]);
  if (failed != 0) throw std::runtime_error("cannot start " + program);
}

WriterProcess::~WriterProcess() {
  if (pid_ > 0) kill();
  ::close(pipe_);
}

bool WriterProcess::collect(std::chrono::milliseconds at_most) {
  pollfd ready{.fd = pipe_, .events = POLLIN, .revents = 0};
  if (::poll(&ready, 1, static_cast<int>(at_most.count())) == 0) return true;
  std::array<char, 64 * 1024> buffer{};
  const ssize_t size = ::read(pipe_, buffer.data(), buffer.size());
  if (size < 0) return errno == EINTR;
  rest_.append(buffer.data(), static_cast<std::size_t>(size));
  std::size_t begin = 0;
  for (auto end = rest_.find('\n'); end != std::string::npos; end = rest_.find('\n', begin)) {
    acknowledged_.push_back(from_line(rest_.substr(begin, end - begin)));
    begin = end + 1;
  }
  rest_.erase(0, begin);
  return size > 0;
}

void WriterProcess::run_for(std::chrono::milliseconds time) {
  using Clock = std::chrono::steady_clock;
  const auto patience_ends = Clock::now() + test::patience;
  while (acknowledged_.empty()) {
    if (!collect(std::chrono::milliseconds{100}) || Clock::now() > patience_ends)
      throw std::runtime_error("the writer acknowledges nothing");
  }
  const auto end = Clock::now() + time;
  for (auto now = Clock::now(); now < end; now = Clock::now())
    if (!collect(std::chrono::ceil<std::chrono::milliseconds>(end - now)))
      throw std::runtime_error("the writer died by itself");
}

void WriterProcess::stop() {
  ::kill(pid_, SIGSTOP);
  int status = 0;
  if (::waitpid(pid_, &status, WUNTRACED) != pid_ || !WIFSTOPPED(status))
    throw std::runtime_error("the writer does not stop");
}

void WriterProcess::kill() {
  ::kill(pid_, SIGKILL);
  ::waitpid(std::exchange(pid_, -1), nullptr, 0);
  while (collect(std::chrono::milliseconds{1'000})) {
  }
}

}  // namespace mcs::crash
