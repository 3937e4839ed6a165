// The few operations of cryptography by which a phone closes a command so that only its author and
// the site can open it: P-256 key agreement, HKDF, AES-256-GCM, ECDSA. Bytes stand in strings,
// points raw (65 bytes, uncompressed), signatures raw (r || s, 64 bytes): as WebCrypto writes them.
// docs/handover-format.md says how they are put together.
//
// The only place that uses OpenSSL. Pure and thread-safe; what cannot be opened gives nothing and
// never says why: an altered byte and a wrong key look the same.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace headway::sealing {

inline constexpr std::size_t point_bytes = 65;
inline constexpr std::size_t scalar_bytes = 32;
inline constexpr std::size_t key_bytes = 32;
inline constexpr std::size_t signature_bytes = 64;
inline constexpr std::size_t nonce_bytes = 12;
inline constexpr std::size_t tag_bytes = 16;

struct key_pair {
  std::string point;   // public
  std::string scalar;  // private
};
key_pair make_key_pair();

// Whether this is a point of the curve, other than infinity.
bool is_point(std::string_view raw);

// The plain text of `nonce || ciphertext || tag`, if `key` closed it about `about`.
std::optional<std::string> open(std::string_view key, std::string_view sealed,
                                std::string_view about);

// The key that a sender wrapped for `own` with his `ephemeral` point: the shared x coordinate, made
// a wrapping key by HKDF-SHA256 with salt `ephemeral || own.point` and `info`, opens `wrapped`.
struct wrapping {
  std::string_view ephemeral, wrapped, info, about;
};
std::optional<std::string> unwrap(const key_pair& own, const wrapping& from);

// Whether the holder of `point` signed `text` (ECDSA over its SHA-256).
bool verifies(std::string_view point, std::string_view text, std::string_view signature);

std::string sha256_hex(std::string_view bytes);

// Without padding. nullopt: not base64url, or more than `most` bytes.
std::optional<std::string> from_base64url(std::string_view text, std::size_t most);
std::string to_base64url(std::string_view bytes);

}  // namespace headway::sealing
