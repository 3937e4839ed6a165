// The key pair (Ed25519) with which a site signs its plates, so that a phone without contact tells
// a plate of the mine from one that somebody has printed at home.
#pragma once

#include <array>
#include <boost/describe.hpp>
#include <cstddef>
#include <string>
#include <string_view>

namespace headway::plates {

using public_half = std::array<std::byte, 32>;
using secret_half = std::array<std::byte, 64>;
using signature = std::array<std::byte, 64>;

// What the app checks plates with.
struct plate_key {
  std::string name;        // signing_key::name()
  std::string public_key;  // Ed25519, base64url without padding
};
BOOST_DESCRIBE_STRUCT(plate_key, (), (name, public_key))

class signing_key {
 public:
  signing_key(const public_half& shown, const secret_half& secret)
      : public_(shown), secret_(secret) {}
  static signing_key make();

  // Eight characters of the public half's hash: which key a plate was signed by.
  std::string name() const;
  const public_half& shown() const { return public_; }
  plate_key for_checking() const;
  // Only for the store.
  const secret_half& secret() const { return secret_; }

  signature sign(std::string_view words) const;

 private:
  public_half public_;
  secret_half secret_;
};

}  // namespace headway::plates
