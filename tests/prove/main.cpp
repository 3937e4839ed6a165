#include <iostream>
#include <string_view>

#include "prove/proofs.hpp"

namespace headway::prove {
namespace {

struct proof {
  std::string_view name;
  std::string_view what;
  int (*run)();
};

constexpr proof proofs[] = {
    {"coverage",
     "random sections: the checker agrees, every conflict is minimal, every remedy works",
     coverage},
    {"intake", "real records of elsewhere go through the ordinary import, each once", intake},
    {"kill", "kill -9 at random moments under load: every acknowledged command is there once",
     kill},
    {"merge", "the same facts merged in shuffled orders give identical records", merge},
    {"shift_change",
     "300 phones x 50 commands at once, the server killed twice: once, in order, in time",
     shift_change},
    {"roles", "every route x every role answers as its table declares", roles},
};

int list() {
  for (const auto& each : proofs)
    std::cout << each.name << "\t" << each.what << "\n";
  return 0;
}

}  // namespace

}  // namespace headway::prove

int main(int count, char** words) {
  using namespace headway::prove;  // NOLINT: this file is its front door
  if (count < 2) return list();
  for (const auto& each : proofs) {
    if (each.name != words[1]) continue;
    std::cout << each.name << ": seed " << seed() << "\n" << std::flush;
    return each.run();
  }
  std::cerr << "no proof is called " << words[1] << "; there are:\n";
  list();
  return 2;
}
