// A linear program whose columns come one after the other, solved again and again from where the
// last solution stood; the one door to COIN-OR Clp. Costs and factors given are whole numbers.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "planner/linear.hpp"

namespace headway::planner {

// Minimises. One thread at a time; prints nothing.
class growing_program {
 public:
  struct term {
    std::int32_t row = 0, factor = 0;
  };

  // Every row is an equation with this right-hand side.
  explicit growing_program(std::span<const std::int64_t> rows);
  // Begins with a whole program; that its columns are whole is forgotten.
  explicit growing_program(const linear_program& of);
  growing_program(const growing_program&) = delete;
  growing_program& operator=(const growing_program&) = delete;
  ~growing_program();

  // A column of 0 to `most`; gives its number. Joins the program with the next solve().
  std::int32_t add(std::int64_t cost, std::span<const term> terms, bool unbounded = false);
  // Holds a column at 0 or at 1, or sets it free again (0 to 1).
  void hold(std::int32_t column, bool at_one);
  void release(std::int32_t column);
  void set_cost(std::int32_t column, std::int64_t cost);

  // False: there is no solution, or the library gave up.
  bool solve();
  // After solve() gave true:
  double cost() const;
  double value(std::int32_t column) const;
  double price(std::int32_t row) const;  // what one unit more on the right-hand side costs

 private:
  struct model;
  std::unique_ptr<model> model_;
};

}  // namespace headway::planner
