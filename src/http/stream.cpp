// Event streams: from any thread through a bounded buffer onto the connection.
#include <array>
#include <charconv>

#include "http/connection.hpp"

namespace headway::http {

namespace {

// What a handler holds. Closes the stream when the last reference goes.
class stream_handle final : public event_stream {
 public:
  stream_handle(std::shared_ptr<stream_channel> channel, std::shared_ptr<service> of)
      : channel_(std::move(channel)), service_(std::move(of)) {}
  stream_handle(const stream_handle&) = delete;
  stream_handle& operator=(const stream_handle&) = delete;
  ~stream_handle() override {
    close();
    if (service_) service_->streams.fetch_sub(1, std::memory_order_relaxed);
  }

  bool send(std::string_view bytes) override {
    bool accepted = true;
    {
      const std::lock_guard held(channel_->mutex);
      if (channel_->closed) return false;
      if (channel_->waiting.size() + bytes.size() > channel_->most) {
        channel_->closed = channel_->too_slow = true;
        accepted = false;
      } else {
        channel_->waiting += bytes;
      }
      if (channel_->posted) return accepted;
      channel_->posted = true;
    }
    wake();
    return accepted;
  }

  void close() override {
    {
      const std::lock_guard held(channel_->mutex);
      if (channel_->closed) return;
      channel_->closed = true;
      if (channel_->posted) return;
      channel_->posted = true;
    }
    wake();
  }

 private:
  void wake() {
    if (const auto to = channel_->to.lock()) channel_->on->post([to] { to->pump(); });
  }

  std::shared_ptr<stream_channel> channel_;
  std::shared_ptr<service> service_;  // null when it was refused and is not counted
};

}  // namespace

std::shared_ptr<event_stream> connection::begin_stream(response head) {
  auto& shared = on_->of();
  auto channel = std::make_shared<stream_channel>();
  channel->on = on_;
  channel->to = weak_from_this();
  channel->most = shared.wanted.stream_bytes;
  if (shared.streams.fetch_add(1, std::memory_order_relaxed) >= shared.wanted.streams) {
    shared.streams.fetch_sub(1, std::memory_order_relaxed);
    channel->closed = true;
    answer(refusal(problem(headway::problems::too_busy)));
    return std::make_shared<stream_handle>(std::move(channel), nullptr);
  }
  auto handle = std::make_shared<stream_handle>(channel, on_->shared_service());
  if (on_->is_current()) {
    begin_stream_head(head, std::move(channel));
    run();
  } else {
    on_->post([self = shared_from_this(), head = std::move(head), channel]() mutable {
      self->begin_stream_head(head, std::move(channel));
      self->run();
    });
  }
  return handle;
}

void connection::begin_stream_head(const response& head, std::shared_ptr<stream_channel> channel) {
  const bool writable = is_writable(head);
  if (phase_ != phase::answering || !writable || head_only_ || !has_body(head.status)) {
    {
      const std::lock_guard held(channel->mutex);
      channel->closed = true;
    }
    if (phase_ != phase::answering) return;  // the client is gone
    if (!writable) return finish(refusal(problem(headway::problems::internal)));
    keep_alive_ = false;
    phase_ = phase::closing;
    append_head(out_, head,
                {.body = framing::none,
                 .keep_alive = false,
                 .http10 = http10_,
                 .standing_headers = on_->of().wanted.standing_headers});
    return;
  }
  chunked_ = !http10_;
  append_head(out_, head,
              {.body = chunked_ ? framing::chunked : framing::until_close,
               .keep_alive = false,
               .http10 = http10_,
               .standing_headers = on_->of().wanted.standing_headers});
  phase_ = phase::streaming;
  channel_ = std::move(channel);
  in_.begin = in_.end = 0;
}

void connection::pump() {
  if (phase_ != phase::streaming || !channel_) return;
  const auto channel = channel_;
  std::string taken;
  bool ended = false, too_slow = false;
  {
    const std::lock_guard held(channel->mutex);
    channel->posted = false;
    too_slow = channel->too_slow;
    if (!has_output()) {  // otherwise the writer comes here when it is done
      taken.swap(channel->waiting);
      ended = channel->closed;
    }
  }
  if (too_slow) return close();
  if (!taken.empty() && chunked_) {
    std::array<char, 16> size;
    const auto end = std::to_chars(size.data(), size.data() + size.size(), taken.size(), 16).ptr;
    out_.append(size.data(), end);
    out_ += "\r\n";
    out_ += taken;
    out_ += "\r\n";
  } else {
    out_ += taken;
  }
  if (ended) {
    if (chunked_) out_ += "0\r\n\r\n";
    phase_ = phase::closing;
  }
  run();
}

}  // namespace headway::http
