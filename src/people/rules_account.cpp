#include <algorithm>

#include "people/rules.hpp"

namespace headway::people {
namespace {

using facts = std::vector<account_fact>;

bool is_there(const account& on) {
  return on.state == account_state::open || on.state == account_state::locked;
}

result<void> check_there(const account& on) {
  if (on.state == account_state::unopened) return problem(problems::not_found);
  if (on.state == account_state::closed) return problem(problems::account_closed);
  return {};
}

// Each role once, in the order of the table of roles: two lists of the same roles are equal.
result<roles> in_order(roles asked) {
  std::ranges::sort(asked);
  asked.erase(std::unique(asked.begin(), asked.end()), asked.end());
  if (asked.empty()) return problem(problems::no_roles, "/roles");
  return asked;
}

}  // namespace

objection fold(account& to, const fact_header& from, const account_opened& happened) {
  if (to.state != account_state::unopened) return "already_there";
  to.id = account_id(from.subject);
  to.person = happened.person;
  to.roles = happened.roles;
  to.state = account_state::open;
  return {};
}

objection fold(account& to, const fact_header&, const roles_set& happened) {
  if (!is_there(to)) return "closed";
  to.roles = happened.roles;
  return {};
}

// Locking and unlocking say how things shall be: said twice, by two boxes, is no contradiction.
objection fold(account& to, const fact_header&, const account_locked&) {
  if (!is_there(to)) return "closed";
  to.state = account_state::locked;
  return {};
}

objection fold(account& to, const fact_header&, const account_unlocked&) {
  if (!is_there(to)) return "closed";
  to.state = account_state::open;
  return {};
}

objection fold(account& to, const fact_header&, const account_closed&) {
  if (!is_there(to)) return "closed";
  to.state = account_state::closed;
  return {};
}

decision<account_fact> decide(const account& on, const open_account& asked) {
  if (on.state != account_state::unopened) return problem(problems::already_there, "/id");
  auto roles = in_order(asked.roles);
  if (!roles) return roles.error();
  return facts{account_opened{asked.person, *roles}};
}

decision<account_fact> decide(const account& on, const set_roles& asked) {
  if (auto there = check_there(on); !there) return there.error();
  auto roles = in_order(asked.roles);
  if (!roles) return roles.error();
  if (*roles == on.roles) return facts{};
  return facts{roles_set{*roles}};
}

decision<account_fact> decide(const account& on, const lock_account&) {
  if (auto there = check_there(on); !there) return there.error();
  if (on.state == account_state::locked) return facts{};
  return facts{account_locked{}};
}

decision<account_fact> decide(const account& on, const unlock_account&) {
  if (auto there = check_there(on); !there) return there.error();
  if (on.state == account_state::open) return facts{};
  return facts{account_unlocked{}};
}

decision<account_fact> decide(const account& on, const close_account&) {
  if (auto there = check_there(on); !there) return there.error();
  return facts{account_closed{}};
}

}  // namespace headway::people
