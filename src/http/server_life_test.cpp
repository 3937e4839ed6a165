// Streams, replies from other threads, stopping, and many connections at once.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <fstream>
#include <thread>

#include "http/server.hpp"
#include "support/server_fixture.hpp"

namespace headway::http {

using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""s;
using tests::http_client;

class EventStream : public tests::server_fixture {
 protected:
  http_client subscribe() {
    const auto before = begun();
    http_client client(port());
    client.send_raw("GET /events HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(client.read_head().header("content-type"), "text/event-stream");
    wait_until([&] { return begun() == before + 1; });
    return client;
  }
};

TEST_F(EventStream, DeliversToEverySubscriberInOrder) {
  start();
  std::vector<http_client> clients;
  for (int i = 0; i < 20; ++i)
    clients.push_back(subscribe());
  EXPECT_EQ(running->counted().streams, 20u);
  for (int i = 0; i < 50; ++i)
    for (const auto& stream : streams)
      EXPECT_TRUE(stream->send("event: change\ndata: " + std::to_string(i) + "\n\n"));
  for (auto& client : clients)
    for (int i = 0; i < 50; ++i)
      EXPECT_EQ(client.read_event(), "event: change\ndata: " + std::to_string(i));
  for (const auto& stream : streams)
    stream->close();
  for (auto& client : clients)
    EXPECT_EQ(client.read_event(), std::nullopt);
  EXPECT_FALSE(streams.front()->send("data: late\n\n"));
  streams.clear();
  EXPECT_EQ(running->counted().streams, 0u);
}

TEST_F(EventStream, EndsWhenItsLastReferenceGoes) {
  start();
  auto client = subscribe();
  streams.clear();
  EXPECT_EQ(client.read_event(), std::nullopt);
  EXPECT_TRUE(client.closed_by_server());
}

TEST_F(EventStream, LearnsThatTheClientIsGone) {
  start();
  auto client = subscribe();
  client.close();
  wait_until([&] { return !streams.front()->send("data: x\n\n"); });
  wait_until([&] { return running->counted().connections_open == 0; });
}

TEST_F(EventStream, DropsAClientThatDoesNotRead) {
  start({.stream_bytes = 10'000});
  auto slow = subscribe();
  auto quick = subscribe();
  const std::string event = "data: " + std::string(1'000, 'x') + "\n\n";
  std::size_t accepted = 0;
  // The kernel buffers some megabytes before the server notices.
  while (accepted < 100'000 && streams.front()->send(event)) {
    ++accepted;
    if (accepted % 5 == 0) std::this_thread::yield();
  }
  EXPECT_LT(accepted, 100'000u);
  EXPECT_FALSE(streams.front()->send(event));
  EXPECT_TRUE(streams.back()->send(event));
  EXPECT_TRUE(quick.read_event().has_value());
  wait_until([&] { return running->counted().connections_open == 1; });
}

TEST_F(EventStream, IsRefusedOverTheCap) {
  start({.streams = 1});
  auto first = subscribe();
  http_client second(port());
  EXPECT_EQ(second.send({.target = "/events"}).status, 503);
  wait_until([&] { return begun() == 2; });
  EXPECT_FALSE(streams.back()->send("data: x\n\n"));
  EXPECT_TRUE(streams.front()->send("data: x\n\n"));
}

TEST_F(EventStream, IsPlainBytesForHttp10AndEmptyForHead) {
  start();
  http_client old(port());
  old.send_raw("GET /events HTTP/1.0\r\n\r\n");
  wait_until([&] { return begun() == 1; });
  streams.front()->send("data: x\n\n");
  streams.front()->close();
  EXPECT_EQ(old.read_response().body, "data: x\n\n");
  http_client head(port());
  EXPECT_EQ(head.send({.verb = "HEAD", .target = "/events"}).status, 200);
  EXPECT_TRUE(head.closed_by_server());
}

TEST_F(EventStream, EndsWhenTheServerStops) {
  start();
  auto client = subscribe();
  streams.front()->send("data: last\n\n");
  running->stop(5s);
  EXPECT_EQ(client.read_event(), "data: last");
  EXPECT_EQ(client.read_event(), std::nullopt);
  EXPECT_FALSE(streams.front()->send("data: late\n\n"));
}

class StopServer : public tests::server_fixture {};

TEST_F(StopServer, LetsARunningRequestFinish) {
  start();
  http_client idle(port()), busy(port());
  EXPECT_EQ(idle.send({}).status, 200);
  busy.send_raw("GET /hold HTTP/1.1\r\nHost: a\r\n\r\n");
  wait_until([&] { return held() == 1; });
  std::thread stopping([&] { running->stop(10s); });
  EXPECT_TRUE(idle.closed_by_server());
  EXPECT_THROW(
      {
        // The listening socket closes a moment later; until then the backlog takes connections.
        for (;;)
          EXPECT_TRUE(http_client(port()).closed_by_server());
      },
      std::runtime_error);
  release_held({.body = "finished"});
  const auto got = busy.read_response();
  EXPECT_EQ(got.body, "finished");
  EXPECT_EQ(got.header("connection"), "close");
  EXPECT_TRUE(busy.closed_by_server());
  stopping.join();
}

TEST_F(StopServer, GivesUpAfterTheGraceAndDropsTheLateReply) {
  start();
  http_client client(port());
  client.send_raw("GET /hold HTTP/1.1\r\nHost: a\r\n\r\n");
  wait_until([&] { return held() == 1; });
  const auto began = std::chrono::steady_clock::now();
  running->stop(100ms);
  EXPECT_LT(std::chrono::steady_clock::now() - began, 3s);
  EXPECT_TRUE(client.closed_by_server());
  running.reset();
  release_held({.body = "too late"});
}

// The sanitizers multiply memory.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::size_t idle_connection_bytes = 100 * 1024;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr std::size_t idle_connection_bytes = 100 * 1024;
#else
constexpr std::size_t idle_connection_bytes = 10 * 1024;
#endif
#else
constexpr std::size_t idle_connection_bytes = 10 * 1024;
#endif

class ManyConnections : public tests::server_fixture {
 protected:
  void SetUp() override {
    rlimit files{};
    ::getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &files);
  }

  static std::size_t anonymous_bytes() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
      if (line.starts_with("RssAnon:")) return std::stoul(line.substr(8)) * 1024;
    return 0;
  }
};

TEST_F(ManyConnections, CostLittleWhileIdle) {
  start();
  constexpr std::size_t count = 1'000;
  std::vector<http_client> clients;
  clients.reserve(count);
  http_client(port()).send({.target = "/large"});  // what is allocated once, is
  const auto before = anonymous_bytes();
  for (std::size_t i = 0; i < count; ++i)
    clients.emplace_back(port());
  // Each has sent a fair request and got a large answer: its buffers have been used.
  const std::string body(20'000, 'x');
  for (auto& client : clients)
    EXPECT_EQ(client.send({.verb = "POST", .target = "/size", .body = body}).status, 200);
  const auto each = (anonymous_bytes() - before) / count;
  EXPECT_EQ(running->counted().connections_open, count);
  RecordProperty("bytes_each", static_cast<int>(each));
  // The clients of the test, which are in the same process, are part of this.
  EXPECT_LT(each, idle_connection_bytes);
}

TEST_F(ManyConnections, AreAllAnsweredAtOnce) {
  start();
  constexpr int threads = 8, clients = 25, rounds = 40;
  std::atomic<int> right{0};
  std::vector<std::thread> callers;
  for (int t = 0; t < threads; ++t)
    callers.emplace_back([&, t] {
      std::vector<http_client> mine;
      for (int i = 0; i < clients; ++i)
        mine.emplace_back(port());
      for (int round = 0; round < rounds; ++round)
        for (auto& client : mine) {
          const auto name = std::to_string(t * 1'000 + round);
          const auto got = client.send(
              {.verb = "POST", .target = "/echo", .headers = {{"X-Name", name}}, .body = name});
          right += got.body == "POST /echo  " + name + " " + name;
        }
    });
  for (auto& each : callers)
    each.join();
  EXPECT_EQ(right, threads * clients * rounds);
}

TEST_F(ManyConnections, ComeAndGoWhileRepliesArriveFromOtherThreads) {
  start();
  for (int i = 0; i < 300; ++i) {
    http_client client(port());
    client.send_raw("GET /later HTTP/1.1\r\nHost: a\r\n\r\n");
    if (i % 2 == 0) {
      EXPECT_EQ(client.read_response().status, 200);
    }
    // the others leave before their answer comes
  }
  wait_until([&] { return running->counted().connections_open == 0; });
}

}  // namespace headway::http
