#include "handover/entry.hpp"
#include "base/json.hpp"

#include <algorithm>

namespace headway::handover {
namespace {

namespace json = boost::json;

constexpr std::string_view info = "headway handover 1";  // also the first line that is signed
constexpr std::string_view mark = "attachment:";
constexpr std::size_t wrapped_bytes =
    sealing::nonce_bytes + sealing::key_bytes + sealing::tag_bytes;

problem malformed(std::string pointer) { return {problems::malformed, std::move(pointer)}; }

result<std::string> exactly(std::string_view text, std::size_t size, const char* pointer) {
  auto bytes = sealing::from_base64url(text, size);
  if (!bytes || bytes->size() != size) return malformed(pointer);
  return std::move(*bytes);
}

result<std::string> closed_part(std::string_view text, const std::string& pointer) {
  auto bytes = sealing::from_base64url(text, limits::handover_bytes).value_or("");
  if (bytes.size() < sealing::nonce_bytes + sealing::tag_bytes) return malformed(pointer);
  return bytes;
}

std::string about(const command_id& command, std::string_view part) {
  return (command.text() += ':') += part;
}

// Depth is bounded: the body was parsed within limits::json_depth.
bool replace_marks(json::value& in, const std::map<std::string, std::string>& ids) {
  if (auto* object = in.if_object()) {
    return std::all_of(object->begin(), object->end(),
                       [&](auto& member) { return replace_marks(member.value(), ids); });
  }
  if (auto* array = in.if_array()) {
    return std::all_of(array->begin(), array->end(),
                       [&](auto& each) { return replace_marks(each, ids); });
  }
  if (!in.is_string()) return true;
  const std::string_view text = in.get_string();
  if (!text.starts_with(mark)) return true;
  const auto found = ids.find(std::string(text.substr(mark.size())));
  if (found == ids.end()) return false;
  in = found->second;
  return true;
}

}  // namespace

result<closed_entry> bytes_of(const sealed_entry& from) {
  closed_entry made{from.command, from.person, from.device, from.key_id, {}, {}, {}, {}, {}};
  if (from.command.is_nil()) return malformed("/command");
  const struct {
    std::string_view text;
    std::size_t size;
    const char* pointer;
    std::string& to;
  } fixed[] = {{from.ephemeral, sealing::point_bytes, "/ephemeral", made.ephemeral},
               {from.wrapped_key, wrapped_bytes, "/wrapped_key", made.wrapped_key},
               {from.signature, sealing::signature_bytes, "/signature", made.signature}};
  for (const auto& each : fixed) {
    auto bytes = exactly(each.text, each.size, each.pointer);
    if (!bytes) return bytes.error();
    each.to = std::move(*bytes);
  }
  auto body = closed_part(from.body, "/body");
  if (!body) return body.error();
  made.body = std::move(*body);
  if (from.attachments.size() > limits::handover_attachments)
    return problem(problems::too_long, "/attachments",
                   {{"most", std::to_string(limits::handover_attachments)}});
  for (std::size_t i = 0; i < from.attachments.size(); ++i) {
    const auto& each = from.attachments[i];
    const auto pointer = "/attachments/" + std::to_string(i);
    const auto same = [&](const closed_entry::part& other) { return other.key == each.key.value; };
    if (each.key.empty() || each.key.value == "body" ||
        each.key.value.find('\n') != std::string::npos ||
        std::any_of(made.attachments.begin(), made.attachments.end(), same))
      return malformed(pointer + "/key");
    auto data = closed_part(each.data, pointer + "/data");
    if (!data) return data.error();
    made.attachments.push_back({each.key.value, std::move(*data)});
  }
  return made;
}

std::string signed_text(const closed_entry& of) {
  std::string text(info);
  for (const auto& line :
       {of.command.text(), of.person.text(), of.device.text(), sealing::sha256_hex(of.body)})
    (text += '\n') += line;
  for (const auto& each : of.attachments)
    (((text += '\n') += each.key) += ':') += sealing::sha256_hex(each.data);
  return text;
}

result<opened_entry> open(const closed_entry& from, const site_key& key) {
  const auto content_key =
      sealing::unwrap(key.pair, {from.ephemeral, from.wrapped_key, info, from.command.text()});
  if (!content_key) return problem(problems::unreadable);
  const auto body = sealing::open(*content_key, from.body, about(from.command, "body"));
  if (!body) return problem(problems::unreadable, "/body");
  auto command = decode<plain_command>(*body);
  if (!command) return problem(problems::unreadable, "/body");
  opened_entry made{std::move(*command), {}};
  for (std::size_t i = 0; i < from.attachments.size(); ++i) {
    const auto& each = from.attachments[i];
    auto plain = sealing::open(*content_key, each.data, about(from.command, each.key));
    if (!plain) return problem(problems::unreadable, "/attachments/" + std::to_string(i) + "/data");
    made.attachments.push_back({each.key, std::move(*plain)});
  }
  return made;
}

result<std::string> with_attachments(const raw_json& body,
                                     const std::map<std::string, std::string>& ids) {
  auto parsed = codec::parse(body.value);
  if (!parsed || !replace_marks(*parsed, ids)) return problem(problems::unreadable, "/body");
  return json::serialize(*parsed);
}

}  // namespace headway::handover
