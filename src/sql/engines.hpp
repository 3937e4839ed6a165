// The two engines, for sql::open alone.
#pragma once

#include <memory>

#include "sql/database.hpp"

namespace headway::sql {

result<std::unique_ptr<database>> open_sqlite(const options& wanted);
result<std::unique_ptr<database>> open_postgres(const options& wanted);

}  // namespace headway::sql
