#include "app/configuration.hpp"

#include <toml++/toml.h>
#include <algorithm>
#include <charconv>
#include <limits>

#include "base/ensure.hpp"

namespace headway::app {
namespace {

template <class Number>
std::optional<Number> number_in(std::string_view text, Number least, Number most) {
  Number value{};
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  if (value < least || value > most) return std::nullopt;
  return value;
}

struct setting {
  std::string_view name;      // "server.port"
  std::string_view expected;  // "zh|en"
  bool secret;
  bool (*set)(configuration&, std::string_view text);
  std::string (*get)(const configuration&);
  bool may_be_empty = false;
};

constexpr std::string_view a_text = "文字|text";
constexpr std::string_view a_port = "0 到 65535 的整数|a number from 0 to 65535";
constexpr std::string_view a_count = "不小于 0 的整数|a number not below 0";
constexpr std::string_view yes_or_no = "true 或 false|true or false";
constexpr std::string_view a_level = "debug、info、warning 或 error|debug, info, warning or error";
constexpr std::string_view an_address =
    "https:// 开头的网址，只到主机和端口|https:// or http:// with a host and no path";
constexpr std::string_view an_offset = "-720 到 840 的分钟数|minutes from -720 to 840";

template <std::string configuration::*Member>
bool set_text(configuration& c, std::string_view text) {
  c.*Member = text;
  return true;
}
template <std::string configuration::*Member>
std::string get_text(const configuration& c) {
  return c.*Member;
}
template <double configuration::*Member>
bool set_rate(configuration& c, std::string_view text) {
  const auto value = number_in<double>(text, 0, 1e9);
  if (value) c.*Member = *value;
  return value.has_value();
}

constexpr std::pair<std::string_view, severity> levels[] = {{"debug", severity::debug},
                                                            {"info", severity::info},
                                                            {"warning", severity::warning},
                                                            {"error", severity::error}};

bool set_level(configuration& c, std::string_view text) {
  for (const auto& [name, level] : levels)
    if (name == text) return c.log_level = level, true;
  return false;
}

bool set_zone(configuration& c, std::string_view text) {
  const auto minutes = number_in<int>(text, -720, 840);
  if (minutes) c.zone.offset = std::chrono::minutes(*minutes);
  return minutes.has_value();
}

// Without a path: a QR code holds the address in capital letters, in which only scheme and host
// mean the same.
bool set_web_address(configuration& c, std::string_view text) {
  const auto host = text.starts_with("https://")  ? text.substr(8)
                    : text.starts_with("http://") ? text.substr(7)
                                                  : std::string_view();
  const bool good = !host.empty() && std::all_of(host.begin(), host.end(), [](char each) {
    return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') ||
           (each >= '0' && each <= '9') || each == '.' || each == '-' || each == ':';
  });
  if (good || text.empty()) c.web_address = text;
  return good || text.empty();
}

const setting settings[] = {
    {"server.address", a_text, false, set_text<&configuration::address>,
     get_text<&configuration::address>},
    {"server.port", a_port, false,
     [](configuration& c, std::string_view text) {
       const auto value = number_in<std::uint16_t>(text, 0, 65535);
       if (value) c.port = *value;
       return value.has_value();
     },
     [](const configuration& c) { return std::to_string(c.port); }},
    {"server.threads", a_count, false,
     [](configuration& c, std::string_view text) {
       const auto value = number_in<unsigned>(text, 0, 64);
       if (value) c.threads = *value;
       return value.has_value();
     },
     [](const configuration& c) { return std::to_string(c.threads); }},
    {"server.requests_per_second", a_count, false, set_rate<&configuration::requests_per_second>,
     [](const configuration& c) { return std::to_string(c.requests_per_second); }},
    {"server.requests_at_once", a_count, false, set_rate<&configuration::requests_at_once>,
     [](const configuration& c) { return std::to_string(c.requests_at_once); }},
    {"server.secure_cookies", yes_or_no, false,
     [](configuration& c, std::string_view text) {
       c.secure_cookies = text == "true";
       return text == "true" || text == "false";
     },
     [](const configuration& c) { return std::string(c.secure_cookies ? "true" : "false"); }},
    {"store.path", a_text, false, set_text<&configuration::folder>,
     get_text<&configuration::folder>},
    {"store.postgres", a_text, true, set_text<&configuration::postgres>,
     get_text<&configuration::postgres>},
    {"node.name", a_text, false, set_text<&configuration::node>, get_text<&configuration::node>},
    {"site.id", a_count, false,
     [](configuration& c, std::string_view text) {
       const auto value =
           number_in<std::int64_t>(text, 1, std::numeric_limits<std::int64_t>::max());
       if (value) c.site = site_id(*value);
       return value.has_value();
     },
     [](const configuration& c) { return std::to_string(static_cast<std::int64_t>(c.site)); }},
    {"site.mine", a_text, false, set_text<&configuration::mine>, get_text<&configuration::mine>},
    {"site.web_address", an_address, false, set_web_address, get_text<&configuration::web_address>,
     true},
    {"site.utc_offset_minutes", an_offset, false, set_zone,
     [](const configuration& c) { return std::to_string(c.zone.offset.count()); }},
    {"log.level", a_level, false, set_level,
     [](const configuration& c) {
       for (const auto& [name, level] : levels)
         if (level == c.log_level) return std::string(name);
       return std::string();
     }},
};

result<void> apply(configuration& to, std::string_view name, std::string_view text) {
  for (const auto& each : settings) {
    if (each.name != name) continue;
    if (!text.empty() || each.secret || each.may_be_empty)
      if (each.set(to, text)) return {};
    return problem(problems::bad_setting, "",
                   {{"name", std::string(name)},
                    {"value", each.secret ? "***" : std::string(text)},
                    {"expected", std::string(each.expected)}});
  }
  return problem(problems::unknown_setting, "", {{"name", std::string(name)}});
}

// The text of a TOML value as it would stand in the environment; empty for what is no plain value.
std::string text_of(const toml::node& node) {
  if (const auto* text = node.as_string()) return text->get();
  if (const auto* number = node.as_integer()) return std::to_string(number->get());
  if (const auto* number = node.as_floating_point()) return std::to_string(number->get());
  if (const auto* yes = node.as_boolean()) return yes->get() ? "true" : "false";
  return {};
}

result<void> apply_file(configuration& to, const std::string& file) {
  try {
    const toml::table read = toml::parse_file(file);
    for (const auto& [table_name, node] : read) {
      const auto* table = node.as_table();
      if (!table)
        return problem(problems::unknown_setting, "", {{"name", std::string(table_name.str())}});
      for (const auto& [name, value] : *table) {
        const auto whole = std::string(table_name.str()) + "." + std::string(name.str());
        if (auto done = apply(to, whole, text_of(value)); !done) return done;
      }
    }
    return {};
  } catch (const toml::parse_error& failed) {
    return problem(problems::unreadable_file, "",
                   {{"file", file},
                    {"why", std::string(failed.description()) + " (line " +
                                std::to_string(failed.source().begin.line) + ")"}});
  }
}

std::string variable_of(std::string_view name) {
  std::string variable = "HEADWAY_";
  for (const char c : name) {
    if (c == '.')
      variable += '_';
    else
      variable += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return variable;
}

}  // namespace

std::string configuration::location() const {
  return postgres.empty() ? folder + "/headway.db" : postgres;
}

result<configuration> read_configuration(const std::optional<std::string>& file,
                                         const environment& from) {
  configuration made;
  if (file)
    if (auto done = apply_file(made, *file); !done) return done.error();
  for (const auto& each : settings)
    if (const char* value = from(variable_of(each.name).c_str()))
      if (auto done = apply(made, each.name, value); !done) return done.error();
  return made;
}

std::vector<std::string> described(const configuration& of) {
  std::vector<std::string> lines;
  for (const auto& each : settings) {
    auto value = each.get(of);
    if (each.secret && !value.empty()) value = "***";
    lines.push_back(std::string(each.name) + " = " + value);
  }
  return lines;
}

}  // namespace headway::app
