// Whatever bytes are uploaded as a voice note, looking at them ends, and what is taken is whole:
// the same bytes without the last are not.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/ensure.hpp"
#include "documents/voice.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace headway::documents;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto heard = look_at_voice(bytes);
  if (!heard) return 0;
  ENSURE(may_be_voice(bytes));
  ENSURE(heard->length >= headway::milliseconds(0) && heard->length <= voice_length_most);
  if (heard->format == voice_format::ogg_opus) ENSURE(!look_at_voice(bytes.substr(0, size - 1)));
  return 0;
}
