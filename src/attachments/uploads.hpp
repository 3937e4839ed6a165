// Pictures and voice notes on their way in, in pieces, from phones whose network comes and goes.
//
// An upload belongs to the account and the process that began it. It is not kept over a restart:
// after a power cut the tail of its file may be holes. A client that is told 404 begins again,
// and because what is kept is addressed by its content, a doubled upload changes nothing.
#pragma once

#include <boost/describe.hpp>
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "attachments/blobs.hpp"
#include "base/ids.hpp"
#include "base/problem.hpp"
#include "base/text.hpp"
#include "base/time.hpp"

namespace headway::attachments {

// A stored picture or voice note. `id` is the address of its bytes as they are stored, without
// metadata.
struct attachment {
  text<64, 64> id;
  std::string media_type;     // "image/jpeg", "image/png", "image/webp", "audio/ogg", …
  std::int64_t size = 0;      // bytes
  int width = 0, height = 0;  // 0: a voice note
};
BOOST_DESCRIBE_STRUCT(attachment, (), (id, media_type, size, width, height))

// The body of POST /api/v1/attachments.
struct begin_upload {
  std::int64_t size = 0;               // bytes that will come
  std::optional<text<64, 64>> sha256;  // of these bytes, in hexadecimal: proves that they came
  text<100> media_type;                // what the device believes; the content decides
};
BOOST_DESCRIBE_STRUCT(begin_upload, (), (size, sha256, media_type))

struct upload_begun {
  uuid upload;
  std::int64_t offset = 0;
};
BOOST_DESCRIBE_STRUCT(upload_begun, (), (upload, offset))

struct upload_grown {
  std::int64_t offset = 0;
};
BOOST_DESCRIBE_STRUCT(upload_grown, (), (offset))

namespace problems {
using namespace headway::problems;
inline constexpr problem_kind size_out_of_bounds{"attachment.size_out_of_bounds", 413,
                                                 "照片大小须在 1 到 {most} 字节之间",
                                                 "A picture must have between 1 and {most} bytes"};
inline constexpr problem_kind wrong_offset{"attachment.wrong_offset", 409,
                                           "已收到 {offset} 字节，请从那里继续上传",
                                           "{offset} bytes have arrived; go on from there"};
inline constexpr problem_kind beyond_size{"attachment.beyond_size", 422,
                                          "收到的内容超出声明的 {size} 字节",
                                          "More has come than the {size} bytes announced"};
inline constexpr problem_kind incomplete{"attachment.incomplete", 409,
                                         "照片还没有传完：{offset} / {size} 字节",
                                         "The picture is not complete: {offset} of {size} bytes"};
inline constexpr problem_kind damaged{"attachment.damaged", 422, "照片在传输中损坏，请重新上传",
                                      "The picture was damaged on its way; upload it again"};
inline constexpr problem_kind too_much_under_way{
    "attachment.too_much_under_way", 429, "正在上传的照片太多，请等前面的传完",
    "Too many pictures are being uploaded; wait until some are complete"};
}  // namespace problems

// Thread-safe.
class uploads {
 public:
  // Checks what came and takes its metadata away. Problems: of the picture itself.
  struct cleaned {
    std::string bytes;
    std::string media_type;
    int width = 0, height = 0;
  };
  using cleaner = result<cleaned> (*)(std::string bytes);

  uploads(const blob_store& into, cleaner clean) : into_(into), clean_(clean) {}

  // Problems: attachment.size_out_of_bounds, attachment.too_much_under_way.
  result<upload_begun> begin(const uuid& account, const begin_upload& wanted, instant now);
  // Bytes that have arrived. Problem of this and what follows: request.not_found.
  result<std::int64_t> offset(const uuid& account, const uuid& upload, instant now);
  // Adds bytes at `offset`, which must be where the upload ends; gives where it ends then. With the
  // last byte the picture is cleaned and kept, durably. Problems: attachment.wrong_offset,
  // attachment.beyond_size; store.full, server.store_failed (nothing was added: send the piece
  // again).
  result<std::int64_t> append(const uuid& account, const uuid& upload, std::int64_t offset,
                              std::string_view bytes, instant now);
  // What has become of a picture that has come whole; quick, and the same each time. Problems:
  // attachment.incomplete, attachment.damaged, those of the cleaner.
  result<attachment> complete(const uuid& account, const uuid& upload, instant now);
  // Cleans what has come whole and keeps it, durably. Problems: those of the cleaner,
  // store.full, server.store_failed.
  result<attachment> take_in(std::string bytes) const;

 private:
  struct upload;
  std::shared_ptr<upload> find(const uuid& account, const uuid& id, instant now);
  void drop_abandoned(instant now);
  result<attachment> keep(const upload& whole);

  const blob_store& into_;
  cleaner clean_;
  std::mutex guard_;  // of the map; each upload has its own
  std::map<uuid, std::shared_ptr<upload>> under_way_;
};

}  // namespace headway::attachments
