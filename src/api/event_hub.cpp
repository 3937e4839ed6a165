#include "api/event_hub.hpp"

#include <algorithm>
#include <charconv>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace headway::api {
namespace {

// Events kept for those who come back. Also the bound of what waits for the hub's thread.
constexpr std::size_t remembered = 4'096;

struct event {
  std::uint64_t number;
  section_id section;
  std::string text;
};

struct subscriber {
  std::shared_ptr<const http::request> in;
  std::shared_ptr<const principal> who;
  std::shared_ptr<http::event_stream> to;
  std::uint64_t told;  // number of the last event
};

}  // namespace

struct event_hub::state {
  welcome still_welcome;
  std::chrono::milliseconds heartbeat;
  // Numbers of another run of the server mean nothing to this one.
  std::string run = make_uuid(0).text().substr(24);
  mutable std::mutex guard;
  std::condition_variable changed;
  std::deque<event> events;  // the last `remembered`
  std::uint64_t last = 0;
  std::vector<subscriber> all;
  bool closed = false;
  std::thread thread;

  void append(const journal::unit_of_work::change& c) {
    event made{++last, c.header.section, {}};
    made.text = "id: " + run + "-" + std::to_string(made.number) +
                "\nevent: change\ndata: {\"subject_kind\":\"";
    (made.text += c.kind) += "\",\"subject\":\"";
    append_text(made.text, c.header.subject);
    made.text += "\",\"version\":" + std::to_string(c.header.version) + ",\"section\":\"";
    append_text(made.text, c.header.section);
    made.text += "\"}\n\n";
    events.push_back(std::move(made));
    if (events.size() > remembered) events.pop_front();
  }

  // Under the guard: what `s` has not been told yet and may see, as one text.
  std::string unsent(subscriber& s) const {
    std::string text;
    const auto oldest = last - events.size();
    if (s.told < oldest) text += "event: reload\ndata: {}\n\n";
    for (std::size_t i = s.told < oldest ? 0 : s.told - oldest; i < events.size(); ++i)
      if (s.who->sees(events[i].section)) text += events[i].text;
    s.told = last;
    return text;
  }

  // The number behind a Last-Event-ID; `last` when there is none, 0 when it is of another run.
  std::uint64_t number_of(std::string_view id, bool& unknown) const {
    if (id.empty()) return last;
    unknown = true;
    if (!id.starts_with(run) || id.size() < run.size() + 2) return last;
    std::uint64_t number = 0;
    const auto digits = id.substr(run.size() + 1);
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (read.ec != std::errc() || number > last) return last;
    unknown = false;
    return number;
  }

  void tell(bool beat) {
    std::vector<std::pair<std::shared_ptr<http::event_stream>, std::string>> work;
    std::vector<std::shared_ptr<const http::request>> asked;
    {
      const std::lock_guard held(guard);
      for (auto& each : all) {
        auto text = unsent(each);
        if (beat) text += ": heartbeat\n\n";
        if (text.empty()) continue;
        work.emplace_back(each.to, std::move(text));
        if (beat) asked.push_back(each.in);
      }
    }
    std::vector<std::shared_ptr<http::event_stream>> gone;
    for (std::size_t i = 0; i < work.size(); ++i) {
      auto& [to, text] = work[i];
      const bool stays = (!beat || still_welcome(*asked[i])) && to->send(text);
      if (!stays) gone.push_back(to);
    }
    if (gone.empty()) return;
    for (const auto& each : gone)
      each->close();
    const std::lock_guard held(guard);
    std::erase_if(all, [&](const subscriber& s) {
      return std::find(gone.begin(), gone.end(), s.to) != gone.end();
    });
  }

  void run_thread() {
    auto next_beat = std::chrono::steady_clock::now() + heartbeat;
    std::uint64_t told = 0;
    for (;;) {
      bool beat = false;
      {
        std::unique_lock held(guard);
        changed.wait_until(held, next_beat, [&] { return closed || told != last; });
        if (closed) return;
        told = last;
        beat = std::chrono::steady_clock::now() >= next_beat;
      }
      if (beat) next_beat = std::chrono::steady_clock::now() + heartbeat;
      tell(beat);
    }
  }
};

event_hub::event_hub(welcome still_welcome, std::chrono::milliseconds heartbeat)
    : state_(std::make_unique<state>()) {
  state_->still_welcome = std::move(still_welcome);
  state_->heartbeat = heartbeat;
  state_->thread = std::thread([this] { state_->run_thread(); });
}

event_hub::~event_hub() { close(); }

bool event_hub::has_room() const {
  const std::lock_guard held(state_->guard);
  return !state_->closed && state_->all.size() < limits::event_streams;
}

void event_hub::subscribe(std::shared_ptr<const http::request> in,
                          std::shared_ptr<const principal> who,
                          std::shared_ptr<http::event_stream> to) {
  bool refused = false;
  {
    const std::lock_guard held(state_->guard);
    bool unknown = false;
    const auto seen = state_->number_of(in->header("last-event-id"), unknown);
    std::string begin = "retry: 3000\n\n";
    if (unknown) begin += "event: reload\ndata: {}\n\n";
    subscriber made{std::move(in), std::move(who), to, seen};
    begin += state_->unsent(made);
    refused = state_->closed || state_->all.size() >= limits::event_streams || !to->send(begin);
    if (!refused) state_->all.push_back(std::move(made));
  }
  if (refused) to->close();
}

void event_hub::publish(const std::vector<journal::unit_of_work::change>& changes) {
  if (changes.empty()) return;
  {
    const std::lock_guard held(state_->guard);
    for (const auto& each : changes)
      state_->append(each);
  }
  state_->changed.notify_one();
}

std::size_t event_hub::subscribers() const {
  const std::lock_guard held(state_->guard);
  return state_->all.size();
}

void event_hub::close() {
  std::vector<subscriber> all;
  {
    const std::lock_guard held(state_->guard);
    state_->closed = true;
    all.swap(state_->all);
  }
  state_->changed.notify_all();
  for (const auto& each : all)
    each.to->close();
  if (state_->thread.joinable()) state_->thread.join();
}

}  // namespace headway::api
