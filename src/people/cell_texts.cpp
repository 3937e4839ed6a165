#include "people/cell_texts.hpp"

#include <array>

#include "documents/table.hpp"
#include "imports/fields.hpp"
#include "people/codes.hpp"

namespace headway::people {
namespace {

constexpr std::array<std::string_view, 6> list_marks{"、", "，", ",", "；", ";", "\n"};
constexpr std::array<std::string_view, 3> certificate_marks{"；", ";", "\n"};

template <std::size_t N>
std::vector<std::string> split(std::string_view text,
                               const std::array<std::string_view, N>& marks) {
  std::vector<std::string> parts;
  const auto take = [&](std::string_view part) {
    if (part = imports::trimmed(part); !part.empty()) parts.emplace_back(part);
  };
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t length = 0;
    for (const auto mark : marks)
      if (text.substr(at).starts_with(mark)) length = mark.size();
    if (length == 0) {
      ++at;
      continue;
    }
    take(text.substr(begin, at - begin));
    begin = at += length;
  }
  take(text.substr(begin));
  return parts;
}

std::optional<local_date> date_in(std::string_view word) {
  for (const auto* format : {"YYYY-M-D", "YYYY/M/D", "YYYY.M.D", "YYYY年M月D日"})
    if (const auto written = imports::parse_date(format, word)) return written->date;
  return std::nullopt;
}

// The words before the date name the kind, those after it are the number.
std::optional<grant_certificate> certificate_from_words(std::string_view text) {
  std::string kind, number;
  std::optional<local_date> expires;
  while (!text.empty()) {
    const auto word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(word.size() + 1, text.size()));
    if (word.empty()) continue;
    if (!expires && (expires = date_in(word))) continue;
    auto& to = expires ? number : kind;
    if (!to.empty()) to += ' ';
    to += word;
  }
  const auto code = certificate_from(kind);
  if (!code || !expires ||
      code_points(number) > decltype(grant_certificate::number)::value_type::most)
    return std::nullopt;
  grant_certificate made;
  made.code = *code;
  made.expires = *expires;
  if (!number.empty()) made.number = number;
  return made;
}

}  // namespace

std::vector<std::string> split_list(std::string_view text) { return split(text, list_marks); }

bool says_none(std::string_view text) { return text == "无" || text == "-" || text == "none"; }

result<std::vector<grant_certificate>> certificates_from(std::string_view text) {
  std::vector<grant_certificate> found;
  for (const auto& part : split(text, certificate_marks)) {
    auto one = certificate_from_words(part);
    if (!one)
      return problem(problems::certificate_unreadable, "", {{"value", documents::shown(part)}});
    found.push_back(std::move(*one));
  }
  return found;
}

std::string text_of(const std::vector<grant_certificate>& certificates) {
  std::string text;
  for (const auto& each : certificates) {
    if (!text.empty()) text += "；";
    text += text_of(each.code, language::zh);
    text += ' ' + each.expires.text();
    if (each.number) text += ' ' + each.number->value;
  }
  return text;
}

}  // namespace headway::people
