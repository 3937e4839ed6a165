// The kinds of subject of this slice, as the journal knows them (journal/model.hpp).
#pragma once

#include <span>

#include "journal/model.hpp"
#include "people/rules.hpp"

namespace headway::people {

struct section_model {
  static constexpr std::string_view name = "section";
  using state = section;
  using fact = section_fact;
  static std::span<const journal::record_table* const> tables();
  static void project(const section&, const journal::subject_header&, journal::record_sink&);
};

struct crew_model {
  static constexpr std::string_view name = "crew";
  using state = crew;
  using fact = crew_fact;
  static std::span<const journal::record_table* const> tables();
  static void project(const crew&, const journal::subject_header&, journal::record_sink&);
};

struct post_model {
  static constexpr std::string_view name = "post";
  using state = post;
  using fact = post_fact;
  static std::span<const journal::record_table* const> tables();
  static void project(const post&, const journal::subject_header&, journal::record_sink&);
};

struct person_model {
  static constexpr std::string_view name = "person";
  using state = person;
  using fact = person_fact;
  static std::span<const journal::record_table* const> tables();
  static void project(const person&, const journal::subject_header&, journal::record_sink&);
};

struct account_model {
  static constexpr std::string_view name = "account";
  using state = account;
  using fact = account_fact;
  static std::span<const journal::record_table* const> tables();
  static void project(const account&, const journal::subject_header&, journal::record_sink&);
};

inline void add_models(journal::model_set& to) {
  to.add<section_model>();
  to.add<crew_model>();
  to.add<post_model>();
  to.add<person_model>();
  to.add<account_model>();
}

}  // namespace headway::people
