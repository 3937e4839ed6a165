// A child process whose cost is measured: the product's own binary, or the web server it is
// compared with.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

namespace headway::bench {

class process {
 public:
  // Starts words[0], looked up in PATH, with `settings` ("NAME=value") added to the environment.
  explicit process(const std::vector<std::string>& words,
                   const std::vector<std::string>& settings = {});
  process(const process&) = delete;
  process& operator=(const process&) = delete;
  ~process();  // kills it

  // Waits for a line of its standard output that holds `part`; throws when it ends before.
  std::string line_with(const std::string& part);
  // Ends it and gives its exit status, -1 when a signal ended it.
  int stop(int signal);
  // Lets it end by itself, and gives the most anonymous memory it was seen with, looked at a few
  // hundred times a second. Mapped pages of the database are the kernel's and are not counted.
  std::int64_t peak_until_end(int& status);

  pid_t id() const { return id_; }
  std::int64_t anonymous_bytes() const;  // RssAnon
  double cpu_seconds() const;            // of it and its children, so far

 private:
  int wait();
  pid_t id_ = 0;
  int output_ = -1;
  std::string unread_;
};

// `headway serve` over a data folder, without the limit of requests per account: one account sends
// the whole load.
class served {
 public:
  explicit served(const std::string& folder);
  std::uint16_t port() const { return port_; }
  process& running() { return running_; }
  const process& running() const { return running_; }

 private:
  process running_;
  std::uint16_t port_ = 0;
};

double own_cpu_seconds();  // of this process so far

// The binary that is measured: HEADWAY_BINARY, or the one beside this program.
std::string headway_binary();

}  // namespace headway::bench
