// Proof that nothing was altered: everything that can be computed from the facts is computed again
// and compared with what is stored.
#include <algorithm>

#include "journal/findings.hpp"
#include "journal/journal.hpp"

namespace headway::journal {
namespace {

constexpr std::size_t findings_kept = 100;

class verifier {
 public:
  verifier(sql::connection& on, site_id site, const model_set& models,
           function_ref<void(std::int64_t)> progress)
      : on_(on), site_(site), models_(models), progress_(progress) {}

  verification run() {
    for (const auto& node : nodes(on_, site_))
      check_chain(node);
    check_subjects();
    check_record_counts();
    return std::move(seen_);
  }

 private:
  void report(std::string where, problem what) {
    ++seen_.findings_total;
    if (seen_.findings.size() < findings_kept)
      seen_.findings.push_back({std::move(where), std::move(what)});
  }

  static std::string place_of(const fact& f) { return f.node.text() + "/" + std::to_string(f.seq); }

  void check_chain(const node_summary& node) {
    ++seen_.nodes;
    chain_end end;
    each_fact_of_node(on_, site_, node.node, 0, [&](const fact& f, instant) {
      if (f.seq != end.seq + 1)
        report(place_of(f), problems::facts_missing);
      else if (f.previous != end.last)
        report(place_of(f), problems::chain_broken);
      if (hash_of(f) != f.own) report(place_of(f), problems::altered);
      if (f.clock <= end.clock) report(place_of(f), problems::clock_back);
      end = {f.seq, f.clock, f.own};
      if (++seen_.facts % 10'000 == 0) progress_(seen_.facts);
      return true;
    });
  }

  void check_subjects() {
    std::int64_t facts = 0;
    each_fact_by_subject(on_, site_, [&](const fact& f, instant) {
      ++facts;
      if (!driver_ || driver_->header().subject != f.subject) {
        finish_subject();
        of_ = models_.find(subject_kind(f.kind));
        if (of_) driver_.emplace(*of_);
      }
      if (!of_) {
        report(place_of(f), {problems::kind_unknown, "", {{"kind", f.kind}}});
        driver_.reset();
        return true;
      }
      try {
        driver_->take(f);
      } catch (const unreadable_fact& why) {
        report(place_of(f), {problems::unreadable, "", {{"reason", why.what()}}});
      }
      return true;
    });
    finish_subject();
    if (count_subjects(on_, site_) != seen_.subjects)
      report("subjects", problems::rows_without_fact);
    if (facts != seen_.facts)
      report("facts",
             {problems::facts_without_node, "", {{"count", std::to_string(facts - seen_.facts)}}});
  }

  void finish_subject() {
    if (!driver_) return;
    ++seen_.subjects;
    const subject_header& header = driver_->header();
    const std::string where = header.subject.text();
    const auto stored = find_subject(on_, site_, header.subject, false);
    std::string document;
    driver_->folded().write_document(document);
    if (!stored)
      report(where, problems::state_missing);
    else if (stored->document != document || stored->header.version != header.version ||
             stored->kind != of_->name() || stored->header.section != header.section)
      report(where, problems::state_differs);
    if (contests_of(on_, site_, header.subject) != sorted(driver_->contests()))
      report(where, problems::contests_differ);
    check_records(where, header);
    driver_.reset();
  }

  void check_records(const std::string& where, const subject_header& header) {
    record_sink derived;
    driver_->folded().project(header, derived);
    derived.sort();
    for (const auto* table : of_->tables()) {
      if (table->read(on_, site_, header.subject) != derived.of(*table))
        report(where, {problems::records_differ, "", {{"table", std::string(table->name())}}});
      rows_of(table) += static_cast<std::int64_t>(derived.of(*table).size());
    }
  }

  // Rows that belong to no subject would be seen by no comparison above.
  void check_record_counts() {
    for (const auto& of : models_.all())
      for (const auto* table : of->tables())
        if (table->count(on_, site_) != rows_of(table))
          report(std::string(table->name()), problems::rows_without_fact);
  }

  static std::vector<contest> sorted(std::vector<contest> contests) {
    std::sort(contests.begin(), contests.end());
    return contests;
  }

  std::int64_t& rows_of(const record_table* table) {
    for (auto& [known, rows] : rows_)
      if (known == table) return rows;
    return rows_.emplace_back(table, 0).second;
  }

  sql::connection& on_;
  site_id site_;
  const model_set& models_;
  function_ref<void(std::int64_t)> progress_;
  verification seen_;
  const model* of_ = nullptr;
  std::optional<fold_driver> driver_;
  std::vector<std::pair<const record_table*, std::int64_t>> rows_;
};

}  // namespace

verification verify(sql::connection& on, site_id site, const model_set& models,
                    function_ref<void(std::int64_t facts)> progress) {
  return verifier(on, site, models, progress).run();
}

}  // namespace headway::journal
