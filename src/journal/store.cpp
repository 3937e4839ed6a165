#include "journal/store.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "base/ensure.hpp"

namespace headway::journal {
namespace {

constexpr sql::migration steps[] = {
    {"journal", 1, "facts",
     R"(CREATE TABLE facts (
  site_id INT64 NOT NULL, node BYTES NOT NULL, seq INT64 NOT NULL, clock INT64 NOT NULL,
  section BYTES NOT NULL, subject BYTES NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL,
  actor BYTES NOT NULL, device BYTES NOT NULL, observed_at INT64 NOT NULL, command BYTES NOT NULL,
  recorded_at INT64 NOT NULL, received_at INT64 NOT NULL,
  previous_hash BYTES NOT NULL, hash BYTES NOT NULL,
  PRIMARY KEY (site_id, node, seq)
) STRICT;
CREATE INDEX facts_by_subject ON facts (site_id, subject, clock, node, seq);
CREATE INDEX facts_by_command ON facts (site_id, command, node, seq);
CREATE TABLE subjects (
  site_id INT64 NOT NULL, subject BYTES NOT NULL, kind TEXT NOT NULL, section BYTES NOT NULL,
  version INT64 NOT NULL, last_clock INT64 NOT NULL, last_node BYTES NOT NULL,
  last_seq INT64 NOT NULL, contested INT64 NOT NULL, document TEXT NOT NULL,
  PRIMARY KEY (site_id, subject)
) STRICT;
CREATE TABLE contests (
  site_id INT64 NOT NULL, subject BYTES NOT NULL, node BYTES NOT NULL, seq INT64 NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (site_id, subject, node, seq)
) STRICT;
CREATE TABLE nodes (
  site_id INT64 NOT NULL, node BYTES NOT NULL, name TEXT NOT NULL, since INT64 NOT NULL,
  PRIMARY KEY (site_id, node)
) STRICT;
CREATE UNIQUE INDEX nodes_by_name ON nodes (site_id, name);)"},
    {"journal", 2, "clocks and hands",
     R"(ALTER TABLE facts ADD COLUMN clock_offset_ms INT64;
ALTER TABLE facts ADD COLUMN decided_on INT64;
ALTER TABLE facts ADD COLUMN handed_in_by BYTES;)"},
};

constexpr const char* fact_columns =
    "node, seq, clock, section, subject, kind, body, actor, device, observed_at, command, "
    "recorded_at, received_at, previous_hash, hash, clock_offset_ms, decided_on, handed_in_by";

std::string select_facts(const std::string& rest) {
  return std::string("SELECT ") + fact_columns + " FROM facts WHERE site_id = $1" + rest;
}

const sql::statement insert_fact_statement(std::string("INSERT INTO facts (site_id, ") +
                                           fact_columns +
                                           ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, "
                                           "$11, $12, $13, $14, $15, $16, $17, $18, $19)");
const sql::statement facts_of_subject(select_facts(" AND subject = $2 ORDER BY clock, node, seq"));
const sql::statement facts_of_subject_known(
    select_facts(" AND subject = $2 AND received_at <= $3 ORDER BY clock, node, seq"));
const sql::statement facts_of_command(select_facts(" AND command = $2 ORDER BY node, seq"));
const sql::statement facts_of_node(
    select_facts(" AND node = $2 AND seq > $3 ORDER BY seq LIMIT $4"));
const sql::statement facts_by_subject(
    select_facts(" AND (subject, clock, node, seq) > ($2, $3, $4, $5) "
                 "ORDER BY subject, clock, node, seq LIMIT $6"));

// A condition whose parameter is empty holds for every fact. The comparison stands first:
// PostgreSQL takes the type of a parameter from its first use.
const sql::statement facts_backwards(
    select_facts(" AND node = $2 AND seq < $3 AND (section = $4 OR section = $5 OR LENGTH($4) = 0) "
                 "AND (subject = $6 OR LENGTH($6) = 0) AND (actor = $7 OR LENGTH($7) = 0) "
                 "AND kind LIKE $8 ORDER BY seq DESC LIMIT $9"));

constexpr const char* subject_columns =
    "SELECT kind, section, version, last_clock, last_node, last_seq, contested, document "
    "FROM subjects WHERE site_id = $1 AND subject = $2";
const sql::statement find_subject_statement{std::string(subject_columns)};
// SQLite has one writer and no row locks; PostgreSQL has many.
const sql::statement lock_subject_statement{std::string(subject_columns) + " FOR UPDATE"};
const sql::statement put_subject_statement(
    "INSERT INTO subjects (site_id, subject, kind, section, version, last_clock, last_node, "
    "last_seq, contested, document) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) "
    "ON CONFLICT (site_id, subject) DO UPDATE SET section = excluded.section, "
    "version = excluded.version, last_clock = excluded.last_clock, "
    "last_node = excluded.last_node, last_seq = excluded.last_seq, "
    "contested = excluded.contested, document = excluded.document");
const sql::statement count_subjects_statement("SELECT COUNT(*) FROM subjects WHERE site_id = $1");
const sql::statement contests_statement(
    "SELECT node, seq, reason FROM contests WHERE site_id = $1 AND subject = $2 "
    "ORDER BY node, seq");
const sql::statement clear_contests("DELETE FROM contests WHERE site_id = $1 AND subject = $2");
const sql::statement insert_contest(
    "INSERT INTO contests (site_id, subject, node, seq, reason) VALUES ($1, $2, $3, $4, $5)");
const sql::statement end_statement(
    "SELECT seq, clock, hash FROM facts WHERE site_id = $1 AND node = $2 "
    "ORDER BY seq DESC LIMIT 1");
const sql::statement nodes_statement(
    "SELECT node, name FROM nodes WHERE site_id = $1 ORDER BY since, node");
const sql::statement node_named("SELECT node FROM nodes WHERE site_id = $1 AND name = $2");
const sql::statement rename_node("UPDATE nodes SET name = $1 WHERE site_id = $2 AND node = $3");
const sql::statement insert_node(
    "INSERT INTO nodes (site_id, node, name, since) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT DO NOTHING");

hash hash_in(const sql::row& row, int column) {
  hash h{};
  const auto raw = row.bytes(column);
  if (raw.size() == h.size()) std::memcpy(h.data(), raw.data(), h.size());
  return h;
}

sql::bytes_view view(const hash& h) { return std::as_bytes(std::span(h)); }

fact fact_in(const sql::row& row) {
  fact f;
  f.node = row.identifier<node_id>(0);
  f.seq = row.integer(1);
  f.clock = clock_reading(row.integer(2));
  f.section = row.identifier<section_id>(3);
  f.subject = row.identifier(4);
  f.kind = row.text(5);
  f.body = row.text(6);
  f.by = {row.identifier<person_id>(7), row.identifier<device_id>(8), row.when(9),
          row.identifier<command_id>(10)};
  if (!row.is_null(15)) f.by.clock_offset = milliseconds(row.integer(15));
  if (!row.is_null(16)) f.by.decided_on = row.integer(16);
  f.by.handed_in_by = row.identifier<person_id>(17);
  f.recorded_at = row.when(11);
  f.previous = hash_in(row, 13);
  f.own = hash_in(row, 14);
  return f;
}

void each_fact(sql::connection& on, const sql::statement& which,
               std::initializer_list<sql::value> parameters, take_fact take) {
  on.each(which, parameters, [&](const sql::row& row) { return take(fact_in(row), row.when(12)); });
}

}  // namespace

std::span<const sql::migration> migrations() { return steps; }

void insert_fact(sql::connection& on, site_id site, const fact& f, instant received_at) {
  on.run(insert_fact_statement,
         {site, f.node, f.seq, static_cast<std::int64_t>(f.clock), f.section, f.subject, f.kind,
          f.body, f.by.actor, f.by.device, f.by.observed_at, f.by.command, f.recorded_at,
          received_at, view(f.previous), view(f.own),
          f.by.clock_offset ? sql::value(f.by.clock_offset->count()) : sql::value(nullptr),
          f.by.decided_on ? sql::value(*f.by.decided_on) : sql::value(nullptr),
          f.by.handed_in_by.is_nil() ? sql::value(nullptr) : sql::value(f.by.handed_in_by)});
}

std::optional<stored_subject> find_subject(sql::connection& on, site_id site,
                                           const subject_id& subject, bool lock) {
  const bool row_lock = lock && on.engine() == sql::engine::postgres;
  std::optional<stored_subject> found;
  on.one(row_lock ? lock_subject_statement : find_subject_statement, {site, subject},
         [&](const sql::row& row) {
           found.emplace();
           found->kind = row.text(0);
           found->header = {
               subject,
               row.identifier<section_id>(1),
               row.integer(2),
               {clock_reading(row.integer(3)), row.identifier<node_id>(4), row.integer(5)}};
           found->contested = row.integer(6);
           found->document = row.text(7);
         });
  return found;
}

void put_subject(sql::connection& on, site_id site, const stored_subject& s) {
  on.run(put_subject_statement, {site, s.header.subject, s.kind, s.header.section, s.header.version,
                                 static_cast<std::int64_t>(s.header.last.clock), s.header.last.node,
                                 s.header.last.seq, s.contested, s.document});
}

std::vector<contest> contests_of(sql::connection& on, site_id site, const subject_id& subject) {
  std::vector<contest> found;
  on.each(contests_statement, {site, subject}, [&](const sql::row& row) {
    found.push_back({row.identifier<node_id>(0), row.integer(1), std::string(row.text(2))});
    return true;
  });
  return found;
}

void add_contest(sql::connection& on, site_id site, const subject_id& subject,
                 const contest& added) {
  on.run(insert_contest, {site, subject, added.node, added.seq, added.reason});
}

void put_contests(sql::connection& on, site_id site, const subject_id& subject,
                  const std::vector<contest>& contests) {
  on.run(clear_contests, {site, subject});
  for (const auto& each : contests)
    on.run(insert_contest, {site, subject, each.node, each.seq, each.reason});
}

chain_end end_of_chain(sql::connection& on, site_id site, const node_id& node) {
  chain_end end;
  on.one(end_statement, {site, node}, [&](const sql::row& row) {
    end = {row.integer(0), clock_reading(row.integer(1)), hash_in(row, 2)};
  });
  return end;
}

void each_fact_of_subject(sql::connection& on, site_id site, const subject_id& subject,
                          std::optional<instant> known_at, take_fact take) {
  if (known_at)
    each_fact(on, facts_of_subject_known, {site, subject, *known_at}, take);
  else
    each_fact(on, facts_of_subject, {site, subject}, take);
}

void each_fact_of_command(sql::connection& on, site_id site, const command_id& command,
                          take_fact take) {
  each_fact(on, facts_of_command, {site, command}, take);
}

namespace {

// The whole journal is read in pages: memory stays bounded, and the callback may use the
// connection.
constexpr int page_facts = 2'000;

struct received_fact {
  fact what;
  instant at;
};

// `next_page` reads the page after a fact (nullptr: the first), giving each row to its second
// argument.
template <class NextPage>
void each_in_pages(NextPage next_page, take_fact take) {
  std::vector<received_fact> page;
  do {
    const received_fact* last = page.empty() ? nullptr : &page.back();
    std::vector<received_fact> next;
    next.reserve(page_facts);
    next_page(last, [&](const sql::row& row) {
      next.push_back({fact_in(row), row.when(12)});
      return true;
    });
    page = std::move(next);
    for (const auto& each : page)
      if (!take(each.what, each.at)) return;
  } while (page.size() == page_facts);
}

}  // namespace

void each_fact_of_node(sql::connection& on, site_id site, const node_id& node, std::int64_t after,
                       take_fact take) {
  each_in_pages(
      [&](const received_fact* last, auto keep) {
        const std::int64_t from = last ? last->what.seq : after;
        on.each(facts_of_node, {site, node, from, page_facts}, keep);
      },
      take);
}

void each_fact_by_subject(sql::connection& on, site_id site, take_fact take) {
  each_in_pages(
      [&](const received_fact* last, auto keep) {
        const fact from = last ? last->what : fact{};
        on.each(facts_by_subject,
                {site, from.subject, static_cast<std::int64_t>(from.clock), from.node, from.seq,
                 page_facts},
                keep);
      },
      take);
}

void each_fact_backwards(sql::connection& on, site_id site, const backward_scan& how,
                         take_fact take) {
  const section_id whole_mine;
  const auto view_of = [](const auto& id) { return id ? id->raw() : sql::bytes_view(); };
  const std::string kind = how.kind.value_or("%");
  each_fact(on, facts_backwards,
            {site, how.node, how.before, view_of(how.section), whole_mine, view_of(how.subject),
             view_of(how.actor), kind, how.limit},
            take);
}

std::int64_t count_subjects(sql::connection& on, site_id site) {
  std::int64_t count = 0;
  on.one(count_subjects_statement, {site}, [&](const sql::row& row) { count = row.integer(0); });
  return count;
}

std::vector<node_summary> nodes(sql::connection& on, site_id site) {
  std::vector<node_summary> found;
  on.each(nodes_statement, {site}, [&](const sql::row& row) {
    found.push_back({row.identifier<node_id>(0), std::string(row.text(1)), 0, {}});
    return true;
  });
  for (auto& each : found) {
    each.end = end_of_chain(on, site, each.node);
    each.facts = each.end.seq;  // gapless from 1
  }
  return found;
}

void know_node(sql::connection& on, site_id site, const node_id& node, instant now) {
  on.run(insert_node, {site, node, node.text(), now});
}

node_id own_node(sql::connection& on, site_id site, const std::string& name, instant now) {
  node_id found;
  const bool known = on.one(node_named, {site, name},
                            [&](const sql::row& row) { found = row.identifier<node_id>(0); });
  if (known) return found;
  found = node_id(make_uuid(to_unix_ms(now)));
  ENSURE(on.run(insert_node, {site, found, name, now}) == 1);
  return found;
}

void retire_node(sql::connection& on, site_id site, const std::string& name, instant now) {
  node_id found;
  const bool known = on.one(node_named, {site, name},
                            [&](const sql::row& row) { found = row.identifier<node_id>(0); });
  if (known) on.run(rename_node, {name + " until " + to_text(now), site, found});
}

}  // namespace headway::journal
