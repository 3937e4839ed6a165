#include "planner/checker.hpp"

#include <algorithm>
#include <map>
#include <string_view>

namespace headway::planner {
namespace {

using std::chrono::days;

std::int64_t beyond(std::int64_t value, std::int64_t least, std::int64_t most) {
  return value < least ? least - value : value > most ? value - most : 0;
}

class judge {
 public:
  judge(const problem_statement& of, const plan& made) : of_(of) {
    for (const auto& shift : of.shifts)
      shifts_.emplace(shift.id, &shift);
    for (const auto& demand : of.demands)
      demands_.emplace(demand.id, &demand);
    for (const auto& each : made.assignments)
      work_[each.person].emplace(each.date, &each);
    for (const auto& each : of.appointments)
      appointments_[each.person].push_back(&each);
    for (const auto& each : of.published)
      published_[each.person].emplace(each.date, &each);
  }

  verdict run() {
    for (const auto& who : of_.persons) {
      who_ = &who;
      mine_.assign(static_cast<std::size_t>(of_.days), nullptr);
      if (const auto found = work_.find(who.id); found != work_.end()) take(found->second);
      judge_dates();
      judge_succession();
      judge_runs();
      judge_totals();
      pay_wishes();
    }
    judge_demands();
    return std::move(out_);
  }

 private:
  using dated = std::multimap<local_date, const assignment*>;

  local_date date_of(std::size_t day) const {
    return {of_.first.days + days(static_cast<int>(day))};
  }
  void blame(rule broken, std::optional<local_date> date = {}) {
    out_.breaches.push_back({who_->id, broken, date});
  }
  const shift_kind& kind(const std::string& id) const { return *shifts_.find(id)->second; }

  void take(const dated& all) {
    for (const auto& [date, each] : all) {
      auto& slot = mine_[static_cast<std::size_t>((date.days - of_.first.days).count())];
      if (slot) blame(rule::two_duties_at_once, date);
      slot = each;
    }
  }

  bool away(local_date date) const {
    return std::any_of(who_->leave.begin(), who_->leave.end(),
                       [&](const auto& leave) { return leave.contains(date); });
  }
  bool may_work(const std::string& shift) const {
    return std::none_of(who_->limits.kinds.begin(), who_->limits.kinds.end(),
                        [&](const auto& limit) { return limit.shift == shift && limit.most == 0; });
  }
  // Whether something can be held to at all: an impossible order binds nobody.
  bool possible(const std::string& shift, const std::optional<std::string>& demand,
                local_date date) const {
    if (!may_work(shift)) return false;
    if (!demand) return true;
    const auto& what = *demands_.find(*demand)->second;
    return what.shift == shift && what.when.contains(date) && may_cover(*who_, what, date);
  }

  void judge_dates() {
    for (std::size_t d = 0; d < mine_.size(); ++d) {
      const auto date = date_of(d);
      const auto* mine = mine_[d];
      if (mine && mine->demand && !possible(mine->shift, mine->demand, date))
        blame(rule::does_not_fit, date);
      if (away(date)) {
        if (mine) blame(rule::on_leave, date);
        continue;
      }
      if (!judge_published(mine, date) && !judge_rotation(mine, date)) judge_appointed(mine, date);
    }
  }

  // True when something published settles the date.
  bool judge_published(const assignment* mine, local_date date) {
    const auto all = published_.find(who_->id);
    if (all == published_.end()) return false;
    const auto found = all->second.find(date);
    if (found == all->second.end()) return false;
    const auto& stands = *found->second;
    if (!possible(stands.shift, std::nullopt, date)) return true;
    const bool whole = possible(stands.shift, stands.demand, date);
    if (!mine || mine->shift != stands.shift || (whole && mine->demand != stands.demand))
      blame(rule::against_published, date);
    return true;
  }

  // True when the rotation leaves an appointment nothing to bind: another shift, or free.
  bool judge_rotation(const assignment* mine, local_date date) {
    bool settled = false;
    fixed_shift_.reset();
    for (const auto& day : who_->roster) {
      if (day.date != date) continue;
      const bool as_said = day.shift ? mine && mine->shift == *day.shift : !mine;
      if (!day.fixed) {
        if (!as_said) out_.cost += day.weight;
        continue;
      }
      if (day.shift && !may_work(*day.shift)) continue;
      if (!as_said) blame(rule::against_rotation, date);
      if (day.shift)
        fixed_shift_ = *day.shift;
      else
        settled = true;
    }
    return settled;
  }

  void judge_appointed(const assignment* mine, local_date date) {
    const auto all = appointments_.find(who_->id);
    if (all == appointments_.end()) return;
    for (const auto* held : all->second) {
      const auto& what = *demands_.find(held->demand)->second;
      if (!held->when.contains(date) || !what.when.contains(date)) continue;
      if (fixed_shift_ && *fixed_shift_ != what.shift) continue;
      if (!may_work(what.shift) || !may_cover(*who_, what, date)) continue;
      const bool there = mine && mine->shift == what.shift &&
                         (!what.occupies || mine->demand == std::optional(what.id));
      if (!there) blame(rule::against_appointment, date);
      return;  // the first that can be held binds; the person cannot be at two places
    }
  }

  void judge_succession() {
    const shift_kind* before = who_->before ? &kind(who_->before->shift) : nullptr;
    for (std::size_t d = 0; d < mine_.size(); ++d) {
      const auto* now = mine_[d] ? &kind(mine_[d]->shift) : nullptr;
      if (before && now) {
        const auto ended = before->begins_minute + before->length_minutes - 1440;
        const bool barred = std::find(before->barred.begin(), before->barred.end(), now->id) !=
                            before->barred.end();
        if (barred || now->begins_minute - ended < who_->limits.rest_minutes)
          blame(rule::rest, date_of(d));
      }
      before = now;
    }
  }

  void judge_runs() {
    const auto& limits = who_->limits;
    for (std::size_t begin = 0; begin < mine_.size();) {
      std::size_t end = begin;
      const bool works = mine_[begin] != nullptr;
      while (end < mine_.size() && (mine_[end] != nullptr) == works)
        ++end;
      const bool inner = begin > 0 && end < mine_.size();
      auto length = static_cast<std::int32_t>(end - begin);
      const auto least = works ? limits.least_consecutive : limits.least_days_off;
      if (inner && least && length < *least)
        blame(works ? rule::least_consecutive : rule::least_days_off, date_of(begin));
      if (works && begin == 0 && who_->before) length += who_->before->worked_days;
      if (works && limits.most_consecutive && length > *limits.most_consecutive)
        blame(rule::most_consecutive, date_of(begin));
      begin = end;
    }
  }

  void judge_totals() {
    const auto& limits = who_->limits;
    std::map<std::string_view, std::int32_t> of_kind;
    std::int32_t worked = 0, nights = 0, minutes = 0, weekends = 0;
    std::int64_t last_saturday = -7;
    for (std::size_t d = 0; d < mine_.size(); ++d) {
      if (!mine_[d]) continue;
      const auto& shift = kind(mine_[d]->shift);
      ++worked;
      nights += shift.night;
      minutes += shift.length_minutes;
      ++of_kind[shift.id];
      const auto weekday = std::chrono::weekday(date_of(d).days).iso_encoding();
      if (weekday < 6) continue;
      const auto saturday = static_cast<std::int64_t>(d) - (weekday - 6);
      if (saturday != last_saturday) ++weekends;
      last_saturday = saturday;
    }
    if (limits.most_shifts && worked > *limits.most_shifts) blame(rule::most_shifts);
    if (limits.most_nights && nights > *limits.most_nights) blame(rule::most_nights);
    if (limits.most_weekends && weekends > *limits.most_weekends) blame(rule::most_weekends);
    if (limits.most_minutes && minutes > *limits.most_minutes) blame(rule::most_minutes);
    if (limits.least_minutes && minutes < *limits.least_minutes) blame(rule::least_minutes);
    for (const auto& limit : limits.kinds)
      if (of_kind[limit.shift] > limit.most) blame(rule::most_of_kind);
    if (who_->load)
      out_.cost += who_->load->weight * beyond(worked, who_->load->least, who_->load->most);
    if (who_->nights)
      out_.cost += who_->nights->weight * beyond(nights, who_->nights->least, who_->nights->most);
  }

  void pay_wishes() {
    for (const auto& wish : who_->wishes) {
      const auto* mine = mine_[static_cast<std::size_t>((wish.date.days - of_.first.days).count())];
      if ((mine && mine->shift == wish.shift) != wish.wanted) out_.cost += wish.weight;
    }
  }

  void judge_demands() {
    std::map<std::string_view, const person*> persons;
    for (const auto& who : of_.persons)
      persons.emplace(who.id, &who);
    std::map<std::pair<local_date, std::string_view>, std::vector<const assignment*>> present;
    for (const auto& [person, all] : work_)
      for (const auto& [date, each] : all)
        present[{date, each->shift}].push_back(each);
    for (const auto& what : of_.demands)
      for (std::size_t d = 0; d < static_cast<std::size_t>(of_.days); ++d) {
        const auto date = date_of(d);
        if (!what.when.contains(date)) continue;
        std::int32_t there = 0;
        if (const auto found = present.find({date, what.shift}); found != present.end())
          for (const auto* each : found->second)
            there += (!what.occupies || each->demand == std::optional(what.id)) &&
                     may_cover(*persons.at(each->person), what, date);
        if (there < what.count) out_.gaps.push_back({what.id, date, there, what.count, what.hard});
        if (there < what.count && !what.hard) out_.cost += what.under * (what.count - there);
        if (there > what.count) out_.cost += what.over * (there - what.count);
      }
  }

  const problem_statement& of_;
  std::map<std::string_view, const shift_kind*> shifts_{};
  std::map<std::string_view, const demand*> demands_{};
  std::map<std::string_view, dated> work_{};
  std::map<std::string_view, std::vector<const appointment*>> appointments_{};
  std::map<std::string_view, std::map<local_date, const assignment*>> published_{};
  const person* who_ = nullptr;
  std::vector<const assignment*> mine_{};
  std::optional<std::string> fixed_shift_{};
  verdict out_{};
};

}  // namespace

bool verdict::covers_all() const {
  return std::none_of(gaps.begin(), gaps.end(), [](const auto& each) { return each.hard; });
}

bool may_cover(const person& who, const demand& what, local_date date) {
  if (what.crew.value_or(who.crew) != who.crew) return false;
  if (what.section && std::count(who.sections.begin(), who.sections.end(), *what.section) == 0)
    return false;
  if (!what.qualification) return true;
  for (const auto& held : who.certificates)
    if (held.qualification == *what.qualification && held.valid_on(date)) return true;
  return false;
}

verdict check(const problem_statement& of, const plan& made) { return judge(of, made).run(); }

}  // namespace headway::planner
