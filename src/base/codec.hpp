// JSON <-> described types (see base/shape.hpp).
//
//   struct report { place_id place; std::optional<long_text> note; };
//   BOOST_DESCRIBE_STRUCT(report, (), (place, note))
//
//   result<report> decoded = decode<report>(bytes);   // the problem points at the member
//   std::string json = encode(value);
//
// std::optional = the member may be absent (or null); it is left out when empty. Unknown members
// and unknown codes are refused, never guessed. Enumerators are written by their names.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/problem.hpp"
#include "base/shape.hpp"

namespace headway {

namespace codec {

void append_quoted(std::string& out, std::string_view value);
void append_number(std::string& out, std::int64_t value);
void append_number(std::string& out, double value);

// Appends the value at `from`, which is of the type that `as` describes.
void write(std::string& out, const shape& as, const void* from);

// Who wrote what is read. What this program itself has written may hold texts shorter than anybody
// could have entered: a state that no fact has filled yet.
enum class writer { anybody, ourselves };
// Reads one JSON document into the fresh value at `into`; after a problem it is filled in part.
result<void> read(std::string_view input, const shape& as, void* into, writer by);

template <class T>
result<T> read_as(std::string_view input, writer by) {
  T made{};
  if (auto done = read(input, shape_of<T>, &made, by); !done) return done.error();
  return made;
}

}  // namespace codec

// Appends the JSON text of `value`.
template <class T>
void encode(std::string& out, const T& value) {
  codec::write(out, codec::shape_of<T>, &value);
}
template <class T>
std::string encode(const T& value) {
  std::string out;
  encode(out, value);
  return out;
}

// Reads one JSON document. Problems: json.malformed, field.*.
template <class T>
result<T> decode(std::string_view input) {
  return codec::read_as<T>(input, codec::writer::anybody);
}
// Reads what this program itself has written.
template <class T>
result<T> decode_own(std::string_view input) {
  return codec::read_as<T>(input, codec::writer::ourselves);
}

}  // namespace headway
