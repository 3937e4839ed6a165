// Signing in and out, and what a person sets for his own account.
#include "api/answer.hpp"
#include "people/devices.hpp"
#include "people/identities.hpp"
#include "people/route_parts.hpp"

namespace headway::people {
namespace {

constexpr std::chrono::hours sign_in_lasts{14 * 24};
constexpr std::chrono::days token_lasts_at_most{731};

struct session_info {
  person_id person;
  std::string name;
  std::string account;
  section_id section;
  people::roles roles;
  std::vector<api::permission> permissions;
  headway::language language{};
};
BOOST_DESCRIBE_STRUCT(session_info, (),
                      (person, name, account, section, roles, permissions, language))

struct token_info {
  uuid id;
  std::string name;
  instant created_at;
  instant expires_at;
  std::optional<std::string> token;  // once, when it is made
};
BOOST_DESCRIBE_STRUCT(token_info, (), (id, name, created_at, expires_at, token))

session_info describe(sql::connection& store, site_id site, const api::principal& who) {
  session_info made;
  made.person = who.person;
  if (const auto known = find_identity(store, site, who.person)) made.name = known->name.value;
  if (const auto known = find_credential(store, site, account_id(who.account)))
    made.account = known->name;
  made.section = who.section;
  made.roles = who.roles;
  for (const auto& each : codec::codes_of<api::permission>)
    if (const auto permission = static_cast<api::permission>(each.value); who.may(permission))
      made.permissions.push_back(permission);
  made.language = who.language;
  return made;
}

std::string cookie(const services& with, const http::request& in, std::string_view token,
                   std::chrono::seconds lasts) {
  std::string made(cookie_name);
  made += '=';
  made += token;
  made += "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" + std::to_string(lasts.count());
  if (with.secure_cookies || in.header("x-forwarded-proto") == "https") made += "; Secure";
  return made;
}

http::response told_to_wait(const api::call& c, std::chrono::seconds wait) {
  const auto seconds = std::to_string(wait.count());
  auto answer = api::problem_answer(
      problem(problems::too_many_failures, "", {{"seconds", seconds}}), c.language, c.in.number);
  answer.headers.emplace_back("Retry-After", seconds);
  return answer;
}

// Keeps the time of the answer the same whether or not there is such an account.
bool password_is_right(office& in, const std::optional<credential>& known,
                       std::string_view password) {
  return known ? in.with.passwords.matches(known->password_hash, password)
               : in.with.passwords.matches_nobody(password);
}

result<http::response> begin_session(office& in, const api::call& c) {
  const auto asked = decode<sign_in>(c.in.body);
  if (!asked) return asked.error();
  const auto& name = asked->account.value;
  const auto wait =
      std::max(in.account_waits.wait(name, c.now), in.peer_waits.wait(c.in.peer, c.now));
  if (wait.count() > 0) return told_to_wait(c, wait);
  std::optional<credential> known;
  {
    const sql::reader_pool::lease store(in.with.readers);
    known = find_credential(*store, c.site, name);
  }
  if (!password_is_right(in, known, asked->password)) {
    in.account_waits.failed(name, c.now);
    in.peer_waits.failed(c.in.peer, c.now);
    return problem(problems::wrong_password);
  }
  in.account_waits.succeeded(name);
  const auto token = make_token_text();
  const sign_in_record made{make_uuid(to_unix_ms(c.now)), known->account, std::nullopt, c.now,
                            c.now + sign_in_lasts};
  in.with.writer.run_and_wait([&](sql::connection& store) {
    insert_sign_in(store, c.site, made, hash_of_token(token));
    tidy_sign_ins(store, c.site, known->account, limits::sessions_per_person, c.now);
  });
  const sql::reader_pool::lease store(in.with.readers);
  const auto found = recognise(*store, c.site, hash_of_token(token), c.now);
  if (!found) return problem(problems::account_locked);
  auto answer = api::json_of(describe(*store, c.site, *found->who), 201);
  answer.headers.emplace_back("Set-Cookie", cookie(in.with, c.in, token, sign_in_lasts));
  answer.headers.emplace_back("Cache-Control", "no-store");
  return answer;
}

result<http::response> end_session(office& in, api::write_call& c) {
  const account_id account(c.who.account);
  if (c.who.device.is_nil())
    end_sign_in(c.store, c.site, account, c.who.session);
  else
    end_enrolment(c.store, c.site, c.who.session, c.now);
  in.with.sessions.forget(account);
  auto answer = api::no_content();
  answer.headers.emplace_back("Set-Cookie", cookie(in.with, c.in, "", std::chrono::seconds(0)));
  return answer;
}

result<http::response> set_own_password(office& in, const api::call& c) {
  const auto asked = decode<change_password>(c.in.body);
  if (!asked) return asked.error();
  const account_id account(c.who.account);
  std::optional<credential> known;
  {
    const sql::reader_pool::lease store(in.with.readers);
    known = find_credential(*store, c.site, account);
  }
  if (!known) return problem(problems::not_found);
  if (const auto wait = in.account_waits.wait(known->name, c.now); wait.count() > 0)
    return told_to_wait(c, wait);
  if (!in.with.passwords.matches(known->password_hash, asked->old_password)) {
    in.account_waits.failed(known->name, c.now);
    return problem(problems::old_password_wrong, "/old_password");
  }
  known->password_hash = in.with.passwords.hash(asked->password);
  in.with.writer.run_and_wait([&](sql::connection& store) {
    put_credential(store, c.site, *known, c.now);
    end_sign_ins_of(store, c.site, account, c.who.session, c.now);
  });
  in.with.sessions.forget(account);
  return api::no_content();
}

result<http::response> set_own_language(office& in, api::write_call& c) {
  const auto asked = decode<choose_language>(c.in.body);
  if (!asked) return asked.error();
  const account_id account(c.who.account);
  set_language(c.store, c.site, account, asked->language);
  in.with.sessions.forget(account);
  return api::no_content();
}

result<http::response> new_token(const office& in, api::write_call& c) {
  const auto asked = decode<make_token>(c.in.body);
  if (!asked) return asked.error();
  const auto expires = in.with.zone.at(plus_days(asked->expires, 1), std::chrono::minutes(0));
  if (expires <= c.now || expires > c.now + token_lasts_at_most)
    return problem(problems::token_expiry, "/expires");
  const auto token = make_token_text();
  const sign_in_record made{make_uuid(to_unix_ms(c.now)), account_id(c.who.account),
                            asked->name.value, c.now, expires};
  insert_sign_in(c.store, c.site, made, hash_of_token(token));
  auto answer = api::json_of(token_info{made.id, asked->name.value, c.now, expires, token}, 201);
  answer.headers.emplace_back("Cache-Control", "no-store");
  return answer;
}

result<http::response> list_tokens(const api::read_call& c) {
  std::vector<std::string> items;
  for (const auto& each : tokens_of(c.store, c.site, account_id(c.who.account), c.now))
    items.push_back(
        encode(token_info{each.id, each.name.value_or(""), each.created_at, each.expires_at, {}}));
  return api::page(items, "");
}

result<http::response> end_token(office& in, api::write_call& c) {
  const auto id = c.id<uuid>();
  if (!id) return id.error();
  const account_id account(c.who.account);
  if (!end_sign_in(c.store, c.site, account, *id)) return problem(problems::not_found);
  in.with.sessions.forget(account);
  return api::no_content();
}

}  // namespace

api::route_table session_routes(const shared_office& in) {
  const auto write = [in](auto handler) {
    return api::write{[in, handler](api::write_call& c) { return handler(*in, c); }};
  };
  const auto task = [in](auto handler) {
    return api::task{[in, handler](const api::call& c) { return handler(*in, c); }};
  };
  const api::quick_read who_am_i{[](const api::read_call& c) -> result<http::response> {
    return api::json_of(describe(c.store, c.site, c.who));
  }};
  return {
      api::post("/api/v1/session", api::open_to_all{}, task(begin_session))
          .takes<sign_in>()
          .gives<session_info>(201)
          .says("Sign in", "登录"),
      api::get("/api/v1/session", api::signed_in{}, who_am_i)
          .gives<session_info>()
          .says("Who is signed in, and what he may", "当前登录人及权限"),
      api::del("/api/v1/session", api::signed_in{}, write(end_session))
          .says("Sign out", "退出登录"),
      api::post("/api/v1/session/password", api::signed_in{}, task(set_own_password))
          .takes<change_password>()
          .says("Change one's own password", "修改本人密码"),
      api::post("/api/v1/session/language", api::signed_in{}, write(set_own_language))
          .takes<choose_language>()
          .says("Choose one's language", "选择语言"),
      api::get("/api/v1/tokens", api::signed_in{}, api::quick_read{list_tokens})
          .gives_page<token_info>()
          .says("One's API tokens", "本人的接口令牌"),
      api::post("/api/v1/tokens", api::signed_in{}, write(new_token))
          .takes<make_token>()
          .gives<token_info>(201)
          .says("Make an API token; its text is shown once", "新建接口令牌（只显示一次）"),
      api::del("/api/v1/tokens/{id}", api::signed_in{}, write(end_token))
          .says("End an API token", "作废接口令牌"),
  };
}

}  // namespace headway::people
