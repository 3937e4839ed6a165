// Can these demands be covered at all? The hard rules of a grid as clauses, answered by a SAT
// solver (CaDiCaL): yes with a plan, or no with the demands that cannot hold together.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "planner/grid.hpp"

namespace headway::planner {

class satisfaction {
 public:
  // Only hard cells and these persons take part; costs play no role. Keeps a reference to `on`.
  // One thread.
  satisfaction(const grid& on, std::span<const std::int32_t> persons);
  explicit satisfaction(const grid& on);  // everybody
  satisfaction(const satisfaction&) = delete;
  satisfaction& operator=(const satisfaction&) = delete;
  ~satisfaction();

  std::int32_t persons() const;
  // Where the search looks first: plans like this one.
  void prefer(const choices& like);
  // Whether everybody's rules and the cells `wanted` can be kept together; nullopt when that takes
  // more than `conflicts` steps of the solver.
  std::optional<bool> solve(std::span<const std::uint32_t> wanted, std::int32_t conflicts);
  // After yes: a plan; who takes no part does as in `others`.
  choices chosen(choices others) const;
  // After no: some of the wanted cells that cannot be kept together with everybody's rules. Empty
  // when the rules alone contradict what is fixed.
  std::vector<std::uint32_t> core(std::span<const std::uint32_t> wanted) const;
  // After no: the persons whose rules took part.
  std::vector<std::int32_t> persons_in_core() const;

 private:
  class clauses;
  std::unique_ptr<clauses> clauses_;
};

}  // namespace headway::planner
