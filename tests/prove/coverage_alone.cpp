// The proof of the planner without the rest of Headway, so that every compiler can build it.
#include <fmt/core.h>

#include "prove/proofs.hpp"

int main() {
  fmt::print("coverage: seed {}\n", headway::prove::seed());
  return headway::prove::coverage();
}
