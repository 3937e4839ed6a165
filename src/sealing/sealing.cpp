#include "sealing/sealing.hpp"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/param_build.h>
#include <sodium.h>

#include <limits>
#include <memory>

#include "base/ensure.hpp"

namespace headway::sealing {
namespace {

// Releases what OpenSSL gave.
template <auto Release>
struct releaser {
  template <class T>
  void operator()(T* held) const {
    Release(held);
  }
};
using key_handle = std::unique_ptr<EVP_PKEY, releaser<EVP_PKEY_free>>;
using key_context = std::unique_ptr<EVP_PKEY_CTX, releaser<EVP_PKEY_CTX_free>>;
using cipher_context = std::unique_ptr<EVP_CIPHER_CTX, releaser<EVP_CIPHER_CTX_free>>;
using digest_context = std::unique_ptr<EVP_MD_CTX, releaser<EVP_MD_CTX_free>>;
using derivation = std::unique_ptr<EVP_KDF, releaser<EVP_KDF_free>>;
using derivation_context = std::unique_ptr<EVP_KDF_CTX, releaser<EVP_KDF_CTX_free>>;
using number = std::unique_ptr<BIGNUM, releaser<BN_clear_free>>;
using builder = std::unique_ptr<OSSL_PARAM_BLD, releaser<OSSL_PARAM_BLD_free>>;
using parameters = std::unique_ptr<OSSL_PARAM, releaser<OSSL_PARAM_free>>;
using ecdsa_signature = std::unique_ptr<ECDSA_SIG, releaser<ECDSA_SIG_free>>;

constexpr const char* curve = "prime256v1";

const unsigned char* raw(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}
unsigned char* raw(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

// A key of the curve; null when `point` is none of its points. `scalar` empty: the public half.
key_handle key_of(std::string_view point, std::string_view scalar) {
  if (point.size() != point_bytes || point[0] != 4) return nullptr;
  const builder made(OSSL_PARAM_BLD_new());
  const number secret(scalar.empty() ? nullptr
                                     : BN_bin2bn(raw(scalar), static_cast<int>(scalar.size()), {}));
  ENSURE(made && OSSL_PARAM_BLD_push_utf8_string(made.get(), OSSL_PKEY_PARAM_GROUP_NAME, curve, 0));
  ENSURE(OSSL_PARAM_BLD_push_octet_string(made.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                          point.size()));
  if (secret) ENSURE(OSSL_PARAM_BLD_push_BN(made.get(), OSSL_PKEY_PARAM_PRIV_KEY, secret.get()));
  const parameters all(OSSL_PARAM_BLD_to_param(made.get()));
  const key_context context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
  ENSURE(all && context && EVP_PKEY_fromdata_init(context.get()) == 1);
  EVP_PKEY* key = nullptr;
  const int what = secret ? EVP_PKEY_KEYPAIR : EVP_PKEY_PUBLIC_KEY;
  if (EVP_PKEY_fromdata(context.get(), &key, what, all.get()) != 1) return nullptr;
  key_handle found(key);
  const key_context checking(EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr));
  return checking && EVP_PKEY_public_check(checking.get()) == 1 ? std::move(found) : nullptr;
}

// The x coordinate that both sides reach; nullopt when `theirs` is no point.
std::optional<std::string> agreed(const key_pair& own, std::string_view theirs) {
  const auto mine = key_of(own.point, own.scalar), other = key_of(theirs, {});
  if (!mine || !other) return std::nullopt;
  const key_context context(EVP_PKEY_CTX_new_from_pkey(nullptr, mine.get(), nullptr));
  std::string shared(key_bytes, '\0');
  std::size_t size = shared.size();
  if (!context || EVP_PKEY_derive_init(context.get()) != 1 ||
      EVP_PKEY_derive_set_peer(context.get(), other.get()) != 1 ||
      EVP_PKEY_derive(context.get(), raw(shared), &size) != 1 || size != key_bytes)
    return std::nullopt;
  return shared;
}

std::string derived(std::string secret, std::string salt, std::string_view info) {
  const derivation hkdf(EVP_KDF_fetch(nullptr, "HKDF", nullptr));
  const derivation_context context(EVP_KDF_CTX_new(hkdf.get()));
  std::string digest = "SHA256", about(info), key(key_bytes, '\0');
  const OSSL_PARAM how[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest.data(), 0),
      OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, secret.data(), secret.size()),
      OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SALT, salt.data(), salt.size()),
      OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, about.data(), about.size()),
      OSSL_PARAM_construct_end()};
  ENSURE(context && EVP_KDF_derive(context.get(), raw(key), key.size(), how) == 1);
  sodium_memzero(secret.data(), secret.size());
  return key;
}

std::string parameter_of(EVP_PKEY* key, const char* name, std::size_t size) {
  std::string bytes(size, '\0');
  std::size_t got = 0;
  ENSURE(EVP_PKEY_get_octet_string_param(key, name, raw(bytes), bytes.size(), &got) == 1);
  ENSURE(got == size);
  return bytes;
}

}  // namespace

key_pair make_key_pair() {
  const key_handle made(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", curve));
  ENSURE(made != nullptr);
  BIGNUM* secret = nullptr;
  ENSURE(EVP_PKEY_get_bn_param(made.get(), OSSL_PKEY_PARAM_PRIV_KEY, &secret) == 1);
  const number kept(secret);
  std::string scalar(scalar_bytes, '\0');
  ENSURE(BN_bn2binpad(secret, raw(scalar), static_cast<int>(scalar.size())) == scalar_bytes);
  return {parameter_of(made.get(), OSSL_PKEY_PARAM_PUB_KEY, point_bytes), std::move(scalar)};
}

bool is_point(std::string_view point) { return key_of(point, {}) != nullptr; }

std::optional<std::string> open(std::string_view key, std::string_view sealed,
                                std::string_view about) {
  constexpr std::size_t most = std::numeric_limits<int>::max();
  if (key.size() != key_bytes || sealed.size() < nonce_bytes + tag_bytes || sealed.size() > most ||
      about.size() > most)
    return std::nullopt;
  const auto nonce = sealed.substr(0, nonce_bytes);
  const auto closed = sealed.substr(nonce_bytes, sealed.size() - nonce_bytes - tag_bytes);
  std::string tag(sealed.substr(sealed.size() - tag_bytes));
  std::string plain(closed.size(), '\0');
  const cipher_context context(EVP_CIPHER_CTX_new());
  int size = 0;
  const bool opened =
      context &&
      EVP_DecryptInit_ex2(context.get(), EVP_aes_256_gcm(), raw(key), raw(nonce), nullptr) == 1 &&
      EVP_DecryptUpdate(context.get(), nullptr, &size, raw(about),
                        static_cast<int>(about.size())) == 1 &&
      EVP_DecryptUpdate(context.get(), raw(plain), &size, raw(closed),
                        static_cast<int>(closed.size())) == 1 &&
      EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, tag_bytes, tag.data()) == 1 &&
      EVP_DecryptFinal_ex(context.get(), raw(plain) + size, &size) == 1;
  if (!opened) return std::nullopt;
  return plain;
}

std::optional<std::string> unwrap(const key_pair& own, const wrapping& from) {
  auto shared = agreed(own, from.ephemeral);
  if (!shared) return std::nullopt;
  auto key = derived(std::move(*shared), std::string(from.ephemeral) + own.point, from.info);
  auto wrapped = open(key, from.wrapped, from.about);
  sodium_memzero(key.data(), key.size());
  if (!wrapped || wrapped->size() != key_bytes) return std::nullopt;
  return wrapped;
}

bool verifies(std::string_view point, std::string_view text, std::string_view signature) {
  if (signature.size() != signature_bytes) return false;
  const auto key = key_of(point, {});
  if (!key) return false;
  const ecdsa_signature parts(ECDSA_SIG_new());
  constexpr int half = signature_bytes / 2;
  BIGNUM* r = BN_bin2bn(raw(signature), half, nullptr);
  BIGNUM* s = BN_bin2bn(raw(signature) + half, half, nullptr);
  ENSURE(parts && r && s && ECDSA_SIG_set0(parts.get(), r, s) == 1);  // takes r and s over
  const int size = i2d_ECDSA_SIG(parts.get(), nullptr);
  ENSURE(size > 0);
  std::string der(static_cast<std::size_t>(size), '\0');
  auto* end = raw(der);
  ENSURE(i2d_ECDSA_SIG(parts.get(), &end) == size);
  const digest_context context(EVP_MD_CTX_new());
  return context &&
         EVP_DigestVerifyInit_ex(context.get(), nullptr, "SHA256", nullptr, nullptr, key.get(),
                                 nullptr) == 1 &&
         EVP_DigestVerify(context.get(), raw(der), der.size(), raw(text), text.size()) == 1;
}

std::string sha256_hex(std::string_view bytes) {
  unsigned char sum[crypto_hash_sha256_BYTES];
  crypto_hash_sha256(sum, raw(bytes), bytes.size());
  std::string text(2 * sizeof sum + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), sum, sizeof sum);
  text.pop_back();
  return text;
}

std::optional<std::string> from_base64url(std::string_view text, std::size_t most) {
  if (text.size() > most / 3 * 4 + 4) return std::nullopt;
  std::string bytes(text.size() / 4 * 3 + 3, '\0');
  std::size_t size = 0;
  if (sodium_base642bin(raw(bytes), bytes.size(), text.data(), text.size(), nullptr, &size, nullptr,
                        sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
      size > most)
    return std::nullopt;
  bytes.resize(size);
  return bytes;
}

std::string to_base64url(std::string_view bytes) {
  constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
  sodium_bin2base64(text.data(), text.size(), raw(bytes), bytes.size(), variant);
  text.pop_back();  // its zero
  return text;
}

}  // namespace headway::sealing
