#include <algorithm>

#include "people/rules.hpp"

namespace headway::people {
namespace {

using facts = std::vector<person_fact>;

result<void> check_there(const person& on) {
  if (on.id.is_nil()) return problem(problems::not_found);
  if (!on.active) return problem(problems::has_left);
  return {};
}

result<void> check(const std::vector<post_id>& posts) {
  if (posts.size() > limits::posts_of_person)
    return problem(problems::too_long, "/posts",
                   {{"most", std::to_string(limits::posts_of_person)}});
  auto sorted = posts;
  std::ranges::sort(sorted);
  if (std::ranges::adjacent_find(sorted) != sorted.end())
    return problem(problems::listed_twice, "/posts");
  return {};
}

}  // namespace

objection fold(person& to, const fact_header& from, const person_joined& happened) {
  if (to.active) return "already_there";
  to.id = person_id(from.subject);
  to.section = from.section;
  to.crew = happened.crew;
  to.posts = happened.posts;
  to.member = happened.member;
  to.active = true;
  return {};
}

objection fold(person& to, const fact_header& from, const person_moved& happened) {
  if (!to.active) return "has_left";
  to.section = from.section;
  to.crew = happened.crew;
  return {};
}

objection fold(person& to, const fact_header&, const posts_set& happened) {
  if (!to.active) return "has_left";
  to.posts = happened.posts;
  return {};
}

objection fold(person& to, const fact_header&, const member_set& happened) {
  if (!to.active) return "has_left";
  to.member = happened.member;
  return {};
}

objection fold(person& to, const fact_header&, const person_left&) {
  if (!to.active) return "has_left";
  to.active = false;
  to.crew.reset();
  to.posts.clear();
  return {};
}

objection fold(person& to, const fact_header&, const certificate_granted& happened) {
  if (!to.active) return "has_left";
  const auto at = std::ranges::find(to.certificates, happened.code, &certificate::code);
  if (at != to.certificates.end())
    *at = happened;
  else
    to.certificates.push_back(happened);
  return {};
}

objection fold(person& to, const fact_header&, const certificate_withdrawn& happened) {
  const auto gone =
      std::erase_if(to.certificates, [&](const certificate& c) { return c.code == happened.code; });
  return gone ? objection{} : "not_there";
}

objection fold(person& to, const fact_header&, const exception_set& happened) {
  if (!to.active) return "has_left";
  const auto& made = happened.exception;
  const auto at = std::ranges::lower_bound(to.exceptions, made.date, {}, &roster_exception::date);
  if (at != to.exceptions.end() && at->date == made.date)
    *at = made;
  else
    to.exceptions.insert(at, made);
  return {};
}

objection fold(person& to, const fact_header&, const exception_lifted& happened) {
  const auto gone = std::erase_if(
      to.exceptions, [&](const roster_exception& e) { return e.date == happened.date; });
  return gone ? objection{} : "not_there";
}

decision<person_fact> decide(const person& on, const join_person& asked) {
  if (on.active) return problem(problems::already_there, "/id");
  if (auto valid = check(asked.posts); !valid) return valid.error();
  return facts{person_joined{asked.crew, asked.posts, asked.member}};
}

decision<person_fact> decide(const person& on, const change_person& asked, section_id section) {
  if (auto there = check_there(on); !there) return there.error();
  if (auto valid = check(asked.posts); !valid) return valid.error();
  facts made;
  if (on.section != section || on.crew != asked.crew) made.push_back(person_moved{asked.crew});
  if (on.posts != asked.posts) made.push_back(posts_set{asked.posts});
  if (on.member != asked.member) made.push_back(member_set{asked.member});
  return made;
}

decision<person_fact> decide(const person& on, const leave_person&) {
  if (auto there = check_there(on); !there) return there.error();
  return facts{person_left{}};
}

decision<person_fact> decide(const person& on, const grant_certificate& asked) {
  if (auto there = check_there(on); !there) return there.error();
  const certificate& granted = asked;
  if (std::ranges::find(on.certificates, granted) != on.certificates.end()) return facts{};
  return facts{certificate_granted{granted}};
}

decision<person_fact> decide(const person& on, const withdraw_certificate& asked) {
  if (auto there = check_there(on); !there) return there.error();
  if (std::ranges::find(on.certificates, asked.code, &certificate::code) == on.certificates.end())
    return problem(problems::no_certificate, "/code");
  return facts{certificate_withdrawn{asked.code}};
}

decision<person_fact> decide(const person& on, const set_exception& asked, int shifts) {
  if (auto there = check_there(on); !there) return there.error();
  const bool swap = asked.kind == exception_kind::swap_to_shift;
  if (swap && !asked.shift) return problem(problems::shift_missing, "/shift");
  if (!swap && asked.shift) return problem(problems::shift_superfluous, "/shift");
  if (asked.shift && (*asked.shift < 1 || *asked.shift > shifts))
    return problem(problems::no_such_shift, "/shift",
                   {{"number", std::to_string(*asked.shift)}, {"shifts", std::to_string(shifts)}});
  const roster_exception& exception = asked;
  if (std::ranges::find(on.exceptions, exception) != on.exceptions.end()) return facts{};
  if (on.exceptions.size() >= limits::exceptions)
    return problem(problems::too_long, "/date", {{"most", std::to_string(limits::exceptions)}});
  return facts{exception_set{exception}};
}

decision<person_fact> decide(const person& on, const lift_exception& asked) {
  if (auto there = check_there(on); !there) return there.error();
  if (std::ranges::find(on.exceptions, asked.date, &roster_exception::date) == on.exceptions.end())
    return problem(problems::no_exception, "/date");
  return facts{exception_lifted{asked.date}};
}

}  // namespace headway::people
