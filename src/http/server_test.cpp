#include "http/server.hpp"

#include <gtest/gtest.h>

#include "http/problems.hpp"
#include "support/server_fixture.hpp"

namespace headway::http {

using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""s;
using tests::http_client;

namespace {

// What a raw request is answered with; the connection is gone afterwards when it was refused.
struct refused_case {
  const char* why;
  std::string bytes;
  int status;
};

std::string get(std::string_view headers, std::string_view line = "GET / HTTP/1.1") {
  return std::string(line) + "\r\n" + std::string(headers) + "\r\n";
}

std::string post(std::string_view headers, std::string_view body = "") {
  return get("Host: a\r\n" + std::string(headers), "POST / HTTP/1.1") + std::string(body);
}

}  // namespace

class Server : public tests::server_fixture {};

TEST_F(Server, AnswersAndKeepsTheConnection) {
  start();
  http_client client(port());
  for (int i = 0; i < 3; ++i) {
    const auto got = client.send(
        {.verb = "POST", .target = "/echo?x=1", .headers = {{"X-Name", "v"}}, .body = "hello"});
    EXPECT_EQ(got.status, 200);
    EXPECT_EQ(got.body, "POST /echo x=1 v hello");
    EXPECT_EQ(got.header("content-length"), std::to_string(got.body.size()));
    EXPECT_TRUE(got.header("date").ends_with(" GMT")) << got.header("date");
    EXPECT_EQ(got.header("connection"), "");
  }
  EXPECT_EQ(running->counted().requests, 3u);
  EXPECT_EQ(running->counted().connections_open, 1u);
}

TEST_F(Server, AnswersPipelinedRequestsInOrder) {
  start();
  http_client client(port());
  std::string many;
  for (int i = 0; i < 200; ++i) {
    // Every third comes from another thread, later.
    const auto target = (i % 3 == 0 ? "/later?" : "/echo?") + std::to_string(i);
    many += get("Host: a\r\n", "GET " + target + " HTTP/1.1");
  }
  client.send_raw(many);
  for (int i = 0; i < 200; ++i)
    EXPECT_NE(client.read_response().body.find(" " + std::to_string(i) + " "), std::string::npos)
        << i;
}

TEST_F(Server, ReadsARequestThatComesByteByByte) {
  start();
  http_client client(port());
  for (const char byte :
       std::string("\r\nPOST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                   "3;note=x\r\nabc\r\n2\r\nde\r\n0\r\nTrailer: x\r\n\r\n"))
    client.send_raw({&byte, 1});
  EXPECT_EQ(client.read_response().body, "POST /echo   abcde");
  EXPECT_EQ(client.send({.target = "/echo"}).body, "GET /echo   ");
}

TEST_F(Server, LeavesTheBodyOfHeadAway) {
  start();
  http_client client(port());
  EXPECT_EQ(client.send({.verb = "HEAD", .target = "/echo"}).header("content-length"), "13");
  EXPECT_EQ(client.send({.target = "/echo"}).status, 200);
}

TEST_F(Server, ClosesForHttp10UnlessAskedToKeepAlive) {
  start();
  http_client once(port());
  once.send_raw("GET /echo HTTP/1.0\r\n\r\n");
  EXPECT_EQ(once.read_response().header("connection"), "close");
  EXPECT_TRUE(once.closed_by_server());
  http_client kept(port());
  kept.send_raw("GET /echo HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  EXPECT_EQ(kept.read_response().header("connection"), "keep-alive");
  EXPECT_EQ(kept.send({.target = "/echo"}).status, 200);
}

TEST_F(Server, ClosesWhenTheClientAsks) {
  start();
  http_client client(port());
  EXPECT_EQ(client.send({.headers = {{"Connection", "close"}}}).header("connection"), "close");
  EXPECT_TRUE(client.closed_by_server());
}

TEST_F(Server, UnderstandsATargetInAbsoluteForm) {
  start();
  http_client client(port());
  EXPECT_EQ(client.send({.target = "http://127.0.0.1/echo?q"}).body, "GET /echo q  ");
}

TEST_F(Server, RefusesWhatTwoReadersCouldUnderstandDifferently) {
  start();
  const std::string chunked = "Transfer-Encoding: chunked\r\n";
  const refused_case cases[] = {
      {"no host", get(""), 400},
      {"two hosts", get("Host: a\r\nHost: a\r\n"), 400},
      {"bad host", get("Host: a/b\r\n"), 400},
      {"empty host", get("Host:\r\n"), 400},
      {"folded header", get("Host: a\r\nX: b\r\n c\r\n"), 400},
      {"folded first header", get(" Host: a\r\n"), 400},
      {"space before colon", get("Host : a\r\n"), 400},
      {"header without colon", get("Host: a\r\nnonsense\r\n"), 400},
      {"empty header name", get("Host: a\r\n: x\r\n"), 400},
      {"bare line feed", "GET / HTTP/1.1\nHost: a\n\n", 400},
      {"bare carriage return", get("Host: a\r\nX: b\rc\r\n"), 400},
      {"control in value", get("Host: a\r\nX: b\1c\r\n"), 400},
      {"nul in value", get(std::string("Host: a\r\nX: b\0c\r\n", 17)), 400},
      {"both lengths", post("Content-Length: 3\r\n" + chunked, "0\r\n\r\n"), 400},
      {"both lengths, turned", post(chunked + "Content-Length: 3\r\n", "0\r\n\r\n"), 400},
      {"two lengths", post("Content-Length: 3\r\nContent-Length: 3\r\n", "abc"), 400},
      {"list of lengths", post("Content-Length: 3, 3\r\n", "abc"), 400},
      {"negative length", post("Content-Length: -3\r\n"), 400},
      {"signed length", post("Content-Length: +3\r\n", "abc"), 400},
      {"endless length", post("Content-Length: 99999999999999999999\r\n"), 400},
      {"two codings", post(chunked + chunked, "0\r\n\r\n"), 400},
      {"gzip, chunked", post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), 501},
      {"chunked, identity", post("Transfer-Encoding: chunked, identity\r\n"), 501},
      {"identity", post("Transfer-Encoding: identity\r\n"), 501},
      {"chunked in 1.0", get(chunked, "POST / HTTP/1.0") + "0\r\n\r\n", 400},
      {"chunk size is no number", post(chunked, "x\r\n"), 400},
      {"chunk longer than told", post(chunked, "2\r\nabc\r\n0\r\n\r\n"), 400},
      {"endless chunk size", post(chunked, "fffffffffffffffff\r\n"), 400},
      {"endless chunk extension", post(chunked, "1;" + std::string(9'000, 'x')), 400},
      {"extension over two lines", post(chunked, "1;x=\"\r\nabc\"\r\n"), 400},
      {"folded trailer", post(chunked, "0\r\nX: y\r\n z\r\n\r\n"), 400},
      {"endless trailers", post(chunked, "0\r\nX: " + std::string(9'000, 'x')), 400},
      {"high byte in target", get("Host: a\r\n", "GET /\xe7\x8e\xb0 HTTP/1.1"), 400},
      {"fragment in target", get("Host: a\r\n", "GET /a#b HTTP/1.1"), 400},
      {"broken escape", get("Host: a\r\n", "GET /%zz HTTP/1.1"), 400},
      {"target without slash", get("Host: a\r\n", "GET a HTTP/1.1"), 400},
      {"asterisk for get", get("Host: a\r\n", "GET * HTTP/1.1"), 400},
      {"no target", get("Host: a\r\n", "GET  HTTP/1.1"), 400},
      {"tab in request line", get("Host: a\r\n", "GET\t/ HTTP/1.1"), 400},
      {"no version", get("Host: a\r\n", "GET /"), 400},
      {"http 2", get("Host: a\r\n", "GET / HTTP/2.0"), 505},
      {"http 1.2", get("Host: a\r\n", "GET / HTTP/1.2"), 505},
      {"trace", get("Host: a\r\n", "TRACE / HTTP/1.1"), 405},
      {"connect", get("Host: a\r\n", "CONNECT a:1 HTTP/1.1"), 405},
      {"unknown method", get("Host: a\r\n", "BREW / HTTP/1.1"), 405},
      {"lower case method", get("Host: a\r\n", "get / HTTP/1.1"), 405},
      {"tls hello", std::string("\x16\x03\x01\x02\x00\x01\n", 7), 400},
      {"unknown expectation", post("Expect: cake\r\nContent-Length: 1\r\n", "a"), 417},
  };
  for (const auto& each : cases) {
    SCOPED_TRACE(each.why);
    http_client client(port());
    client.send_raw(each.bytes);
    const auto got = client.read_response();
    EXPECT_EQ(got.status, each.status);
    EXPECT_EQ(got.header("content-type"), "application/problem+json");
    EXPECT_EQ(got.header("connection"), "close");
    EXPECT_NE(got.body.find("\"code\":\"http."), std::string::npos) << got.body;
    EXPECT_TRUE(client.closed_by_server());
  }
  EXPECT_EQ(running->counted().requests, 0u);
  EXPECT_EQ(running->counted().refused, std::size(cases));
}

TEST_F(Server, RefusesAnEndlessHead) {
  start({.head_bytes = 2'000});
  const refused_case cases[] = {
      {"one long header", get("Host: a\r\nX: " + std::string(2'000, 'x') + "\r\n"), 431},
      {"never ending", "GET / HTTP/1.1\r\nX: " + std::string(4'000, 'x'), 431},
      {"long target", get("Host: a\r\n", "GET /" + std::string(2'000, 'x') + " HTTP/1.1"), 431}};
  for (const auto& each : cases) {
    SCOPED_TRACE(each.why);
    http_client client(port());
    client.send_raw(each.bytes);
    EXPECT_EQ(client.read_response().status, each.status);
  }
}

TEST_F(Server, RefusesTooManyHeaders) {
  start();
  std::string headers = "Host: a\r\n";
  for (std::size_t i = 1; i < limits::request_headers; ++i)
    headers += "X: y\r\n";
  http_client client(port());
  client.send_raw(get(headers));
  EXPECT_EQ(client.read_response().status, 200);
  client.send_raw(get(headers + "X: y\r\n"));
  EXPECT_EQ(client.read_response().status, 431);
}

TEST_F(Server, RefusesABodyOverTheBoundOfItsTarget) {
  start({.body_bytes = 1'000, .body_bytes_for = [](verb method, std::string_view path) {
           return method == verb::put && path == "/big" ? std::optional<std::size_t>(3'000'000)
                                                        : std::nullopt;
         }});
  const std::string most(1'000, 'x');
  http_client client(port());
  EXPECT_EQ(client.send({.verb = "POST", .target = "/size", .body = most}).body, "1000");
  EXPECT_EQ(
      client.send({.verb = "PUT", .target = "/big", .body = std::string(3'000'000, 'y')}).body,
      "3000000");
  EXPECT_EQ(client.send({.verb = "POST", .target = "/size", .body = most + "x"}).status, 413);
  EXPECT_TRUE(client.closed_by_server());

  http_client chunked(port());
  chunked.send_raw(
      post("Transfer-Encoding: chunked\r\n", "3e8\r\n" + most + "\r\n1\r\nx\r\n0\r\n\r\n"));
  const auto got = chunked.read_response();
  EXPECT_EQ(got.status, 413);
  EXPECT_NE(got.body.find("1000"), std::string::npos) << got.body;
}

TEST_F(Server, TellsAClientThatStillSendsThatItsBodyIsTooLarge) {
  start({.body_bytes = 1'000});
  http_client client(port());
  EXPECT_EQ(client.send({.verb = "POST", .body = std::string(200'000, 'x')}).status, 413);
}

TEST_F(Server, BoundsTheBodiesOfAllRequestsTogether) {
  start({.body_bytes = 10'000, .bodies_bytes = 15'000});
  http_client first(port()), second(port());
  first.send_raw(get("Host: a\r\nContent-Length: 9000\r\n", "POST /hold HTTP/1.1") +
                 std::string(9'000, 'x'));
  wait_until([&] { return held() == 1; });
  EXPECT_EQ(second.send({.verb = "POST", .body = std::string(9'000, 'x')}).status, 503);
  release_held({});
  EXPECT_EQ(first.read_response().status, 200);
  http_client third(port());
  EXPECT_EQ(third.send({.verb = "POST", .target = "/size", .body = std::string(9'000, 'x')}).body,
            "9000");
}

TEST_F(Server, SaysContinueBeforeTheBodyOnlyWhenItWouldTakeIt) {
  start({.body_bytes = 10});
  http_client client(port());
  client.send_raw(post("Expect: 100-continue\r\nContent-Length: 3\r\n"));
  EXPECT_EQ(client.read_response().status, 100);
  client.send_raw("abc");
  EXPECT_EQ(client.read_response().status, 200);
  client.send_raw(post("Expect: 100-continue\r\nContent-Length: 11\r\n"));
  EXPECT_EQ(client.read_response().status, 413);
}

TEST_F(Server, AnswersTooSlowWhenARequestDoesNotArriveInTime) {
  start({.deadline = 300ms});
  http_client head(port()), body(port()), no_body(port()), drip(port());
  head.send_raw("GET / HT");
  body.send_raw(post("Content-Length: 3\r\n", "ab"));
  no_body.send_raw(post("Content-Length: 3\r\n"));
  EXPECT_EQ(head.read_response().status, 408);
  EXPECT_TRUE(head.closed_by_server());
  EXPECT_EQ(body.read_response().status, 408);
  EXPECT_EQ(no_body.read_response().status, 408);

  // A byte now and then does not buy time.
  const auto began = std::chrono::steady_clock::now();
  drip.patience = 50ms;
  drip.send_raw("GET / HTTP/1.1\r\nHost: a\r\n");
  bool answered = false;
  while (!answered && std::chrono::steady_clock::now() - began < 5s) {
    drip.send_raw("X: y\r\n");
    try {
      answered = drip.read_head().status == 408;
    } catch (const std::runtime_error&) {  // nothing came in time
    }
  }
  EXPECT_TRUE(answered);
  EXPECT_LT(std::chrono::steady_clock::now() - began, 2s);
}

TEST_F(Server, ClosesAnIdleConnectionSilently) {
  start({.idle = 200ms});
  http_client fresh(port()), used(port());
  EXPECT_EQ(used.send({}).status, 200);
  EXPECT_TRUE(fresh.closed_by_server());
  EXPECT_TRUE(used.closed_by_server());
  wait_until([&] { return running->counted().connections_open == 0; });
}

TEST_F(Server, ClosesWhenTheClientDoesNotTakeItsAnswers) {
  start({.deadline = 300ms});
  http_client client(port());
  client.set_receive_buffer(4'096);
  std::string many;
  for (int i = 0; i < 8; ++i)
    many += get("Host: a\r\n", "GET /large HTTP/1.1");
  client.send_raw(many);
  wait_until([&] { return running->counted().requests != 0; });
  wait_until([&] { return running->counted().connections_open == 0; });
  EXPECT_LT(running->counted().requests, 8u);
}

TEST_F(Server, DoesNotHurryAHandler) {
  start({.deadline = 100ms, .idle = 100ms});
  http_client client(port());
  client.send_raw(get("Host: a\r\n", "GET /hold HTTP/1.1"));
  const auto began = std::chrono::steady_clock::now();
  wait_until([&] { return std::chrono::steady_clock::now() - began > 400ms; });
  release_held({.body = "after all"});
  EXPECT_EQ(client.read_response().body, "after all");
}

TEST_F(Server, Answers503OverTheCapOfConnections) {
  start({.connections = 2});
  http_client first(port()), second(port());
  EXPECT_EQ(first.send({}).status, 200);
  EXPECT_EQ(second.send({}).status, 200);
  http_client third(port());
  const auto got = third.read_response();
  EXPECT_EQ(got.status, 503);
  EXPECT_EQ(got.header("retry-after"), "1");
  third.close();
  first.close();
  wait_until([&] { return running->counted().connections_open == 1; });
  http_client fourth(port());
  EXPECT_EQ(fourth.send({}).status, 200);
}

TEST_F(Server, Answers500WhenTheHandlerFailsOrForgets) {
  start();
  http_client client(port());
  EXPECT_EQ(client.send({.target = "/throw"}).status, 500);
  EXPECT_EQ(client.send({.target = "/forget"}).status, 500);
  EXPECT_EQ(client.send({.target = "/echo"}).status, 200);
}

TEST_F(Server, RefusesToWriteAHeaderThatBreaksTheMessageApart) {
  start();
  http_client client(port());
  const auto got = client.send({.target = "/split"});
  EXPECT_EQ(got.status, 500);
  EXPECT_EQ(got.header("evil"), "");
}

TEST_F(Server, SendsLargeBodiesFixedBodiesAndFilesWhole) {
  start();
  http_client client(port());
  const auto expected = tests::large_body();
  for (const std::string target : {"/large", "/fixed", "/file"}) {
    SCOPED_TRACE(target);
    EXPECT_EQ(client.send({.target = target}).body, expected);
    const auto head = client.send({.verb = "HEAD", .target = target});
    EXPECT_EQ(head.header("content-length"), std::to_string(expected.size()));
  }
  EXPECT_EQ(client.send({.target = "/no-file"}).status, 500);
  EXPECT_EQ(client.send({.target = "/empty-file"}).body, "");
  EXPECT_EQ(client.send({.target = "/not-modified"}).status, 304);
  EXPECT_EQ(client.send({.target = "/nothing"}).status, 204);
  EXPECT_EQ(client.send({.target = "/echo"}).status, 200);
}

TEST_F(Server, TellsWhyItCannotListen) {
  start();
  const auto second = server::listen({.port = port(), .threads = 1}, [](auto, reply) {});
  ASSERT_TRUE(second.has_error());
  EXPECT_EQ(second.error().code(), problems::cannot_listen.code);
  EXPECT_NE(second.error().text(language::en).find(std::to_string(port())), std::string::npos);
  EXPECT_TRUE(server::listen({.address = "nowhere", .port = 0}, [](auto, reply) {}).has_error());
}

}  // namespace headway::http
