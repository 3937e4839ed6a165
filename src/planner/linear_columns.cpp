#include "planner/linear_columns.hpp"

#include <coin/Clp_C_Interface.h>

#include <limits>

#include "planner/linear_matrix.hpp"

namespace headway::planner {

struct growing_program::model {
  Clp_Simplex* simplex = Clp_newModel();
  std::int32_t columns = 0;
  bool bounds_changed = false;  // the last solution may break them: the dual method mends that
  // Columns that wait for the next solve().
  std::vector<double> lower{}, upper{}, costs{}, factors{};
  std::vector<CoinBigIndex> starts{0};
  std::vector<int> rows{};

  model() = default;
  model(const model&) = delete;
  model& operator=(const model&) = delete;
  ~model() { Clp_deleteModel(simplex); }

  void join() {
    if (lower.empty()) return;
    Clp_addColumns(simplex, static_cast<int>(lower.size()), lower.data(), upper.data(),
                   costs.data(), starts.data(), rows.data(), factors.data());
    lower.clear();
    upper.clear();
    costs.clear();
    factors.clear();
    rows.clear();
    starts.assign(1, 0);
  }
  void bound(std::int32_t column, double least, double most) {
    join();
    Clp_columnLower(simplex)[column] = least;
    Clp_columnUpper(simplex)[column] = most;
    bounds_changed = true;
  }
};

growing_program::growing_program(std::span<const std::int64_t> rows)
    : model_(std::make_unique<model>()) {
  const std::vector<double> right(rows.begin(), rows.end());
  const CoinBigIndex none = 0;
  Clp_setLogLevel(model_->simplex, 0);
  Clp_loadProblem(model_->simplex, 0, static_cast<int>(rows.size()), &none, nullptr, nullptr,
                  nullptr, nullptr, nullptr, right.data(), right.data());
}
growing_program::growing_program(const linear_program& of) : model_(std::make_unique<model>()) {
  const matrix all(of);
  model_->columns = static_cast<std::int32_t>(of.columns.size());
  Clp_setLogLevel(model_->simplex, 0);
  Clp_loadProblem(model_->simplex, model_->columns, static_cast<int>(of.rows.size()),
                  all.starts.data(), all.rows.data(), all.factors.data(), all.lower.data(),
                  all.upper.data(), all.cost.data(), all.row_lower.data(), all.row_upper.data());
}
growing_program::~growing_program() = default;

std::int32_t growing_program::add(std::int64_t cost, std::span<const term> terms, bool unbounded) {
  auto& to = *model_;
  to.lower.push_back(0);
  to.upper.push_back(unbounded ? std::numeric_limits<double>::max() : 1);
  to.costs.push_back(static_cast<double>(cost));
  for (const auto& each : terms) {
    to.rows.push_back(each.row);
    to.factors.push_back(each.factor);
  }
  to.starts.push_back(static_cast<CoinBigIndex>(to.rows.size()));
  return to.columns++;
}

void growing_program::hold(std::int32_t column, bool at_one) {
  model_->bound(column, at_one ? 1 : 0, at_one ? 1 : 0);
}
void growing_program::release(std::int32_t column) { model_->bound(column, 0, 1); }

void growing_program::set_cost(std::int32_t column, std::int64_t cost) {
  model_->join();
  Clp_objective(model_->simplex)[column] = static_cast<double>(cost);
}

bool growing_program::solve() {
  model_->join();
  const auto failed =
      model_->bounds_changed ? Clp_dual(model_->simplex, 0) : Clp_primal(model_->simplex, 0);
  model_->bounds_changed = false;
  return failed == 0 && Clp_status(model_->simplex) == 0;
}

double growing_program::cost() const { return Clp_objectiveValue(model_->simplex); }
double growing_program::value(std::int32_t column) const {
  return Clp_primalColumnSolution(model_->simplex)[column];
}
double growing_program::price(std::int32_t row) const {
  return Clp_dualRowSolution(model_->simplex)[row];
}

}  // namespace headway::planner
