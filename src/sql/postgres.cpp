#include "sql/engines.hpp"

namespace headway::sql {

result<std::unique_ptr<database>> open_postgres(const options&) {
  return problem(problems::unreachable, "", {{"reason", "built without PostgreSQL"}});
}

}  // namespace headway::sql
