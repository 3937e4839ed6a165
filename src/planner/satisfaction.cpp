#include "planner/satisfaction.hpp"

#include <algorithm>
#include <cadical.hpp>
#include <initializer_list>
#include <numeric>

namespace headway::planner {

using literal = int;

class satisfaction::clauses {
 public:
  clauses(const grid& on, std::span<const std::int32_t> persons)
      : on_(on), persons_(persons.begin(), persons.end()) {
    solver_.set("quiet", 1);
    const auto slots = static_cast<std::size_t>(on.persons) * static_cast<std::size_t>(on.days);
    first_entry_.resize(slots);
    shifts_.resize(slots * static_cast<std::size_t>(on.kinds + 1));
    for (const auto p : persons_) {
      keeps_rules_.push_back(fresh());
      add_slots(p);
      add_runs(p);
      add_rests(p);
      add_totals(p);
    }
    add_cells();
  }

  const grid& on_;
  std::vector<std::int32_t> persons_;
  CaDiCaL::Solver solver_{};
  int variables_ = 0;
  std::vector<literal> first_entry_{};  // by slot; entries follow each other
  std::vector<literal> shifts_{};       // by slot * (kinds + 1) + shift; 0 = impossible
  std::vector<literal> keeps_rules_{};  // by place in `persons_`
  std::vector<literal> cell_holds_{};   // by cell; 0 for soft ones

  // Which way every literal goes when the persons do as in `like`.
  void prefer(const choices& like) {
    const auto toward = [&](literal each, bool holds) { solver_.phase(holds ? each : -each); };
    for (const auto p : persons_)
      for (std::int32_t d = 0; d < on_.days; ++d)
        for (std::size_t i = 0; i < on_.domain(p, d).size(); ++i)
          toward(first_entry_[on_.at(p, d)] + static_cast<literal>(i), i == like[on_.at(p, d)]);
    for (const auto& [each, slot, place] : upto_)
      toward(each, like[slot] <= place);
    for (const auto& [each, slot, kind] : of_kind_)
      toward(each, on_.entries[on_.domain_begin[slot] + like[slot]].shift == kind);
  }

 private:
  struct implied {
    literal what;
    std::size_t slot, by;
  };
  literal fresh() { return ++variables_; }
  void add(std::initializer_list<literal> clause) {
    for (const auto each : clause)
      solver_.add(each);
    solver_.add(0);
  }
  literal& shift(std::int32_t person, std::int32_t day, std::int32_t kind) {
    return shifts_[on_.at(person, day) * static_cast<std::size_t>(on_.kinds + 1) +
                   static_cast<std::size_t>(kind)];
  }
  // Works on that date; 0 when never, and `always` when there is no way to be free.
  literal working(std::int32_t person, std::int32_t day) {
    const auto off = shift(person, day, 0);
    return off ? -off : always();
  }
  literal always() {
    if (!always_) {
      always_ = fresh();
      add({always_});
    }
    return always_;
  }

  void add_slots(std::int32_t person) {
    for (std::int32_t d = 0; d < on_.days; ++d) {
      const auto among = on_.domain(person, d);
      first_entry_[on_.at(person, d)] = variables_ + 1;
      std::vector<literal> all;
      for (std::size_t i = 0; i < among.size(); ++i)
        all.push_back(fresh());
      for (const auto each : all)
        solver_.add(each);
      solver_.add(0);
      at_most_one(all, on_.at(person, d));
      for (std::int32_t kind = 0; kind <= on_.kinds; ++kind) {
        std::vector<literal> of_kind;
        for (std::size_t i = 0; i < among.size(); ++i)
          if (among[i].shift == kind) of_kind.push_back(all[i]);
        shift(person, d, kind) = any_of(of_kind);
        if (of_kind.size() > 1)
          of_kind_.push_back(
              {shift(person, d, kind), on_.at(person, d), static_cast<std::size_t>(kind)});
      }
    }
  }

  literal any_of(const std::vector<literal>& all) {
    if (all.size() < 2) return all.empty() ? 0 : all[0];
    const auto any = fresh();
    for (const auto each : all)
      add({-each, any});
    for (const auto each : all)
      solver_.add(each);
    add({-any});
    return any;
  }

  void at_most_one(const std::vector<literal>& all, std::size_t slot) {
    if (all.size() <= 5) {
      for (std::size_t i = 0; i < all.size(); ++i)
        for (std::size_t k = i + 1; k < all.size(); ++k)
          add({-all[i], -all[k]});
      return;
    }
    literal before = 0;  // one of the earlier ones holds
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (before) add({-before, -all[i]});
      const auto upto = fresh();
      upto_.push_back({upto, slot, i});
      add({-all[i], upto});
      if (before) add({-before, upto});
      before = upto;
    }
  }

  void add_runs(std::int32_t p) {
    const auto& rules = on_.rules[static_cast<std::size_t>(p)];
    const auto guard = -keeps_rules_.back();
    const auto not_all = [&](std::int32_t from, std::int32_t to) {
      solver_.add(guard);
      for (std::int32_t d = from; d <= to; ++d)
        solver_.add(-working(p, d));
      solver_.add(0);
    };
    const auto most = rules.most_consecutive;
    if (rules.worked_before > 0) {
      const auto left = std::max(0, most - rules.worked_before);
      if (left < on_.days) not_all(0, left);
    }
    for (std::int32_t d = 0; most < on_.days && d + most < on_.days; ++d)
      not_all(d, d + most);
    for (const int sign : {1, -1}) {
      const auto least = sign > 0 ? rules.least_consecutive : rules.least_days_off;
      for (std::int32_t d = 1; d < on_.days; ++d)
        for (std::int32_t k = 1; k < least && d + k < on_.days; ++k)
          add({guard, -sign * working(p, d), sign * working(p, d - 1), sign * working(p, d + k)});
    }
  }

  void add_rests(std::int32_t p) {
    const auto& rules = on_.rules[static_cast<std::size_t>(p)];
    const auto guard = -keeps_rules_.back();
    for (std::int32_t next = 1; next <= on_.kinds; ++next) {
      if (((rules.barred_first >> next) & 1u) && shift(p, 0, next))
        add({guard, -shift(p, 0, next)});
      for (std::int32_t first = 1; first <= on_.kinds; ++first) {
        if (!((rules.barred_after[static_cast<std::size_t>(first)] >> next) & 1u)) continue;
        for (std::int32_t d = 0; d + 1 < on_.days; ++d)
          if (shift(p, d, first) && shift(p, d + 1, next))
            add({guard, -shift(p, d, first), -shift(p, d + 1, next)});
      }
    }
  }

  // `holds` implies that at least `least` of `all` hold; a literal may stand there several times.
  void at_least(literal holds, const std::vector<literal>& all, std::int64_t least) {
    if (least <= 0) return;
    if (least > static_cast<std::int64_t>(all.size())) return add({-holds});
    if (least == 1) {
      for (const auto each : all)
        solver_.add(each);
      return add({-holds});
    }
    // enough[j]: at least j + 1 of those seen so far; only implied downwards.
    std::vector<literal> enough(static_cast<std::size_t>(least), 0);
    for (const auto each : all) {
      auto next = enough;
      for (std::size_t j = 0; j < next.size(); ++j) {
        if (j > 0 && !enough[j - 1]) break;
        next[j] = fresh();
        solver_.phase(-next[j]);  // which binds nobody
        solver_.add(-next[j]);
        if (enough[j]) solver_.add(enough[j]);
        add({each});
        if (j == 0) continue;
        solver_.add(-next[j]);
        if (enough[j]) solver_.add(enough[j]);
        add({enough[j - 1]});
      }
      enough = std::move(next);
    }
    if (enough.back())
      add({-holds, enough.back()});
    else
      add({-holds});
  }
  void at_most(literal holds, const std::vector<literal>& all, std::int64_t most) {
    const auto size = static_cast<std::int64_t>(all.size());
    if (most >= size) return;
    if (size - most <= most + 1) {
      std::vector<literal> others;
      for (const auto each : all)
        others.push_back(-each);
      return at_least(holds, others, size - most);
    }
    // over[j]: more than j of those seen so far.
    std::vector<literal> over;
    for (const auto each : all) {
      auto next = over;
      if (static_cast<std::int64_t>(next.size()) <= most) next.push_back(0);
      for (std::size_t j = 0; j < next.size(); ++j) {
        next[j] = fresh();
        solver_.phase(next[j]);  // which binds nobody
        if (j < over.size()) add({-over[j], next[j]});
        if (j == 0)
          add({-each, next[j]});
        else
          add({-each, -over[j - 1], next[j]});
      }
      over = std::move(next);
      if (static_cast<std::int64_t>(over.size()) > most)
        add({-holds, -over[static_cast<std::size_t>(most)]});
    }
  }

  void add_totals(std::int32_t p) {
    const auto& rules = on_.rules[static_cast<std::size_t>(p)];
    const auto holds = keeps_rules_.back();
    std::vector<literal> worked, nights;
    std::vector<std::vector<literal>> weekends(static_cast<std::size_t>(on_.weekends));
    for (std::int32_t d = 0; d < on_.days; ++d) {
      worked.push_back(working(p, d));
      if (const auto weekend = on_.weekend[static_cast<std::size_t>(d)]; weekend >= 0)
        weekends[static_cast<std::size_t>(weekend)].push_back(worked.back());
      for (std::int32_t kind = 1; kind <= on_.kinds; ++kind)
        if (on_.night[static_cast<std::size_t>(kind)] && shift(p, d, kind))
          nights.push_back(shift(p, d, kind));
    }
    at_most(holds, worked, rules.most_shifts);
    at_most(holds, nights, rules.most_nights);
    for (std::int32_t kind = 1; kind <= on_.kinds; ++kind)
      at_most(holds, all_of(p, kind), rules.most_of[static_cast<std::size_t>(kind)]);
    if (rules.most_weekends < on_.weekends) {
      std::vector<literal> any;
      for (const auto& each : weekends)
        any.push_back(any_of(each));
      at_most(holds, any, rules.most_weekends);
    }
    add_minutes(p, holds);
  }
  std::vector<literal> all_of(std::int32_t p, std::int32_t kind) {
    std::vector<literal> all;
    for (std::int32_t d = 0; d < on_.days; ++d)
      if (const auto each = shift(p, d, kind)) all.push_back(each);
    return all;
  }

  // In units of the greatest common divisor of the lengths, each shift as often as it is long.
  void add_minutes(std::int32_t p, literal holds) {
    const auto& rules = on_.rules[static_cast<std::size_t>(p)];
    std::int32_t unit = 0;
    for (const auto minutes : on_.minutes)
      unit = std::gcd(unit, minutes);
    if (unit == 0 || (rules.least_minutes == 0 && rules.most_minutes == unlimited)) return;
    std::vector<literal> units;
    for (std::int32_t kind = 1; kind <= on_.kinds; ++kind)
      for (const auto each : all_of(p, kind))
        units.insert(units.end(),
                     static_cast<std::size_t>(on_.minutes[static_cast<std::size_t>(kind)] / unit),
                     each);
    at_least(holds, units, (rules.least_minutes + unit - 1) / unit);
    at_most(holds, units, rules.most_minutes / unit);
  }

  void add_cells() {
    std::vector<std::vector<literal>> present(on_.cells.size());
    for (const auto p : persons_)
      for (std::int32_t d = 0; d < on_.days; ++d)
        gather(p, d, present);
    cell_holds_.assign(on_.cells.size(), 0);
    for (std::size_t i = 0; i < on_.cells.size(); ++i) {
      if (!on_.cells[i].hard) continue;
      cell_holds_[i] = fresh();
      at_least(cell_holds_[i], present[i], on_.cells[i].need);
    }
  }
  // A cell that every entry of a shift covers counts the shift, not each entry.
  void gather(std::int32_t p, std::int32_t d, std::vector<std::vector<literal>>& present) {
    const auto among = on_.domain(p, d);
    const auto first = first_entry_[on_.at(p, d)];
    for (std::size_t i = 0; i < among.size(); ++i)
      for (const auto cell : on_.cells_of(among[i])) {
        if (!on_.cells[cell].hard) continue;
        const auto covers = [&](const entry& of) {
          const auto cells = on_.cells_of(of);
          return std::find(cells.begin(), cells.end(), cell) != cells.end();
        };
        const bool whole = std::all_of(among.begin(), among.end(), [&](const auto& other) {
          return other.shift != among[i].shift || covers(other);
        });
        const auto counted = whole ? shift(p, d, among[i].shift) : first + static_cast<literal>(i);
        if (present[cell].empty() || present[cell].back() != counted)
          present[cell].push_back(counted);
      }
  }

  literal always_ = 0;
  std::vector<implied> upto_{};     // the chosen place is `by` or an earlier one
  std::vector<implied> of_kind_{};  // the chosen entry has the shift `by`
};

satisfaction::satisfaction(const grid& on, std::span<const std::int32_t> persons)
    : clauses_(std::make_unique<clauses>(on, persons)) {}
satisfaction::satisfaction(const grid& on) : satisfaction(on, everybody(on)) {}
satisfaction::~satisfaction() = default;

std::int32_t satisfaction::persons() const {
  return static_cast<std::int32_t>(clauses_->persons_.size());
}

void satisfaction::prefer(const choices& like) { clauses_->prefer(like); }

std::optional<bool> satisfaction::solve(std::span<const std::uint32_t> wanted,
                                        std::int32_t conflicts) {
  auto& solver = clauses_->solver_;
  for (const auto each : clauses_->keeps_rules_)
    solver.assume(each);
  for (const auto cell : wanted)
    solver.assume(clauses_->cell_holds_[cell]);
  solver.limit("conflicts", conflicts);
  const auto answer = solver.solve();
  if (answer == 0) return std::nullopt;
  return answer == 10;
}

choices satisfaction::chosen(choices others) const {
  const auto& on = clauses_->on_;
  auto made = std::move(others);
  for (const auto p : clauses_->persons_)
    for (std::int32_t d = 0; d < on.days; ++d)
      for (std::size_t i = 0; i < on.domain(p, d).size(); ++i)
        if (clauses_->solver_.val(clauses_->first_entry_[on.at(p, d)] + static_cast<literal>(i)) >
            0)
          made[on.at(p, d)] = static_cast<std::uint16_t>(i);
  return made;
}

std::vector<std::uint32_t> satisfaction::core(std::span<const std::uint32_t> wanted) const {
  std::vector<std::uint32_t> failed;
  for (const auto cell : wanted)
    if (clauses_->solver_.failed(clauses_->cell_holds_[cell])) failed.push_back(cell);
  return failed;
}

std::vector<std::int32_t> satisfaction::persons_in_core() const {
  std::vector<std::int32_t> failed;
  for (std::size_t i = 0; i < clauses_->persons_.size(); ++i)
    if (clauses_->solver_.failed(clauses_->keeps_rules_[i]))
      failed.push_back(clauses_->persons_[i]);
  return failed;
}

}  // namespace headway::planner
