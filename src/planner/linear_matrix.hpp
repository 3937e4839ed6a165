// A linear program in the form that both COIN-OR libraries want: by columns, bounds as numbers.
#pragma once

#include <coin/CoinTypes.hpp>
#include <vector>

#include "planner/linear.hpp"

namespace headway::planner {

struct matrix {
  explicit matrix(const linear_program& of);

  std::vector<CoinBigIndex> starts{};
  std::vector<int> rows{};
  std::vector<double> factors{};
  std::vector<double> lower{}, upper{}, cost{}, row_lower{}, row_upper{};
};

}  // namespace headway::planner
