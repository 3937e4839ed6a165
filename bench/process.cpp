#include "process.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <thread>

#include "base/ensure.hpp"

extern char** environ;  // NOLINT: what POSIX gives to posix_spawn

namespace headway::bench {
namespace {

std::int64_t anonymous_bytes_of(pid_t id) {
  std::ifstream status("/proc/" + std::to_string(id) + "/status");
  for (std::string word; status >> word;)
    if (word == "RssAnon:") {
      std::int64_t kibibytes = 0;
      status >> kibibytes;
      return kibibytes * 1024;
    }
  return 0;  // it has ended
}

double cpu_seconds_of(pid_t id) {
  std::ifstream stat("/proc/" + std::to_string(id) + "/stat");
  std::string line;
  std::getline(stat, line);
  // After the name in brackets: state is field 3, user and system time are 14 and 15.
  std::istringstream fields(line.substr(line.rfind(')') + 2));
  std::string skipped;
  for (int field = 3; field < 14; ++field)
    fields >> skipped;
  double user = 0, system = 0;
  fields >> user >> system;
  return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

std::vector<pid_t> children_of(pid_t id) {
  const std::string of = std::to_string(id);
  std::ifstream list("/proc/" + of + "/task/" + of + "/children");
  std::vector<pid_t> found;
  for (pid_t child = 0; list >> child;)
    found.push_back(child);
  return found;
}

std::vector<char*> pointers_to(std::vector<std::string>& words) {
  std::vector<char*> all;
  for (auto& each : words)
    all.push_back(each.data());
  all.push_back(nullptr);
  return all;
}

}  // namespace

process::process(const std::vector<std::string>& words, const std::vector<std::string>& settings) {
  auto given = words, surroundings = settings;
  for (char** each = environ; *each; ++each)
    surroundings.emplace_back(*each);
  int ends[2];
  ENSURE(::pipe2(ends, O_CLOEXEC) == 0);
  posix_spawn_file_actions_t how;
  posix_spawn_file_actions_init(&how);
  posix_spawn_file_actions_adddup2(&how, ends[1], 1);
  const int failed = posix_spawnp(&id_, given[0].c_str(), &how, nullptr, pointers_to(given).data(),
                                  pointers_to(surroundings).data());
  posix_spawn_file_actions_destroy(&how);
  ::close(ends[1]);
  output_ = ends[0];
  if (failed) throw std::runtime_error("cannot start " + words[0]);
}

process::~process() {
  if (id_ > 0) stop(SIGKILL);
  ::close(output_);
}

std::string process::line_with(const std::string& part) {
  for (;;) {
    if (const auto end = unread_.find('\n'); end != unread_.npos) {
      const std::string line = unread_.substr(0, end);
      unread_.erase(0, end + 1);
      if (line.find(part) != line.npos) return line;
      continue;
    }
    char some[4096];
    const auto count = ::read(output_, some, sizeof some);
    if (count <= 0) throw std::runtime_error("a process ended without saying: " + part);
    unread_.append(some, static_cast<std::size_t>(count));
  }
}

int process::wait() {
  int status = 0;
  ::waitpid(id_, &status, 0);
  id_ = 0;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int process::stop(int signal) {
  ::kill(id_, signal);
  return wait();
}

std::int64_t process::peak_until_end(int& status) {
  std::int64_t peak = 0;
  siginfo_t ended{};
  while (::waitid(P_PID, static_cast<id_t>(id_), &ended, WEXITED | WNOHANG | WNOWAIT) == 0 &&
         ended.si_pid == 0) {
    peak = std::max(peak, anonymous_bytes_of(id_));
    std::this_thread::sleep_for(std::chrono::milliseconds(3));
  }
  status = wait();
  return peak;
}

std::int64_t process::anonymous_bytes() const { return anonymous_bytes_of(id_); }

double process::cpu_seconds() const {
  double all = cpu_seconds_of(id_);
  for (const auto child : children_of(id_))
    all += cpu_seconds_of(child);
  return all;
}

served::served(const std::string& folder)
    : running_({headway_binary(), "serve", "--data", folder, "--port", "0"},
               {"HEADWAY_SERVER_REQUESTS_PER_SECOND=0", "HEADWAY_LOG_LEVEL=error"}) {
  const auto line = running_.line_with("http://");
  port_ = static_cast<std::uint16_t>(std::stoi(line.substr(line.rfind(':') + 1)));
}

double own_cpu_seconds() {
  timespec used{};
  ENSURE(::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used) == 0);
  return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9;
}

std::string headway_binary() {
  if (const char* named = std::getenv("HEADWAY_BINARY")) return named;
  return std::filesystem::read_symlink("/proc/self/exe").parent_path() / "headway";
}

}  // namespace headway::bench
