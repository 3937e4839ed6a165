// The product as a process of its own, to be killed.
#pragma once

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "base/ensure.hpp"
#include "support/http_client.hpp"

extern char** environ;  // NOLINT: what POSIX gives to posix_spawn

namespace headway::prove {

// A child process of the product's binary: HEADWAY_BINARY, or that of the release build.
class server_process {
 public:
  explicit server_process(std::vector<std::string> words) {
    const char* binary = std::getenv("HEADWAY_BINARY");
    words.insert(words.begin(), binary ? binary : "build/release/headway");
    std::vector<char*> given;
    for (auto& each : words)
      given.push_back(each.data());
    given.push_back(nullptr);
    posix_spawn_file_actions_t quiet;
    posix_spawn_file_actions_init(&quiet);
    posix_spawn_file_actions_addopen(&quiet, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&quiet, 2, "/dev/null", O_WRONLY, 0);
    ENSURE(posix_spawn(&pid_, given[0], &quiet, nullptr, given.data(), environ) == 0);
    posix_spawn_file_actions_destroy(&quiet);
  }
  ~server_process() {
    if (pid_ > 0) stop(SIGKILL);
  }
  // The exit status, or -1 when a signal ended it.
  int stop(int signal) {
    if (signal) ::kill(pid_, signal);
    int status = 0;
    ::waitpid(pid_, &status, 0);
    pid_ = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }
  static bool wait_until_ready(std::uint16_t port) {
    for (int i = 0; i < 600; ++i) {
      try {
        if (tests::http_client(port).send({.target = "/readyz"}).status == 200) return true;
      } catch (const std::runtime_error&) {
        // not listening yet
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return false;
  }

 private:
  pid_t pid_ = 0;
};

}  // namespace headway::prove
