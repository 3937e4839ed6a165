// Values in PostgreSQL's binary format, in which parameters and results travel.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <span>
#include <utility>
#include <vector>

#include "sql/connection.hpp"

namespace headway::sql {

// Object identifiers of built-in types: fixed in every PostgreSQL (pg_type.dat).
namespace postgres_type {
enum code : std::uint32_t {
  boolean = 16,
  bytea = 17,
  name = 19,
  int8 = 20,
  int2 = 21,
  int4 = 23,
  text = 25,
  float4 = 700,
  float8 = 701,
  bpchar = 1042,
  varchar = 1043,
};

inline bool is_text(std::uint32_t of) {
  return of == text || of == varchar || of == bpchar || of == name;
}
}  // namespace postgres_type

// Numbers travel in network byte order.
template <class T>
T in_network_order(T number) {
  auto bytes = std::bit_cast<std::array<char, sizeof(T)>>(number);
  if constexpr (std::endian::native == std::endian::little)
    std::reverse(bytes.begin(), bytes.end());
  return std::bit_cast<T>(bytes);
}

// The parameters of one call in wire format; its room is used again by the next.
class wire_parameters {
 public:
  void set(std::span<const value> given, const std::vector<std::uint32_t>& types) {
    const auto count = given.size();
    numbers_.resize(count);
    values_.resize(count);
    lengths_.resize(count);
    formats_.assign(count, 1);
    for (std::size_t i = 0; i < count; ++i)
      std::visit([&](const auto& v) { put(i, v, types[i]); },
                 static_cast<const value::variant&>(given[i]));
  }
  int count() const { return static_cast<int>(values_.size()); }
  const char* const* values() const { return values_.data(); }
  const int* lengths() const { return lengths_.data(); }
  const int* formats() const { return formats_.data(); }

 private:
  void put(std::size_t i, std::nullptr_t, std::uint32_t) { values_[i] = nullptr; }
  void put(std::size_t i, std::int64_t v, std::uint32_t as) {
    switch (as) {
      case postgres_type::int8:
        return put_number(i, v);
      case postgres_type::int4:
        return put_number(i, narrowed<std::int32_t>(i, v));
      case postgres_type::int2:
        return put_number(i, narrowed<std::int16_t>(i, v));
      case postgres_type::boolean:
        return put_number(i, static_cast<std::uint8_t>(v != 0));
      case postgres_type::float8:
        return put_number(i, static_cast<double>(v));
      default:
        refuse(i, as);
    }
  }
  void put(std::size_t i, double v, std::uint32_t as) {
    if (as != postgres_type::float8) refuse(i, as);
    put_number(i, v);
  }
  void put(std::size_t i, std::string_view v, std::uint32_t as) {
    if (!postgres_type::is_text(as)) refuse(i, as);
    put_view(i, v.data(), v.size());
  }
  void put(std::size_t i, bytes_view v, std::uint32_t as) {
    if (as != postgres_type::bytea) refuse(i, as);
    put_view(i, reinterpret_cast<const char*>(v.data()), v.size());
  }
  template <class T>
  void put_number(std::size_t i, T v) {
    const T wire = in_network_order(v);
    std::memcpy(numbers_[i].data(), &wire, sizeof wire);
    put_view(i, numbers_[i].data(), sizeof wire);
  }
  void put_view(std::size_t i, const char* first, std::size_t size) {
    if (!std::in_range<int>(size)) throw error(failure::other, "a parameter is too large");
    values_[i] = first ? first : "";  // a null pointer would mean NULL
    lengths_[i] = static_cast<int>(size);
  }
  template <class T>
  static T narrowed(std::size_t i, std::int64_t v) {
    if (!std::in_range<T>(v)) refuse(i, sizeof(T) == 4 ? postgres_type::int4 : postgres_type::int2);
    return static_cast<T>(v);
  }
  [[noreturn]] static void refuse(std::size_t i, std::uint32_t as) {
    throw error(failure::other, "parameter $" + std::to_string(i + 1) +
                                    " does not fit the type that PostgreSQL gives it (" +
                                    std::to_string(as) + "); CAST it");
  }

  std::vector<std::array<char, 8>> numbers_;
  std::vector<const char*> values_;
  std::vector<int> lengths_, formats_;
};

}  // namespace headway::sql
