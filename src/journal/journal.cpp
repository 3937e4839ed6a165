#include "journal/journal.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace headway::journal {
namespace {

constexpr std::int64_t counter_bits = 16;
constexpr std::int64_t furthest_clock_ms = 100'000'000'000'000;  // the year 5138

stored_subject stored_from(const model& of, const folding& folded, const subject_header& header,
                           std::int64_t contested) {
  stored_subject s;
  s.header = header;
  s.kind = of.name();
  s.contested = contested;
  folded.write_document(s.document);
  return s;
}

// The subject as its first `version` facts give it. By fold order and not by when we came to know
// them: a node's clock may have been set back meanwhile.
fold_driver as_of_version(sql::connection& on, site_id site, const model& of,
                          const subject_id& subject, std::int64_t version) {
  fold_driver driver(of);
  if (version == 0) return driver;
  each_fact_of_subject(on, site, subject, std::nullopt, [&](const fact& f, instant) {
    driver.take(f);
    return driver.header().version < version;
  });
  return driver;
}

void write_records(sql::connection& on, site_id site, const model& of, const subject_id& subject,
                   const record_sink& before, const record_sink& after) {
  for (const auto* table : of.tables())
    table->put(on, site, subject, before.of(*table), after.of(*table));
}

}  // namespace

void chain::seal(fact& f, instant now) {
  const auto wall = to_unix_ms(now) << counter_bits;
  now_.clock = clock_reading(std::max(wall, static_cast<std::int64_t>(now_.clock) + 1));
  f.node = node_;
  f.seq = now_.seq + 1;
  f.clock = now_.clock;
  f.recorded_at = now;
  f.previous = now_.last;
  f.own = hash_of(f);
  now_.seq = f.seq;
  now_.last = f.own;
}

void chain::pass(clock_reading seen) { now_.clock = std::max(now_.clock, seen); }

unit_of_work::unit_of_work(sql::connection& on, chain& to, const model_set& models, author by,
                           instant now)
    : on_(on), chain_(to), models_(models), by_(by), now_(now) {}
unit_of_work::~unit_of_work() = default;

result<unit_of_work::touched*> unit_of_work::touch(const subject_id& subject,
                                                   std::string_view kind) {
  if (const auto known = by_subject_.find(subject); known != by_subject_.end()) {
    if (known->second->of->name() != kind) return problem(problems::other_kind);
    return known->second;
  }
  auto made = std::make_unique<touched>();
  made->of = models_.find(kind);
  ENSURE(made->of != nullptr);
  made->header.subject = subject;
  if (auto stored = find_subject(on_, site(), subject, true)) {
    if (stored->kind != kind) return problem(problems::other_kind);
    made->header = stored->header;
    made->contested = stored->contested;
    made->folded = made->of->begin(stored->document);
    made->folded->project(made->header, made->before);
    if (touched_.empty() && by_.decided_on && *by_.decided_on < made->header.version &&
        made->contested < static_cast<std::int64_t>(limits::contests_per_subject)) {
      auto earlier = as_of_version(on_, site(), *made->of, subject, *by_.decided_on);
      made->seen_header = earlier.header();
      made->seen_header.subject = subject;
      made->seen = earlier.release();
    }
  } else {
    made->folded = made->of->begin();
  }
  touched_.push_back(std::move(made));
  by_subject_[subject] = touched_.back().get();
  return touched_.back().get();
}

void unit_of_work::append(const subject_id& subject, section_id section,
                          std::string_view model_name, std::string kind, std::string body) {
  ENSURE(!finished_);
  touched* on = touch(subject, model_name).value();
  fact f;
  f.section = section;
  f.subject = subject;
  f.kind = std::move(kind);
  f.body = std::move(body);
  f.by = by_;
  if (!on->seen) f.by.decided_on.reset();
  chain_.seal(f, now_);
  const auto why = on->folded->apply(f);
  if (on->seen) {
    ENSURE(!on->seen->apply(f));
    on->seen_header.section = section;
    on->seen_header.last = position_of(f);
    ++on->seen_header.version;
  } else {
    ENSURE(!why);  // decide let a fact through that its own fold refuses
  }
  if (why) {
    add_contest(on_, site(), subject, {f.node, f.seq, std::string(*why)});
    ++on->contested;
    ++contested_;
  }
  on->header.section = section;
  on->header.last = position_of(f);
  ++on->header.version;
  on->changed = true;
  on->rendered.reset();
  insert_fact(on_, site(), f, now_);
}

std::vector<unit_of_work::change> unit_of_work::changes() const {
  std::vector<change> all;
  for (const auto& each : touched_)
    if (each->changed) all.push_back({each->of->name(), each->header});
  return all;
}

bool unit_of_work::changed_anything() const {
  return std::any_of(touched_.begin(), touched_.end(),
                     [](const auto& each) { return each->changed; });
}

const stored_subject& unit_of_work::preview(const subject_id& subject) {
  const auto found = std::find_if(touched_.begin(), touched_.end(), [&](const auto& each) {
    return each->header.subject == subject;
  });
  ENSURE(found != touched_.end());
  touched& of = **found;
  if (!of.rendered) of.rendered = stored_from(*of.of, *of.folded, of.header, of.contested);
  return *of.rendered;
}

void unit_of_work::finish() {
  ENSURE(!finished_);
  finished_ = true;
  for (const auto& each : touched_) {
    if (!each->changed) continue;
    put_subject(on_, site(), preview(each->header.subject));
    record_sink after;
    each->folded->project(each->header, after);
    write_records(on_, site(), *each->of, each->header.subject, each->before, after);
  }
}

namespace {

void put_folded(sql::connection& on, site_id site, const model& of, const fold_driver& driver,
                const record_sink& before) {
  const auto& header = driver.header();
  const auto& contests = driver.contests();
  record_sink after;
  driver.folded().project(header, after);
  put_subject(on, site,
              stored_from(of, driver.folded(), header, static_cast<std::int64_t>(contests.size())));
  put_contests(on, site, header.subject, contests);
  write_records(on, site, of, header.subject, before, after);
}

}  // namespace

void fold_again(sql::connection& on, site_id site, const model_set& models,
                const subject_id& subject, records_are there) {
  const model* of = nullptr;
  std::optional<fold_driver> driver;
  each_fact_of_subject(on, site, subject, std::nullopt, [&](const fact& f, instant) {
    if (!driver) {
      of = models.find(subject_kind(f.kind));
      ENSURE(of != nullptr);
      driver.emplace(*of);
    }
    driver->take(f);
    return true;
  });
  if (!driver) return;
  record_sink before;
  if (const auto stored = find_subject(on, site, subject, true);
      stored && there == records_are::present)
    of->begin(stored->document)->project(stored->header, before);
  put_folded(on, site, *of, *driver, before);
}

// One pass over the facts; the tables of records are empty, so there is nothing to compare with.
void rebuild(sql::connection& on, site_id site, const model_set& models) {
  for (const auto& of : models.all())
    for (const auto* table : of->tables())
      table->clear(on, site);
  const model* of = nullptr;
  std::optional<fold_driver> driver;
  each_fact_by_subject(on, site, [&](const fact& f, instant) {
    if (!driver || driver->header().subject != f.subject) {
      if (driver) put_folded(on, site, *of, *driver, {});
      of = models.find(subject_kind(f.kind));
      ENSURE(of != nullptr);
      driver.emplace(*of);
    }
    driver->take(f);
    return true;
  });
  if (driver) put_folded(on, site, *of, *driver, {});
}

namespace {

// Checks that `facts` go on each node's chain; nothing is written.
result<std::vector<const fact*>> new_ones(sql::connection& on, const chain& own,
                                          const model_set& models, std::span<const fact> facts,
                                          std::int64_t& already_known) {
  std::unordered_map<node_id, chain_end> ends;
  std::vector<const fact*> fresh;
  for (const auto& f : facts) {
    auto [at, first] = ends.try_emplace(f.node);
    if (first) at->second = end_of_chain(on, own.site(), f.node);
    chain_end& end = at->second;
    if (f.seq <= end.seq) {
      ++already_known;
      continue;
    }
    if (f.seq != end.seq + 1)
      return problem(problems::gap, "",
                     {{"node", f.node.text()},
                      {"expected", std::to_string(end.seq + 1)},
                      {"got", std::to_string(f.seq)}});
    if (f.previous != end.last || hash_of(f) != f.own)
      return problem(problems::broken_chain, "",
                     {{"node", f.node.text()}, {"seq", std::to_string(f.seq)}});
    // A reading far in the future would leave our own clock no room to go on from it.
    if (milliseconds_of(f.clock) < 0 || milliseconds_of(f.clock) > furthest_clock_ms ||
        f.clock <= end.clock)
      return problem(problems::clock_too_far, "",
                     {{"node", f.node.text()}, {"seq", std::to_string(f.seq)}});
    const model* of = models.find(subject_kind(f.kind));
    if (!of) return problem(problems::unknown_fact, "", {{"kind", f.kind}});
    if (auto readable = of->check(f); !readable) return readable.error();
    end = {f.seq, f.clock, f.own};
    fresh.push_back(&f);
  }
  return fresh;
}

}  // namespace

result<merged> merge(sql::connection& on, chain& own, const model_set& models,
                     std::span<const fact> facts, instant now) {
  merged done;
  auto fresh = new_ones(on, own, models, facts, done.already_known);
  if (!fresh) return fresh.error();
  std::unordered_set<subject_id> seen;
  for (const auto* f : *fresh) {
    if (f->seq == 1) know_node(on, own.site(), f->node, now);
    insert_fact(on, own.site(), *f, now);
    own.pass(f->clock);
    if (seen.insert(f->subject).second) done.subjects.push_back(f->subject);
    ++done.added;
  }
  for (const auto& subject : done.subjects)
    fold_again(on, own.site(), models, subject);
  return done;
}

std::optional<stored_subject> as_known_at(sql::connection& on, site_id site,
                                          const model_set& models, const subject_id& subject,
                                          instant known_at) {
  const model* of = nullptr;
  std::optional<fold_driver> driver;
  each_fact_of_subject(on, site, subject, known_at, [&](const fact& f, instant) {
    if (!driver) driver.emplace(*(of = models.find(subject_kind(f.kind))));
    driver->take(f);
    return true;
  });
  if (!driver) return std::nullopt;
  return stored_from(*of, driver->folded(), driver->header(),
                     static_cast<std::int64_t>(driver->contests().size()));
}

}  // namespace headway::journal
