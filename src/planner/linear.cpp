#include "planner/linear.hpp"

#include <coin/Cbc_C_Interface.h>

#include <cmath>
#include <limits>
#include <memory>
#include <string>

namespace headway::planner {
namespace {

struct columns_of_terms {
  std::vector<CoinBigIndex> starts{};
  std::vector<int> rows{};
  std::vector<double> factors{};
};

// The library wants the matrix by columns.
columns_of_terms by_columns(const linear_program& of) {
  columns_of_terms made;
  made.starts.assign(of.columns.size() + 1, 0);
  for (const auto& term : of.terms)
    ++made.starts[static_cast<std::size_t>(term.column) + 1];
  for (std::size_t i = 1; i < made.starts.size(); ++i)
    made.starts[i] += made.starts[i - 1];
  made.rows.resize(of.terms.size());
  made.factors.resize(of.terms.size());
  auto next = made.starts;
  for (std::size_t row = 0; row < of.rows.size(); ++row) {
    const std::size_t end = row + 1 < of.rows.size() ? of.rows[row + 1].begin : of.terms.size();
    for (std::size_t i = of.rows[row].begin; i < end; ++i) {
      const auto at =
          static_cast<std::size_t>(next[static_cast<std::size_t>(of.terms[i].column)]++);
      made.rows[at] = static_cast<int>(row);
      made.factors[at] = of.terms[i].factor;
    }
  }
  return made;
}

double bound_of(std::int64_t value) {
  if (value >= linear_program::free_bound) return std::numeric_limits<double>::max();
  if (value <= -linear_program::free_bound) return -std::numeric_limits<double>::max();
  return static_cast<double>(value);
}

void load(Cbc_Model* model, const linear_program& of, bool relaxed) {
  const auto matrix = by_columns(of);
  std::vector<double> lower, upper, cost, row_lower, row_upper;
  for (const auto& column : of.columns) {
    lower.push_back(bound_of(column.lower));
    upper.push_back(bound_of(column.upper));
    cost.push_back(static_cast<double>(column.cost));
  }
  for (const auto& row : of.rows) {
    row_lower.push_back(bound_of(row.lower));
    row_upper.push_back(bound_of(row.upper));
  }
  Cbc_loadProblem(model, static_cast<int>(of.columns.size()), static_cast<int>(of.rows.size()),
                  matrix.starts.data(), matrix.rows.data(), matrix.factors.data(), lower.data(),
                  upper.data(), cost.data(), row_lower.data(), row_upper.data());
  if (relaxed) return;
  for (std::size_t i = 0; i < of.columns.size(); ++i)
    if (of.columns[i].whole) Cbc_setInteger(model, static_cast<int>(i));
}

void read_answer(Cbc_Model* model, const linear_program& of, bool relaxed, linear_answer& to) {
  if (Cbc_isProvenInfeasible(model)) {
    to.outcome = linear_outcome::infeasible;
    return;
  }
  to.bound = relaxed ? Cbc_getObjValue(model) : Cbc_getBestPossibleObjValue(model);
  const double* values = relaxed ? Cbc_getColSolution(model) : Cbc_bestSolution(model);
  if (!values) return;
  to.outcome = Cbc_isProvenOptimal(model) ? linear_outcome::optimal : linear_outcome::feasible;
  to.values.assign(values, values + of.columns.size());
  to.cost = std::llround(Cbc_getObjValue(model));
}

}  // namespace

linear_answer solve(const linear_program& of, const linear_budget& within) {
  const std::unique_ptr<Cbc_Model, void (*)(Cbc_Model*)> model(Cbc_newModel(), Cbc_deleteModel);
  load(model.get(), of, within.relaxed);
  Cbc_setLogLevel(model.get(), 0);
  Cbc_setParameter(model.get(), "log", "0");
  Cbc_setParameter(model.get(), "slogLevel", "0");
  Cbc_setParameter(model.get(), "threads", "0");
  Cbc_setParameter(model.get(), "randomCbcSeed", "1");
  Cbc_setParameter(model.get(), "timeMode", "cpu");
  Cbc_setParameter(model.get(), "seconds", std::to_string(within.seconds).c_str());
  Cbc_setParameter(model.get(), "maxNodes", std::to_string(within.nodes).c_str());
  if (within.below)
    Cbc_setParameter(model.get(), "cutoff", (std::to_string(*within.below - 1) + ".5").c_str());
  Cbc_solve(model.get());
  linear_answer answer;
  read_answer(model.get(), of, within.relaxed, answer);
  return answer;
}

}  // namespace headway::planner
