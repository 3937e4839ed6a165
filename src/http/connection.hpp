// One client's connection and the event loop it lives on; private to http/. Everything here runs on
// the loop's thread unless it says otherwise.
#pragma once

#include <atomic>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "http/request_parser.hpp"
#include "http/response_head.hpp"
#include "http/server.hpp"

namespace headway::http {

namespace asio = boost::asio;
using steady_time = std::chrono::steady_clock::time_point;

// Where a reply goes. Any thread.
struct reply::exchange {
  virtual ~exchange() = default;
  virtual void answer(response answer) = 0;
  virtual std::shared_ptr<event_stream> begin_stream(response head) = 0;
};

// What all loops of a server share. Threads: the atomics any, the rest is constant.
struct service {
  options wanted;
  handler handle;
  parser_bounds bounds;
  std::atomic<std::uint64_t> requests{0}, open{0}, refused{0}, streams{0};
  std::atomic<bool> stopping{false};
};

class connection;

// One thread with its connections.
class loop {
 public:
  explicit loop(std::shared_ptr<service> of);
  void run();                                           // until stop()
  void stop();                                          // any thread; later posts are dropped
  bool is_current() const { return current_ == this; }  // any thread

  // Runs `work` on this loop. Any thread.
  template <class Work>
  void post(Work work) {
    const std::lock_guard held(posting_);
    if (!stopped_) asio::post(context_, std::move(work));
  }

  void add(std::shared_ptr<connection> made);
  void remove(connection& gone);
  void
  finish_all();  // those between requests and the streams are closed, the others after answering
  void close_all();
  asio::io_context& context() { return context_; }
  service& of() const { return *service_; }
  std::shared_ptr<service> shared_service() const { return service_; }

 private:
  void sweep();  // wakes those past their deadlines, as long as there are connections

  static thread_local loop* current_;
  std::shared_ptr<service> service_;
  asio::io_context context_{1};
  asio::steady_timer sweep_timer_{context_};
  bool sweeping_ = false;
  std::vector<std::shared_ptr<connection>> connections_;
  std::mutex posting_;
  bool stopped_ = false;
};

// The bytes of a stream on their way from any thread to the connection.
struct stream_channel {
  std::mutex mutex;
  std::string waiting;
  bool closed = false;    // nothing more is accepted
  bool posted = false;    // the connection will come and look
  bool too_slow = false;  // the client is to be dropped
  std::weak_ptr<connection> to;
  std::shared_ptr<loop> on;
  std::size_t most = 0;
};

class connection final : public reply::exchange, public std::enable_shared_from_this<connection> {
 public:
  connection(std::shared_ptr<loop> on, asio::ip::tcp::socket socket);
  ~connection() override;
  void begin();
  void begin_refused();  // over the cap: says so and closes

  // Any thread.
  void answer(response answer) override;
  std::shared_ptr<event_stream> begin_stream(response head) override;

  void pump();  // takes what its stream has waiting
  void expire(steady_time now);
  void finish_soon();
  void close();

  std::size_t slot = 0;  // in the loop's list
  steady_time deadline = steady_time::max();

 private:
  enum class phase : std::uint8_t {
    reading,    // waiting for a request or the rest of one
    answering,  // a handler has the request
    streaming,
    closing,    // closes when all is written
    lingering,  // all is written; lets the client read it before the socket goes
    closed
  };

  // Input that is not parsed yet: small while idle, grown while it must be.
  struct input_buffer {
    std::unique_ptr<char[]> bytes;
    std::size_t begin = 0, end = 0, capacity = 0;
    std::string_view view() const { return {bytes.get() + begin, end - begin}; }
    bool empty() const { return begin == end; }
    void make_room(std::size_t least, std::size_t most);
    void consume(std::size_t count);
    void release();
  };

  void run();   // does all that can be done without waiting
  bool step();  // false: nothing more for now
  bool parse();
  void dispatch();
  void refuse(const problem& about);
  void finish(response answer);
  void finish_with_file(const response& answer, head_form form);
  void begin_stream_head(const response& head, std::shared_ptr<stream_channel> channel);
  bool refill_from_file();
  bool has_output() const { return out_at_ < out_.size() || !tail_.empty(); }
  bool flush();
  void after_flush();
  steady_time deadline_of_phase() const;
  void begin_read();
  void on_read(const boost::system::error_code& ec, std::size_t count);
  void linger();

  std::shared_ptr<loop> on_;
  asio::ip::tcp::socket socket_;
  std::string peer_;
  request_parser parser_;
  input_buffer in_;
  std::string out_;  // heads and small bodies
  std::size_t out_at_ = 0;
  std::string tail_owned_;  // one large body, sent behind out_ without being copied
  std::string_view tail_;
  int file_ = -1;
  std::uint64_t file_left_ = 0;
  std::shared_ptr<stream_channel> channel_;
  std::size_t discarded_ = 0;  // while lingering
  phase phase_ = phase::reading;
  bool running_ = false;
  bool begun_ = false;  // a part of a request is here
  bool read_pending_ = false, write_pending_ = false;
  bool head_only_ = false, keep_alive_ = true, http10_ = false;
  bool said_continue_ = false, chunked_ = false;
};

}  // namespace headway::http
