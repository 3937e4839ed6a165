// A store with the organisation of a small section in it, for tests of what builds on people.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "attachments/records.hpp"
#include "people/administration.hpp"
#include "people/records.hpp"
#include "support/both_engines.hpp"

namespace headway::tests {

class people_store {
 public:
  static constexpr site_id site{1};
  static constexpr time_zone zone{};

  explicit people_store(sql::engine on_engine) : store(on_engine) {
    std::vector<sql::migration> steps;
    for (const auto part : {journal::migrations(), attachments::migrations(), people::migrations()})
      steps.insert(steps.end(), part.begin(), part.end());
    sql::migrate(*on, steps, now).value();
    people::add_models(models);
    node.emplace(site, journal::own_node(*on, site, "test", now), journal::chain_end{});
  }

  // Runs a command in a unit of its own; the code of its problem, empty when it went well.
  template <class Run>
  std::string run(Run command) {
    sql::transaction within(*on, sql::access::write);
    node->begin();
    const journal::author by{{}, {}, now, command_id(make_uuid(to_unix_ms(now)))};
    journal::unit_of_work work(*on, *node, models, by, now);
    const result<void> done = command(work);
    if (!done) return node->roll_back(), std::string(done.error().code());
    work.finish();
    within.commit();
    node->commit();
    return {};
  }
  template <class... Asked>
  std::string execute(const Asked&... asked) {
    return run([&](auto& work) { return people::execute(work, asked...); });
  }

  section_id found_section(std::string_view name) {
    const section_id id(named_uuid(name));
    EXPECT_EQ(execute(people::found_section{id, std::string(name), {}}), "");
    return id;
  }
  crew_id form_crew(section_id section, std::string_view name) {
    const crew_id id(named_uuid(name));
    EXPECT_EQ(
        execute(people::form_crew{id, section, std::string(name), people::crew_kind::heading}), "");
    return id;
  }
  person_id join(section_id section, std::string_view name, std::string_view number,
                 std::optional<crew_id> crew = {}) {
    people::join_person asked;
    asked.id = person_id(named_uuid(name));
    asked.name = std::string(name);
    asked.number = std::string(number);
    asked.crew = crew;
    EXPECT_EQ(execute(asked, section), "");
    return asked.id;
  }
  people::account_id open_account(person_id person, std::string_view name, people::roles roles,
                                  const std::string& password_hash = "not a hash") {
    people::open_account asked;
    asked.id = people::account_id(named_uuid(std::string("account ") + std::string(name)));
    asked.person = person;
    asked.account = std::string(name);
    asked.roles = std::move(roles);
    EXPECT_EQ(execute(asked, password_hash), "");
    return asked.id;
  }
  // Every hash and every record, derived again from the facts, is as stored.
  bool is_sound() {
    const sql::transaction within(*on, sql::access::read);
    const auto found = journal::verify(*on, site, models, [](std::int64_t) {});
    for (const auto& each : found.findings)
      ADD_FAILURE() << each.where << ": " << each.what.text(language::en);
    return found.clean();
  }

  test_store store;
  std::unique_ptr<sql::connection> on = store.database().connect(sql::access::write);
  journal::model_set models;
  std::optional<journal::chain> node;
  instant now = parse_instant("2026-11-22T04:00:00Z").value();  // noon in China
};

}  // namespace headway::tests
