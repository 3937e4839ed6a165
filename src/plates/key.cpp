#include "plates/key.hpp"

#include <sodium.h>

#include <algorithm>
#include <span>

#include "plates/base32.hpp"

namespace headway::plates {
namespace {

const unsigned char* raw(const auto& bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}
unsigned char* raw(auto& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

}  // namespace

signing_key signing_key::make() {
  public_half shown;
  secret_half secret;
  crypto_sign_keypair(raw(shown), raw(secret));
  return {shown, secret};
}

std::string signing_key::name() const {
  std::array<std::byte, 5> short_hash;
  std::array<std::byte, 32> hash;
  crypto_generichash(raw(hash), hash.size(), raw(public_), public_.size(), nullptr, 0);
  std::copy_n(hash.begin(), short_hash.size(), short_hash.begin());
  return base32(short_hash);
}

plate_key signing_key::for_checking() const {
  constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::string text(sodium_base64_ENCODED_LEN(public_.size(), variant), '\0');
  sodium_bin2base64(text.data(), text.size(), raw(public_), public_.size(), variant);
  text.pop_back();  // its terminating zero
  return {name(), std::move(text)};
}

signature signing_key::sign(std::string_view words) const {
  // What this key signs for plates means nothing elsewhere.
  const auto message = "headway plate\n" + std::string(words);
  signature made;
  crypto_sign_detached(raw(made), nullptr, raw(message), message.size(), raw(secret_));
  return made;
}

}  // namespace headway::plates
