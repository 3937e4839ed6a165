// Several boxes work on the same hazards while apart; what they recorded is then merged into empty
// boxes in shuffled orders. All must end with the same states, contests and records.
#include <algorithm>
#include <iostream>
#include <optional>
#include <random>
#include <set>

#include "base/ensure.hpp"
#include "hazards/records.hpp"
#include "hazards/rules.hpp"
#include "journal/journal.hpp"
#include "prove/proofs.hpp"
#include "support/test_store.hpp"

namespace headway::prove {
namespace {

using hazards::hazard;
using hazards::hazard_model;
using hazards::hazard_state;

constexpr site_id site{1};
constexpr int boxes = 4;
constexpr int hazards_made = 40;
constexpr int steps_made = 600;

const journal::model_set& models() {
  static const journal::model_set made = [] {
    journal::model_set set;
    set.add<hazard_model>();
    return set;
  }();
  return made;
}

// A node with a store of its own.
class box {
 public:
  box(sql::engine engine, const std::string& name)
      : store_(engine), on_(store_.database().connect(sql::access::write)) {
    const instant now = from_unix_ms(1'700'000'000'000);
    std::vector<sql::migration> steps;
    for (const auto& each : journal::migrations())
      steps.push_back(each);
    for (const auto& each : hazards::migrations())
      steps.push_back(each);
    ENSURE(sql::migrate(*on_, steps, now).has_value());
    sql::transaction work(*on_, sql::access::write);
    chain_.emplace(site, journal::own_node(*on_, site, name, now), journal::chain_end{});
    work.commit();
  }

  sql::connection& on() { return *on_; }
  journal::chain& chain() { return *chain_; }

  void take(std::span<const journal::fact> facts) {
    sql::transaction work(*on_, sql::access::write);
    const auto done = journal::merge(*on_, *chain_, models(), facts, from_unix_ms(0));
    ENSURE(done.has_value());
    work.commit();
  }
  std::vector<journal::fact> facts_of(const node_id& node, std::int64_t after = 0) {
    std::vector<journal::fact> all;
    const sql::transaction reading(*on_, sql::access::read);
    journal::each_fact_of_node(*on_, site, node, after, [&](const journal::fact& f, instant) {
      all.push_back(f);
      return true;
    });
    return all;
  }
  bool clean() {
    const sql::transaction reading(*on_, sql::access::read);
    return journal::verify(*on_, site, models(), [](std::int64_t) {}).clean();
  }
  // Everything that the facts give, as one text.
  std::string digest() {
    std::string all;
    const sql::transaction reading(*on_, sql::access::read);
    std::vector<subject_id> subjects;
    journal::each_fact_by_subject(*on_, site, [&](const journal::fact& f, instant) {
      if (subjects.empty() || subjects.back() != f.subject) subjects.push_back(f.subject);
      return true;
    });
    for (const auto& subject : subjects) {
      const auto stored = journal::find_subject(*on_, site, subject, false).value();
      all += journal::served_document(*on_, site, stored);
      for (const auto* table : hazard_model::tables())
        for (const auto& row : table->read(*on_, site, subject))
          append(all, row);
    }
    return all;
  }

 private:
  static void append(std::string& all, const journal::record& row) {
    for (const auto& value : row) {
      all += '|';
      if (const auto* number = std::get_if<std::int64_t>(&value)) all += std::to_string(*number);
      if (const auto* text = std::get_if<std::string>(&value)) all += *text;
      if (const auto* id = std::get_if<uuid>(&value)) all += id->text();
    }
  }

  tests::test_store store_;
  std::unique_ptr<sql::connection> on_;
  std::optional<journal::chain> chain_;
};

// People at several boxes who report, fix and judge the same hazards without seeing each other.
class bad_week {
 public:
  explicit bad_week(std::uint64_t seed) : random_(seed) {
    for (int i = 0; i < boxes; ++i)
      boxes_.push_back(std::make_unique<box>(sql::engine::sqlite, "box " + std::to_string(i)));
    for (int i = 0; i < hazards_made; ++i)
      ids_.emplace_back(named_uuid("hazard " + std::to_string(i)));
    for (int i = 0; i < 9; ++i)
      people_.emplace_back(named_uuid("person " + std::to_string(i)));
  }

  std::vector<std::vector<journal::fact>> run() {
    for (int i = 0; i < steps_made; ++i) {
      box& at = *boxes_[pick(boxes)];
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
    box& from = *boxes_[pick(boxes)];
    box& to = *boxes_[pick(boxes)];
    if (&from == &to) return;
    to.take(from.facts_of(from.chain().node()));
  }

  void step(box& at, instant now) {
    const auto id = ids_[pick(ids_.size())];
    // Now and then a phone hands its command to a second box as well.
    const journal::author by{
        people_[pick(people_.size())], {}, now, command_id(make_uuid(to_unix_ms(now)))};
    act(at, id, by, now);
    if (pick(8) == 0) act(*boxes_[pick(boxes)], id, by, now);
  }

  void act(box& at, const hazard_id& id, const journal::author& by, instant now) {
    sql::transaction transaction(at.on(), sql::access::write);
    bool known = false;
    journal::each_fact_of_command(at.on(), site, by.command,
                                  [&](const journal::fact&, instant) { return !(known = true); });
    if (known) return;
    journal::unit_of_work work(at.on(), at.chain(), models(), by, now);
    const auto found = work.load<hazard_model>(id).value();
    const hazards::circumstances with{by.actor, now, now, {}, hazards::default_rulebook()};
    const auto happened = decide_something(*found, id, with);
    if (!happened) {
      ++refused_;
      return;
    }
    work.record<hazard_model>(id, section_, *happened);
    work.finish();
    transaction.commit();
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
  std::vector<std::unique_ptr<box>> boxes_;
  std::vector<hazard_id> ids_;
  std::vector<person_id> people_;
  const section_id section_{named_uuid("section")};
  instant now_ = from_unix_ms(1'700'000'000'000);
  std::int64_t refused_ = 0;
};

// Merges the chains into a new box, some facts of one, then some of another, by chance.
void merge_shuffled(box& into, const std::vector<std::vector<journal::fact>>& chains,
                    std::mt19937_64& random) {
  std::vector<std::size_t> taken(chains.size(), 0);
  for (;;) {
    std::vector<std::size_t> left;
    for (std::size_t i = 0; i < chains.size(); ++i)
      if (taken[i] < chains[i].size()) left.push_back(i);
    if (left.empty()) return;
    const auto which = left[random() % left.size()];
    const auto most = chains[which].size() - taken[which];
    const auto count = 1 + random() % std::min<std::size_t>(most, 200);
    into.take(std::span(chains[which]).subspan(taken[which], count));
    taken[which] += count;
  }
}

int merge_on(sql::engine engine, const char* name,
             const std::vector<std::vector<journal::fact>>& chains, const std::string& expected) {
  const int wanted = rounds(1000);
  std::mt19937_64 random(seed());
  for (int round = 1; round <= wanted; ++round) {
    box into(engine, "empty box");
    merge_shuffled(into, chains, random);
    if (into.digest() != expected || (round % 100 == 1 && !into.clean())) {
      std::cout << name << ": order " << round << " gives other records\n";
      return 1;
    }
    if (round % 100 == 0) std::cout << name << ": " << round << " orders\n" << std::flush;
  }
  std::cout << name << ": " << wanted << " shuffled orders, identical records\n";
  return 0;
}

}  // namespace

int merge() {
  bad_week week(seed());
  const auto chains = week.run();
  std::size_t facts = 0;
  for (const auto& each : chains)
    facts += each.size();
  box first(sql::engine::sqlite, "first");
  for (const auto& each : chains)
    first.take(each);
  const auto expected = first.digest();
  std::size_t contested = 0;
  {
    const sql::transaction reading(first.on(), sql::access::read);
    for (int i = 0; i < hazards_made; ++i)
      contested +=
          journal::contests_of(first.on(), site, named_uuid("hazard " + std::to_string(i))).size();
  }
  std::cout << facts << " facts of " << chains.size() << " boxes on " << hazards_made
            << " hazards, " << contested << " contested, " << week.refused()
            << " commands refused where they were given\n";
  if (contested == 0 || !first.clean()) {
    std::cout << "the week was too quiet to prove anything, or the first merge is not clean\n";
    return 1;
  }
  if (const int breached = merge_on(sql::engine::sqlite, "SQLite", chains, expected))
    return breached;
  return merge_on(sql::engine::postgres, "PostgreSQL", chains, expected);
}

}  // namespace headway::prove
