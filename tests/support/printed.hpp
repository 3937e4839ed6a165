// What a PDF looks like, seen through poppler: tests ask for ink, not for text, for a font may hold
// the characters and draw nothing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace headway::tests {

// A page in shades of grey.
struct printed_page {
  int width = 0, height = 0;
  double dots_per_mm = 0;
  std::string pixels;  // row by row; 0 is black

  double width_mm() const { return width / dots_per_mm; }
  double height_mm() const { return height / dots_per_mm; }
  // The part of the box, in millimetres, that is darker than half.
  double ink(double x, double y, double box_width, double box_height) const;
};
// Needs pdftoppm (poppler-utils). Throws when the PDF cannot be read.
std::vector<printed_page> printed(std::string_view pdf, int dots_per_inch = 150);

// What cameras read off a page (zbarimg, of zbar-tools).
std::vector<std::string> qr_codes_on(const printed_page& page);

// The text that can be searched and copied (pdftotext).
std::string text_in(std::string_view pdf);

}  // namespace headway::tests
