#include <fmt/core.h>
#include <signal.h>

#include <cstdio>

#include "app/system.hpp"
#include "app/verbs.hpp"

namespace headway::app {
namespace {

// Before any thread begins, so that all of them leave these signals to the wait.
sigset_t block_stop_signals() {
  sigset_t both;
  sigemptyset(&both);
  sigaddset(&both, SIGTERM);
  sigaddset(&both, SIGINT);
  pthread_sigmask(SIG_BLOCK, &both, nullptr);
  return both;
}

}  // namespace

int serve(const configuration& with) {
  begin_log(with.log_level);
  const sigset_t stop_signals = block_stop_signals();
  const system_clock_source clock;
  auto started = system::start(with, clock);
  if (!started) return failed(started.error());
  auto& running = **started;
  const auto address = fmt::format("http://{}:{}/", with.address, running.port());
  log(severity::info, "serve.listening", {{"address", address}, {"node", with.node}});
  announce("Headway 已在 {} 上运行\n", "Headway listens on {}\n", address);
  std::fflush(stdout);
  int signal = 0;
  sigwait(&stop_signals, &signal);
  log(severity::info, "serve.stopping", {{"signal", signal == SIGINT ? "INT" : "TERM"}});
  running.stop();
  log(severity::info, "serve.stopped");
  return 0;
}

}  // namespace headway::app
