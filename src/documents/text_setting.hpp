// Breaking text into lines and fitting it into a box: Chinese between any two characters, words of
// Latin letters only between them. Pure but for the widths of characters, which the caller
// measures.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace headway::documents {

// The width of a character in parts of the font's size.
using measure = std::function<double(char32_t)>;

// Valid UTF-8 as code points.
std::u32string code_points_of(std::string_view utf8);
std::string utf8_of(std::u32string_view text);

double width_of(std::u32string_view text, const measure& by);

// Lines of at most `width` parts of the size. A word longer than a line is broken.
std::vector<std::u32string> lines_of(std::u32string_view text, double width, const measure& by);

struct fitting {
  double width_mm = 0, height_mm = 0;
  double largest_mm = 0, smallest_mm = 0;  // sizes to choose from
  double leading = 1.2;                    // from line to line, in parts of the size
};
struct fitted {
  double size_mm = 0;
  std::vector<std::u32string> lines;
  bool cut = false;  // too long even at the smallest size: the last line ends with an ellipsis
};
// The largest size at which the text fits, its lines of about one length.
fitted fit(std::u32string_view text, const fitting& into, const measure& by);

}  // namespace headway::documents
