// The load: one thread with many kept-alive connections, each with one request under way, as a
// process of its own beside the server. It shares the machine with what it measures, so it must
// cost little: requests are bytes made beforehand, and of an answer only the status and the length
// are looked at. The same client drives Headway and what it is compared with.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace headway::bench {

struct load {
  std::uint16_t port = 0;
  int connections = 1;
  std::int64_t count = 0;                 // requests in all
  std::span<const std::string> requests;  // sent in turn, from the beginning again at the end
  int status = 200;                       // what every answer must have
};

struct measured_load {
  double seconds = 0;  // from the first request to the last answer
  std::vector<double> latencies_ms;
  double rate() const { return static_cast<double>(latencies_ms.size()) / seconds; }
};

// Throws std::runtime_error when an answer has another status or a connection ends.
measured_load run(const load& what);

// Connections that have had one answer and then say nothing; closed at the end.
class idle_connections {
 public:
  idle_connections(std::uint16_t port, int count, const std::string& request);
  ~idle_connections();

 private:
  std::vector<int> sockets_;
};

// The bytes of a request with the headers that every one has.
std::string request_bytes(const std::string& verb, const std::string& target,
                          const std::string& headers, const std::string& body = {});

// Signs in; gives the header line of the session ("Cookie: …\r\n").
std::string session_header(std::uint16_t port, const std::string& account);

}  // namespace headway::bench
