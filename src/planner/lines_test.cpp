// Lines against every month there is: short horizons can be tried out.
#include "planner/lines.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <map>

#include "planner/chance.hpp"

namespace headway::planner {
namespace {

// One person, from a Sunday to the next, so that one weekend has passed when another one is in
// between its days; three kinds of shift.
problem_statement one_person(chance& by) {
  problem_statement of;
  of.first = *local_date::parse("2027-03-07");
  of.days = 8;
  of.shifts = {{"early", "early", 6 * 60, 480, false, {}},
               {"late", "late", 14 * 60, 480, false, {"early"}},
               {"night", "night", 20 * 60, 600, true, {}}};
  person who;
  who.id = "li";
  auto& limits = who.limits;
  const auto maybe = [&](std::int32_t from, std::uint32_t many) -> std::optional<std::int32_t> {
    if (by.under(3) == 0) return std::nullopt;
    return from + static_cast<std::int32_t>(by.under(many));
  };
  limits.rest_minutes = by.under(2) ? 11 * 60 : 0;
  limits.most_consecutive = maybe(2, 4);
  limits.least_consecutive = maybe(1, 3);
  limits.least_days_off = maybe(1, 3);
  limits.most_weekends = maybe(0, 3);
  limits.most_shifts = maybe(3, 4);
  limits.most_nights = maybe(0, 3);
  limits.most_minutes = maybe(1'500, 2'000);
  if (by.under(2)) limits.least_minutes = by.under(2) ? 900 : 2'900;  // the latter often too many
  limits.kinds = {{"late", static_cast<std::int32_t>(by.under(4))}};
  if (by.under(2)) who.load = band{2, 3, 7};
  if (by.under(2)) who.nights = band{1, 1, 5};
  if (by.under(2)) who.before = carried{"night", 1 + static_cast<std::int32_t>(by.under(3))};
  of.persons = {who};
  for (const auto* shift : {"early", "late", "night"}) {
    demand post;
    post.id = std::string("post-") + shift;
    post.when = {of.first, {of.first.days + std::chrono::days(of.days)}};
    post.shift = shift;
    post.occupies = by.under(2) == 0;
    of.demands.push_back(post);
  }
  return of;
}

std::int64_t after_prices(const grid& on, const line& of, const std::vector<std::int64_t>& prices) {
  auto cost = of.cost * price_unit;
  for (std::int32_t d = 0; d < on.days; ++d)
    for (const auto cell : on.cells_of(on.domain(0, d)[of.chosen[static_cast<std::size_t>(d)]]))
      cost -= prices[cell];
  return cost;
}

// What the cheapest month costs after prices, by trying all; nothing when every one breaks a rule.
// The rules see shifts only: of the entries of one shift the cheapest counts.
std::optional<std::int64_t> cheapest_of_all(const grid& on,
                                            const std::vector<std::int64_t>& prices) {
  std::optional<std::int64_t> least;
  std::vector<std::uint8_t> shifts(static_cast<std::size_t>(on.days));
  std::function<void(std::int32_t, std::int64_t)> go_on = [&](std::int32_t day, std::int64_t cost) {
    if (day == on.days) {
      const auto verdict = judge_row(on, on.rules[0], shifts);
      const auto made = cost + verdict.cost * price_unit;
      if (verdict.broken == 0) least = std::min(least.value_or(made), made);
      return;
    }
    std::map<std::uint8_t, std::int64_t> of_shift;
    for (const auto& each : on.domain(0, day)) {
      auto priced = each.cost * price_unit;
      for (const auto cell : on.cells_of(each))
        priced -= prices[cell];
      const auto [known, is_new] = of_shift.emplace(each.shift, priced);
      if (!is_new) known->second = std::min(known->second, priced);
    }
    for (const auto& [shift, priced] : of_shift) {
      shifts[static_cast<std::size_t>(day)] = shift;
      go_on(day + 1, cost + priced);
    }
  };
  go_on(0, 0);
  return least;
}

TEST(LineFinder, FindsTheCheapestMonthThatKeepsEveryRule) {
  int months = 0, impossible = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    chance by(seed);
    const auto of = one_person(by);
    ASSERT_FALSE(validate(of)) << seed;
    const auto on = make_grid(of);
    std::vector<std::int64_t> prices(on.cells.size());
    for (auto& each : prices)
      each = static_cast<std::int64_t>(by.under(20'000)) - 4'000;
    line_finder::workspace room;
    line_finder finder(on, 0, room);
    ASSERT_TRUE(finder.able());
    const auto found = finder.find(prices, {std::int64_t{1} << 50, 2, 10'000});
    const auto least = cheapest_of_all(on, prices);
    ASSERT_TRUE(found.exact);
    ASSERT_EQ(found.lines.empty(), !least) << seed;
    if (!least) {
      ++impossible;
      continue;
    }
    ++months;
    EXPECT_EQ(found.least, *least) << seed;
    EXPECT_EQ(after_prices(on, found.lines[0], prices), *least) << seed;
    for (const auto& each : found.lines) {
      std::vector<std::uint8_t> shifts;
      for (std::int32_t d = 0; d < on.days; ++d)
        shifts.push_back(on.domain(0, d)[each.chosen[static_cast<std::size_t>(d)]].shift);
      EXPECT_EQ(judge_row(on, on.rules[0], shifts).broken, 0) << seed;
    }
    EXPECT_TRUE(finder.find(prices, {*least, 2, 10'000}).lines.empty()) << "nothing is cheaper";
  }
  EXPECT_GT(months, 30);
  EXPECT_GT(impossible, 0);
}

TEST(LineFinder, SaysWhenItHadNoRoomForAllStates) {
  chance by(7);
  auto of = one_person(by);
  of.persons[0].limits = {};
  of.persons[0].load = band{2, 3, 7};
  of.persons[0].nights = band{1, 1, 5};
  const auto on = make_grid(of);
  const std::vector<std::int64_t> prices(on.cells.size(), 3'000);
  line_finder::workspace room;
  line_finder finder(on, 0, room);
  EXPECT_FALSE(finder.find(prices, {std::int64_t{1} << 50, 1, 2}).exact);
  EXPECT_TRUE(finder.find(prices, {std::int64_t{1} << 50, 1, 1'000}).exact);
}

}  // namespace
}  // namespace headway::planner
