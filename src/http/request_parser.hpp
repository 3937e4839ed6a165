// Turns bytes into requests, strictly: what two readers of HTTP could understand differently is
// refused. Knows nothing of sockets. One per connection; not thread-safe.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "http/server.hpp"

namespace headway::http {

// The memory that the bodies of all requests of a server share.
struct body_budget {
  std::size_t most = limits::request_bodies_bytes;
  std::atomic<std::size_t> used{0};
};

struct parser_bounds {
  std::size_t head_bytes = limits::request_head_bytes;
  std::size_t body_bytes = limits::request_body_bytes;
  std::function<std::optional<std::size_t>(verb, std::string_view path)> body_bytes_for = {};
  std::shared_ptr<body_budget> bodies = std::make_shared<body_budget>();
};

class request_parser {
 public:
  // `bounds` outlives the parser.
  explicit request_parser(const parser_bounds& bounds);
  ~request_parser();

  enum class verdict { need_more, complete, refused };
  struct outcome {
    verdict state;
    std::size_t used;  // bytes of the input that are done with; present the rest again, with more
    std::optional<problem> refused = {};
  };
  // Reads on. After `complete`, take() the request before the next call; after `refused`, the
  // connection is of no more use.
  outcome feed(std::string_view input);

  std::shared_ptr<request> take();

  // Of the request being read or last taken.
  bool keep_alive() const;
  bool http10() const;
  // The head is read and the client waits for "100 Continue" before it sends the body.
  bool wants_continue() const;
  bool in_body() const { return in_body_; }  // the head is read, the body not yet
  std::size_t body_bytes_read() const;

 private:
  class reader;
  outcome feed_head(std::string_view input);
  outcome feed_body(std::string_view input, std::size_t used);
  std::optional<outcome> append(std::string_view bytes);  // what refused them, if anything
  problem too_large() const;
  outcome refuse(problem about);

  const parser_bounds& bounds_;
  std::unique_ptr<reader> reader_;
  std::size_t scanned_ = 0;  // bytes of the unfinished head that were looked at
  bool in_body_ = false;
};

}  // namespace headway::http
