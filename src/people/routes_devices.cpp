// Devices: enrolled by who carries them, seen and revoked by him or by who manages accounts.
#include "people/devices.hpp"
#include "people/route_parts.hpp"
#include "sealing/sealing.hpp"

namespace headway::people {
namespace {

using api::permission;

constexpr problem_kind bad_key{"device.bad_key", 422, "设备公钥无效",
                               "This is no public key of the curve P-256"};
constexpr problem_kind sign_in_first{"device.sign_in_first", 403, "请用账号密码登录后再登记设备",
                                     "Sign in with account and password to enrol a device"};
constexpr problem_kind no_device{"device.unnamed", 422, "缺少设备编号", "The device has no id"};

struct enrol_device {
  device_id device;
  short_text name;
  std::string public_key;  // raw point, base64url
};
BOOST_DESCRIBE_STRUCT(enrol_device, (), (device, name, public_key))

struct device_enrolled {
  std::string token;  // shown this once
  device_id device;
  person_id person;
  instant expires_at;  // unless it is used before
};
BOOST_DESCRIBE_STRUCT(device_enrolled, (), (token, device, person, expires_at))

struct device_info {
  device_id device;
  person_id person;
  std::string name;
  instant enrolled_at;
  instant last_seen_at;
  instant expires_at;
  std::optional<instant> revoked_at;
};
BOOST_DESCRIBE_STRUCT(device_info, (),
                      (device, person, name, enrolled_at, last_seen_at, expires_at, revoked_at))

struct revoke_asked {
  std::optional<person_id> person;  // absent: oneself; for who manages accounts everybody on it
};
BOOST_DESCRIBE_STRUCT(revoke_asked, (), (person))

// A token of a program must not live on as a device; one of a device renews its own only.
bool may_enrol(const api::principal& who, const device_id& device) {
  if (!who.device.is_nil()) return who.device == device;
  return !who.session.is_nil();
}

result<http::response> enrol_one(office& in, api::write_call& c) {
  const auto asked = decode<enrol_device>(c.in.body);
  if (!asked) return asked.error();
  if (asked->device.is_nil()) return problem(no_device, "/device");
  const auto key = sealing::from_base64url(asked->public_key, sealing::point_bytes);
  if (!key || !sealing::is_point(*key)) return problem(bad_key, "/public_key");
  if (!may_enrol(c.who, asked->device)) return problem(sign_in_first);
  const auto token = make_token_text();
  const enrolment made{make_uuid(to_unix_ms(c.now)),
                       asked->device,
                       c.who.person,
                       account_id(c.who.account),
                       asked->name.value,
                       *key,
                       c.now,
                       c.now + device_token_lasts,
                       c.now};
  enrol(c.store, c.site, made, hash_of_token(token));
  in.with.sessions.forget(made.account);
  auto answer =
      api::json_of(device_enrolled{token, made.device, made.person, made.expires_at}, 201);
  answer.headers.emplace_back("Cache-Control", "no-store");
  return answer;
}

result<http::response> list(const api::read_call& c) {
  const auto limit = c.page_limit();
  if (!limit) return limit.error();
  uuid after;
  if (const auto cursor = c.query("cursor"); cursor && !cursor->empty()) {
    const auto parsed = uuid::parse(*cursor);
    if (!parsed) return problem(api::problems::bad_cursor, "?cursor");
    after = *parsed;
  }
  const bool all = c.who.may(permission::manage_accounts);
  const auto found =
      list_enrolments(c.store, c.site, all ? person_id() : c.who.person, after, *limit + 1);
  std::vector<std::string> items;
  std::string next;
  for (const auto& each : found) {
    if (items.size() == static_cast<std::size_t>(*limit)) {
      next = found[items.size() - 1].id.text();
      break;
    }
    items.push_back(encode(device_info{each.device, each.person, each.name, each.enrolled_at,
                                       each.last_seen_at, each.expires_at, each.revoked_at}));
  }
  return api::page(items, next);
}

result<http::response> revoke(office& in, api::write_call& c) {
  const auto device = c.id<device_id>();
  if (!device) return device.error();
  const auto asked = decode<revoke_asked>(body_of(c));
  if (!asked) return asked.error();
  const bool manages = c.who.may(permission::manage_accounts);
  const auto whose = asked->person.value_or(manages ? person_id() : c.who.person);
  if (!manages && whose != c.who.person) return problem(problems::not_permitted);
  const auto concerned = revoke_device(c.store, c.site, *device, whose, c.now);
  if (concerned.empty()) return problem(problems::not_found);
  for (const auto& each : concerned)
    in.with.sessions.forget(each);
  return api::no_content();
}

}  // namespace

api::route_table device_routes(const shared_office& in) {
  const auto write = [in](auto handler) {
    return api::write{[in, handler](api::write_call& c) { return handler(*in, c); }};
  };
  return {
      api::get("/api/v1/devices", api::signed_in{}, api::quick_read{list})
          .asks({"limit", "cursor"})
          .gives_page<device_info>()
          .says("One's devices; all for who manages accounts", "本人的设备（管理员可看全部）"),
      api::post("/api/v1/devices", api::signed_in{}, write(enrol_one))
          .takes<enrol_device>()
          .gives<device_enrolled>(201)
          .says("Enrol this device for oneself; its token is shown once",
                "登记本设备（令牌只显示一次）"),
      api::post("/api/v1/devices/{device}/revoke", api::signed_in{}, write(revoke))
          .takes<revoke_asked>()
          .says("Revoke a device", "停用设备"),
  };
}

}  // namespace headway::people
