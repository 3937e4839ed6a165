// How a type looks as JSON, as a table: from it all reading, writing and schemas follow, in code
// that is compiled once. A type is described once with BOOST_DESCRIBE_STRUCT or
// BOOST_DESCRIBE_ENUM.
#pragma once

#include <array>
#include <boost/describe.hpp>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <typeinfo>
#include <utility>
#include <vector>

#include "base/ids.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"
#include "base/time.hpp"

namespace headway {

// Any JSON object, kept as its text. For values whose shape another module owns.
struct raw_json {
  std::string value = "null";
  friend bool operator==(const raw_json&, const raw_json&) = default;
};

namespace codec {

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
concept identifier = std::derived_from<T, uuid>;
// A strong type around one value: `struct metres { double value; }` with `using strong = void`.
template <class T>
concept strong = requires(T t) {
  typename T::strong;
  t.value;
};

enum class form : std::uint8_t {
  boolean,
  integer,
  number,  // double
  text,    // std::string, or headway::text, which holds nothing else
  view,    // std::string_view, which can only be written
  id,      // uuid, or what derives from it and adds nothing
  instant,
  date,
  any,  // raw_json
  code,
  maybe,
  list,
  object,
  served,  // a subject with what the journal adds to it: in schemas only
};

struct shape;

struct member {
  std::string_view name;
  const shape* is = nullptr;
  void* (*in)(void* whole) = nullptr;
};

struct code {
  std::string_view name;
  std::int64_t value = 0;
};

// One row of the table. Which of the fields are given depends on the form. All functions take the
// address of a value of the type described.
struct shape {
  enum form form {};
  std::int64_t least = 0, most = 0;              // integer: its range; text: code points
  std::int64_t (*load)(const void*) = nullptr;   // integer, code
  void (*store)(void*, std::int64_t) = nullptr;  // integer, code
  const shape* inner = nullptr;                  // maybe, list, served
  const void* (*held)(const void*) = nullptr;    // maybe: what it holds; nullptr when empty
  void* (*hold)(void*) = nullptr;                // maybe: makes it hold a fresh value
  std::size_t (*count)(const void*) = nullptr;   // list
  const void* (*item)(const void*, std::size_t) = nullptr;  // list
  void* (*append)(void*) = nullptr;                         // list: one fresh item more
  std::span<const member> members = {};                     // object
  std::span<const code> codes = {};                         // code
  const std::type_info* type = nullptr;  // object, code: whose name a schema bears
};

template <class T>
consteval shape make_shape();
template <class T>
inline constexpr shape shape_of = make_shape<T>();

template <class T>
std::int64_t load_number(const void* from) {
  return static_cast<std::int64_t>(*static_cast<const T*>(from));
}
template <class T>
void store_number(void* into, std::int64_t value) {
  *static_cast<T*>(into) = static_cast<T>(value);
}
template <class T, auto Member>
void* address_in(void* whole) {
  return &(static_cast<T*>(whole)->*Member);
}

template <described_enum E>
inline constexpr auto codes_of = []<template <class...> class List, class... D>(List<D...>) {
  return std::array<code, sizeof...(D)>{code{D::name, static_cast<std::int64_t>(D::value)}...};
}(boost::describe::describe_enumerators<E>{});

template <class T>
using described_members = boost::describe::describe_members<T, boost::describe::mod_any_access |
                                                                   boost::describe::mod_inherited>;

template <described_struct T>
inline constexpr auto members_of = []<template <class...> class List, class... D>(List<D...>) {
  return std::array<member, sizeof...(D)>{
      member{D::name, &shape_of<std::remove_cvref_t<decltype(std::declval<T&>().*D::pointer)>>,
             &address_in<T, D::pointer>}...};
}(described_members<T>{});

template <class T>
consteval shape optional_shape() {
  using held = typename T::value_type;
  return {.form = form::maybe,
          .inner = &shape_of<held>,
          .held = [](const void* from) -> const void* {
            const auto& value = *static_cast<const T*>(from);
            return value ? &*value : nullptr;
          },
          .hold = [](void* into) -> void* { return &static_cast<T*>(into)->emplace(); }};
}

template <class T>
consteval shape vector_shape() {
  return {.form = form::list,
          .inner = &shape_of<typename T::value_type>,
          .count = [](const void* from) { return static_cast<const T*>(from)->size(); },
          .item = [](const void* from, std::size_t at) -> const void* {
            return &(*static_cast<const T*>(from))[at];
          },
          .append = [](void* into) -> void* { return &static_cast<T*>(into)->emplace_back(); }};
}

template <class T>
consteval shape make_shape() {
  if constexpr (std::same_as<T, bool>) {
    return {.form = form::boolean};
  } else if constexpr (std::integral<T>) {
    return {.form = form::integer,
            .least = static_cast<std::int64_t>(std::numeric_limits<T>::min()),
            .most = std::in_range<std::int64_t>(std::numeric_limits<T>::max())
                        ? static_cast<std::int64_t>(std::numeric_limits<T>::max())
                        : std::numeric_limits<std::int64_t>::max(),
            .load = &load_number<T>,
            .store = &store_number<T>};
  } else if constexpr (std::same_as<T, double>) {
    return {.form = form::number};
  } else if constexpr (std::same_as<T, std::string>) {
    return {.form = form::text, .most = limits::request_body_bytes};
  } else if constexpr (std::same_as<T, std::string_view>) {
    return {.form = form::view};
  } else if constexpr (is_text<T>) {
    static_assert(std::is_standard_layout_v<T>);
    return {.form = form::text, .least = T::least, .most = T::most};
  } else if constexpr (identifier<T>) {
    static_assert(std::is_standard_layout_v<T>);
    return {.form = form::id};
  } else if constexpr (std::same_as<T, instant>) {
    return {.form = form::instant};
  } else if constexpr (std::same_as<T, local_date>) {
    return {.form = form::date};
  } else if constexpr (std::same_as<T, raw_json>) {
    return {.form = form::any};
  } else if constexpr (described_enum<T>) {
    return {.form = form::code,
            .load = &load_number<T>,
            .store = &store_number<T>,
            .codes = codes_of<T>,
            .type = &typeid(T)};
  } else if constexpr (is_optional<T>) {
    return optional_shape<T>();
  } else if constexpr (is_vector<T>) {
    return vector_shape<T>();
  } else if constexpr (strong<T>) {
    static_assert(std::is_standard_layout_v<T>);
    return make_shape<decltype(T::value)>();
  } else {
    static_assert(described_struct<T>, "describe this type with BOOST_DESCRIBE_STRUCT");
    return {.form = form::object, .members = members_of<T>, .type = &typeid(T)};
  }
}

// ---- names of enumerators -------------------------------------------------------------------

std::string_view name_of(std::span<const code> codes, std::int64_t value);
std::optional<std::int64_t> value_of(std::span<const code> codes, std::string_view name);
std::string all_names(std::span<const code> codes);

// Empty when `value` has no name.
template <described_enum E>
std::string_view name_of(E value) {
  return name_of(codes_of<E>, static_cast<std::int64_t>(value));
}
template <described_enum E>
std::optional<E> enum_from(std::string_view name) {
  if (const auto value = value_of(codes_of<E>, name)) return static_cast<E>(*value);
  return std::nullopt;
}
// "one, two, three"
template <described_enum E>
std::string all_names() {
  return all_names(codes_of<E>);
}

}  // namespace codec
}  // namespace headway
