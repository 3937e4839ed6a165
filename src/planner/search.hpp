// Local search: simulated annealing over what a person does on a few dates, with incremental cost.
// Finds a covered plan fast; it proves nothing.
#pragma once

#include <cstdint>
#include <vector>

#include "base/function_ref.hpp"
#include "planner/chance.hpp"
#include "planner/grid.hpp"

namespace headway::planner {

// Degrees are costs: at degree T a step that costs T is taken about once in three.
struct cooling {
  std::int64_t from_degrees_1024 = 0, to_degrees_1024 = 0;  // in 1/1024
};
// A schedule that fits the costs of `on`.
cooling usual_cooling(const grid& on);

class local_search {
 public:
  // Keeps a reference to `on`.
  local_search(const grid& on, std::uint64_t seed);

  void start(const choices& from);
  // Anneals. `progress` gives how much of the budget is used, 0 to 65536 (65536 ends it); it is
  // asked once every 1,024 moves and gets the number of moves made so far.
  void run(const cooling& by, function_ref<std::int32_t(std::uint64_t)> progress);

  // The best since `start`.
  const choices& best() const { return best_; }
  score best_score() const { return score_of(on_, best_); }
  std::uint64_t moves() const { return moves_; }

 private:
  struct change {
    std::int32_t person, day;
    std::uint16_t to;
  };
  void rebuild();
  bool propose_change();
  bool propose_block();
  bool propose_swap();
  bool add_option(std::int32_t person, std::int32_t day, const entry& like);
  void attempt(std::int64_t most_delta);
  std::int64_t apply();
  std::int64_t move_cells(const entry& of, std::int32_t by);
  std::int64_t cell_cost(std::size_t cell) const;
  std::int64_t row_cost(std::int32_t person) const;
  void keep_if_best();

  const grid& on_;
  chance chance_;
  patience patience_{};
  std::int64_t broken_weight_ = 0, missing_weight_ = 0;
  std::vector<std::pair<std::int32_t, std::int32_t>> movable_{};  // slots with a choice
  choices now_{}, best_{};
  std::vector<std::uint8_t> shifts_{};     // by person * days + day
  std::vector<std::int64_t> row_costs_{};  // by person
  std::vector<std::int32_t> counts_{};     // by cell
  std::int64_t total_ = 0, best_total_ = 0;
  std::vector<change> changes_{};
  std::vector<std::uint16_t> undone_{};
  std::uint64_t moves_ = 0;
};

}  // namespace headway::planner
