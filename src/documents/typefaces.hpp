// The fonts that documents are set in, read from files of the distribution: Noto Sans CJK SC, and
// DejaVu Sans for the few characters it lacks.
#pragma once

#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"

struct _cairo_font_face;

namespace headway::documents {

enum class weight : unsigned char { regular, bold };

// One character, ready to be drawn.
struct glyph {
  _cairo_font_face* face = nullptr;
  unsigned long index = 0;
  double advance = 0;  // in parts of the font's size
};

// Where a font may lie; the first that exists counts.
struct font_files {
  std::vector<std::string> chinese_regular, chinese_bold, others_regular, others_bold;
};
// Of Debian 12 and Ubuntu 24.04: fonts-noto-cjk and fonts-dejavu-core.
const font_files& distribution_fonts();

// Neither FreeType nor cairo lets two threads use one font at a time: a document holds `in_use`
// while it is made, so that one is made after the other.
class typefaces {
 public:
  // Problem: document.no_font, when there is no Chinese font; the others are only missed.
  static result<std::unique_ptr<typefaces>> open(const font_files& from = distribution_fonts());
  ~typefaces();
  typefaces(const typefaces&) = delete;
  typefaces& operator=(const typefaces&) = delete;

  // The glyph in the first font that has it; a hollow square when none has.
  glyph find(char32_t character, weight how) const;

  std::mutex& in_use() const { return in_use_; }

 private:
  struct face;
  struct chain;
  explicit typefaces(std::unique_ptr<chain> loaded);
  std::unique_ptr<chain> loaded_;
  mutable std::mutex in_use_;
};

namespace problems {
inline constexpr problem_kind no_font{
    "document.no_font", 503, "服务器缺少中文字体，请管理员安装 fonts-noto-cjk",
    "The server lacks a Chinese font; ask the administrator to install fonts-noto-cjk"};
}  // namespace problems

}  // namespace headway::documents
