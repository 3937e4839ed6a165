#include "attachments/uploads.hpp"

#include <sodium.h>

#include <array>
#include <atomic>
#include <filesystem>

#include "attachments/file.hpp"
#include "base/limits.hpp"

namespace headway::attachments {
namespace {

std::string sha256_of(std::string_view bytes) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
  crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(bytes.data()),
                     bytes.size());
  std::string text(2 * digest.size() + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), digest.data(), digest.size());
  text.pop_back();
  return text;
}

bool same_digest(std::string_view hexadecimal, std::string_view lower) {
  if (hexadecimal.size() != lower.size()) return false;
  for (std::size_t i = 0; i < lower.size(); ++i) {
    const char c = hexadecimal[i];
    if ((c >= 'A' && c <= 'F' ? static_cast<char>(c + ('a' - 'A')) : c) != lower[i]) return false;
  }
  return true;
}

}  // namespace

struct uploads::upload {
  uuid account;
  std::string path;
  begin_upload wanted;
  std::mutex guard;  // of what follows and of the file
  std::int64_t arrived = 0;
  std::optional<result<attachment>> outcome;  // once the last byte is there
  std::atomic<bool> under_way = true;         // read without the guard
  instant touched;                            // guarded by the map's mutex

  ~upload() { remove_file(); }
  void remove_file() const {
    std::error_code ignored;
    std::filesystem::remove(path, ignored);
  }
};

result<upload_begun> uploads::begin(const uuid& account, const begin_upload& wanted, instant now) {
  if (wanted.size < 1 || std::cmp_greater(wanted.size, limits::attachment_bytes))
    return problem(problems::size_out_of_bounds, "/size",
                   {{"most", std::to_string(limits::attachment_bytes)}});
  const std::lock_guard lock(guard_);
  drop_abandoned(now);
  std::int64_t bytes = wanted.size;
  for (const auto& [id, each] : under_way_)
    if (each->account == account && each->under_way) bytes += each->wanted.size;
  if (std::cmp_greater(bytes, limits::uploads_bytes_per_account) ||
      under_way_.size() >= limits::uploads)
    return problem(problems::too_much_under_way);
  const auto id = make_uuid(to_unix_ms(now));
  auto made = std::make_shared<upload>();
  made->account = account;
  made->path = into_.unfinished(id.text());
  made->wanted = wanted;
  made->touched = now;
  under_way_.emplace(id, std::move(made));
  return upload_begun{id, 0};
}

std::shared_ptr<uploads::upload> uploads::find(const uuid& account, const uuid& id, instant now) {
  const std::lock_guard lock(guard_);
  drop_abandoned(now);
  const auto found = under_way_.find(id);
  if (found == under_way_.end() || found->second->account != account) return nullptr;
  found->second->touched = now;
  return found->second;
}

void uploads::drop_abandoned(instant now) {
  std::erase_if(under_way_, [&](const auto& each) {
    const auto kept =
        each.second->under_way ? limits::upload_abandoned_after : limits::upload_answer_kept;
    return each.second->touched + kept <= now;
  });
}

result<std::int64_t> uploads::offset(const uuid& account, const uuid& upload, instant now) {
  const auto of = find(account, upload, now);
  if (!of) return problem(problems::not_found);
  const std::lock_guard lock(of->guard);
  return of->arrived;
}

result<std::int64_t> uploads::append(const uuid& account, const uuid& upload, std::int64_t offset,
                                     std::string_view bytes, instant now) {
  const auto to = find(account, upload, now);
  if (!to) return problem(problems::not_found);
  const std::lock_guard lock(to->guard);
  if (offset != to->arrived)
    return problem(problems::wrong_offset, "", {{"offset", std::to_string(to->arrived)}});
  if (std::cmp_greater(bytes.size(), to->wanted.size - offset))
    return problem(problems::beyond_size, "", {{"size", std::to_string(to->wanted.size)}});
  if (bytes.empty()) return to->arrived;
  // What a failed write leaves behind lies beyond `arrived` and is written over.
  if (auto written = write_at(to->path, offset, bytes); !written) return written.error();
  const auto arrived = offset + static_cast<std::int64_t>(bytes.size());
  if (arrived == to->wanted.size) {
    auto outcome = keep(*to);
    // The disk's failure, not the file's: the same piece may come again.
    if (!outcome && outcome.error().kind->status == 503) return outcome.error();
    to->outcome = std::move(outcome);
    to->under_way = false;
    to->remove_file();
  }
  to->arrived = arrived;
  return arrived;
}

result<attachment> uploads::complete(const uuid& account, const uuid& id, instant now) {
  const auto of = find(account, id, now);
  if (!of) return problem(problems::not_found);
  const std::lock_guard lock(of->guard);
  if (of->outcome) return *of->outcome;
  return problem(
      problems::incomplete, "",
      {{"offset", std::to_string(of->arrived)}, {"size", std::to_string(of->wanted.size)}});
}

result<attachment> uploads::keep(const upload& whole) {
  auto bytes = read_whole(whole.path, static_cast<std::size_t>(whole.wanted.size));
  if (!bytes || std::cmp_not_equal(bytes->size(), whole.wanted.size))
    return problem(problems::store_failed);
  if (whole.wanted.sha256 && !same_digest(whole.wanted.sha256->value, sha256_of(*bytes)))
    return problem(problems::damaged);
  return take_in(std::move(*bytes));
}

result<attachment> uploads::take_in(std::string bytes) const {
  auto bare = clean_(std::move(bytes));
  if (!bare) return bare.error();
  auto address = into_.put(bare->bytes);
  if (!address) return address.error();
  return attachment{std::move(*address), std::move(bare->media_type),
                    static_cast<std::int64_t>(bare->bytes.size()), bare->width, bare->height};
}

}  // namespace headway::attachments
