// What a slice tells the journal about one kind of subject, and how the journal folds facts into
// it.
//
// A slice writes a model: plain types and pure functions, found by argument-dependent lookup.
//
//   struct hazard_model {
//     static constexpr std::string_view name = "hazard";   // facts are named "hazard.…"
//     using state = hazard;                                // described; default = nothing yet
//     using fact = std::variant<reported, verified, …>;    // described; each with `kind`
//     static std::span<const journal::record_table* const> tables();
//     static void project(const state&, const journal::subject_header&, journal::record_sink&);
//   };
//   journal::objection fold(hazard&, const journal::fact_header&, const reported&);
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "base/codec.hpp"
#include "base/ensure.hpp"
#include "journal/fact.hpp"
#include "journal/records.hpp"

namespace headway::journal {

// Why a fact does not apply to the state it met: an append-only code such as "already_closed".
// nullopt: it applied.
using objection = std::optional<std::string_view>;

// Everything about a fact but its body.
struct fact_header {
  node_id node;
  std::int64_t seq;
  clock_reading clock;
  section_id section;
  subject_id subject;
  author by;
  instant recorded_at;
};

struct subject_header {
  subject_id subject;
  section_id section;
  std::int64_t version = 0;  // number of facts folded, contested ones too
  fold_position last{};      // of the last fact folded
};

struct contest {
  node_id node;
  std::int64_t seq = 0;
  std::string reason;
  friend auto operator<=>(const contest&, const contest&) = default;
};

// A fact whose body cannot be read by this version. Not input: facts were checked when recorded or
// merged, so this is damage or a newer node's journal. What it says is "zh|en" (base/problem.hpp).
class unreadable_fact : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// One subject while it is being folded, its state's type hidden.
class folding {
 public:
  virtual ~folding() = default;
  // Applies `f`; duplicates of a command that another node recorded too are passed over.
  virtual objection apply(const fact& f) = 0;
  virtual void write_document(std::string& out) const = 0;
  virtual void project(const subject_header& header, record_sink& into) const = 0;
  virtual std::unique_ptr<folding> copy() const = 0;
};

// A kind of subject. Implemented once, by `basic_model`.
class model {
 public:
  virtual ~model() = default;
  virtual std::string_view name() const = 0;
  virtual std::span<const record_table* const> tables() const = 0;
  // A folding that has seen no fact, or, with the document of a subject, one that goes on from it.
  virtual std::unique_ptr<folding> begin(std::string_view document = {}) const = 0;
  // Whether this version can read the fact.
  virtual result<void> check(const fact& f) const = 0;
  virtual bool knows(std::string_view fact_kind) const = 0;
};

namespace problems {
inline constexpr problem_kind unknown_fact{
    "journal.unknown_fact", 409, "本系统版本不认识事实“{kind}”，请先升级",
    "This version does not know the fact \"{kind}\"; upgrade first"};
}  // namespace problems

template <class Model>
class typed_folding final : public folding {
 public:
  using state_type = typename Model::state;
  using fact_type = typename Model::fact;

  typed_folding() = default;
  explicit typed_folding(state_type from) : state_(std::move(from)) {}

  objection apply(const fact& f) override {
    auto body = read_body(f);
    if (!body)
      throw unreadable_fact(f.kind + ": " + body.error().text(language::zh) + "|" + f.kind + ": " +
                            body.error().text(language::en));
    return apply(header_of(f), *body);
  }
  objection apply(const fact_header& header, const fact_type& body) {
    return std::visit([&](const auto& happened) { return fold(state_, header, happened); }, body);
  }
  void write_document(std::string& out) const override { encode(out, state_); }
  void project(const subject_header& header, record_sink& into) const override {
    Model::project(state_, header, into);
  }
  std::unique_ptr<folding> copy() const override { return std::make_unique<typed_folding>(*this); }
  const state_type& state() const { return state_; }

  static result<fact_type> read_body(const fact& f) {
    std::optional<result<fact_type>> made;
    const auto short_kind = std::string_view(f.kind).substr(Model::name.size() + 1);
    boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, fact_type>>(
        [&](auto alternative) {
          using happened = typename decltype(alternative)::type;
          if (made || happened::kind != short_kind) return;
          auto body = decode<happened>(f.body);
          made = body ? result<fact_type>(std::move(*body)) : result<fact_type>(body.error());
        });
    if (!made) return problem(problems::unknown_fact, "", {{"kind", f.kind}});
    return *made;
  }
  static fact_header header_of(const fact& f) {
    return {f.node, f.seq, f.clock, f.section, f.subject, f.by, f.recorded_at};
  }

 private:
  state_type state_{};
};

template <class Model>
class basic_model final : public model {
 public:
  std::string_view name() const override { return Model::name; }
  std::span<const record_table* const> tables() const override { return Model::tables(); }
  std::unique_ptr<folding> begin(std::string_view document) const override {
    if (document.empty()) return std::make_unique<typed_folding<Model>>();
    auto state = decode_own<typename Model::state>(document);
    if (!state) throw unreadable_fact(std::string(Model::name) + ": unreadable document");
    return std::make_unique<typed_folding<Model>>(std::move(*state));
  }
  result<void> check(const fact& f) const override {
    auto body = typed_folding<Model>::read_body(f);
    if (!body) return body.error();
    return {};
  }
  bool knows(std::string_view fact_kind) const override {
    bool known = false;
    boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, typename Model::fact>>(
        [&](auto alternative) {
          using happened = typename decltype(alternative)::type;
          known = known ||
                  (fact_kind.starts_with(Model::name) && fact_kind.size() > Model::name.size() &&
                   fact_kind.substr(Model::name.size() + 1) == happened::kind);
        });
    return known;
  }
};

// All kinds of subject of this build, by name. Filled by `app/`, then read only.
class model_set {
 public:
  template <class Model>
  void add() {
    models_.push_back(std::make_unique<basic_model<Model>>());
  }
  // nullptr when this build has no such kind of subject.
  const model* find(std::string_view subject_kind) const {
    for (const auto& each : models_)
      if (each->name() == subject_kind) return each.get();
    return nullptr;
  }
  const std::vector<std::unique_ptr<model>>& all() const { return models_; }

 private:
  std::vector<std::unique_ptr<model>> models_;
};

// Folds facts given in fold order, passing over what a command did a second time on another node.
class fold_driver {
 public:
  explicit fold_driver(const model& of) : folding_(of.begin()) {}
  void take(const fact& f);
  const folding& folded() const { return *folding_; }
  std::unique_ptr<folding> release() { return std::move(folding_); }
  const subject_header& header() const { return header_; }
  const std::vector<contest>& contests() const { return contests_; }

 private:
  std::unique_ptr<folding> folding_;
  subject_header header_;
  std::vector<contest> contests_;
  std::unordered_map<command_id, node_id> commands_;
};

}  // namespace headway::journal
