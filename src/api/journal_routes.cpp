#include "api/journal_routes.hpp"

#include <charconv>
#include <limits>

#include "api/query.hpp"

namespace headway::api {
namespace {

constexpr problem_kind bad_cursor{"journal.bad_cursor", 422, "翻页标记无效",
                                  "The cursor is not valid"};

// A fact with its place in the chain.
struct journal_item {
  node_id node;
  std::int64_t seq = 0;
  std::int64_t clock = 0;  // hybrid clock: milliseconds << 16 | counter
  section_id section;
  subject_id subject;
  std::string subject_kind;
  std::string kind;
  raw_json body;
  person_id actor;
  device_id device;
  command_id command;
  instant observed_at;                          // the device's clock
  std::optional<std::int64_t> clock_offset_ms;  // to be added to it; absent: unknown
  instant acted_at;                             // the device's clock, corrected
  std::optional<std::int64_t> decided_on;  // the version seen by who acted, when not the newest
  std::optional<person_id> handed_in_by;   // who delivered it for the actor
  instant recorded_at;
  instant received_at;
  std::string previous_hash;
  std::string hash;
};
BOOST_DESCRIBE_STRUCT(journal_item, (),
                      (node, seq, clock, section, subject, subject_kind, kind, body, actor, device,
                       command, observed_at, clock_offset_ms, acted_at, decided_on, handed_in_by,
                       recorded_at, received_at, previous_hash, hash))
struct journal_page {
  std::vector<journal_item> items;
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(journal_page, (), (items, next))

struct node_item {
  node_id node;
  std::string name;
  std::int64_t facts = 0;
  std::string last_hash;
};
BOOST_DESCRIBE_STRUCT(node_item, (), (node, name, facts, last_hash))
struct node_page {
  std::vector<node_item> items;
};
BOOST_DESCRIBE_STRUCT(node_page, (), (items))

struct finding_item {
  std::string where;
  std::string code;
  std::string what;
};
BOOST_DESCRIBE_STRUCT(finding_item, (), (where, code, what))
struct verification_answer {
  bool clean = false;
  std::int64_t nodes = 0, facts = 0, subjects = 0, findings_total = 0;
  std::vector<finding_item> findings;
};
BOOST_DESCRIBE_STRUCT(verification_answer, (),
                      (clean, nodes, facts, subjects, findings_total, findings))

journal_item item_of(const journal::fact& f, instant received_at) {
  return {f.node,
          f.seq,
          static_cast<std::int64_t>(f.clock),
          f.section,
          f.subject,
          std::string(journal::subject_kind(f.kind)),
          f.kind,
          {f.body},
          f.by.actor,
          f.by.device,
          f.by.command,
          f.by.observed_at,
          journal::clock_offset_ms(f.by),
          f.by.acted_at(),
          f.by.decided_on,
          journal::handed_in_by(f.by),
          f.recorded_at,
          received_at,
          journal::hex(f.previous),
          journal::hex(f.own)};
}

result<journal::backward_scan> scan_asked(const read_call& c) {
  journal::backward_scan how;
  const auto node = id_in_query<node_id>(c, "node");
  if (!node) return node.error();
  const auto subject = id_in_query<subject_id>(c, "subject");
  if (!subject) return subject.error();
  const auto actor = id_in_query<person_id>(c, "actor");
  if (!actor) return actor.error();
  const auto limit = c.page_limit();
  if (!limit) return limit.error();
  if (*node) {
    how.node = **node;
  } else if (const auto known = journal::nodes(c.store, c.site); !known.empty()) {
    how.node = known.front().node;
  }
  how.subject = *subject;
  how.actor = *actor;
  how.limit = *limit + 1;
  if (!c.who.may(permission::read_all_sections)) how.section = c.who.section;
  if (const auto kind = c.query("kind"); kind && !kind->empty())
    how.kind = kind->find('.') == kind->npos ? *kind + ".%" : *kind;
  how.before = std::numeric_limits<std::int64_t>::max();
  if (const auto cursor = c.query("cursor"); cursor && !cursor->empty()) {
    const auto [end, failed] =
        std::from_chars(cursor->data(), cursor->data() + cursor->size(), how.before);
    if (failed != std::errc() || end != cursor->data() + cursor->size())
      return problem(bad_cursor, "?cursor");
  }
  return how;
}

result<http::response> facts(const read_call& c) {
  const auto how = scan_asked(c);
  if (!how) return how.error();
  journal_page answer;
  journal::each_fact_backwards(
      c.store, c.site, *how, [&](const journal::fact& f, instant received_at) {
        if (answer.items.size() + 1 == static_cast<std::size_t>(how->limit)) {
          answer.next = std::to_string(answer.items.back().seq);
          return false;
        }
        answer.items.push_back(item_of(f, received_at));
        return true;
      });
  return json_of(answer);
}

result<http::response> all_nodes(const read_call& c) {
  node_page answer;
  for (const auto& each : journal::nodes(c.store, c.site))
    answer.items.push_back({each.node, each.name, each.facts, journal::hex(each.end.last)});
  return json_of(answer);
}

// Over one snapshot, while others go on writing.
result<http::response> verify_all(const read_call& c) {
  const auto seen = journal::verify(c.store, c.site, c.models, [](std::int64_t) {});
  verification_answer answer{seen.clean(),  seen.nodes,          seen.facts,
                             seen.subjects, seen.findings_total, {}};
  for (const auto& each : seen.findings)
    answer.findings.push_back(
        {each.where, std::string(each.what.code()), each.what.text(c.language)});
  return json_of(answer);
}

}  // namespace

route_table journal_routes() {
  using enum permission;
  // clang-format off
  return {
      get("/api/v1/journal", read_journal, slow_read{facts})
          .asks({"node", "subject", "kind", "actor", "limit", "cursor"})
          .gives<journal_page>().says("Facts, newest first", "事实日志"),
      get("/api/v1/journal/nodes", read_journal, slow_read{all_nodes})
          .gives<node_page>().says("Nodes and the ends of their chains", "节点与校验链"),
      get("/api/v1/journal/verification", read_journal, slow_read{verify_all})
          .gives<verification_answer>().says("Recompute every hash and record", "核验事实日志"),
  };
  // clang-format on
}

}  // namespace headway::api
