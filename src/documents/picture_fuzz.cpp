// Whatever bytes are uploaded as a picture, freeing them of metadata ends with a picture of the
// same size and orientation or with a problem, and a second pass changes nothing.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/ensure.hpp"
#include "documents/picture.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace headway::documents;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto clean = strip_metadata(bytes);
  if (!clean) return 0;
  const auto before = look_at_picture(bytes), after = look_at_picture(*clean);
  ENSURE(before && after);
  ENSURE(before->width == after->width && before->orientation == after->orientation);
  ENSURE(strip_metadata(*clean).value() == *clean);
  return 0;
}
