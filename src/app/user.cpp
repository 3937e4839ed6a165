#include <fmt/core.h>
#include <termios.h>
#include <unistd.h>

#include <iostream>

#include "app/system.hpp"
#include "app/verbs.hpp"
#include "base/ensure.hpp"
#include "people/administration.hpp"
#include "people/passwords.hpp"
#include "people/records.hpp"
#include "people/sign_ins.hpp"

namespace headway::app {
namespace {

constexpr problem_kind no_such_account{"user.no_such_account", 404, "没有账号“{account}”",
                                       "There is no account \"{account}\""};
constexpr problem_kind no_such_role{"user.no_such_role", 422, "不认识的角色“{role}”，可用：{all}",
                                    "Unknown role \"{role}\"; there are: {all}"};

// A password without the letters that are mistaken for one another, as somebody reads it off a
// screen.
std::string made_password() {
  constexpr std::string_view letters = "abcdefghjkmnpqrstuvwxyz23456789";
  std::string made;
  for (const char c : people::make_token_text().substr(0, 16))
    made += letters[static_cast<unsigned char>(c) % letters.size()];
  return made;
}

// From the terminal without showing it, or a line of what is piped in; empty: one is made.
std::string asked_password() {
  const bool terminal = ::isatty(STDIN_FILENO) != 0;
  termios before{};
  if (terminal && ::tcgetattr(STDIN_FILENO, &before) == 0) {
    fmt::print(stderr, "{}",
               terminal_language() == language::zh ? "密码（留空则自动生成）："
                                                   : "Password (empty: one is made): ");
    termios silent = before;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSANOW, &silent);
  }
  std::string line;
  std::getline(std::cin, line);
  if (terminal) {
    ::tcsetattr(STDIN_FILENO, TCSANOW, &before);
    fmt::print(stderr, "\n");
  }
  return line;
}

// Checks the bounds of texts as a request would.
template <class Command>
result<Command> checked(const Command& typed) {
  return decode<Command>(encode(typed));
}

result<people::roles> roles_in(const std::vector<std::string>& names) {
  people::roles found;
  for (const auto& name : names) {
    const auto role = codec::enum_from<api::role>(name);
    if (!role)
      return problem(no_such_role, "", {{"role", name}, {"all", codec::all_names<api::role>()}});
    found.push_back(*role);
  }
  return found;
}

// Runs `work` on a system of its own; what it refuses undoes all of it.
template <class Work>
int on_a_system(const configuration& with, Work work) {
  const system_clock_source clock;
  auto started = system::start(with, clock, system::listening::no);
  if (!started) return failed(started.error());
  struct refused {
    problem why;
  };
  try {
    (*started)->run_as_system([&](journal::unit_of_work& unit) {
      if (result<void> done = work(unit); !done) throw refused{done.error()};
    });
  } catch (const refused& by) {
    return failed(by.why);
  }
  return 0;
}

void print_if_made(bool made, const std::string& account, const std::string& password) {
  if (made)
    announce("{} 的密码是 {}\n", "{} signs in with {}\n", account, password);
  else
    announce("{} 可以登录了\n", "{} may sign in\n", account);
}

}  // namespace

int add_user(const configuration& with, const new_user& wanted) {
  const auto roles = roles_in(wanted.roles);
  if (!roles) return failed(roles.error());
  const auto section = section_given(wanted.section);
  if (!section) return failed(section.error());
  auto password = asked_password();
  const bool made = password.empty();
  if (made) password = made_password();
  const auto now = to_unix_ms(system_clock_source().now());
  people::join_person person;
  person.id = person_id(make_uuid(now));
  person.name = wanted.name.empty() ? wanted.account : wanted.name;
  person.number = wanted.number.empty() ? wanted.account : wanted.number;
  person.section = *section;
  const auto joins = checked(person);
  if (!joins) return failed(joins.error());
  const auto opens = checked(people::open_account{people::account_id(make_uuid(now)), person.id,
                                                  wanted.account, password, *roles});
  if (!opens) return failed(opens.error());
  const auto hash = people::password_hasher().hash(password);
  const int status = on_a_system(with, [&](journal::unit_of_work& unit) -> result<void> {
    if (auto done = people::execute(unit, *joins, *joins->section); !done) return done;
    return people::execute(unit, *opens, hash);
  });
  if (status == 0) print_if_made(made, wanted.account, password);
  return status;
}

int set_password(const configuration& with, const std::string& account) {
  auto password = asked_password();
  const bool made = password.empty();
  if (made) password = made_password();
  if (auto fits = checked(people::set_password{password}); !fits) return failed(fits.error());
  const auto hash = people::password_hasher().hash(password);
  const int status = on_a_system(with, [&](journal::unit_of_work& unit) -> result<void> {
    const auto known = people::find_credential(unit.store(), unit.site(), account);
    if (!known) return problem(no_such_account, "", {{"account", account}});
    return people::set_password_hash(unit, known->account, hash);
  });
  if (status == 0) print_if_made(made, account, password);
  return status;
}

int list_users(const configuration& with) {
  auto opened = store::open(with, store::purpose::reading, system_clock_source().now());
  if (!opened) return failed(opened.error());
  const auto on = (*opened)->database().connect(sql::access::read);
  const sql::transaction snapshot(*on, sql::access::read);
  for (const auto& each : people::list_accounts(*on, with.site)) {
    std::string roles;
    for (const auto role : each.roles)
      (roles += roles.empty() ? "" : ", ") += codec::name_of(role);
    fmt::print("{:<20} {:<8} {}\n", std::string_view(each.account), codec::name_of(each.state),
               roles);
  }
  return 0;
}

}  // namespace headway::app
