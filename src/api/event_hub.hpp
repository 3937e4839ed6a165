// The subscribers of GET /api/v1/events (server-sent events) and what they are told.
//
// Each event has an id; a browser that comes back names the last it saw and gets what it missed,
// or, when that is too long ago, `event: reload`: fetch everything anew.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "api/route.hpp"
#include "base/time.hpp"

namespace headway::api {

class event_hub {
 public:
  // `still_welcome` is asked at every heartbeat; when false the stream is ended.
  using welcome = std::function<bool(const http::request&)>;
  explicit event_hub(welcome still_welcome,
                     std::chrono::milliseconds heartbeat = std::chrono::seconds(15));
  ~event_hub();  // close()
  event_hub(const event_hub&) = delete;
  event_hub& operator=(const event_hub&) = delete;

  // Whether another subscriber may come. All members are thread-safe.
  bool has_room() const;
  void subscribe(std::shared_ptr<const http::request> in, std::shared_ptr<const principal> who,
                 std::shared_ptr<http::event_stream> to);
  // Tells those who may see the section. Returns at once; the hub's own thread sends.
  void publish(const std::vector<journal::unit_of_work::change>& changes);
  std::size_t subscribers() const;
  // Ends every stream and takes no more.
  void close();

 private:
  struct state;
  std::unique_ptr<state> state_;
};

}  // namespace headway::api
