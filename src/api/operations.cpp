#include "api/operations.hpp"

namespace headway::api {
namespace {

const sql::statement one_row("SELECT 1");

http::response text(std::string_view body, int status = 200) {
  return {.status = status, .content_type = "text/plain; charset=utf-8", .fixed_body = body};
}

http::response ready(const read_call& c, bool has_room) {
  const bool reads = c.store.one(one_row, {}, [](const sql::row&) {});
  return reads && has_room ? text("ready\n") : text("not ready\n", 503);
}

}  // namespace

route_table operations(operations_need needed) {
  return {
      get("/api/v1/events", signed_in{}, subscribe{})
          .gives_bytes("text/event-stream")
          .says("The stream of changes one may see (server-sent events)", "变更推送（SSE）"),
      get("/openapi.json", open_to_all{}, instantly{[document = needed.document](const call&) {
            auto answer = json({});
            answer.fixed_body = document();
            return answer;
          }})
          .says("This description", "本接口说明（OpenAPI）"),
      get("/api", open_to_all{}, instantly{[routes = needed.routes](const call& c) {
            return http::response{.content_type = "text/html; charset=utf-8",
                                  .body = api_page(routes(), c.language)};
          }})
          .gives_bytes("text/html")
          .says("This description as a page", "接口说明网页"),
      get("/healthz", open_to_all{}, instantly{[](const call&) { return text("ok\n"); }})
          .gives_bytes("text/plain")
          .says("Whether the process answers", "进程是否在运行"),
      get("/readyz", open_to_all{}, quick_read{[is_ready = needed.is_ready](const read_call& c) {
            return ready(c, is_ready());
          }})
          .gives_bytes("text/plain")
          .says("Whether commands and queries can be served", "是否可以提供服务"),
      get("/metrics", permission::read_metrics, instantly{[metrics = needed.metrics](const call&) {
            return http::response{.content_type = "text/plain; version=0.0.4; charset=utf-8",
                                  .body = metrics()};
          }})
          .or_from_loopback()
          .gives_bytes("text/plain")
          .says("What the server counts, for Prometheus", "运行指标（Prometheus）"),
  };
}

}  // namespace headway::api
