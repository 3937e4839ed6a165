// Every route × every role on a running system, and every readable thing of one section asked for
// by people of the other. Shared by the tests and by `headway_prove roles`.
#pragma once

#include <string>
#include <vector>

#include "support/world.hpp"

namespace headway::tests {

struct matrix_result {
  int routes = 0, roles = 0, asked = 0, refused_401 = 0, refused_403 = 0, let_in = 0;
  std::vector<std::string> breaches;  // "GET /api/v1/… as worker: 200, expected 403"
};
// Whether each answers 401, 403 or anything else as the table of routes declares.
matrix_result try_roles(world& mine);

struct isolation_result {
  int routes = 0, subjects = 0, asked = 0, hidden = 0;
  std::vector<std::string> breaches;
};
// Fills section A with things, then asks for all of them as everybody of section B.
isolation_result try_isolation(world& mine);

}  // namespace headway::tests
