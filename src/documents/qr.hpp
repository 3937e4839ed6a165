// QR codes as squares; drawing them is somebody else's business.
#pragma once

#include <string_view>
#include <vector>

#include "base/problem.hpp"

namespace headway::documents {

// How much of the code may be torn, dirty or in glare: about 15 % and 25 % of it.
enum class qr_correction : unsigned char { medium, quartile };

struct qr_code {
  int side = 0;            // squares along one edge, without the quiet zone of four around it
  std::vector<char> dark;  // side × side, row by row
  bool is_dark(int x, int y) const { return dark[static_cast<std::size_t>(y * side + x)] != 0; }
};

// The smallest code that holds `text`; capital letters, digits and `$%*+-./: ` take the least room.
// The correction is raised where that costs no room. Problem: document.qr_too_long.
result<qr_code> qr_of(std::string_view text, qr_correction at_least);

namespace problems {
inline constexpr problem_kind qr_too_long{"document.qr_too_long", 422, "内容太长，放不进二维码",
                                          "This is too long for a QR code"};
}  // namespace problems

}  // namespace headway::documents
