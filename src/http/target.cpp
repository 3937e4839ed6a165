#include "http/target.hpp"

#include <algorithm>
#include <array>

#include "base/ensure.hpp"

namespace headway::http {

namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_escape(std::string_view at) {
  return at.size() >= 3 && hex_digit(at[1]) >= 0 && hex_digit(at[2]) >= 0;
}

// Cuts `rest` at the first `separator`; the second part is empty when there is none.
std::pair<std::string_view, std::string_view> cut(std::string_view rest, char separator) {
  const auto at = rest.find(separator);
  if (at == std::string_view::npos) return {rest, {}};
  return {rest.substr(0, at), rest.substr(at + 1)};
}

}  // namespace

std::optional<std::string_view> origin_form(std::string_view target) {
  for (std::size_t i = 0; i < target.size(); ++i) {
    const auto byte = static_cast<unsigned char>(target[i]);
    if (byte <= 32 || byte >= 127 || byte == '#' || byte == '"' || byte == '<' || byte == '>' ||
        byte == '\\')
      return std::nullopt;
    if (byte == '%' && !is_escape(target.substr(i))) return std::nullopt;
  }
  if (target.starts_with('/') || target == "*") return target;
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!target.starts_with(scheme)) continue;
    const auto rest = target.substr(scheme.size());
    const auto path = rest.find_first_of("/?");
    if (path == 0) return std::nullopt;
    if (path == std::string_view::npos) return "/";
    if (rest[path] == '/') return rest.substr(path);
  }
  return std::nullopt;
}

std::optional<std::string> percent_decode(std::string_view encoded, bool plus_is_space) {
  std::string decoded;
  decoded.reserve(encoded.size());
  for (std::size_t i = 0; i < encoded.size(); ++i) {
    char c = encoded[i];
    if (c == '%') {
      if (!is_escape(encoded.substr(i))) return std::nullopt;
      c = static_cast<char>(hex_digit(encoded[i + 1]) * 16 + hex_digit(encoded[i + 2]));
      i += 2;
    } else if (c == '+' && plus_is_space) {
      c = ' ';
    }
    if (c == '\0') return std::nullopt;
    decoded += c;
  }
  return decoded;
}

std::vector<std::pair<std::string, std::string>> query_pairs(std::string_view query) {
  std::vector<std::pair<std::string, std::string>> pairs;
  while (!query.empty()) {
    const auto [item, rest] = cut(query, '&');
    query = rest;
    if (item.empty()) continue;
    const auto [encoded_name, encoded_value] = cut(item, '=');
    auto name = percent_decode(encoded_name, true);
    auto value = percent_decode(encoded_value, true);
    if (name && value) pairs.emplace_back(std::move(*name), std::move(*value));
  }
  return pairs;
}

std::optional<std::string> query_value(std::string_view query, std::string_view name) {
  while (!query.empty()) {
    const auto [item, rest] = cut(query, '&');
    query = rest;
    const auto [encoded_name, encoded_value] = cut(item, '=');
    if (item.empty() || percent_decode(encoded_name, true) != name) continue;
    if (auto value = percent_decode(encoded_value, true)) return value;
  }
  return std::nullopt;
}

std::optional<std::string> query_value(const request& from, std::string_view name) {
  return query_value(from.query(), name);
}

std::string_view path_pattern::match::operator[](std::string_view name) const {
  for (const auto& [known, value] : parameters)
    if (known == name) return value;
  return {};
}

path_pattern::path_pattern(std::string_view text) : text_(text) {
  ENSURE(text.starts_with('/'));
  std::string_view rest = text.substr(1);
  for (bool more = true; more;) {
    more = rest.find('/') != std::string_view::npos;
    const auto [part, after] = cut(rest, '/');
    rest = after;
    const bool is_place = part.starts_with('{') && part.ends_with('}');
    const auto name = is_place ? part.substr(1, part.size() - 2) : part;
    if (is_place) {
      ENSURE(!name.empty() && ++parameters_ <= most_parameters);
      ENSURE(std::none_of(segments_.begin(), segments_.end(),
                          [&](const segment& s) { return s.is_place && s.text == name; }));
    }
    segments_.push_back({std::string(name), is_place});
  }
}

std::optional<path_pattern::match> path_pattern::matches(std::string_view encoded_path) const {
  if (!encoded_path.starts_with('/')) return std::nullopt;
  // First only compare: most patterns of a table are not the one.
  std::array<std::string_view, most_parameters> found;
  std::size_t count = 0;
  std::string_view rest = encoded_path.substr(1);
  for (std::size_t i = 0; i < segments_.size(); ++i) {
    const bool last = i + 1 == segments_.size();
    if ((rest.find('/') == std::string_view::npos) != last) return std::nullopt;
    const auto [part, after] = cut(rest, '/');
    rest = after;
    if (!segments_[i].is_place) {
      if (part != segments_[i].text) return std::nullopt;
    } else {
      if (part.empty()) return std::nullopt;
      found[count++] = part;
    }
  }
  match made;
  made.parameters.reserve(count);
  std::size_t next = 0;
  for (const auto& part : segments_) {
    if (!part.is_place) continue;
    auto value = percent_decode(found[next++]);
    if (!value) return std::nullopt;
    made.parameters.emplace_back(part.text, std::move(*value));
  }
  return made;
}

}  // namespace headway::http
