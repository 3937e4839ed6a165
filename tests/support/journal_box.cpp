#include "support/journal_box.hpp"

#include <algorithm>

#include "base/ensure.hpp"

namespace headway::tests {
namespace {

void append(std::string& all, const journal::record& row) {
  for (const auto& value : row) {
    all += '|';
    if (const auto* number = std::get_if<std::int64_t>(&value)) all += std::to_string(*number);
    if (const auto* text = std::get_if<std::string>(&value)) all += *text;
    if (const auto* id = std::get_if<uuid>(&value)) all += id->text();
  }
}

}  // namespace

journal_box::journal_box(sql::engine engine, const std::string& name,
                         const journal::model_set& models,
                         std::initializer_list<std::span<const sql::migration>> steps)
    : models_(models), store_(engine), on_(store_.database().connect(sql::access::write)) {
  const instant now = from_unix_ms(1'700'000'000'000);
  std::vector<sql::migration> all(journal::migrations().begin(), journal::migrations().end());
  for (const auto& each : steps)
    all.insert(all.end(), each.begin(), each.end());
  ENSURE(sql::migrate(*on_, all, now).has_value());
  sql::transaction work(*on_, sql::access::write);
  chain_.emplace(site, journal::own_node(*on_, site, name, now), journal::chain_end{});
  work.commit();
}

void journal_box::act(const journal::author& by, instant now,
                      function_ref<bool(journal::unit_of_work&)> command) {
  sql::transaction transaction(*on_, sql::access::write);
  bool known = false;
  journal::each_fact_of_command(*on_, site, by.command,
                                [&](const journal::fact&, instant) { return !(known = true); });
  if (known) return;
  journal::unit_of_work work(*on_, *chain_, models_, by, now);
  if (!command(work)) return;
  work.finish();
  transaction.commit();
}

void journal_box::take(std::span<const journal::fact> facts) {
  sql::transaction work(*on_, sql::access::write);
  ENSURE(journal::merge(*on_, *chain_, models_, facts, from_unix_ms(0)).has_value());
  work.commit();
}

std::vector<journal::fact> journal_box::facts_of(const node_id& node) {
  std::vector<journal::fact> all;
  const sql::transaction reading(*on_, sql::access::read);
  journal::each_fact_of_node(*on_, site, node, 0, [&](const journal::fact& f, instant) {
    all.push_back(f);
    return true;
  });
  return all;
}

bool journal_box::is_clean() {
  const sql::transaction reading(*on_, sql::access::read);
  return journal::verify(*on_, site, models_, [](std::int64_t) {}).clean();
}

std::string journal_box::digest() {
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
    for (const auto* table : models_.find(stored.kind)->tables())
      for (const auto& row : table->read(*on_, site, subject))
        append(all, row);
  }
  return all;
}

void merge_shuffled(journal_box& into, const std::vector<std::vector<journal::fact>>& chains,
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

}  // namespace headway::tests
