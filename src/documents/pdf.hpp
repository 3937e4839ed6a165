// A document of printed pages, drawn in millimetres from the upper left corner of each page.
//
//   pdf made(fonts, {.title = "…", .at = now});
//   made.page(a4);
//   made.text({20, 20, 170, 30}, "运输顺槽", {.size_mm = 24, .smallest_mm = 8});
//   return made.finish();
//
// All text is real text in embedded fonts: it can be searched and copied. One thread makes a
// document; it holds `typefaces::in_use` from beginning to end.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/problem.hpp"
#include "base/time.hpp"
#include "documents/qr.hpp"
#include "documents/typefaces.hpp"

namespace headway::documents {

struct paper {
  double width_mm = 0, height_mm = 0;
};
inline constexpr paper a4{210, 297};
inline constexpr paper a6{105, 148};
inline constexpr paper lying(paper of) { return {of.height_mm, of.width_mm}; }

struct box {
  double x = 0, y = 0, width = 0, height = 0;
};

// 0 is black, 1 is white: what is hung underground comes from a black-and-white printer.
struct grey {
  double value = 0;
};
inline constexpr grey black{0}, white{1};

enum class side : unsigned char { left, middle, right };

struct lettering {
  double size_mm = 4;      // height of a Chinese character
  double smallest_mm = 0;  // may shrink to this to fit the box; 0: to half the size
  weight strength = weight::regular;
  side across = side::left;
  bool middle_down = true;  // in the middle of the box; else at its top
  grey ink = black;
};

struct line_style {
  double width_mm = 0.3;
  double dash_mm = 0;  // 0: unbroken
  grey ink = black;
};

class pdf {
 public:
  struct about {
    std::string title;
    instant at;  // the time of its making: two documents of one time and content are equal
  };
  pdf(const typefaces& fonts, const about& what);
  ~pdf();
  pdf(const pdf&) = delete;
  pdf& operator=(const pdf&) = delete;

  // Begins a page; everything that follows goes there. The first call comes before any drawing.
  void page(paper size);

  // Sets text into a box at the largest size that fits; what does not fit at all ends with "…".
  // Gives the height that the lines take.
  double text(const box& in, std::string_view words, const lettering& how);
  double width_of(std::string_view words, double size_mm, weight how) const;

  void fill(const box& area, grey ink, double radius_mm = 0);
  void frame(const box& outside, double line_mm, double radius_mm = 0);
  void line(double x1, double y1, double x2, double y2, const line_style& how);
  // The code in a square at the upper left of `area`, without a quiet zone: leave it white around.
  void qr(const box& area, const qr_code& code);

  // Ends the document. Problem: server.internal, when cairo has failed.
  result<std::string> finish();

 private:
  struct drawing;
  std::unique_ptr<drawing> on_;
};

}  // namespace headway::documents
