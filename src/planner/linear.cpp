#include "planner/linear.hpp"

#include <coin/Cbc_C_Interface.h>

#include <cmath>
#include <memory>
#include <string>

#include "planner/linear_matrix.hpp"

namespace headway::planner {
namespace {

void load(Cbc_Model* model, const linear_program& of, bool relaxed) {
  const matrix all(of);
  Cbc_loadProblem(model, static_cast<int>(of.columns.size()), static_cast<int>(of.rows.size()),
                  all.starts.data(), all.rows.data(), all.factors.data(), all.lower.data(),
                  all.upper.data(), all.cost.data(), all.row_lower.data(), all.row_upper.data());
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
