// Whatever bytes arrive, decoding them gives a value or a problem; and a value that was decoded is
// written so that it is read back unchanged.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/codec.hpp"
#include "base/ensure.hpp"
#include "base/problem.hpp"

namespace headway {
namespace {

enum class colour { red, orange, yellow, blue };
BOOST_DESCRIBE_ENUM(colour, red, orange, yellow, blue)

struct leaf {
  std::string text;
  std::optional<std::int64_t> number;
  friend bool operator==(const leaf&, const leaf&) = default;
};
BOOST_DESCRIBE_STRUCT(leaf, (), (text, number))

struct tree {
  colour top{};
  bool flag = false;
  std::vector<leaf> leaves;
  std::optional<raw_json> rest;
  friend bool operator==(const tree&, const tree&) = default;
};
BOOST_DESCRIBE_STRUCT(tree, (), (top, flag, leaves, rest))

void round_trip(std::string_view input) {
  const auto first = decode<tree>(input);
  if (!first) {
    ENSURE(!first.error().text(language::zh).empty());
    return;
  }
  const auto second = decode<tree>(encode(*first));
  ENSURE(second.has_value());
  ENSURE(*second == *first);
}

}  // namespace
}  // namespace headway

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  headway::round_trip({reinterpret_cast<const char*>(data), size});
  return 0;
}
