// nginx serving one file of 1 KiB: the yardstick of reads. Set up to be fast: as many workers as
// the server has threads, each with its own queue of connections, no access log, the file kept
// open.
#pragma once

#include <cstdint>
#include <optional>

#include "process.hpp"
#include "section.hpp"

namespace headway::bench {

class static_server {
 public:
  explicit static_server(unsigned workers);
  std::uint16_t port() const { return port_; }
  const process& running() const { return *running_; }

 private:
  disk_folder folder_{"nginx"};
  std::uint16_t port_ = 0;
  std::optional<process> running_;
};

}  // namespace headway::bench
