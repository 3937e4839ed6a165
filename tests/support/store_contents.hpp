// Everything that a store holds, table by table: two that are equal hold the same bytes.
#pragma once

#include <map>
#include <string>

#include "sql/connection.hpp"

namespace headway::tests {

struct table_contents {
  std::int64_t rows = 0;
  std::string digest;  // over all rows
  friend bool operator==(const table_contents&, const table_contents&) = default;
};

// By the name of the table.
std::map<std::string, table_contents> store_contents(sql::connection& on);

}  // namespace headway::tests
