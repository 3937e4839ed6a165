// The journal's tables and the statements over them. Everything here runs on a connection that the
// caller has put into a transaction.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/function_ref.hpp"
#include "journal/fact.hpp"
#include "journal/model.hpp"
#include "sql/connection.hpp"
#include "sql/database.hpp"

namespace headway::journal {

std::span<const sql::migration> migrations();

// What the table of subjects keeps: the folded state, ready to be served.
struct stored_subject {
  subject_header header;
  std::string kind;
  std::int64_t contested = 0;  // number of contested facts
  std::string document;        // the state as JSON
};

// The end of a node's chain.
struct chain_end {
  std::int64_t seq = 0;
  clock_reading clock{};
  hash last{};
};

void insert_fact(sql::connection& on, site_id site, const fact& f, instant received_at);
// The subject; with `lock`, no other transaction may change it before this one ends.
std::optional<stored_subject> find_subject(sql::connection& on, site_id site,
                                           const subject_id& subject, bool lock);
std::int64_t count_subjects(sql::connection& on, site_id site);
void put_subject(sql::connection& on, site_id site, const stored_subject& subject);
std::vector<contest> contests_of(sql::connection& on, site_id site, const subject_id& subject);
void add_contest(sql::connection& on, site_id site, const subject_id& subject,
                 const contest& added);
void put_contests(sql::connection& on, site_id site, const subject_id& subject,
                  const std::vector<contest>& contests);

chain_end end_of_chain(sql::connection& on, site_id site, const node_id& node);

// The callbacks may use the connection, except those of each_fact_of_subject and _of_command.
using take_fact = function_ref<bool(const fact&, instant received_at)>;
// In fold order; with `known_at`, only those this node had received by then.
void each_fact_of_subject(sql::connection& on, site_id site, const subject_id& subject,
                          std::optional<instant> known_at, take_fact take);
void each_fact_of_command(sql::connection& on, site_id site, const command_id& command,
                          take_fact take);
// In the order of `seq`, those after `after`.
void each_fact_of_node(sql::connection& on, site_id site, const node_id& node, std::int64_t after,
                       take_fact take);
// Newest first: those of a node before `before` that fit every condition given; at most `limit`.
// `kind`: exact, or a kind of subject followed by ".%".
struct backward_scan {
  node_id node;
  std::int64_t before = 0;
  int limit = 0;
  std::optional<section_id> section = {};  // or of the whole mine
  std::optional<subject_id> subject = {};
  std::optional<person_id> actor = {};
  std::optional<std::string> kind = {};
};
void each_fact_backwards(sql::connection& on, site_id site, const backward_scan& how,
                         take_fact take);
// All facts, by subject and in fold order within it: the order for rebuilding.
void each_fact_by_subject(sql::connection& on, site_id site, take_fact take);

struct node_summary {
  node_id node;
  std::string name;
  std::int64_t facts = 0;
  chain_end end;
};
std::vector<node_summary> nodes(sql::connection& on, site_id site);
// Makes another node known, under its id until it tells its name.
void know_node(sql::connection& on, site_id site, const node_id& node, instant now);
// The node of this name, made if it is not there yet.
node_id own_node(sql::connection& on, site_id site, const std::string& name, instant now);
// Takes the name away from the node that has it, so that own_node makes a new one: the old chain is
// never gone on with. Nothing when nobody has it.
void retire_node(sql::connection& on, site_id site, const std::string& name, instant now);

}  // namespace headway::journal
