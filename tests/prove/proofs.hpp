// The long bad-day runs. Each prints what it did in numbers and gives 0, or says what was breached
// and gives another number.
#pragma once

#include <cstdint>

namespace headway::prove {

// The seed of a run: HEADWAY_SEED, or a new one; printed, so that a run can be repeated.
std::uint64_t seed();
// How many rounds: HEADWAY_ROUNDS, or `full`.
int rounds(int full);

int coverage();
int intake();
int kill();
int merge();
int roles();
int shift_change();

}  // namespace headway::prove
