// The ladder of alarms that never falls silent: whom an open matter is told to, and when, until it
// is done. The last rung comes again every day. Pure. Source: DOMAIN.md, section 3 (proposal).
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <vector>

#include "base/problem.hpp"
#include "base/time.hpp"

namespace headway::people {

// Whom an alarm of the ladder addresses.
enum class addressee : std::uint8_t {
  responsible,
  crew_leader,
  section_chief,
  deputy_mine_head,
  mine_head
};
BOOST_DESCRIBE_ENUM(addressee, responsible, crew_leader, section_chief, deputy_mine_head, mine_head)

struct alarm {
  instant at;
  addressee to = addressee::responsible;
  friend bool operator==(const alarm&, const alarm&) = default;
};
BOOST_DESCRIBE_STRUCT(alarm, (), (at, to))

// One rung of the ladder: `minutes` and `shifts` after the moment it counts from (negative:
// before).
struct rung {
  int minutes = 0;
  int shifts = 0;
  addressee to = addressee::responsible;
};
BOOST_DESCRIBE_STRUCT(rung, (), (minutes, shifts, to))

// The alarms of a ladder that counts from `from`. Rungs already past at `now` are passed over, but
// never the last: it repeats. `rungs` has passed `check_ladder`.
std::vector<alarm> alarms_of(const std::vector<rung>& rungs, instant from, instant now,
                             int shift_minutes);
// Those of `planned` (in order of time) that have fallen due by `now`.
std::vector<alarm> fallen_due(const std::vector<alarm>& planned, instant now);
// Takes `raised` and what came before it from `planned`; the last rung stays and comes again a day
// later. False: it was gone already, because another box raised it too.
bool take_raised(std::vector<alarm>& planned, const alarm& raised);

// Problems, at `pointer`: rulebook.empty_ladder, rulebook.unordered_ladder.
result<void> check_ladder(const std::vector<rung>& rungs, int shift_minutes, std::string pointer);

namespace problems {
inline constexpr problem_kind empty_ladder{
    "rulebook.empty_ladder", 422, "催办阶梯不能为空：否则到期无人过问",
    "A ladder must not be empty: its alarms would fall silent"};
inline constexpr problem_kind unordered_ladder{"rulebook.unordered_ladder", 422,
                                               "催办阶梯须按时间先后排列",
                                               "The rungs of a ladder must be in order of time"};
}  // namespace problems

}  // namespace headway::people
