#include "people/administration.hpp"

#include <algorithm>

#include "people/identities.hpp"
#include "people/queries.hpp"
#include "people/records.hpp"

namespace headway::people {
namespace {

// Records what was decided on a subject that was loaded, under the section given.
template <class Model>
result<void> record(unit_of_work& work, const uuid& on, section_id section,
                    const decision<typename Model::fact>& decided) {
  if (!decided) return decided.error();
  work.record<Model>(on, section, *decided);
  return {};
}

result<void> check_section(unit_of_work& work, section_id section, std::string_view pointer) {
  if (section.is_nil()) return {};
  auto found = work.load<section_model>(section);
  if (!found || !found->exists()) return problem(problems::unknown_section, std::string(pointer));
  return {};
}

result<void> check_crew(unit_of_work& work, const std::optional<crew_id>& crew,
                        section_id section) {
  if (!crew) return {};
  auto found = work.load<crew_model>(*crew);
  if (!found || !(*found)->active || (*found)->section != section)
    return problem(problems::unknown_crew, "/crew");
  return {};
}

result<void> check_posts(unit_of_work& work, const std::vector<post_id>& posts,
                         section_id section) {
  for (std::size_t i = 0; i < posts.size() && i < limits::posts_of_person; ++i) {
    auto found = work.load<post_model>(posts[i]);
    if (!found || !(*found)->active || (*found)->section != section)
      return problem(problems::unknown_post, "/posts/" + std::to_string(i));
  }
  return {};
}

result<void> check_number(unit_of_work& work, person_id person, const identity& who) {
  const auto holder = person_with_number(work.store(), work.site(), who.number);
  if (!holder || *holder == person) return {};
  return problem(problems::number_taken, "/number", {{"number", who.number.value}});
}

// The most shifts that a date of the section can have from `from` on.
result<int> shifts_from(unit_of_work& work, section_id section, local_date from) {
  auto found = work.load<section_model>(section);
  if (!found) return found.error();
  auto periods = (*found)->shift_systems;
  if (periods.empty()) periods.push_back({local_date{}, three_shift_system()});
  std::size_t most = shift_calendar(time_zone{}, periods).system_on(from).shifts.size();
  for (const auto& period : periods)
    if (period.from > from) most = std::max(most, period.system.shifts.size());
  return static_cast<int>(most);
}

// The common shape: load, decide, record under the section that the subject has.
template <class Model, class Id, class Asked, class... More>
result<void> run(unit_of_work& work, Id on, const Asked& asked, More... more) {
  auto found = work.load<Model>(on);
  if (!found) return found.error();
  return record<Model>(work, on, found->header.section, decide(**found, asked, more...));
}

}  // namespace

// ---- section ------------------------------------------------------------------------------------

result<void> execute(unit_of_work& work, const found_section& asked) {
  auto found = work.load<section_model>(asked.id);
  if (!found) return found.error();
  return record<section_model>(work, asked.id, asked.id, decide(**found, asked));
}

result<void> execute(unit_of_work& work, section_id on, const rename_section& asked) {
  return run<section_model>(work, on, asked);
}

result<void> execute(unit_of_work& work, section_id on, const set_shift_system& asked,
                     time_zone zone) {
  auto found = work.load<section_model>(on);
  if (!found) return found.error();
  if (!found->exists()) return problem(problems::not_found);
  const shift_calendar calendar(zone, (*found)->shift_systems);
  const auto first_open = plus_days(calendar.shift_at(work.now()).date, 1);
  return record<section_model>(work, on, on, decide(**found, asked, first_open));
}

// ---- crew ---------------------------------------------------------------------------------------

result<void> execute(unit_of_work& work, const form_crew& asked) {
  if (auto known = check_section(work, asked.section, "/section"); !known) return known.error();
  auto found = work.load<crew_model>(asked.id);
  if (!found) return found.error();
  return record<crew_model>(work, asked.id, asked.section, decide(**found, asked));
}

result<void> execute(unit_of_work& work, crew_id on, const change_crew& asked) {
  return run<crew_model>(work, on, asked);
}

result<void> execute(unit_of_work& work, crew_id on, const dissolve_crew& asked) {
  const auto persons = active_persons_of_crew(work.store(), work.site(), on);
  if (!persons.empty())
    return problem(problems::crew_not_empty, "", {{"count", std::to_string(persons.size())}});
  return run<crew_model>(work, on, asked);
}

result<void> execute(unit_of_work& work, const set_rotation& asked) {
  auto found = work.load<crew_model>(asked.crew);
  if (!found || !found->exists()) return problem(problems::unknown_crew, "/crew");
  const auto section = found->header.section;
  const auto shifts = shifts_from(work, section, asked.rotation.from);
  if (!shifts) return shifts.error();
  return record<crew_model>(work, asked.crew, section, decide(**found, asked, *shifts));
}

// ---- post ---------------------------------------------------------------------------------------

result<void> execute(unit_of_work& work, const declare_post& asked) {
  if (auto known = check_section(work, asked.section, "/section"); !known) return known.error();
  if (auto known = check_crew(work, asked.crew, asked.section); !known) return known.error();
  auto found = work.load<post_model>(asked.id);
  if (!found) return found.error();
  return record<post_model>(work, asked.id, asked.section, decide(**found, asked));
}

result<void> execute(unit_of_work& work, post_id on, const change_post& asked) {
  auto found = work.load<post_model>(on);
  if (!found) return found.error();
  const auto section = found->header.section;
  if (auto known = check_crew(work, asked.crew, section); !known) return known.error();
  return record<post_model>(work, on, section, decide(**found, asked));
}

result<void> execute(unit_of_work& work, post_id on, const withdraw_post& asked) {
  return run<post_model>(work, on, asked);
}

// ---- person -------------------------------------------------------------------------------------

result<void> execute(unit_of_work& work, const join_person& asked, section_id section) {
  const auto into = asked.section.value_or(section);
  if (auto known = check_section(work, into, "/section"); !known) return known.error();
  if (auto known = check_crew(work, asked.crew, into); !known) return known.error();
  if (auto known = check_posts(work, asked.posts, into); !known) return known.error();
  if (auto free = check_number(work, asked.id, asked); !free) return free.error();
  auto found = work.load<person_model>(asked.id);
  if (!found) return found.error();
  if (auto done = record<person_model>(work, asked.id, into, decide(**found, asked)); !done)
    return done.error();
  put_identity(work.store(), work.site(), asked.id, asked, work.now());
  return {};
}

result<void> execute(unit_of_work& work, person_id on, const change_person& asked) {
  auto found = work.load<person_model>(on);
  if (!found) return found.error();
  const auto into = asked.section.value_or(found->header.section);
  if (auto known = check_section(work, into, "/section"); !known) return known.error();
  if (auto known = check_crew(work, asked.crew, into); !known) return known.error();
  if (auto known = check_posts(work, asked.posts, into); !known) return known.error();
  if (auto free = check_number(work, on, asked); !free) return free.error();
  if (auto done = record<person_model>(work, on, into, decide(**found, asked, into)); !done)
    return done.error();
  put_identity(work.store(), work.site(), on, asked, work.now());
  return {};
}

result<void> execute(unit_of_work& work, person_id on, const leave_person& asked) {
  return run<person_model>(work, on, asked);
}

result<void> execute(unit_of_work& work, person_id on, const grant_certificate& asked) {
  if (auto done = run<person_model>(work, on, asked); !done) return done.error();
  std::optional<std::string> number;
  if (asked.number) number = asked.number->value;
  put_certificate_number(work.store(), work.site(), on, asked.code, number);
  return {};
}

result<void> execute(unit_of_work& work, person_id on, const withdraw_certificate& asked) {
  if (auto done = run<person_model>(work, on, asked); !done) return done.error();
  put_certificate_number(work.store(), work.site(), on, asked.code, std::nullopt);
  return {};
}

result<void> execute(unit_of_work& work, person_id on, const erase_person&) {
  auto found = work.load<person_model>(on);
  if (!found) return found.error();
  if (!found->exists()) return problem(problems::not_found);
  if ((*found)->active) work.record<person_model>(on, found->header.section, person_left{});
  for (const auto account : accounts_of_person(work.store(), work.site(), on)) {
    auto closed = execute(work, account, close_account{});
    if (!closed && closed.error().kind != &problems::account_closed) return closed.error();
  }
  erase_identity(work.store(), work.site(), on);
  return {};
}

result<void> execute(unit_of_work& work, const set_exception& asked) {
  auto found = work.load<person_model>(asked.person);
  if (!found || !found->exists()) return problem(problems::unknown_person, "/person");
  const auto section = found->header.section;
  const auto shifts = shifts_from(work, section, asked.date);
  if (!shifts) return shifts.error();
  return record<person_model>(work, asked.person, section, decide(**found, asked, *shifts));
}

result<void> execute(unit_of_work& work, const lift_exception& asked) {
  return run<person_model>(work, asked.person, asked);
}

}  // namespace headway::people
