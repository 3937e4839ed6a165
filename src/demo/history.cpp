#include "demo/history.hpp"

#include <algorithm>
#include <queue>

#include "demo/story.hpp"
#include "hazards/rules.hpp"
#include "hazards/schedule.hpp"

namespace headway::demo {
namespace {

using std::chrono::days, std::chrono::hours, std::chrono::minutes;

enum class step : unsigned char {
  report,
  verify,
  reject,
  upgrade,
  supervise,
  assign,
  start,
  suspend,
  resume,
  ask_extension,
  decide_extension,
  rectify,
  accept,
  close,
  archive,
  comment,
  alarm,
  look_for_repeats
};

struct event {
  instant at;
  std::uint64_t order;  // of the making: decides between events of one moment
  std::size_t of;       // which story
  step what;
  bool operator>(const event& other) const {
    return std::tie(at, order) > std::tie(other.at, other.order);
  }
};

// Where a story stands.
struct course : story {
  using story::story;
  explicit course(story planned) : story(std::move(planned)) {}
  instant deadline{};
  instant alarm_at{};
  bool suspended_now = false, extension_open = false, put_right = false, ended = false;
};

class simulation {
 public:
  simulation(recorder& by, chance& luck, const stage& on)
      : by_(by), luck_(luck), on_(on), maker_(luck, on) {}

  int run(function_ref<void(instant)> meanwhile) {
    plan_finds();
    for (instant at = on_.from + hours(6); at < on_.until; at += days(1))
      later(0, at, step::look_for_repeats);
    while (!queue_.empty()) {
      const event next = queue_.top();
      queue_.pop();
      if (next.at >= on_.until) break;
      meanwhile(next.at);
      happen(next);
    }
    meanwhile(on_.until);
    return reported_;
  }

 private:
  // Five to nine finds a day, fewer in the small hours.
  void plan_finds() {
    for (instant day = on_.from; day < on_.until; day += days(1)) {
      std::vector<instant> found;
      for (int n = luck_.between(5, 9); n > 0; --n) {
        auto of_day = luck_.minutes(0, 24 * 60 - 1);
        if (of_day > hours(1) && of_day < hours(5) && luck_.happens(50))
          of_day = luck_.minutes(13 * 60, 23 * 60);
        found.push_back(day + of_day);
      }
      std::sort(found.begin(), found.end());
      for (const auto at : found) {
        stories_.emplace_back(maker_.make(at));
        later(stories_.size() - 1, stories_.back().recorded, step::report);
      }
    }
  }

  void later(std::size_t of, instant at, step what) { queue_.push({at, order_++, of, what}); }
  void later_by(std::size_t of, instant at, int least, int most, step what) {
    later(of, at + luck_.minutes(least, most), what);
  }
  // Work of those who sit above ground: in the morning if it would be night.
  instant by_day(instant at) const {
    const auto zone = on_.calendar.zone();
    const auto of_day = at + zone.offset - instant(zone.date_of(at).days);
    if (of_day < hours(7)) return at - of_day + hours(7) + minutes(to_unix_ms(at) % 59);
    if (of_day > hours(20)) return at - of_day + hours(31) + minutes(to_unix_ms(at) % 59);
    return at;
  }

  // Takes a step through the rules, as the routes do.
  template <class Command>
  void take(std::size_t of, person_id actor, instant at, const Command& asked,
            std::optional<instant> observed = {}) {
    course& s = stories_[of];
    const auto seen = observed.value_or(at);
    by_.act(actor, {seen, at}, [&](journal::unit_of_work& work) -> result<void> {
      const auto known = work.load<hazards::hazard_model>(s.report.id);
      if (!known) return known.error();
      const hazards::circumstances with{actor, at, seen, on_.calendar.shift_at(seen),
                                        hazards::default_rulebook()};
      const auto happened = decide(**known, asked, with);
      if (!happened) return happened.error();
      work.record<hazards::hazard_model>(s.report.id, on_.people.section, *happened);
      watch(of, **work.load<hazards::hazard_model>(s.report.id));
      return {};
    });
  }

  void raise(std::size_t of, instant at) {
    course& s = stories_[of];
    if (s.alarm_at != at) return;  // planned anew since
    by_.act(person_id(), at, [&](journal::unit_of_work& work) -> result<void> {
      const auto known = work.load<hazards::hazard_model>(s.report.id);
      const hazards::circumstances with{{}, at, at, {}, hazards::default_rulebook()};
      work.record<hazards::hazard_model>(s.report.id, on_.people.section,
                                         raise_alarms(**known, with));
      watch(of, **work.load<hazards::hazard_model>(s.report.id));
      return {};
    });
  }
  void watch(std::size_t of, const hazards::hazard& now) {
    const auto next = next_alarm(now);
    if (!next || next->at == stories_[of].alarm_at) return;
    stories_[of].alarm_at = next->at;
    later(of, next->at, step::alarm);
  }

  void happen(const event& e);
  void report(std::size_t of, instant at);
  void verify(std::size_t of, instant at);
  void assign(std::size_t of, instant at);
  void begin_work(std::size_t of, instant at);
  void plan_rectifying(std::size_t of, instant at);
  void decide_extension(std::size_t of, instant at);
  void rectify(std::size_t of, instant at);
  void accept(std::size_t of, instant at);
  void close(std::size_t of, instant at);
  template <class Text>
  Text said(std::span<const std::string_view> from) {
    return Text(std::string(luck_.pick(from)));
  }

  recorder& by_;
  chance& luck_;
  const stage& on_;
  story_maker maker_;
  std::vector<course> stories_;
  std::priority_queue<event, std::vector<event>, std::greater<>> queue_;
  std::uint64_t order_ = 0;
  int reported_ = 0;
};

void simulation::report(std::size_t of, instant at) {
  course& s = stories_[of];
  if (s.fixed_on_the_spot)
    s.report.on_the_spot = hazards::on_the_spot_fix{said<line_text>(measures_for(s.about)), {}};
  take(of, s.reporter, at, s.report, s.observed);
  ++reported_;
  if (luck_.happens(14)) later_by(of, at, 30, 1'500, step::comment);
  if (s.fixed_on_the_spot) return later_by(of, at, 20, 420, step::accept);
  if (s.rejected) return later(of, by_day(at + luck_.minutes(60, 600)), step::reject);
  later_by(of, at, 15, 600, step::verify);
}

void simulation::verify(std::size_t of, instant at) {
  const course& s = stories_[of];
  hazards::verify_hazard asked;
  if (luck_.happens(50)) asked.note = said<line_text>(verify_notes());
  take(of, luck_.happens(60) ? s.leader : on_.people.inspector, at, asked);
  if (s.is_major) {
    later_by(of, at, 20, 90, step::upgrade);
    return;
  }
  const bool grave = s.report.level && s.report.level->value != "C";
  const auto next = at + luck_.minutes(30, 1'200);
  later(of, grave ? by_day(next) : next, step::assign);
}

void simulation::assign(std::size_t of, instant at) {
  course& s = stories_[of];
  struct weight {
    int least_hours, most_hours, yuan;
  };
  const auto grave = s.is_major                                        ? weight{360, 720, 400'000}
                     : !s.report.level || s.report.level->value == "C" ? weight{24, 168, 1'500}
                     : s.report.level->value == "B"                    ? weight{72, 288, 15'000}
                                                                       : weight{240, 720, 80'000};
  s.deadline =
      std::chrono::floor<hours>(at + hours(luck_.between(grave.least_hours, grave.most_hours)));
  hazards::assign_hazard asked;
  asked.responsible = s.responsible;
  asked.measure = said<line_text>(measures_for(s.about));
  asked.funds = hazards::fen{luck_.between(0, grave.yuan / 100) * 10'000LL};
  asked.deadline = s.deadline;
  asked.contingency = said<line_text>(contingencies_for(s.about));
  asked.stop_work = s.is_major || luck_.happens(4);
  take(of, s.is_major || luck_.happens(40) ? on_.people.chief : s.leader, at, asked);
  later_by(of, at, 30, grave.least_hours * 20, step::start);
}

void simulation::begin_work(std::size_t of, instant at) {
  course& s = stories_[of];
  take(of, s.responsible, at, hazards::start_rectifying{});
  if (s.never_ends && at > on_.until - days(60)) return;
  if (s.is_suspended) return later_by(of, at, 20, 90, step::suspend);
  if (s.asks_extension && !s.late) {
    const auto left = std::chrono::floor<minutes>(s.deadline - at).count();
    return later(of, at + minutes(left * luck_.between(50, 90) / 100), step::ask_extension);
  }
  plan_rectifying(of, at);
}

void simulation::plan_rectifying(std::size_t of, instant at) {
  const course& s = stories_[of];
  const auto left = std::chrono::floor<minutes>(s.deadline - at).count();
  if (s.late || left < 30) {
    if (s.report.level && s.report.level->value != "C")
      later(of, by_day(s.deadline + hours(26)), step::supervise);
    const auto late = luck_.happens(75) ? luck_.minutes(90, 4'200) : luck_.minutes(4'200, 20'000);
    return later(of, std::max(s.deadline, at) + late, step::rectify);
  }
  later(of, at + minutes(left * luck_.between(35, 98) / 100), step::rectify);
}

void simulation::decide_extension(std::size_t of, instant at) {
  course& s = stories_[of];
  s.extension_open = false;
  if (luck_.happens(75)) {
    take(of, on_.people.chief, at, hazards::grant_extension{});
    s.deadline += days(2);
  } else {
    take(of, on_.people.chief, at,
         hazards::refuse_extension{said<line_text>(extension_refusals())});
  }
  plan_rectifying(of, at);
}

void simulation::rectify(std::size_t of, instant at) {
  course& s = stories_[of];
  take(of, s.responsible, at, hazards::rectify_hazard{said<line_text>(measures_for(s.about)), {}});
  s.put_right = true;
  later_by(of, at, 30, 1'500, step::accept);
}

void simulation::accept(std::size_t of, instant at) {
  course& s = stories_[of];
  if (s.returns > 0) {
    --s.returns;
    s.put_right = false;
    hazards::send_back asked{said<line_text>(send_back_reasons()), std::nullopt};
    // What was to be put right on the spot and was not needs somebody who is told to do it.
    if (s.fixed_on_the_spot) {
      s.fixed_on_the_spot = false;
      take(of, s.acceptor, at, asked);
      return later_by(of, at, 30, 300, step::assign);
    }
    s.deadline = std::chrono::floor<hours>(at + hours(luck_.between(12, 40)));
    asked.deadline = s.deadline;
    take(of, s.acceptor, at, asked);
    return plan_rectifying(of, at);
  }
  hazards::accept_hazard asked;
  if (luck_.happens(60)) asked.note = said<line_text>(accept_notes());
  take(of, s.acceptor, at, asked);
  later(of, by_day(at + luck_.minutes(60, 2'400)), step::close);
}

void simulation::close(std::size_t of, instant at) {
  course& s = stories_[of];
  take(of, luck_.happens(60) ? on_.people.inspector : on_.people.chief, at,
       hazards::close_hazard{});
  s.ended = true;
  later(of, by_day(at + hours(luck_.between(150, 480))), step::archive);
}

void simulation::happen(const event& e) {
  if (e.what == step::look_for_repeats) {
    by_.act(person_id(), e.at, [&](journal::unit_of_work& work) -> result<void> {
      hazards::link_repeats(work, e.at - days(1), e.at, 200);
      return {};
    });
    return;
  }
  course& s = stories_[e.of];
  const auto& people = on_.people;
  switch (e.what) {
    case step::report:
      return report(e.of, e.at);
    case step::verify:
      return verify(e.of, e.at);
    case step::reject:
      take(e.of, people.inspector, e.at, hazards::reject_hazard{said<line_text>(reject_reasons())});
      s.ended = true;
      return later(e.of, by_day(e.at + days(7)), step::archive);
    case step::upgrade:
      for (const auto& each : major_phrases())
        if (each.text == s.report.description.value)
          take(e.of, people.chief, e.at,
               hazards::upgrade_hazard{"major", each.category, said<line_text>(upgrade_reasons())});
      later(e.of, by_day(e.at + hours(2)), step::supervise);
      return later_by(e.of, e.at, 30, 110, step::assign);
    case step::supervise:
      if (s.ended || s.put_right) return;
      return take(e.of, people.office, e.at,
                  hazards::supervise_hazard{s.is_major ? hazards::addressee::mine_head
                                                       : hazards::addressee::deputy_mine_head,
                                            said<line_text>(requirements())});
    case step::assign:
      return assign(e.of, e.at);
    case step::start:
      return begin_work(e.of, e.at);
    case step::suspend:
      later_by(e.of, e.at, 1'500, 5'000, step::resume);
      return take(e.of, people.chief, e.at,
                  hazards::suspend_hazard{said<line_text>(suspend_reasons()), e.at + days(4)});
    case step::resume:
      s.deadline = std::chrono::floor<hours>(e.at + days(2));
      take(e.of, people.chief, e.at, hazards::resume_hazard{s.deadline});
      return plan_rectifying(e.of, e.at);
    case step::ask_extension:
      later_by(e.of, e.at, 30, 400, step::decide_extension);
      return take(
          e.of, s.responsible, e.at,
          hazards::ask_extension{s.deadline + days(2), said<line_text>(extension_reasons())});
    case step::decide_extension:
      return decide_extension(e.of, e.at);
    case step::rectify:
      return rectify(e.of, e.at);
    case step::accept:
      return accept(e.of, e.at);
    case step::close:
      return close(e.of, e.at);
    case step::archive:
      return take(e.of, people.inspector, e.at, hazards::archive_hazard{});
    case step::comment:
      return take(e.of, luck_.happens(50) ? s.responsible : s.leader, e.at,
                  hazards::comment_hazard{said<hazards::description_text>(comments()), {}});
    case step::alarm:
      return raise(e.of, e.at);
    case step::look_for_repeats:
      break;
  }
}

}  // namespace

int live(recorder& by, chance& luck, const stage& on, function_ref<void(instant)> meanwhile) {
  return simulation(by, luck, on).run(meanwhile);
}

}  // namespace headway::demo
