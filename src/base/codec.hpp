// JSON <-> described types. A type is described once with BOOST_DESCRIBE_STRUCT or
// BOOST_DESCRIBE_ENUM; reading, writing and the API's schema all follow from that.
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

#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <boost/mp11.hpp>
#include <concepts>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/ids.hpp"
#include "base/limits.hpp"
#include "base/problem.hpp"
#include "base/text.hpp"
#include "base/time.hpp"

namespace headway {

// Any JSON object, kept as its text. For values whose shape another module owns.
struct raw_json {
  std::string value = "null";
  friend bool operator==(const raw_json&, const raw_json&) = default;
};

namespace codec {

namespace json = boost::json;

template <class T>
concept described_struct =
    boost::describe::has_describe_members<T>::value && !std::is_union_v<T> && std::is_class_v<T>;
template <class T>
concept described_enum = std::is_enum_v<T> && boost::describe::has_describe_enumerators<T>::value;

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;
template <class T>
inline constexpr bool is_text = false;
template <std::size_t Most, std::size_t Least>
inline constexpr bool is_text<text<Most, Least>> = true;
template <class T>
concept identifier = std::derived_from<T, uuid> || std::same_as<T, uuid>;
// A strong type around one value: `struct metres { double value; }` with `using strong = void`.
template <class T>
concept strong = requires(T t) {
  typename T::strong;
  t.value;
};

// The path from the document's root to the value being read, as a JSON pointer when asked for.
struct path {
  const path* parent = nullptr;
  std::string_view name = {};
  std::size_t index = 0;
  bool own_writing = false;  // at the root only: see `decode_own`
  std::string pointer() const;
  bool is_own_writing() const {
    const path* root = this;
    while (root->parent)
      root = root->parent;
    return root->own_writing;
  }
};

void append_quoted(std::string& out, std::string_view value);
void append_number(std::string& out, std::int64_t value);
void append_number(std::string& out, double value);
result<json::value> parse(std::string_view input);

problem wrong_type(const path& at, std::string_view expected_zh_en);
problem bad_code(const path& at, std::string_view value, std::string allowed);
problem bad_range(const path& at, std::string least, std::string most);
result<std::string> read_text(const json::value& from, const path& at, std::size_t least,
                              std::size_t most);

// ---- names of enumerators -------------------------------------------------------------------

template <described_enum E>
constexpr std::string_view name_of(E value) {
  std::string_view found;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto d) {
    if (d.value == value) found = d.name;
  });
  return found;
}

template <described_enum E>
std::optional<E> enum_from(std::string_view name) {
  std::optional<E> found;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto d) {
    if (name == d.name) found = d.value;
  });
  return found;
}

template <described_enum E>
std::string all_names() {
  std::string names;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto d) {
    if (!names.empty()) names += ", ";
    names += d.name;
  });
  return names;
}

// ---- writing --------------------------------------------------------------------------------

template <class T>
void write(std::string& out, const T& value) {
  if constexpr (std::same_as<T, bool>) {
    out += value ? "true" : "false";
  } else if constexpr (std::integral<T>) {
    append_number(out, static_cast<std::int64_t>(value));
  } else if constexpr (std::floating_point<T>) {
    append_number(out, static_cast<double>(value));
  } else if constexpr (std::same_as<T, std::string> || std::same_as<T, std::string_view>) {
    append_quoted(out, value);
  } else if constexpr (is_text<T>) {
    append_quoted(out, value.value);
  } else if constexpr (identifier<T>) {
    out += '"';
    append_text(out, static_cast<const uuid&>(value));
    out += '"';
  } else if constexpr (std::same_as<T, instant>) {
    out += '"';
    append_text(out, value);
    out += '"';
  } else if constexpr (std::same_as<T, local_date>) {
    append_quoted(out, value.text());
  } else if constexpr (std::same_as<T, raw_json>) {
    out += value.value;
  } else if constexpr (described_enum<T>) {
    append_quoted(out, name_of(value));
  } else if constexpr (is_optional<T>) {
    if (value)
      write(out, *value);
    else
      out += "null";
  } else if constexpr (is_vector<T>) {
    out += '[';
    bool first = true;
    for (const auto& item : value) {
      if (!first) out += ',';
      first = false;
      write(out, item);
    }
    out += ']';
  } else if constexpr (strong<T>) {
    write(out, value.value);
  } else {
    static_assert(described_struct<T>, "describe this type with BOOST_DESCRIBE_STRUCT");
    out += '{';
    bool first = true;
    using members = boost::describe::describe_members<T, boost::describe::mod_any_access |
                                                             boost::describe::mod_inherited>;
    boost::mp11::mp_for_each<members>([&](auto d) {
      const auto& member = value.*d.pointer;
      if constexpr (is_optional<std::remove_cvref_t<decltype(member)>>)
        if (!member) return;
      if (!first) out += ',';
      first = false;
      out += '"';
      out += d.name;
      out += "\":";
      write(out, member);
    });
    out += '}';
  }
}

// ---- reading --------------------------------------------------------------------------------

template <class T>
result<T> read(const json::value& from, const path& at);

template <std::integral T>
result<T> read_integer(const json::value& from, const path& at) {
  const auto refuse = [&] {
    return bad_range(at, std::to_string(std::numeric_limits<T>::min()),
                     std::to_string(std::numeric_limits<T>::max()));
  };
  if (from.is_int64()) {
    if (!std::in_range<T>(from.get_int64())) return refuse();
    return static_cast<T>(from.get_int64());
  }
  if (from.is_uint64()) {
    if (!std::in_range<T>(from.get_uint64())) return refuse();
    return static_cast<T>(from.get_uint64());
  }
  return wrong_type(at, "整数|an integer");
}

template <class T>
result<T> read_vector(const json::value& from, const path& at) {
  if (!from.is_array()) return wrong_type(at, "列表|a list");
  T items;
  items.reserve(from.get_array().size());
  for (std::size_t i = 0; i < from.get_array().size(); ++i) {
    auto item = read<typename T::value_type>(from.get_array()[i], path{&at, {}, i});
    if (!item) return item.error();
    items.push_back(std::move(*item));
  }
  return items;
}

template <class T, class Member>
bool read_member(const json::object& object, const path& at, std::string_view name, Member& member,
                 std::size_t& seen, std::optional<problem>& failed) {
  const path here{&at, name};
  const auto* found = object.if_contains(name);
  if (found) ++seen;
  if constexpr (is_optional<Member>) {
    if (!found || found->is_null()) return true;
    auto value = read<typename Member::value_type>(*found, here);
    if (!value) return failed = value.error(), false;
    member = std::move(*value);
  } else {
    if (!found)
      return failed =
                 problem(problems::missing_field, here.pointer(), {{"field", std::string(name)}}),
             false;
    auto value = read<Member>(*found, here);
    if (!value) return failed = value.error(), false;
    member = std::move(*value);
  }
  return true;
}

template <class Members>
problem unknown_member(const json::object& object, const path& at) {
  for (const auto& [key, ignored] : object) {
    bool known = false;
    boost::mp11::mp_for_each<Members>([&](auto d) { known = known || key == d.name; });
    if (!known)
      return problem(problems::unknown_field, path{&at, key}.pointer(),
                     {{"field", std::string(key)}});
  }
  return problem(problems::unknown_field, at.pointer());
}

template <described_struct T>
result<T> read_struct(const json::value& from, const path& at) {
  if (!from.is_object()) return wrong_type(at, "对象|an object");
  using members = boost::describe::describe_members<T, boost::describe::mod_any_access |
                                                           boost::describe::mod_inherited>;
  const json::object& object = from.get_object();
  T made{};
  std::size_t seen = 0;
  std::optional<problem> failed;
  boost::mp11::mp_for_each<members>([&](auto d) {
    if (!failed) read_member<T>(object, at, d.name, made.*d.pointer, seen, failed);
  });
  if (failed) return *failed;
  if (seen != object.size()) return unknown_member<members>(object, at);
  return made;
}

template <class T>
result<T> read(const json::value& from, const path& at) {
  if constexpr (std::same_as<T, bool>) {
    if (!from.is_bool()) return wrong_type(at, "是或否|true or false");
    return from.get_bool();
  } else if constexpr (std::integral<T>) {
    return read_integer<T>(from, at);
  } else if constexpr (std::floating_point<T>) {
    if (!from.is_number()) return wrong_type(at, "数字|a number");
    return from.to_number<T>();
  } else if constexpr (std::same_as<T, std::string>) {
    return read_text(from, at, 0, limits::request_body_bytes);
  } else if constexpr (is_text<T>) {
    auto value = read_text(from, at, T::least, T::most);
    if (!value) return value.error();
    return T(std::move(*value));
  } else if constexpr (identifier<T>) {
    const auto id = from.is_string() ? uuid::parse(from.get_string()) : std::nullopt;
    if (!id) return wrong_type(at, "编号（UUID）|an id (UUID)");
    return T(*id);
  } else if constexpr (std::same_as<T, instant>) {
    const auto when = from.is_string() ? parse_instant(from.get_string()) : std::nullopt;
    if (!when) return wrong_type(at, "带时区的时间（RFC 3339）|a time with zone (RFC 3339)");
    return *when;
  } else if constexpr (std::same_as<T, local_date>) {
    const auto date = from.is_string() ? local_date::parse(from.get_string()) : std::nullopt;
    if (!date) return wrong_type(at, "日期（年-月-日）|a date (YYYY-MM-DD)");
    return *date;
  } else if constexpr (std::same_as<T, raw_json>) {
    return raw_json{json::serialize(from)};
  } else if constexpr (described_enum<T>) {
    if (!from.is_string()) return wrong_type(at, "代码|a code");
    const auto value = enum_from<T>(from.get_string());
    if (!value) return bad_code(at, from.get_string(), all_names<T>());
    return *value;
  } else if constexpr (is_vector<T>) {
    return read_vector<T>(from, at);
  } else if constexpr (strong<T>) {
    auto value = read<decltype(T::value)>(from, at);
    if (!value) return value.error();
    return T{std::move(*value)};
  } else {
    return read_struct<T>(from, at);
  }
}

}  // namespace codec

// Appends the JSON text of `value`.
template <class T>
void encode(std::string& out, const T& value) {
  codec::write(out, value);
}
template <class T>
std::string encode(const T& value) {
  std::string out;
  codec::write(out, value);
  return out;
}

// Reads one JSON document. Problems: json.malformed, field.*.
template <class T>
result<T> decode(std::string_view input) {
  auto parsed = codec::parse(input);
  if (!parsed) return parsed.error();
  return codec::read<T>(*parsed, codec::path{});
}

// Reads what this program itself has written: a state that no fact has filled yet may hold texts
// shorter than anybody could have entered.
template <class T>
result<T> decode_own(std::string_view input) {
  auto parsed = codec::parse(input);
  if (!parsed) return parsed.error();
  return codec::read<T>(*parsed, codec::path{.own_writing = true});
}

}  // namespace headway
