#include "documents/qr.hpp"

#include <qrcodegen/qrcodegen.hpp>
#include <string>

namespace headway::documents {

result<qr_code> qr_of(std::string_view text, qr_correction at_least) {
  using qrcodegen::QrCode;
  const auto level =
      at_least == qr_correction::medium ? QrCode::Ecc::MEDIUM : QrCode::Ecc::QUARTILE;
  try {
    const auto made = QrCode::encodeText(std::string(text).c_str(), level);
    qr_code code{made.getSize(), {}};
    code.dark.reserve(static_cast<std::size_t>(code.side) * static_cast<std::size_t>(code.side));
    for (int y = 0; y < code.side; ++y)
      for (int x = 0; x < code.side; ++x)
        code.dark.push_back(made.getModule(x, y) ? 1 : 0);
    return code;
  } catch (const qrcodegen::data_too_long&) {
    return problem(problems::qr_too_long);
  }
}

}  // namespace headway::documents
