// One person's whole month at its cheapest, when every cell pays a price for being covered: a
// shortest path over the dates whose states hold what the person's rules count.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "planner/grid.hpp"

namespace headway::planner {

// A month of one person that keeps their rules.
struct line {
  std::vector<std::uint16_t> chosen{};  // by day, the place in the domain
  std::int64_t cost = 0;                // of entries, load and nights; prices left out
};

// Prices are in 1/1024 of a cost.
inline constexpr std::int64_t price_unit = 1024;

struct line_wishes {
  std::int64_t below = 0;  // only lines whose cost less their prices is below this, in price units
  std::size_t wanted = 3;  // at most
  std::size_t width = 4'000;  // states kept for each date
};

struct found_lines {
  std::vector<line> lines{};  // the cheapest first
  std::int64_t least = 0;     // no line costs less after prices, in price units; when `exact`
  bool exact = true;          // no state was dropped for want of room
};

class line_finder {
 public:
  // What one search leaves behind for the next: room that need not be asked for again. Many finders
  // share one, one after the other.
  class workspace;

  // Keeps the references.
  line_finder(const grid& on, std::int32_t person, workspace& room);

  // False: the rules count more than a state can hold; the person's month is left alone.
  bool able() const { return able_; }
  // `prices` by cell. One thread at a time.
  found_lines find(std::span<const std::int64_t> prices, const line_wishes& as);

 private:
  // How far the person is with a run of dates, and what must not come next.
  struct pace {
    bool works = false, edge = true;  // edge: the run touches the first date, so is never too short
    std::uint32_t barred = 0;
    std::int32_t run = 0;
    friend bool operator==(const pace&, const pace&) = default;
  };
  // A counter within one of the two packed words of a state. Of two states alike in the first word
  // the one that counts no more in every field of the second can do whatever the other can.
  struct field {
    std::uint8_t word = 0, at = 0, bits = 0;  // bits 0: not counted
    std::int64_t most = 0;                    // values stop here
    std::uint64_t mask() const { return (std::uint64_t{1} << bits) - 1; }
  };
  struct state {
    std::array<std::uint64_t, 2> counted{};
    std::int64_t cost = 0;
    std::uint32_t before = 0;  // of the date before
    std::uint16_t pace = 0;
    std::uint8_t shift = 0;
    std::int64_t get(const field& from) const {
      return static_cast<std::int64_t>((counted[from.word] >> from.at) & from.mask());
    }
    void put(const field& at, std::int64_t value) {
      auto& word = counted[at.word];
      word = (word & ~(at.mask() << at.at)) | (static_cast<std::uint64_t>(value) << at.at);
    }
  };
  static constexpr std::uint16_t no_pace = 0xffff;

  std::size_t options() const { return static_cast<std::size_t>(on_.kinds) + 1; }
  void walk_paces();
  std::optional<pace> after(const pace& now, std::uint8_t shift, bool first_date) const;
  std::uint16_t number_of(const pace& wanted);
  enum class sense : std::uint8_t { exact, less_is_better };
  field reserve(bool counted, std::int64_t most, sense of);
  void reserve_fields();
  void weigh(std::span<const std::int64_t> prices);
  void bound_rest();
  bool weekend_goes_on(std::int32_t day) const;
  bool count(std::int32_t day, std::uint8_t shift, state& to) const;
  void forget_what_cannot_matter(std::int32_t day, state& in) const;
  std::int64_t ending(const state& of) const;
  std::vector<state> extend(std::int32_t day, std::int64_t below) const;
  bool better(const state& one, const state& other) const;
  void keep_best_alike(std::vector<state>& among);
  bool keep_cheapest(std::vector<state>& among, std::int32_t day, std::size_t width);
  line read(std::uint32_t last) const;

  const grid& on_;
  std::int32_t person_;
  const row_rules& rules_;
  bool able_ = true;
  std::array<int, 2> used_bits_{};
  std::uint64_t guards_ = 0;  // a bit above every field of the second word
  std::vector<pace> paces_{};
  std::vector<std::uint16_t> first_pace_{};  // by shift, on the first date
  std::vector<std::uint16_t> next_pace_{};   // by pace * options + shift
  std::int32_t longest_minutes_ = 0;
  field weekends_{}, in_weekend_{}, worked_{}, nights_{}, minutes_{};
  std::vector<field> kinds_{};  // by shift
  std::vector<std::uint8_t> limited_kinds_{};
  std::vector<std::int32_t> weekends_after_{};  // by day: that begin later
  workspace* room_;
};

class line_finder::workspace {
  friend class line_finder;
  std::vector<std::int64_t> cheapest_{};  // by day * options + shift, after prices
  std::vector<std::uint16_t> place_{};    // of the cheapest in the domain
  std::vector<std::int64_t> rest_{};      // by day * paces + pace: at least this from that date on
  std::vector<std::vector<state>> states_{};  // by day
  std::vector<std::uint32_t> table_{}, chain_{};
};

}  // namespace headway::planner
