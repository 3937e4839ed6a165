// The journal of a node: where facts are appended, and the only way by which records change.
#pragma once

#include <concepts>
#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "journal/store.hpp"

namespace headway::journal {

// The node's own chain in memory: who we are, where our chain ends, the hybrid clock. Used on the
// writer's thread only; follows the database through the writer's observer.
class chain {
 public:
  chain(site_id site, node_id node, chain_end end) : site_(site), node_(node), now_(end) {}
  site_id site() const { return site_; }
  node_id node() const { return node_; }

  void begin() { saved_ = now_; }
  void commit() { saved_ = now_; }
  void roll_back() { now_ = saved_; }

  // Gives `f` its place at the end of the chain: node, seq, clock, recorded_at, hashes.
  void seal(fact& f, instant now);
  // Passes a reading seen elsewhere, so that what we record next is ordered after it.
  void pass(clock_reading seen);

 private:
  site_id site_;
  node_id node_;
  chain_end now_, saved_;
};

// A subject and its state inside a unit of work.
template <class Model>
struct loaded {
  subject_header header;
  std::int64_t contested = 0;
  const typename Model::state* state = nullptr;
  bool exists() const { return header.version > 0; }
  const typename Model::state& operator*() const { return *state; }
  const typename Model::state* operator->() const { return state; }
};

// What a command does, within one transaction of the writer: load, decide, record. Records are
// written by `finish`.
class unit_of_work {
 public:
  unit_of_work(sql::connection& on, chain& to, const model_set& models, author by, instant now);
  ~unit_of_work();
  unit_of_work(const unit_of_work&) = delete;
  unit_of_work& operator=(const unit_of_work&) = delete;

  sql::connection& store() { return lent_ ? *lent_ : on_; }
  // What `store` gives from now on: the same transaction, watched by the caller, who outlives this.
  void lend(sql::connection& instead) { lent_ = &instead; }
  site_id site() const { return chain_.site(); }
  instant now() const { return now_; }
  const author& by() const { return by_; }

  // The state as it is now, facts recorded in this unit included; the subject is locked until the
  // transaction ends. A subject of another kind under the same id is problem journal.other_kind.
  // The pointer is valid until the unit records something on the subject.
  //
  // With `by.decided_on` the subject that is loaded first is shown as its first so many facts give
  // it, if there are more by now. What is recorded on it goes to the end of its facts all the same,
  // and where the newest state objects it is kept as contested.
  template <class Model>
  result<loaded<Model>> load(const subject_id& subject) {
    auto found = touch(subject, Model::name);
    if (!found) return found.error();
    const auto& folded = static_cast<const typed_folding<Model>&>((*found)->shown());
    return loaded<Model>{(*found)->shown_header(), (*found)->contested, &folded.state()};
  }

  // Records facts that `decide` gave. They must apply to the state that `load` showed: decide has
  // just checked it.
  template <class Model>
  void record(const subject_id& subject, section_id section,
              const std::vector<typename Model::fact>& happened) {
    for (const auto& one : happened) {
      std::string kind(Model::name), body;
      std::visit([&](const auto& f) { ((kind += '.') += f.kind, encode(body, f)); }, one);
      append(subject, section, Model::name, std::move(kind), std::move(body));
    }
  }
  template <class Model>
  void record(const subject_id& subject, section_id section, typename Model::fact happened) {
    record<Model>(subject, section, std::vector<typename Model::fact>{std::move(happened)});
  }

  // Subjects changed so far, in order of their first change.
  struct change {
    std::string_view kind;
    subject_header header;
  };
  std::vector<change> changes() const;
  bool changed_anything() const;
  // Facts of this unit that the newest state objected to. Only with `by.decided_on`.
  int contested() const { return contested_; }

  // A subject of this unit as it will be stored: to answer a command before it is committed.
  const stored_subject& preview(const subject_id& subject);

  // Writes the subjects and their records. Call once, last.
  void finish();

 private:
  struct touched;
  result<touched*> touch(const subject_id& subject, std::string_view kind);
  void append(const subject_id& subject, section_id section, std::string_view model_name,
              std::string kind, std::string body);

  sql::connection& on_;
  sql::connection* lent_ = nullptr;
  chain& chain_;
  const model_set& models_;
  author by_;
  instant now_;
  std::vector<std::unique_ptr<touched>> touched_;  // in the order of first touch
  std::unordered_map<subject_id, touched*> by_subject_;
  int contested_ = 0;
  bool finished_ = false;
};

struct unit_of_work::touched {
  const model* of;
  subject_header header;
  std::int64_t contested = 0;
  bool changed = false;
  std::unique_ptr<folding> folded;
  std::unique_ptr<folding> seen;  // what the command is decided on, when not the newest
  subject_header seen_header = {};
  record_sink before;
  std::optional<stored_subject> rendered;  // of the state as it is now

  const folding& shown() const { return seen ? *seen : *folded; }
  const subject_header& shown_header() const { return seen ? seen_header : header; }
};

namespace problems {
inline constexpr problem_kind other_kind{"journal.other_kind", 409, "该编号已用于另一类记录",
                                         "This id already stands for another kind of record"};
inline constexpr problem_kind gap{
    "journal.gap", 409, "节点 {node} 的事实不连续：应为第 {expected} 条，收到第 {got} 条",
    "Facts of node {node} have a gap: expected {expected}, got {got}"};
inline constexpr problem_kind broken_chain{"journal.broken_chain", 409,
                                           "节点 {node} 第 {seq} 条事实的校验链断开",
                                           "The hash chain of node {node} is broken at fact {seq}"};
inline constexpr problem_kind clock_too_far{
    "journal.clock_too_far", 409, "节点 {node} 第 {seq} 条事实的时钟超出可用范围",
    "The clock of fact {seq} of node {node} is outside the usable range"};
}  // namespace problems

struct merged {
  std::int64_t added = 0, already_known = 0;
  std::vector<subject_id> subjects;  // whose state was folded again
};

// Takes facts of other nodes: each node's in order and without gaps; chains are checked before
// anything is written. Subjects they touch are folded again, whatever the order of arrival.
// Problems: journal.gap, journal.broken_chain, journal.unknown_fact, journal.clock_too_far.
result<merged> merge(sql::connection& on, chain& own, const model_set& models,
                     std::span<const fact> facts, instant now);

// Folds the subject from the journal and writes its state and records. `missing`: the record tables
// hold nothing of it, whatever its stored state says.
enum class records_are : std::uint8_t { present, missing };
void fold_again(sql::connection& on, site_id site, const model_set& models,
                const subject_id& subject, records_are there = records_are::present);

// The state of a subject as this node knew it at `known_at`; nullopt when it knew nothing of it.
std::optional<stored_subject> as_known_at(sql::connection& on, site_id site,
                                          const model_set& models, const subject_id& subject,
                                          instant known_at);

// The subject's document with `version` and its contested facts put in front: what the API serves.
std::string served_document(sql::connection& on, site_id site, const stored_subject& subject);

struct finding {
  std::string where;  // a fact as "node/seq", the id of a subject, or the name of a table
  problem what;       // journal/findings.hpp
};
struct verification {
  std::int64_t nodes = 0, facts = 0, subjects = 0;
  std::int64_t findings_total = 0;
  std::vector<finding> findings;  // the first hundred
  bool clean() const { return findings_total == 0; }
};

// Recomputes every hash and chain, folds every subject and derives every record again, and compares
// with what is stored. Memory is bounded by the largest subject. `progress` is told facts so far.
verification verify(sql::connection& on, site_id site, const model_set& models,
                    function_ref<void(std::int64_t facts)> progress);

// Writes every state and record anew from the facts (after an upgrade that changed projections).
void rebuild(sql::connection& on, site_id site, const model_set& models);

}  // namespace headway::journal
