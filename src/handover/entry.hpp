// A sealed command: what the author's phone put away when he acted, to be opened by the site and by
// nobody on the way. Form and reasons: docs/handover-format.md.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/codec.hpp"
#include "base/limits.hpp"
#include "base/problem.hpp"
#include "handover/site_keys.hpp"

namespace headway::handover {

using sealed_text = text<limits::handover_bytes>;  // base64url

struct sealed_attachment {
  short_text key;
  text<100, 0> media_type;  // what the device believed; the content decides
  sealed_text data;
};
BOOST_DESCRIBE_STRUCT(sealed_attachment, (), (key, media_type, data))

// The body of POST /api/v1/handover.
struct sealed_entry {
  command_id command;
  person_id person;  // the author
  device_id device;  // the author's
  uuid key_id;       // of the site's key that it is closed for
  text<200> ephemeral;
  text<200> wrapped_key;
  sealed_text body;
  std::vector<sealed_attachment> attachments;
  text<200> signature;
};
BOOST_DESCRIBE_STRUCT(sealed_entry, (),
                      (command, person, device, key_id, ephemeral, wrapped_key, body, attachments,
                       signature))

// The same with its bytes, still closed.
struct closed_entry {
  command_id command;
  person_id person;
  device_id device;
  uuid key_id;
  std::string ephemeral, wrapped_key, body, signature;
  struct part {
    std::string key, data;
  };
  std::vector<part> attachments;
};
// Problems: handover.malformed at the field, field.too_long.
result<closed_entry> bytes_of(const sealed_entry& from);

// The text that the author's device signed.
std::string signed_text(const closed_entry& of);

// What is inside. `path` is below /api/v1; texts of `body` may be `attachment:KEY`.
struct plain_command {
  text<300, 1> path;
  raw_json body;
  std::optional<std::int64_t> version;
  std::optional<std::int64_t> apart;
  instant observed_at;
  std::optional<std::int64_t> clock_offset_ms;

  instant acted_at() const { return observed_at + milliseconds(clock_offset_ms.value_or(0)); }
};
BOOST_DESCRIBE_STRUCT(plain_command, (), (path, body, version, apart, observed_at, clock_offset_ms))

struct opened_entry {
  plain_command command;
  std::vector<closed_entry::part> attachments;  // plain
};
// Does not look at the signature. Problem: handover.unreadable.
result<opened_entry> open(const closed_entry& from, const site_key& key);

// `body` with every `attachment:KEY` replaced by the id it stands for. Problem: handover.unreadable
// when there is no such attachment.
result<std::string> with_attachments(const raw_json& body,
                                     const std::map<std::string, std::string>& ids);

namespace problems {
using namespace headway::problems;
inline constexpr problem_kind malformed{"handover.malformed", 422, "封存内容格式不对",
                                        "The sealed entry is malformed here"};
inline constexpr problem_kind unreadable{"handover.unreadable", 422,
                                         "封存内容打不开：已损坏，或不是封存给本矿的",
                                         "The sealed entry does not open: it is damaged, or was "
                                         "sealed for another site"};
inline constexpr problem_kind unknown_key{"handover.unknown_key", 422, "这条内容不是封存给本矿的",
                                          "The entry was sealed for another site"};
inline constexpr problem_kind unknown_device{"handover.unknown_device", 422,
                                             "这台设备没有为作者登记过",
                                             "The device was never enrolled for the author"};
inline constexpr problem_kind bad_signature{"handover.bad_signature", 422,
                                            "签名不符：内容被改动，或不是作者的设备所签",
                                            "The signature does not fit: the entry was altered, or "
                                            "another device signed it"};
inline constexpr problem_kind device_ended{"handover.device_ended", 422,
                                           "操作时这台设备已停用或登记已过期",
                                           "When this was done the device was already revoked or "
                                           "its enrolment had ended"};
inline constexpr problem_kind author_not_active{"handover.author_not_active", 422,
                                                "作者的账号已停用，不能再提交",
                                                "The author's account is not active any more"};
}  // namespace problems

}  // namespace headway::handover
