// The smallest slice there can be, for the tests of the journal: a lamp is hung, lit and put out.
#pragma once

#include "journal/model.hpp"
#include "sql/database.hpp"

namespace headway::journal::lamps {

struct hung {
  static constexpr std::string_view kind = "hung";
  std::string where;
};
BOOST_DESCRIBE_STRUCT(hung, (), (where))
struct lit {
  static constexpr std::string_view kind = "lit";
};
BOOST_DESCRIBE_STRUCT(lit, (), ())
struct put_out {
  static constexpr std::string_view kind = "put_out";
};
BOOST_DESCRIBE_STRUCT(put_out, (), ())

struct lamp {
  std::string where;
  bool burning = false;
  int times_lit = 0;
};
BOOST_DESCRIBE_STRUCT(lamp, (), (where, burning, times_lit))

inline objection fold(lamp& l, const fact_header&, const hung& f) {
  if (!l.where.empty()) return "already_hung";
  l.where = f.where;
  return std::nullopt;
}
inline objection fold(lamp& l, const fact_header&, const lit&) {
  if (l.where.empty() || l.burning) return "wrong_state";
  l.burning = true;
  ++l.times_lit;
  return std::nullopt;
}
inline objection fold(lamp& l, const fact_header&, const put_out&) {
  if (!l.burning) return "wrong_state";
  l.burning = false;
  return std::nullopt;
}

inline const record_table table("lamps", record_table::rows::one_per_subject,
                                {{"section", column_type::id},
                                 {"burning", column_type::integer},
                                 {"place", column_type::text}});
inline const record_table* const tables_of_lamps[] = {&table};

struct lamp_model {
  static constexpr std::string_view name = "lamp";
  using state = lamp;
  using fact = std::variant<hung, lit, put_out>;
  static std::span<const record_table* const> tables() { return tables_of_lamps; }
  static void project(const state& l, const subject_header& header, record_sink& into) {
    if (!l.where.empty()) into.add(table, {header.section, l.burning, l.where});
  }
};

inline constexpr sql::migration steps[] = {
    {"lamps", 1, "lamps",
     R"(CREATE TABLE lamps (
  site_id INT64 NOT NULL, subject BYTES NOT NULL, section BYTES NOT NULL, burning INT64 NOT NULL,
  place TEXT NOT NULL, PRIMARY KEY (site_id, subject)
) STRICT;)"},
};

}  // namespace headway::journal::lamps
