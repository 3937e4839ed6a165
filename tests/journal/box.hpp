// A node of its own for the tests of the journal: lamps, and a clock that is told the time.
#pragma once

#include <gtest/gtest.h>

#include <optional>

#include "journal/journal.hpp"
#include "journal/lamp_slice.hpp"
#include "support/test_store.hpp"

namespace headway::journal::lamps {

inline constexpr site_id site{1};
inline const section_id section{named_uuid("section")};
inline const subject_id the_lamp = named_uuid("the lamp");

inline instant at(int minute) { return from_unix_ms(1'700'000'000'000 + minute * 60'000LL); }

inline const model_set& models() {
  static const model_set made = [] {
    model_set set;
    set.add<lamp_model>();
    return set;
  }();
  return made;
}

// A node of its own: a database, a chain, a clock that is told the time.
class box {
 public:
  box(sql::engine engine, const std::string& name)
      : store_(engine), on_(store_.database().connect(sql::access::write)) {
    std::vector<sql::migration> steps(migrations().begin(), migrations().end());
    steps.insert(steps.end(), std::begin(lamps::steps), std::end(lamps::steps));
    EXPECT_TRUE(sql::migrate(*on_, steps, at(0)));
    sql::transaction work(*on_, sql::access::write);
    chain_.emplace(site, own_node(*on_, site, name, at(0)), chain_end{});
    work.commit();
  }

  void note_as(const author& by, int minute, const subject_id& subject,
               const std::vector<lamp_model::fact>& facts) {
    sql::transaction transaction(*on_, sql::access::write);
    unit_of_work work(*on_, *chain_, models(), by, at(minute));
    work.record<lamp_model>(subject, section, facts);
    work.finish();
    transaction.commit();
  }
  void note(int minute, const std::vector<lamp_model::fact>& facts,
            const subject_id& subject = the_lamp) {
    const auto now = to_unix_ms(at(minute));
    note_as({{}, {}, at(minute), command_id(make_uuid(now))}, minute, subject, facts);
  }
  // What a command does: `decide` gives a fact or, refusing, nothing. Whether it was recorded.
  template <class Decide>
  bool note_apart(const author& by, int minute, Decide decide) {
    sql::transaction transaction(*on_, sql::access::write);
    unit_of_work work(*on_, *chain_, models(), by, at(minute));
    const auto seen = work.load<lamp_model>(the_lamp).value();
    const std::optional<lamp_model::fact> happened = decide(*seen);
    if (!happened) return false;
    work.record<lamp_model>(the_lamp, section, *happened);
    work.finish();
    transaction.commit();
    return true;
  }
  // The facts this node recorded itself.
  std::vector<fact> own_facts() {
    std::vector<fact> all;
    const sql::transaction reading(*on_, sql::access::read);
    each_fact_of_node(*on_, site, chain_->node(), 0, [&](const fact& f, instant) {
      all.push_back(f);
      return true;
    });
    return all;
  }
  result<merged> take(std::span<const fact> facts, int minute = 1000) {
    sql::transaction transaction(*on_, sql::access::write);
    auto done = merge(*on_, *chain_, models(), facts, at(minute));
    if (done) transaction.commit();
    return done;
  }
  verification verified() {
    const sql::transaction reading(*on_, sql::access::read);
    return verify(*on_, site, models(), [](std::int64_t) {});
  }
  stored_subject subject(const subject_id& which = the_lamp) {
    const sql::transaction reading(*on_, sql::access::read);
    return find_subject(*on_, site, which, false).value();
  }
  std::vector<contest> contests() {
    const sql::transaction reading(*on_, sql::access::read);
    return contests_of(*on_, site, the_lamp);
  }
  std::vector<record> rows() {
    const sql::transaction reading(*on_, sql::access::read);
    return lamps::table.read(*on_, site, the_lamp);
  }
  sql::connection& on() { return *on_; }
  chain& own() { return *chain_; }

 private:
  tests::test_store store_;
  std::unique_ptr<sql::connection> on_;
  std::optional<chain> chain_;
};

}  // namespace headway::journal::lamps
