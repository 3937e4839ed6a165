// The words in which the one SQL text differs between the engines. Outside of quotes and comments,
// upper case only:
//
//   written             SQLite              PostgreSQL
//   INT64               INTEGER             bigint
//   BYTES               BLOB                bytea
//   REAL64              REAL                double precision
//   TEXT                TEXT                text COLLATE "C" (text alone after AS)
//   ) STRICT            ) STRICT            )
//   ) STRICT, WITHOUT ROWID                 )
//   FOR UPDATE          (nothing)           FOR UPDATE
#pragma once

#include <string>
#include <string_view>

#include "sql/connection.hpp"

namespace headway::sql {

std::string in_dialect(engine of, std::string_view sql);

// `sql` with each `$n IS [NOT] NULL` made TRUE: not to be run, only to let PostgreSQL infer the
// types of the parameters, which it cannot from that condition.
std::string without_null_tests(std::string_view sql);

}  // namespace headway::sql
