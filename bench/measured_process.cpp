#include "measured_process.hpp"

#include <array>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <regex>
#include <stdexcept>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace mcs::bench {

namespace {

std::string proc(pid_t process, const std::string& name) {
  return "/proc/" + std::to_string(process) + "/" + name;
}

}  // namespace

MeasuredProcess::MeasuredProcess(const std::vector<std::string>& command) {
  std::vector<std::string> words = command;
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  std::array<int, 2> pipe_ends{};
  if (pipe(pipe_ends.data()) != 0) throw std::runtime_error("no pipe");
  pid_ = fork();
  if (pid_ == 0) {
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    dup2(pipe_ends[1], STDOUT_FILENO);
    execvp(arguments[0], arguments.data());
    _exit(127);
  }
  close(pipe_ends[1]);
  output_ = pipe_ends[0];
  static const std::regex port_pattern("(?:^|:)([0-9]+)/?\n");
  std::string output;
  std::smatch match;
  std::array<char, 512> buffer;
  while (!std::regex_search(output, match, port_pattern)) {
    const ssize_t size = read(output_, buffer.data(), buffer.size());
    if (size <= 0) throw std::runtime_error("it does not start: " + command[0]);
    output.append(buffer.data(), static_cast<std::size_t>(size));
  }
  port_ = static_cast<std::uint16_t>(std::stoi(match[1]));
}

MeasuredProcess::~MeasuredProcess() {
  if (pid_ > 0) {
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
  }
  close(output_);
}

void MeasuredProcess::stop() {
  kill(pid_, SIGTERM);
  waitpid(pid_, nullptr, 0);
  pid_ = -1;
}

std::chrono::nanoseconds cpu_time_of(pid_t process) {
  std::chrono::nanoseconds sum{0};
  for (const auto& task : std::filesystem::directory_iterator(proc(process, "task"))) {
    std::int64_t running = 0;
    std::ifstream(task.path() / "schedstat") >> running;
    sum += std::chrono::nanoseconds{running};
  }
  return sum;
}

std::uint64_t MeasuredProcess::memory() const {
  std::uint64_t total = 0;
  std::uint64_t resident = 0;
  std::ifstream(proc(pid_, "statm")) >> total >> resident;
  return resident * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

}  // namespace mcs::bench
