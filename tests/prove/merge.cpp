// Several boxes work on the same hazards and zones while apart; what they recorded is then merged
// into empty boxes in shuffled orders. All must end with the same states, contests and records.
#include <algorithm>
#include <iostream>
#include <random>

#include "hazards/records.hpp"
#include "hazards/rules.hpp"
#include "prove/proofs.hpp"
#include "prove/zone_steps.hpp"
#include "support/journal_box.hpp"
#include "zones/records.hpp"

namespace headway::prove {
namespace {

using hazards::hazard;
using hazards::hazard_model;
using hazards::hazard_state;
using tests::journal_box;
using zones::zone_model;

constexpr int boxes = 4;
constexpr int hazards_made = 40, zones_made = 8;
constexpr int steps_made = 900;

const journal::model_set& models() {
  static const journal::model_set made = [] {
    journal::model_set set;
    set.add<hazard_model>();
    set.add<zone_model>();
    return set;
  }();
  return made;
}

std::unique_ptr<journal_box> empty_box(sql::engine engine, const std::string& name) {
  return std::make_unique<journal_box>(
      engine, name, models(), std::initializer_list{hazards::migrations(), zones::migrations()});
}

// People at several boxes who report, fix and judge the same hazards, claim and hand out the same
// zones, without seeing each other.
class bad_week {
 public:
  explicit bad_week(std::uint64_t seed) : random_(seed) {
    for (int i = 0; i < boxes; ++i)
      boxes_.push_back(empty_box(sql::engine::sqlite, "box " + std::to_string(i)));
    for (int i = 0; i < hazards_made; ++i)
      hazards_.emplace_back(named_uuid("hazard " + std::to_string(i)));
    for (int i = 0; i < zones_made; ++i)
      zones_.emplace_back(named_uuid("zone " + std::to_string(i)));
    for (int i = 0; i < 9; ++i)
      people_.emplace_back(named_uuid("person " + std::to_string(i)));
  }

  std::vector<std::vector<journal::fact>> run() {
    for (int i = 0; i < steps_made; ++i) {
      auto& at = *boxes_[pick(boxes)];
      // Every box has a clock of its own, hours wrong.
      now_ += std::chrono::minutes(pick(30));
      if (pick(12) == 0) exchange();
      step(at, now_ + std::chrono::hours(pick(5)));
    }
    std::vector<std::vector<journal::fact>> chains;
    for (auto& each : boxes_)
      chains.push_back(each->facts_of(each->chain().node()));
    return chains;
  }
  std::int64_t refused() const { return refused_; }

 private:
  std::size_t pick(std::size_t of) {
    return std::uniform_int_distribution<std::size_t>(0, of - 1)(random_);
  }
  bool half() { return pick(2) == 0; }

  // One box hands another what it recorded itself.
  void exchange() {
    auto& from = *boxes_[pick(boxes)];
    auto& to = *boxes_[pick(boxes)];
    if (&from == &to) return;
    to.take(from.facts_of(from.chain().node()));
  }

  void step(journal_box& at, instant now) {
    const journal::author by{
        people_[pick(people_.size())], {}, now, command_id(make_uuid(to_unix_ms(now)))};
    // Now and then a phone hands its command to a second box as well.
    auto& other = pick(8) == 0 ? *boxes_[pick(boxes)] : at;
    if (pick(3) == 0) {
      const auto id = zones_[pick(zones_.size())];
      for (auto* each : {&at, &other})
        act_on_zone(*each, id, by, now);
    } else {
      const auto id = hazards_[pick(hazards_.size())];
      for (auto* each : {&at, &other})
        act_on_hazard(*each, id, by, now);
    }
  }

  void act_on_hazard(journal_box& at, const hazard_id& id, const journal::author& by, instant now) {
    act<hazard_model>(at, id, by, now, [&](const hazard& h) {
      return decide_something(h, id, {by.actor, now, now, {}, hazards::default_rulebook()});
    });
  }
  void act_on_zone(journal_box& at, const zone_id& id, const journal::author& by, instant now) {
    act<zone_model>(at, id, by, now, [&](const zones::zone& z) {
      return some_zone_step(z, id, {by.actor, now, now, time_zone{}.date_of(now), anybody}, people_,
                            random_);
    });
  }
  template <class Model, class Decide>
  void act(journal_box& at, const subject_id& id, const journal::author& by, instant now,
           Decide decide) {
    at.act(by, now, [&](journal::unit_of_work& work) {
      const auto happened = decide(*work.load<Model>(id).value());
      if (happened)
        work.record<Model>(id, section_, *happened);
      else
        ++refused_;
      return happened.has_value();
    });
  }

  hazards::decision decide_something(const hazard& h, const hazard_id& id,
                                     const hazards::circumstances& with) {
    using namespace hazards;  // NOLINT: the commands by their names
    if (h.state == hazard_state::unreported) {
      report_hazard asked;
      asked.id = id;
      asked.place = place_id(named_uuid("place"));
      asked.profession = profession::tunnelling;
      asked.inspection_type = inspection_type::post;
      asked.description = "顶板锚杆失效";
      return decide(h, asked, with);
    }
    const instant soon = with.now + std::chrono::hours(1 + pick(48));
    switch (pick(14)) {
      case 0:
        return decide(h, verify_hazard{}, with);
      case 1:
        return decide(h, reject_hazard{"不属实"}, with);
      case 2:
        return decide(h, upgrade_hazard{"A", {}, "升级"}, with);
      case 3: {
        assign_hazard asked;
        asked.responsible = people_[pick(people_.size())];
        asked.measure = "补打锚杆";
        asked.deadline = soon;
        asked.contingency = "停止作业";
        return decide(h, asked, with);
      }
      case 4:
        return decide(h, start_rectifying{}, with);
      case 5:
        return decide(h, rectify_hazard{"已补打", {}}, with);
      case 6:
        return decide(h, accept_hazard{}, with);
      case 7:
        return decide(h, send_back{"不合格", {}}, with);
      case 8:
        return decide(h, ask_extension{soon + std::chrono::hours(72), "等料"}, with);
      case 9:
        return decide(h, grant_extension{}, with);
      case 10:
        return half() ? decide(h, suspend_hazard{"停", soon}, with)
                      : decide(h, resume_hazard{}, with);
      case 11:
        return decide(h, comment_hazard{"跟进", {}}, with);
      case 12:
        return decide(h, close_hazard{}, with);
      default:
        return settle_or_raise(h, with);
    }
  }

  hazards::decision settle_or_raise(const hazard& h, const hazards::circumstances& with) {
    for (const auto& each : h.disputes)
      if (!each.outcome)
        return decide(
            h,
            hazards::settle_dispute{
                each.node, each.seq,
                half() ? hazards::settlement::kept : hazards::settlement::reopened, "现场看过"},
            with);
    return hazards::raise_alarms(h, with);
  }

  std::mt19937_64 random_;
  std::vector<std::unique_ptr<journal_box>> boxes_;
  std::vector<hazard_id> hazards_;
  std::vector<zone_id> zones_;
  std::vector<person_id> people_;
  const section_id section_{named_uuid("section")};
  instant now_ = from_unix_ms(1'700'000'000'000);
  std::int64_t refused_ = 0;
};

int merge_on(sql::engine engine, const char* name,
             const std::vector<std::vector<journal::fact>>& chains, const std::string& expected) {
  const int wanted = rounds(1000);
  std::mt19937_64 random(seed());
  for (int round = 1; round <= wanted; ++round) {
    const auto into = empty_box(engine, "empty box");
    tests::merge_shuffled(*into, chains, random);
    if (into->digest() != expected || (round % 100 == 1 && !into->is_clean())) {
      std::cout << name << ": order " << round << " gives other records\n";
      return 1;
    }
    if (round % 100 == 0) std::cout << name << ": " << round << " orders\n" << std::flush;
  }
  std::cout << name << ": " << wanted << " shuffled orders, identical records\n";
  return 0;
}

std::size_t contested(journal_box& in, const std::string& named, int how_many) {
  std::size_t found = 0;
  const sql::transaction reading(in.on(), sql::access::read);
  for (int i = 0; i < how_many; ++i)
    found += journal::contests_of(in.on(), journal_box::site, named_uuid(named + std::to_string(i)))
                 .size();
  return found;
}

}  // namespace

int merge() {
  bad_week week(seed());
  const auto chains = week.run();
  std::size_t facts = 0;
  for (const auto& each : chains)
    facts += each.size();
  const auto first = empty_box(sql::engine::sqlite, "first");
  for (const auto& each : chains)
    first->take(each);
  const auto expected = first->digest();
  const auto on_hazards = contested(*first, "hazard ", hazards_made),
             on_zones = contested(*first, "zone ", zones_made);
  std::cout << facts << " facts of " << chains.size() << " boxes on " << hazards_made
            << " hazards and " << zones_made << " zones, " << on_hazards << " and " << on_zones
            << " contested, " << week.refused() << " commands refused where they were given\n";
  if (on_hazards == 0 || on_zones == 0 || !first->is_clean()) {
    std::cout << "the week was too quiet to prove anything, or the first merge is not clean\n";
    return 1;
  }
  if (const int breached = merge_on(sql::engine::sqlite, "SQLite", chains, expected))
    return breached;
  return merge_on(sql::engine::postgres, "PostgreSQL", chains, expected);
}

}  // namespace headway::prove
