#include "coverage/demands.hpp"

#include <algorithm>
#include <map>

namespace headway::coverage {
namespace {

constexpr std::string_view member_name = "member", cadre_name = "cadre";
constexpr std::string_view crew_prefix = "crew/", post_prefix = "post/", zone_prefix = "zone/",
                           certificate_prefix = "certificate/";

std::string with(std::string_view prefix, const uuid& id) {
  std::string made(prefix);
  append_text(made, id);
  return made;
}

template <class Exception, class Id>
const Exception* exception_for(const std::vector<Exception>& among, Id Exception::*which, Id id) {
  const auto found = std::ranges::find(among, id, which);
  return found == among.end() ? nullptr : &*found;
}

// What is demanded on one date, before runs of dates are put together.
class day_book {
 public:
  day_book(const picture& in, local_date date)
      : in_(in), date_(date), shifts_(in.calendar.system_on(date).shifts) {}

  std::vector<demand> demanded() {
    members();
    posts();
    areas();
    periods();
    return std::move(made_);
  }

 private:
  bool is_maintenance(int shift) const {
    return shifts_[static_cast<std::size_t>(shift) - 1].maintenance;
  }
  bool is_shift(int number) const { return in_.calendar.has({date_, number}); }
  int shift_of_crew(crew_id crew) const {
    const auto* found = find_crew(in_, crew);
    const int number = found ? people::shift_by_rotation(found->rotations, date_) : 0;
    return is_shift(number) ? number : 0;
  }
  // Whether the rotation has any crew there.
  bool is_worked(int shift) const {
    return std::ranges::any_of(in_.staff.crews, [&](const people::rostered_crew& crew) {
      return people::shift_by_rotation(crew.rotations, date_) == shift;
    });
  }
  // The shifts named, else all (without maintenance, unless it is wanted too).
  std::vector<int> shifts_or(const std::vector<int>& named, bool maintenance) const {
    std::vector<int> numbers;
    for (int number = 1; is_shift(number); ++number)
      if (named.empty() ? maintenance || !is_maintenance(number)
                        : std::ranges::find(named, number) != named.end())
        numbers.push_back(number);
    return numbers;
  }
  void add(const std::string& row, const demand_subject& about, int shift, int count,
           need_kind need, std::string qualification, bool occupies = false) {
    if (need == need_kind::off || !is_shift(shift)) return;
    made_.push_back({row + "/" + std::to_string(shift), about, shift, date_,
                     people::plus_days(date_, 1), count, need == need_kind::hard, occupies,
                     std::move(qualification)});
  }

  void members() {
    const auto& rule = in_.rules.crews;
    for (const auto& crew : in_.staff.crews) {
      const auto* own = exception_for(rule.except, &crew_exception::crew, crew.id);
      demand_subject about{.kind = demand_kind::crew_member};
      about.crew = crew.id;
      add(with(crew_prefix, crew.id), about, shift_of_crew(crew.id), own ? own->least : rule.least,
          own ? own->need : rule.need, with(crew_prefix, crew.id));
    }
  }

  void posts() {
    const auto& rule = in_.rules.posts;
    for (const auto& post : in_.staff.posts) {
      const auto* own = exception_for(rule.except, &post_exception::post, post.id);
      if (!post.key && !own) continue;
      std::vector<int> shifts;
      if ((own && !own->shifts.empty()) || !post.crew)
        shifts = shifts_or(own ? own->shifts : std::vector<int>(), rule.maintenance);
      else
        shifts = {shift_of_crew(*post.crew)};
      demand_subject about{.kind = demand_kind::key_post};
      about.post = post.id;
      for (const int shift : shifts)
        add(with(post_prefix, post.id), about, shift, own ? own->least : rule.least,
            own ? own->need : rule.need, post_qualification(post.id), true);
    }
  }

  void areas() {
    const auto& rule = in_.rules.areas;
    for (const auto& zone : in_.zones) {
      const auto* own = exception_for(rule.except, &zone_exception::zone, zone.id);
      if (!zone.key_area && !own) continue;
      demand_subject about{.kind = demand_kind::key_area};
      about.zone = zone.id;
      const bool named = own && !own->shifts.empty();
      for (const int shift : shifts_or(own ? own->shifts : std::vector<int>(), rule.maintenance))
        if (named || is_worked(shift))
          add(with(zone_prefix, zone.id), about, shift, own ? own->least : 1,
              own ? own->need : rule.need, with(zone_prefix, zone.id));
    }
  }

  void periods() {
    for (const auto& period : in_.periods) {
      if (date_ < period.from || date_ >= period.until) continue;
      const auto name = period.id ? period.id->text() : period.trigger->value;
      for (std::size_t i = 0; i < period.demands.size(); ++i) {
        const auto& extra = period.demands[i];
        demand_subject about{.kind = demand_kind::special};
        about.who = extra.who;
        about.post = extra.post;
        about.certificate = extra.certificate;
        about.period = period.id;
        about.trigger = period.trigger;
        for (const int shift : shifts_or(extra.shifts, true))
          add("special/" + name + "/" + std::to_string(i), about, shift, extra.least, extra.need,
              qualification_for(extra));
      }
    }
  }

  static std::string qualification_for(const extra_demand& extra) {
    switch (extra.who) {
      case extra_who::member:
        return std::string(member_name);
      case extra_who::cadre:
        return std::string(cadre_name);
      case extra_who::post:
        return post_qualification(*extra.post);
      case extra_who::certificate:
        return std::string(certificate_prefix) + std::string(codec::name_of(*extra.certificate));
      case extra_who::anybody:
        break;
    }
    return {};
  }

  const picture& in_;
  local_date date_;
  const std::vector<people::shift_definition>& shifts_;
  std::vector<demand> made_{};
};

bool goes_on(const demand& run, const demand& next) {
  return run.until == next.from && run.count == next.count && run.hard == next.hard &&
         run.qualification == next.qualification;
}

}  // namespace

std::string post_qualification(post_id post) { return with(post_prefix, post); }

std::optional<post_id> post_in(const std::string& qualification) {
  if (!qualification.starts_with(post_prefix)) return std::nullopt;
  return post_id::parse(std::string_view(qualification).substr(post_prefix.size()));
}

std::optional<people::certificate_code> certificate_in(const std::string& qualification) {
  if (!qualification.starts_with(certificate_prefix)) return std::nullopt;
  return codec::enum_from<people::certificate_code>(
      std::string_view(qualification).substr(certificate_prefix.size()));
}

std::vector<demand> demands_of(const picture& in, local_date from, local_date until) {
  std::map<std::string, std::vector<demand>> runs;
  for (auto date = from; date < until; date = people::plus_days(date, 1)) {
    // Where the system of shifts changes, the same number is another shift.
    const bool other_system = date > from && in.calendar.system_on(date) !=
                                                 in.calendar.system_on(people::plus_days(date, -1));
    for (auto& each : day_book(in, date).demanded()) {
      auto& known = runs[each.key.value];
      if (!known.empty() && !other_system && goes_on(known.back(), each))
        known.back().until = each.until;
      else
        known.push_back(std::move(each));
    }
  }
  std::vector<demand> made;
  for (auto& [key, all] : runs)
    std::ranges::move(all, std::back_inserter(made));
  return made;
}

namespace {

class qualifier {
 public:
  qualifier(const picture& in, const people::staff_person& who,
            const std::vector<std::string>& wanted)
      : in_(in), who_(who), wanted_(wanted) {}

  std::vector<qualification> all() {
    const bool cadre = who_.crew.is_nil();
    if (who_.member) always(std::string(member_name));
    if (cadre) always(std::string(cadre_name));
    crews(cadre);
    zones(cadre);
    posts();
    for (const auto& held : who_.certificates)
      add({std::string(certificate_prefix) + std::string(codec::name_of(held.code)), std::nullopt,
           people::plus_days(held.expires, 1)});
    return std::move(made_);
  }

 private:
  void add(qualification held) {
    if (std::ranges::binary_search(wanted_, held.name)) made_.push_back(std::move(held));
  }
  void always(std::string name) { add({std::move(name), std::nullopt, std::nullopt}); }

  // A member of the crew; a cadre who is put on its shift; for a crew without any member, those of
  // its neighbours.
  void crews(bool cadre) {
    if (!who_.member) return;
    for (const auto& crew : in_.staff.crews)
      if (crew.id == who_.crew || cadre || !has_member(crew.id)) always(with(crew_prefix, crew.id));
  }
  bool has_member(crew_id crew) const {
    return std::ranges::any_of(in_.staff.persons, [&](const people::staff_person& each) {
      return each.crew == crew && each.member;
    });
  }

  void zones(bool cadre) {
    const auto by = in_.rules.areas.by;
    const bool stands_in =
        who_.member && (by == stand_in::any_member || (by == stand_in::cadre && cadre));
    for (const auto& zone : in_.zones) {
      if (stands_in) {
        always(with(zone_prefix, zone.id));
        continue;
      }
      for (const auto& each : zone.holders)
        if (each.person == who_.id) add({with(zone_prefix, zone.id), each.from, each.until});
    }
  }

  // Whoever holds a post of the same code, with all certificates that this one demands.
  void posts() {
    for (const auto& post : in_.staff.posts) {
      if (!holds(post)) continue;
      qualification held{post_qualification(post.id), std::nullopt, std::nullopt};
      for (const auto code : post.certificates) {
        const auto found = std::ranges::find(who_.certificates, code, &people::certificate::code);
        // Not held at all: valid on no date, but there is somebody who only needs the certificate.
        const auto until =
            found == who_.certificates.end() ? local_date{} : people::plus_days(found->expires, 1);
        held.until = held.until ? std::min(*held.until, until) : until;
      }
      add(std::move(held));
    }
  }
  bool holds(const people::staff_post& wanted) const {
    return std::ranges::any_of(who_.posts, [&](post_id id) {
      const auto post = std::ranges::find(in_.staff.posts, id, &people::staff_post::id);
      if (post == in_.staff.posts.end()) return false;
      return post->id == wanted.id ||
             (post->code == wanted.code && post->code != people::post_code::other);
    });
  }

  const picture& in_;
  const people::staff_person& who_;
  const std::vector<std::string>& wanted_;
  std::vector<qualification> made_{};
};

}  // namespace

std::vector<qualification> qualifications_of(const picture& in, const people::staff_person& who,
                                             const std::vector<std::string>& wanted) {
  return qualifier(in, who, wanted).all();
}

}  // namespace headway::coverage
