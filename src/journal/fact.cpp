#include "journal/fact.hpp"

#include <sodium.h>

#include <string_view>

namespace headway::journal {
namespace {

class hasher {
 public:
  hasher() { crypto_generichash_init(&state_, nullptr, 0, sizeof(hash)); }
  void bytes(const void* data, std::size_t size) {
    crypto_generichash_update(&state_, static_cast<const unsigned char*>(data), size);
  }
  void integer(std::int64_t value) {
    unsigned char little[8];
    for (int i = 0; i < 8; ++i)
      little[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(value) >> (8 * i));
    bytes(little, sizeof little);
  }
  void id(const uuid& value) { bytes(value.bytes.data(), value.bytes.size()); }
  void text(std::string_view value) {
    integer(static_cast<std::int64_t>(value.size()));
    bytes(value.data(), value.size());
  }
  hash finish() {
    hash made;
    crypto_generichash_final(&state_, made.data(), made.size());
    return made;
  }

 private:
  crypto_generichash_state state_;
};

}  // namespace

hash hash_of(const fact& f) {
  hasher h;
  h.text("headway fact 1");
  h.bytes(f.previous.data(), f.previous.size());
  h.id(f.node);
  h.integer(f.seq);
  h.integer(static_cast<std::int64_t>(f.clock));
  h.id(f.section);
  h.id(f.subject);
  h.text(f.kind);
  h.text(f.body);
  h.id(f.by.actor);
  h.id(f.by.device);
  h.integer(to_unix_ms(f.by.observed_at));
  h.id(f.by.command);
  h.integer(to_unix_ms(f.recorded_at));
  if (f.by.clock_offset) {
    h.text("clock_offset_ms");
    h.integer(f.by.clock_offset->count());
  }
  if (f.by.decided_on) {
    h.text("decided_on");
    h.integer(*f.by.decided_on);
  }
  if (!f.by.handed_in_by.is_nil()) {
    h.text("handed_in_by");
    h.id(f.by.handed_in_by);
  }
  return h.finish();
}

std::string hex(const hash& h) {
  constexpr char digits[] = "0123456789abcdef";
  std::string out;
  out.reserve(h.size() * 2);
  for (const auto byte : h)
    (out += digits[byte >> 4]) += digits[byte & 15];
  return out;
}

std::string_view subject_kind(std::string_view fact_kind) {
  return fact_kind.substr(0, fact_kind.find('.'));
}

}  // namespace headway::journal
