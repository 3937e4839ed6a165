#include "handover/routes.hpp"

#include <algorithm>

#include "api/hand_over.hpp"
#include "attachments/records.hpp"
#include "handover/entry.hpp"
#include "people/devices.hpp"

namespace headway::handover {
namespace {

struct public_key {
  uuid key_id;
  std::string public_key;  // a raw P-256 point, base64url
};
BOOST_DESCRIBE_STRUCT(public_key, (), (key_id, public_key))

result<http::response> show_site_key(const api::read_call& c) {
  const auto key = current_site_key(c.store, c.site);
  if (!key) return problem(problems::not_found);
  return api::json_of(public_key{key->id, sealing::to_base64url(key->pair.point)});
}

// What the store knows of an entry.
struct known {
  site_key key;
  std::vector<people::enrolment> enrolments;  // by which the author may have signed it
};

result<known> look_up(const services& with, const api::call& c, const closed_entry& entry) {
  const sql::reader_pool::lease store(with.readers);
  auto key = find_site_key(*store, c.site, entry.key_id);
  if (!key) return problem(problems::unknown_key);
  auto enrolments = people::enrolments_of(*store, c.site, entry.device, entry.person);
  if (enrolments.empty()) return problem(problems::unknown_device);
  return known{std::move(*key), std::move(enrolments)};
}

// Leaves the enrolments whose key signed the entry.
result<void> check_signature(const closed_entry& entry, std::vector<people::enrolment>& of) {
  const auto text = signed_text(entry);
  std::erase_if(of, [&](const people::enrolment& each) {
    return !sealing::verifies(each.public_key, text, entry.signature);
  });
  if (of.empty()) return problem(problems::bad_signature);
  return {};
}

// As he is now: his rights may have changed since he acted.
result<std::shared_ptr<const api::principal>> author_of(const services& with, const api::call& c,
                                                        people::account_id account) {
  const sql::reader_pool::lease store(with.readers);
  auto author = people::holder_of(*store, c.site, account);
  if (!author) return problem(problems::author_not_active);
  return author;
}

// Keeps the attachments as if the author had uploaded them; gives their ids by key.
result<std::map<std::string, std::string>> keep(const services& with, const api::call& c,
                                                const api::principal& author,
                                                std::vector<closed_entry::part> parts) {
  std::map<std::string, std::string> ids;
  std::vector<attachments::attachment> kept;
  for (auto& each : parts) {
    auto one = with.pictures.keep(std::move(each.data));
    if (!one) return one.error();
    ids[each.key] = one->id.value;
    kept.push_back(std::move(*one));
  }
  if (!kept.empty())
    with.writer.run_and_wait([&](sql::connection& store) {
      for (const auto& each : kept)
        attachments::note(store, c.site, each, author.section, author.person, c.now);
    });
  return ids;
}

// What the author's device would have sent.
std::shared_ptr<const http::request> request_of(const api::call& c, const closed_entry& entry,
                                                const plain_command& command, std::string body) {
  constexpr std::string_view base = "/api/v1";
  auto made = std::make_shared<http::request>();
  made->method = http::verb::post;
  const std::string& path = command.path.value;
  made->target = path.starts_with(std::string(base) + '/') ? path : std::string(base) + path;
  made->body = std::move(body);
  made->peer = c.in.peer;
  made->number = c.in.number;
  auto& headers = made->headers;
  headers.emplace_back("content-type", "application/json");
  headers.emplace_back("idempotency-key", entry.command.text());
  headers.emplace_back("headway-device", entry.device.text());
  headers.emplace_back("headway-observed-at", to_text(command.observed_at));
  if (command.clock_offset_ms)
    headers.emplace_back("headway-clock-offset", std::to_string(*command.clock_offset_ms));
  if (command.apart) headers.emplace_back("headway-apart", std::to_string(*command.apart));
  if (command.version)
    headers.emplace_back("if-match", '"' + std::to_string(*command.version) + '"');
  return made;
}

result<api::handed_in> open_handed_in(const services& with, const api::call& c) {
  const auto asked = decode<sealed_entry>(c.in.body);
  if (!asked) return asked.error();
  auto entry = bytes_of(*asked);
  if (!entry) return entry.error();
  auto there = look_up(with, c, *entry);
  if (!there) return there.error();
  if (auto good = check_signature(*entry, there->enrolments); !good) return good.error();
  auto opened = open(*entry, there->key);
  if (!opened) return opened.error();
  // A clock so wrong that it has no date is none that could be corrected.
  const auto offset = milliseconds(opened->command.clock_offset_ms.value_or(0));
  if (offset > limits::clock_offset || offset < -limits::clock_offset)
    return problem(problems::unreadable, "/body");
  const auto acted = opened->command.acted_at();
  const auto by = std::find_if(there->enrolments.begin(), there->enrolments.end(),
                               [&](const auto& each) { return acted < each.ends_at(); });
  if (by == there->enrolments.end()) return problem(problems::device_ended);
  auto author = author_of(with, c, by->account);
  if (!author) return author.error();
  const auto ids = keep(with, c, **author, std::move(opened->attachments));
  if (!ids) return ids.error();
  auto body = with_attachments(opened->command.body, *ids);
  if (!body) return body.error();
  return api::handed_in{request_of(c, *entry, opened->command, std::move(*body)),
                        std::move(*author)};
}

}  // namespace

api::route_table routes(const services& with) {
  return {
      api::get("/api/v1/site-key", api::open_to_all{}, api::quick_read{show_site_key})
          .gives<public_key>()
          .says("The public key for which commands are sealed", "本矿的封存公钥"),
      api::post("/api/v1/handover", api::signed_in{},
                api::relay{[with](const api::call& c) { return open_handed_in(with, c); }})
          .takes<sealed_entry>()
          .gives<api::handover_outcome>()
          .up_to(limits::handover_bytes)
          .says("Hand in a sealed command for its author", "代为提交封存的操作"),
  };
}

}  // namespace headway::handover
