#include "documents/text_setting.hpp"

#include <algorithm>
#include <cmath>

namespace headway::documents {
namespace {

constexpr double slack = 1e-6;

// What must not begin a line.
constexpr std::u32string_view closing = U"，。、；：？！）》」』】”’…％%)]},.;:?!·";
// What must not end one.
constexpr std::u32string_view opening = U"（《「『【“‘([{";

bool is_in(std::u32string_view set, char32_t c) { return set.find(c) != set.npos; }
bool is_space(char32_t c) { return c == U' ' || c == U'\t' || c == U'　'; }
// Letters and signs that stay together as a word.
bool is_word(char32_t c) { return c < 0x2E80 && !is_space(c) && c != U'\n'; }

// Holds together what stands on either side of it: the number of a line and its first word.
constexpr char32_t no_break_space = U'\u00A0';

enum class chinese : unsigned char { breaks, holds };  // within a run of characters

// The length of the piece at the start of `text` that no line may end within.
std::size_t piece_at(std::u32string_view text, chinese runs) {
  std::size_t end = 0;
  if (text[0] == U'\n') return 1;
  while (end + 1 < text.size() && is_in(opening, text[end]))
    ++end;
  if (is_word(text[end]))
    while (end < text.size() && is_word(text[end]))
      ++end;
  else if (runs == chinese::holds && !is_space(text[end]))
    while (end < text.size() && !is_word(text[end]) && !is_space(text[end]) && text[end] != U'\n')
      ++end;
  else
    ++end;
  while (end < text.size() && is_in(closing, text[end]))
    ++end;
  if (text[end - 1] == no_break_space && end < text.size()) end += piece_at(text.substr(end), runs);
  return end;
}

void trim_end(std::u32string& line) {
  while (!line.empty() && is_space(line.back()))
    line.pop_back();
}

class line_maker {
 public:
  line_maker(double width, const measure& by) : width_(width), by_(by) {}

  void add(std::u32string_view piece) {
    if (piece == U"\n") return end_line();
    if (line_.empty() && piece.size() == 1 && is_space(piece[0])) return;
    const double wide = width_of(piece, by_);
    if (used_ + wide > width_ + slack && !line_.empty()) {
      end_line();
      if (piece.size() == 1 && is_space(piece[0])) return;
    }
    if (wide > width_ + slack && piece.size() > 1) {
      for (const auto each : piece)
        add(std::u32string_view(&each, 1));
      return;
    }
    line_ += piece;
    used_ += wide;
  }
  std::vector<std::u32string> finish() && {
    if (!line_.empty()) end_line();
    return std::move(lines_);
  }

 private:
  void end_line() {
    trim_end(line_);
    lines_.push_back(std::move(line_));
    line_.clear();
    used_ = 0;
  }

  double width_, used_ = 0;
  const measure& by_;
  std::u32string line_;
  std::vector<std::u32string> lines_;
};

std::vector<std::u32string> set_lines(std::u32string_view text, double width, const measure& by,
                                      chinese runs) {
  line_maker made(width, by);
  while (!text.empty()) {
    const auto length = piece_at(text, runs);
    made.add(text.substr(0, length));
    text.remove_prefix(length);
  }
  return std::move(made).finish();
}

// The narrowest setting with the same number of lines: none is left almost empty.
std::vector<std::u32string> balanced(std::u32string_view text, double width, const measure& by,
                                     std::vector<std::u32string> lines) {
  if (lines.size() < 2) return lines;
  double narrow = width / 2, wide = width;
  for (int i = 0; i < 12; ++i) {
    const double middle = (narrow + wide) / 2;
    auto tried = set_lines(text, middle, by, chinese::breaks);
    const bool same = tried.size() == lines.size() &&
                      std::all_of(tried.begin(), tried.end(), [&](const auto& line) {
                        return width_of(line, by) <= middle + slack;
                      });
    if (same) {
      wide = middle;
      lines = std::move(tried);
    } else {
      narrow = middle;
    }
  }
  return lines;
}

// Whether a word, or a run of Chinese that holds, was broken to make the lines.
bool breaks_a_word(const std::vector<std::u32string>& lines, std::u32string_view text,
                   chinese runs) {
  const auto together = [runs](char32_t left, char32_t right) {
    if (is_space(left) || is_space(right)) return false;
    return (is_word(left) && is_word(right)) ||
           (runs == chinese::holds && !is_word(left) && !is_word(right));
  };
  std::size_t at = 0;
  for (const auto& line : lines) {
    at = text.find(line, at);
    if (at == text.npos) return true;
    at += line.size();
    if (at < text.size() && at > 0 && text[at] != U'\n' && together(text[at - 1], text[at]))
      return true;
  }
  return false;
}

}  // namespace

std::u32string code_points_of(std::string_view utf8) {
  std::u32string made;
  for (std::size_t i = 0; i < utf8.size();) {
    const auto lead = static_cast<unsigned char>(utf8[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t c = length == 1 ? lead : lead & (0x7FU >> length);
    for (std::size_t k = 1; k < length && i + k < utf8.size(); ++k)
      c = (c << 6) | (static_cast<unsigned char>(utf8[i + k]) & 0x3FU);
    made += c;
    i += length;
  }
  return made;
}

std::string utf8_of(std::u32string_view text) {
  std::string made;
  for (const auto c : text) {
    if (c < 0x80) {
      made += static_cast<char>(c);
      continue;
    }
    const int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    made += static_cast<char>(((0xFF00U >> (more + 1)) & 0xFFU) | (c >> (6 * more)));
    for (int k = more - 1; k >= 0; --k)
      made += static_cast<char>(0x80U | ((c >> (6 * k)) & 0x3FU));
  }
  return made;
}

double width_of(std::u32string_view text, const measure& by) {
  double width = 0;
  for (const auto c : text)
    width += by(c);
  return width;
}

std::vector<std::u32string> lines_of(std::u32string_view text, double width, const measure& by) {
  return set_lines(text, width, by, chinese::breaks);
}

fitted fit(std::u32string_view text, const fitting& into, const measure& by) {
  constexpr double step = 0.96;
  for (double size = into.largest_mm;; size = std::max(size * step, into.smallest_mm)) {
    const double width = into.width_mm / size;
    // The space between the lines is not needed below the last.
    const auto most = static_cast<std::size_t>(
        std::max(1.0, std::floor((into.height_mm / size - 1) / into.leading + 1 + slack)));
    // "3102 | 运输顺槽" rather than "3102运 | 输顺槽".
    auto lines = set_lines(text, width, by, chinese::holds);
    if (lines.size() <= most && !breaks_a_word(lines, text, chinese::holds))
      return {size, std::move(lines), false};
    lines = lines_of(text, width, by);
    const bool last = size <= into.smallest_mm;
    if (lines.size() <= most && (last || !breaks_a_word(lines, text, chinese::breaks)))
      return {size, balanced(text, width, by, std::move(lines)), false};
    if (!last) continue;
    lines.resize(most);
    auto& end = lines.back();
    while (!end.empty() && width_of(end, by) + by(U'…') > width)
      end.pop_back();
    end += U'…';
    return {size, std::move(lines), true};
  }
}

}  // namespace headway::documents
