#include "plates/code.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "plates/base32.hpp"

namespace headway::plates {
namespace {

constexpr int figures = 10;
constexpr std::uint64_t values = 1'000'000'000;

// H. M. Damm's quasigroup of order 10: finds every single wrong figure and every exchange of
// neighbours.
constexpr std::array<std::array<std::uint8_t, 10>, 10> damm{{{0, 3, 1, 7, 5, 9, 8, 6, 4, 2},
                                                             {7, 0, 9, 2, 1, 5, 4, 8, 6, 3},
                                                             {4, 2, 0, 6, 8, 7, 1, 3, 5, 9},
                                                             {1, 7, 5, 0, 9, 8, 3, 4, 2, 6},
                                                             {6, 1, 2, 3, 0, 4, 5, 9, 7, 8},
                                                             {3, 6, 7, 4, 2, 0, 9, 5, 8, 1},
                                                             {5, 8, 6, 9, 7, 2, 0, 1, 3, 4},
                                                             {8, 9, 4, 5, 3, 6, 2, 0, 1, 7},
                                                             {9, 4, 3, 8, 6, 1, 7, 2, 0, 5},
                                                             {2, 5, 8, 1, 4, 3, 6, 7, 9, 0}}};

std::uint8_t check_of(std::string_view code) {
  std::uint8_t state = 0;
  for (const char c : code)
    state = damm[state][static_cast<std::size_t>(c - '0')];
  return state;
}

char letter_of(plate_kind kind) { return kind == plate_kind::place ? 'P' : 'Z'; }

}  // namespace

std::string code_of(const subject_id& subject) {
  std::array<unsigned char, 16> digest;
  crypto_generichash(digest.data(), digest.size(), subject.bytes.data(), subject.bytes.size(),
                     nullptr, 0);
  std::uint64_t number = 0;
  for (int i = 0; i < 8; ++i)
    number = number << 8 | digest[static_cast<std::size_t>(i)];
  auto code = std::to_string(number % values);
  code.insert(0, static_cast<std::size_t>(figures - 1) - code.size(), '0');
  code += static_cast<char>('0' + check_of(code));
  return code;
}

bool is_code(std::string_view code) {
  return code.size() == figures &&
         std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; }) &&
         check_of(code) == 0;
}

std::string in_groups(std::string_view code) {
  return std::string(code.substr(0, 3)) + ' ' + std::string(code.substr(3, 3)) + ' ' +
         std::string(code.substr(6));
}

std::string line_of(const signing_key& by, plate_kind kind, const subject_id& subject,
                    std::string_view site_address) {
  std::string named = "HW1:" + by.name() + ':' + letter_of(kind) + base32(subject.raw());
  const auto signature = by.sign(named);
  std::string line;
  if (!site_address.empty()) {
    // Capital letters take the least room in a QR code; scheme and host mean the same in them.
    for (const char c : site_address)
      line += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    if (!line.ends_with('/')) line += '/';
    line += "P/";
  }
  return line + named + ':' + base32(std::as_bytes(std::span(signature)));
}

}  // namespace headway::plates
