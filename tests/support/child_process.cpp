#include "support/child_process.hpp"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace mcs::test {

namespace {

int exit_code_of(int status) {
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

constexpr int not_found = 127;

}  // namespace

ChildProcess::ChildProcess(std::vector<std::string> arguments,
                           const std::filesystem::path& output) {
  std::vector<char*> argv;
  for (auto& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  const std::string file = output.string();
  const pid_t parent = getpid();
  pid_ = fork();
  if (pid_ < 0) throw std::runtime_error("cannot start a process");
  if (pid_ > 0) return;

  // Between fork and exec only what is safe in a signal handler: the parent has other threads.
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(not_found);
  const int out = open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  dup2(out, STDOUT_FILENO);
  dup2(out, STDERR_FILENO);
  execvp(argv[0], argv.data());
  constexpr char message[] = "the program was not found\n";
  [[maybe_unused]] const auto written = write(STDERR_FILENO, message, sizeof message - 1);
  _exit(not_found);
}

ChildProcess::~ChildProcess() {
  kill();
}

bool ChildProcess::running() {
  if (exit_code_) return false;
  int status = 0;
  if (waitpid(pid_, &status, WNOHANG) == pid_) exit_code_ = exit_code_of(status);
  return !exit_code_;
}

int ChildProcess::wait() {
  if (!exit_code_) {
    int status = 0;
    while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    exit_code_ = exit_code_of(status);
  }
  return *exit_code_;
}

void ChildProcess::kill() {
  signal(SIGKILL);
  wait();
}

void ChildProcess::stand_still() {
  signal(SIGSTOP);
}

void ChildProcess::go_on() {
  signal(SIGCONT);
}

void ChildProcess::signal(int number) {
  if (!exit_code_) ::kill(pid_, number);
}

std::string run_program(std::vector<std::string> arguments,
                        const std::filesystem::path& directory) {
  const auto output = directory / "output.txt";
  std::filesystem::remove(output);
  const std::string name = arguments.front();
  const int code = ChildProcess(std::move(arguments), output).wait();
  std::stringstream text;
  text << std::ifstream(output).rdbuf();
  if (code != 0)
    throw std::runtime_error(name + " ended with " + std::to_string(code) + ": " + text.str());
  return text.str();
}

}  // namespace mcs::test
