#include "http/connection.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/asio/buffer.hpp>
#include <cstring>

#include "base/ensure.hpp"
#include "base/log.hpp"
#include "http/problems.hpp"

namespace headway::http {

namespace {

constexpr std::size_t idle_bytes = 2 * 1024;         // kept by a connection between requests
constexpr std::size_t body_read_bytes = 64 * 1024;   // at a time, while a body comes in
constexpr std::size_t batch_bytes = 16 * 1024;       // of pipelined answers, then they are sent
constexpr std::size_t copied_body_bytes = 2 * 1024;  // larger bodies are not copied behind the head
constexpr std::size_t file_chunk_bytes = 64 * 1024;
constexpr std::size_t discarded_most = 256 * 1024;
constexpr std::chrono::seconds linger_time{2};

steady_time now() { return std::chrono::steady_clock::now(); }

void shrink(std::string& text) {
  if (text.capacity() > idle_bytes)
    text = std::string();
  else
    text.clear();
}

}  // namespace

void connection::input_buffer::make_room(std::size_t least, std::size_t most) {
  if (begin == end) begin = end = 0;
  if (capacity - end >= least) return;
  if (begin != 0) {
    std::memmove(bytes.get(), bytes.get() + begin, end - begin);
    end -= begin;
    begin = 0;
  }
  if (capacity - end >= least) return;
  const auto grown = std::max(std::min(most, std::max(capacity * 2, idle_bytes)), end + least);
  std::unique_ptr<char[]> larger(new char[grown]);
  if (end != 0) std::memcpy(larger.get(), bytes.get(), end);
  bytes = std::move(larger);
  capacity = grown;
}

void connection::input_buffer::consume(std::size_t count) { begin += count; }

void connection::input_buffer::release() {
  begin = end = 0;
  if (capacity <= idle_bytes) return;
  bytes.reset();
  capacity = 0;
}

connection::connection(std::shared_ptr<loop> on, asio::ip::tcp::socket socket)
    : on_(std::move(on)), socket_(std::move(socket)), parser_(on_->of().bounds) {
  boost::system::error_code ec;
  socket_.non_blocking(true, ec);
  socket_.set_option(asio::ip::tcp::no_delay(true), ec);
  auto address = socket_.remote_endpoint(ec).address();
  if (address.is_v6() && address.to_v6().is_v4_mapped())
    address = asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
  peer_ = address.to_string();
}

connection::~connection() {
  if (file_ >= 0) ::close(file_);
}

void connection::begin() {
  if (on_->of().stopping) return close();
  deadline = now() + on_->of().wanted.idle;
  run();
}

void connection::begin_refused() {
  refuse(problem(problems::too_many_connections));
  run();
}

void connection::run() {
  if (running_) return;  // answered from inside the handler: the loop below goes on
  running_ = true;
  const auto self = shared_from_this();
  try {
    while (step()) {
    }
  } catch (const std::exception& error) {
    log(severity::error, "http.connection_failed", {{"what", error.what()}});
    close();
  }
  running_ = false;
}

bool connection::step() {
  if (phase_ == phase::closed || write_pending_) return false;
  if (phase_ == phase::reading && tail_.empty() && file_ < 0 && out_.size() < batch_bytes &&
      parse())
    return true;
  if (has_output()) return flush();
  if (file_ >= 0) return refill_from_file();
  switch (phase_) {
    case phase::reading:
      begin_read();
      return false;
    case phase::streaming:
      begin_read();  // only to learn that the client is gone
      return false;
    case phase::closing:
      linger();
      return false;
    default:
      return false;
  }
}

// True when a request was dispatched or refused.
bool connection::parse() {
  if (in_.empty()) return false;
  const auto body_before = parser_.body_bytes_read();
  auto outcome = parser_.feed(in_.view());
  in_.consume(outcome.used);
  switch (outcome.state) {
    case request_parser::verdict::complete:
      dispatch();
      return true;
    case request_parser::verdict::refused:
      refuse(*outcome.refused);
      return true;
    case request_parser::verdict::need_more:
      break;
  }
  if (!begun_ && (!in_.empty() || parser_.in_body())) {
    begun_ = true;
    deadline = now() + on_->of().wanted.deadline;
  }
  const auto body_grown = parser_.body_bytes_read() - body_before;
  if (body_grown != 0)
    deadline += std::chrono::microseconds(body_grown * 1'000'000 / slowest_body_bytes);
  if (parser_.wants_continue() && !said_continue_) {
    said_continue_ = true;
    out_ += "HTTP/1.1 100 Continue\r\n\r\n";
  }
  return false;
}

void connection::dispatch() {
  auto got = parser_.take();
  got->peer = peer_;
  auto& shared = on_->of();
  got->number = shared.requests.fetch_add(1, std::memory_order_relaxed) + 1;
  head_only_ = got->method == verb::head;
  keep_alive_ = parser_.keep_alive();
  http10_ = parser_.http10();
  said_continue_ = begun_ = false;
  phase_ = phase::answering;
  deadline = steady_time::max();
  try {
    shared.handle(std::move(got), reply(shared_from_this()));
  } catch (const std::exception& error) {
    // The reply was dropped on the way out, which answered 500.
    log(severity::error, "http.handler_failed", {{"what", error.what()}});
  }
}

void connection::refuse(const problem& about) {
  on_->of().refused.fetch_add(1, std::memory_order_relaxed);
  phase_ = phase::answering;
  deadline = steady_time::max();
  head_only_ = http10_ = keep_alive_ = false;
  discarded_ = 1;  // unread input may be on its way: linger
  finish(refusal(about));
}

void connection::answer(response answer) {
  if (on_->is_current()) {
    finish(std::move(answer));
    run();
    return;
  }
  on_->post([self = shared_from_this(), answer = std::move(answer)]() mutable {
    self->finish(std::move(answer));
    self->run();
  });
}

void connection::finish(response answer) {
  if (phase_ != phase::answering) return;  // the client is gone
  if (!is_writable(answer)) {
    log(severity::error, "http.unwritable_header", {{"status", std::to_string(answer.status)}});
    answer = refusal(problem(headway::problems::internal));
  }
  keep_alive_ = keep_alive_ && !on_->of().stopping.load(std::memory_order_relaxed);
  phase_ = keep_alive_ ? phase::reading : phase::closing;
  deadline = now() + on_->of().wanted.idle;
  head_form form{.keep_alive = keep_alive_,
                 .http10 = http10_,
                 .standing_headers = on_->of().wanted.standing_headers};
  if (answer.file) return finish_with_file(answer, form);
  const std::string_view body = answer.fixed_body.empty() ? answer.body : answer.fixed_body;
  form.length = body.size();
  if (answer.status == 204) form.body = framing::none;
  append_head(out_, answer, form);
  if (head_only_ || !has_body(answer.status)) return;
  if (body.size() <= copied_body_bytes) {
    out_ += body;
  } else if (!answer.fixed_body.empty()) {
    tail_ = answer.fixed_body;
  } else {
    tail_owned_ = std::move(answer.body);
    tail_ = tail_owned_;
  }
}

void connection::finish_with_file(const response& answer, head_form form) {
  const int file = ::open(answer.file->c_str(), O_RDONLY | O_CLOEXEC);
  struct stat about {};
  if (file < 0 || ::fstat(file, &about) != 0 || !S_ISREG(about.st_mode)) {
    log(severity::error, "http.cannot_open",
        {{"file", *answer.file}, {"what", std::strerror(errno)}});
    if (file >= 0) ::close(file);
    phase_ = phase::answering;
    return finish(refusal(problem(headway::problems::internal)));
  }
  form.length = static_cast<std::uint64_t>(about.st_size);
  append_head(out_, answer, form);
  if (head_only_ || !has_body(answer.status) || form.length == 0) {
    ::close(file);
    return;
  }
  file_ = file;
  file_left_ = form.length;
}

bool connection::refill_from_file() {
  out_.resize(std::min<std::uint64_t>(file_left_, file_chunk_bytes));
  const auto count = ::read(file_, out_.data(), out_.size());
  if (count <= 0) {  // shorter than promised: only closing tells the client
    log(severity::error, "http.file_ended_early", {{"bytes", std::to_string(file_left_)}});
    close();
    return false;
  }
  out_.resize(static_cast<std::size_t>(count));
  file_left_ -= static_cast<std::uint64_t>(count);
  if (file_left_ == 0) {
    ::close(file_);
    file_ = -1;
  }
  return true;
}

// Writes what there is; false when it must wait for the client.
bool connection::flush() {
  while (has_output()) {
    boost::system::error_code ec;
    const auto head = asio::buffer(out_.data() + out_at_, out_.size() - out_at_);
    const auto sent =
        tail_.empty()
            ? socket_.write_some(head, ec)
            : socket_.write_some(
                  std::array<asio::const_buffer, 2>{head, asio::buffer(tail_.data(), tail_.size())},
                  ec);
    if (ec == asio::error::would_block || ec == asio::error::try_again) {
      write_pending_ = true;
      deadline = now() + on_->of().wanted.deadline;
      socket_.async_wait(asio::socket_base::wait_write,
                         [self = shared_from_this()](const boost::system::error_code& failed) {
                           self->write_pending_ = false;
                           if (failed) return self->close();
                           self->deadline = self->deadline_of_phase();
                           self->run();
                         });
      return false;
    }
    if (ec) {
      close();
      return false;
    }
    const auto of_head = std::min(sent, head.size());
    out_at_ += of_head;
    tail_.remove_prefix(sent - of_head);
  }
  after_flush();
  return true;
}

steady_time connection::deadline_of_phase() const {
  const auto& wanted = on_->of().wanted;
  if (phase_ == phase::answering || phase_ == phase::streaming) return steady_time::max();
  return now() + (begun_ ? wanted.deadline : wanted.idle);
}

void connection::after_flush() {
  shrink(out_);
  out_at_ = 0;
  tail_ = {};
  if (!tail_owned_.empty()) tail_owned_ = std::string();
  if (phase_ == phase::streaming) pump();  // more may have come while this was being written
}

void connection::begin_read() {
  if (read_pending_) return;
  read_pending_ = true;
  const auto& wanted = on_->of().wanted;
  const bool in_body = parser_.in_body();
  if (in_.empty() && !in_body) in_.release();
  const auto most = std::max(wanted.head_bytes, in_body ? body_read_bytes : std::size_t{0});
  in_.make_room(in_body ? body_read_bytes / 2 : std::size_t{512}, most + 1024);
  socket_.async_read_some(
      asio::buffer(in_.bytes.get() + in_.end, in_.capacity - in_.end),
      [self = shared_from_this()](const boost::system::error_code& ec, std::size_t count) {
        self->on_read(ec, count);
      });
}

void connection::on_read(const boost::system::error_code& ec, std::size_t count) {
  read_pending_ = false;
  if (phase_ == phase::closed) return;
  if (ec) return close();
  if (phase_ == phase::lingering || phase_ == phase::streaming || phase_ == phase::closing) {
    discarded_ += count;
    if (discarded_ > discarded_most) return close();
    if (phase_ != phase::closing) begin_read();
    return;
  }
  in_.end += count;
  run();
}

// Closing a socket with unread input throws away what was just written; so the client gets a moment
// to read the answer where there may be input.
void connection::linger() {
  boost::system::error_code ec;
  socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ec);
  if (ec || (discarded_ == 0 && in_.empty())) return close();
  phase_ = phase::lingering;
  deadline = now() + linger_time;
  in_.begin = in_.end = 0;
  begin_read();
}

void connection::expire(steady_time at) {
  if (at < deadline) return;
  if (phase_ != phase::reading || write_pending_ || !begun_) return close();
  refuse(problem(problems::too_slow));
  run();
}

void connection::finish_soon() {
  if (phase_ == phase::streaming) {
    const auto channel = channel_;
    {
      const std::lock_guard held(channel->mutex);
      channel->closed = true;
    }
    return pump();
  }
  const bool between =
      phase_ == phase::reading && !begun_ && !has_output() && file_ < 0 && in_.empty();
  if (between || phase_ == phase::lingering) close();
}

void connection::close() {
  if (phase_ == phase::closed) return;
  const auto self = shared_from_this();
  phase_ = phase::closed;
  boost::system::error_code ec;
  socket_.close(ec);
  if (channel_) {
    const std::lock_guard held(channel_->mutex);
    channel_->closed = true;
    channel_->waiting = std::string();
  }
  channel_.reset();
  on_->remove(*this);
}

}  // namespace headway::http
