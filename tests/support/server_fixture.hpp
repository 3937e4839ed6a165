// A server for tests whose targets each behave in one way; see answer().
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "http/server.hpp"
#include "support/http_client.hpp"

namespace headway::tests {

inline const std::string& large_body() {
  static const std::string body = [] {
    std::string made;
    for (int i = 0; made.size() < 3'000'000; ++i)
      made += std::to_string(i) + ',';
    return made;
  }();
  return body;
}

class server_fixture : public ::testing::Test {
 protected:
  struct held_request {
    std::shared_ptr<const http::request> from;
    http::reply to;
  };

  ~server_fixture() override {
    running.reset();
    for (auto& each : workers_)
      each.join();
    std::filesystem::remove_all(folder_);
  }

  void start(http::options wanted = {}) {
    wanted.port = 0;
    if (wanted.threads == 0) wanted.threads = 2;
    std::ofstream(folder_ / "large") << large_body();
    std::ofstream(folder_ / "empty");
    running = http::server::listen(wanted, [this](auto request, auto to) {
                answer(std::move(request), std::move(to));
              }).value();
  }

  std::uint16_t port() const { return running->port(); }

  // Waits for what happens on other threads; fails after ten seconds.
  template <class Condition>
  void wait_until(Condition condition) {
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (!condition()) {
      ASSERT_LT(std::chrono::steady_clock::now(), until);
      std::this_thread::yield();
    }
  }

  std::size_t held() {
    const std::lock_guard locked(mutex_);
    return held_.size();
  }

  // Answers the oldest request to /hold.
  void release_held(http::response with) {
    wait_until([&] { return held() != 0; });
    std::unique_lock locked(mutex_);
    auto oldest = std::move(held_.front());
    held_.erase(held_.begin());
    locked.unlock();
    oldest.from.reset();
    std::move(oldest.to).send(std::move(with));
  }

  std::unique_ptr<http::server> running;
  std::vector<std::shared_ptr<http::event_stream>> streams;  // begun by /events; see begun()

  std::size_t begun() {
    const std::lock_guard locked(mutex_);
    return streams.size();
  }

 private:
  void answer(std::shared_ptr<const http::request> request, http::reply to) {
    static const std::string_view verbs[] = {"GET",   "HEAD",   "POST",   "PUT",
                                             "PATCH", "DELETE", "OPTIONS"};
    const auto path = request->path();
    if (path == "/echo" || path == "/later") {
      http::response echo{.content_type = "text/plain"};
      echo.body = std::string(verbs[static_cast<std::size_t>(request->method)]) + " " +
                  std::string(path) + " " + std::string(request->query()) + " " +
                  std::string(request->header("x-name")) + " " + request->body;
      if (path == "/echo") return std::move(to).send(std::move(echo));
      const std::lock_guard locked(mutex_);
      workers_.emplace_back([to = std::move(to), echo = std::move(echo)]() mutable {
        std::move(to).send(std::move(echo));
      });
    } else if (path == "/hold") {
      const std::lock_guard locked(mutex_);
      held_.push_back({request, std::move(to)});
    } else if (path == "/events") {
      auto stream = std::move(to).stream({.content_type = "text/event-stream"});
      const std::lock_guard locked(mutex_);
      streams.push_back(std::move(stream));
    } else if (path == "/throw") {
      throw std::runtime_error("planned failure");
    } else if (path != "/forget") {
      std::move(to).send(plain_answer(*request));
    }
  }

  http::response plain_answer(const http::request& request) {
    const auto path = request.path();
    if (path == "/size") return {.body = std::to_string(request.body.size())};
    if (path == "/big") return {.body = std::to_string(request.body.size())};
    if (path == "/split") return {.headers = {{"X-Name", "a\r\nEvil: yes"}}};
    if (path == "/large") return {.body = large_body()};
    if (path == "/fixed") return {.fixed_body = large_body()};
    if (path == "/file") return {.file = (folder_ / "large").string()};
    if (path == "/no-file") return {.file = (folder_ / "absent").string()};
    if (path == "/empty-file") return {.file = (folder_ / "empty").string()};
    if (path == "/not-modified") return {.status = 304, .headers = {{"ETag", "\"1\""}}};
    if (path == "/nothing") return {.status = 204};
    return {.content_type = "text/plain", .body = "ok"};
  }

  static std::filesystem::path make_folder() {
    static std::atomic<int> next{0};
    const auto made = std::filesystem::temp_directory_path() /
                      ("headway-http-" + std::to_string(::getpid()) + "-" + std::to_string(next++));
    std::filesystem::create_directories(made);
    return made;
  }

  std::filesystem::path folder_ = make_folder();
  std::mutex mutex_;
  std::vector<held_request> held_;
  std::vector<std::thread> workers_;
};

}  // namespace headway::tests
