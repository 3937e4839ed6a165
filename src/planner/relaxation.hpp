// How many persons must be missing even if everybody could work in parts: the rules of a grid as a
// linear program. It sees at once what clauses are slow to see: more to cover than all together
// can.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "planner/grid.hpp"

namespace headway::planner {

class relaxation {
 public:
  // These persons' months; `near` keeps their rules. Hard cells only; costs play no role.
  relaxation(const grid& on, const choices& near, std::span<const std::int32_t> persons);
  relaxation(const relaxation&) = delete;
  relaxation& operator=(const relaxation&) = delete;
  ~relaxation();

  std::int32_t persons() const;
  // At least so many persons are missing from the cells `wanted`, whatever the plan; 0 says
  // nothing.
  std::int64_t missing(std::span<const std::uint32_t> wanted);
  // After more than 0: those of `wanted` that are too many by themselves, but for errors of
  // rounding.
  std::vector<std::uint32_t> core(std::span<const std::uint32_t> wanted) const;

 private:
  struct program;
  std::unique_ptr<program> program_;
};

}  // namespace headway::planner
