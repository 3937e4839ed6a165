// Accounts: opened, given roles, locked and closed by who manages them.
#include <algorithm>

#include "people/records.hpp"
#include "people/route_parts.hpp"

namespace headway::people {
namespace {

using api::permission;

struct account_record : account {
  std::int64_t version = 0;
  std::string account;  // what is typed when signing in; empty once closed
};
BOOST_DESCRIBE_STRUCT(account_record, (people::account), (version, account))

account_record record_of(sql::connection& store, site_id site,
                         const journal::stored_subject& subject) {
  account_record made;
  static_cast<people::account&>(made) = decode<people::account>(subject.document).value();
  made.version = subject.header.version;
  if (const auto known = find_credential(store, site, made.id)) made.account = known->name;
  return made;
}

http::response answer(sql::connection& store, site_id site, const journal::stored_subject& subject,
                      int status = 200) {
  auto made = api::json_of(record_of(store, site, subject), status);
  made.headers.emplace_back("ETag", '"' + std::to_string(subject.header.version) + '"');
  return made;
}

result<http::response> again(const api::read_call& c, const journal::stored_subject& subject) {
  if (subject.kind != account_model::name) return problem(problems::not_found);
  return answer(c.store, c.site, subject);
}

result<http::response> list(const api::read_call& c) {
  std::vector<std::string> items;
  for (const auto& each : list_accounts(c.store, c.site))
    items.push_back(encode(each));
  return api::page(items, "");
}

// Hashing on the writer's thread delays others by a few milliseconds; accounts are opened rarely.
result<http::response> open(office& in, api::write_call& c) {
  const auto asked = decode<open_account>(c.in.body);
  if (!asked) return asked.error();
  const auto done = execute(c.work, *asked, in.with.passwords.hash(asked->password.value));
  if (!done) return done.error();
  return answer(c.store, c.site, c.work.preview(asked->id), 201);
}

result<http::response> set_password_of(office& in, api::write_call& c) {
  const auto id = c.id<account_id>();
  if (!id) return id.error();
  const auto asked = decode<set_password>(c.in.body);
  if (!asked) return asked.error();
  const auto hash = in.with.passwords.hash(asked->password.value);
  if (auto done = set_password_hash(c.work, *id, hash); !done) return done.error();
  in.with.sessions.forget(*id);
  return api::no_content();
}

// Nobody locks himself out; the last administrator would lock out everybody.
bool takes_own_rights(const api::call& c, const account_id& id, const set_roles& asked) {
  return id == account_id(c.who.account) && std::ranges::none_of(asked.roles, [](api::role role) {
           return api::permissions_of(role).test(
               static_cast<std::size_t>(permission::manage_accounts));
         });
}
bool takes_own_rights(const api::call& c, const account_id& id, const lock_account&) {
  return id == account_id(c.who.account);
}
bool takes_own_rights(const api::call& c, const account_id& id, const close_account&) {
  return id == account_id(c.who.account);
}
bool takes_own_rights(const api::call&, const account_id&, const unlock_account&) { return false; }

template <class Asked>
api::write step(const shared_office& in) {
  return {[in](api::write_call& c) -> result<http::response> {
            const auto id = c.id<account_id>();
            if (!id) return id.error();
            const auto asked = decode<Asked>(body_of(c));
            if (!asked) return asked.error();
            if (auto found = commanded<account_model>(c, *id); !found) return found.error();
            if (takes_own_rights(c, *id, *asked)) return problem(problems::own_account);
            if (auto done = execute(c.work, *id, *asked); !done) return done.error();
            in->with.sessions.forget(*id);
            return answer(c.store, c.site, c.work.preview(*id));
          },
          again};
}

}  // namespace

api::route_table account_routes(const shared_office& in) {
  constexpr auto manage = permission::manage_accounts;
  const api::write opening{[in](api::write_call& c) { return open(*in, c); }, again};
  const api::write password{[in](api::write_call& c) { return set_password_of(*in, c); }};
  return {
      api::get("/api/v1/accounts", manage, api::slow_read{list})
          .gives_page<listed_account>()
          .says("All accounts", "全部账号"),
      api::post("/api/v1/accounts", manage, opening)
          .takes<open_account>()
          .gives<account_record>(201)
          .says("Open an account", "开通账号"),
      api::post("/api/v1/accounts/{id}/roles", manage, step<set_roles>(in))
          .takes<set_roles>()
          .gives<account_record>()
          .says("Set the roles", "设置角色"),
      api::post("/api/v1/accounts/{id}/password", manage, password)
          .takes<set_password>()
          .says("Set a new password", "重设密码"),
      api::post("/api/v1/accounts/{id}/lock", manage, step<lock_account>(in))
          .takes<lock_account>()
          .gives<account_record>()
          .says("Lock an account", "停用账号"),
      api::post("/api/v1/accounts/{id}/unlock", manage, step<unlock_account>(in))
          .takes<unlock_account>()
          .gives<account_record>()
          .says("Unlock an account", "启用账号"),
      api::post("/api/v1/accounts/{id}/close", manage, step<close_account>(in))
          .takes<close_account>()
          .gives<account_record>()
          .says("Close an account for good", "注销账号"),
  };
}

}  // namespace headway::people
