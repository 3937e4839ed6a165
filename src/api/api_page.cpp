#include <map>

#include "api/operations.hpp"

namespace headway::api {
namespace {

constexpr std::string_view style = R"(<style>
:root{color-scheme:dark light}
body{font:16px/1.5 system-ui,"Noto Sans CJK SC",sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;background:#101418;color:#e6e9ec}
h1{font-weight:600}h2{margin:2.5rem 0 .5rem;color:#ffb84d;font-weight:600}
table{border-collapse:collapse;width:100%}td{padding:.5rem .75rem;border-top:1px solid #2a323a;vertical-align:top}
td:first-child{width:5rem;font-weight:700;color:#7cc4ff}td:nth-child(2){width:26rem}
code{font:15px ui-monospace,monospace;overflow-wrap:anywhere}small{color:#9aa7b2}a{color:#7cc4ff}
@media(max-width:45rem){td{display:block;border:0;padding:.1rem 0}tr{display:block;border-top:1px solid #2a323a;padding:.6rem 0}td:nth-child(2){width:auto}}
@media(prefers-color-scheme:light){body{background:#fff;color:#14191e}h2{color:#8a4b00}td:first-child,a{color:#0b5cad}small{color:#5a6672}td,tr{border-color:#d5dbe0}}
</style>)";

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '<')
      out += "&lt;";
    else if (c == '&')
      out += "&amp;";
    else
      out += c;
  }
  return out;
}

std::string_view verb_of(const route& of) {
  constexpr std::string_view names[] = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};
  return names[static_cast<std::size_t>(of.method)];
}

std::string needs_of(const route& of, bool zh) {
  if (std::holds_alternative<open_to_all>(of.needs)) return zh ? "无需登录" : "open to all";
  if (const auto* needed = std::get_if<permission>(&of.needs))
    return (zh ? "权限 " : "needs ") + std::string(codec::name_of(*needed));
  return zh ? "需要登录" : "signed in";
}

std::string group_of(std::string_view path) {
  constexpr std::string_view versioned = "/api/v1/";
  if (!path.starts_with(versioned)) return "operations";
  path.remove_prefix(versioned.size());
  return std::string(path.substr(0, path.find('/')));
}

}  // namespace

std::string api_page(const route_table& routes, language in) {
  const bool zh = in == language::zh;
  std::map<std::string, std::string> groups;
  for (const auto& each : routes) {
    auto& rows = groups[group_of(each.path)];
    rows += "<tr><td>";
    rows += verb_of(each);
    rows += "</td><td><code>" + escaped(each.path) + "</code></td><td>";
    rows += escaped(zh ? each.summary_zh : each.summary_en) + "<br><small lang=\"";
    rows += zh ? "en\">" : "zh\">";
    rows += escaped(zh ? each.summary_en : each.summary_zh) + "</small><br><small>";
    rows += needs_of(each, zh) + "</small></td></tr>\n";
  }
  std::string page =
      zh ? "<!doctype html><html lang=\"zh-CN\">" : "<!doctype html><html lang=\"en\">";
  page += "<meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">";
  page += zh ? "<title>Headway 接口</title>" : "<title>Headway API</title>";
  page += style;
  page += zh ? "<h1>Headway 接口</h1><p>完整说明（请求和应答的每个字段）："
             : "<h1>Headway API</h1><p>The whole description, every field of it: ";
  page += "<a href=\"/openapi.json\">openapi.json</a></p>\n";
  for (const auto& [name, rows] : groups)
    page += "<h2>" + escaped(name) + "</h2><table>\n" + rows + "</table>\n";
  return page;
}

}  // namespace headway::api
