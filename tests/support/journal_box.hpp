// A node with a store of its own, for what happens when several are apart and their facts are then
// merged.
#pragma once

#include <memory>
#include <optional>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "journal/journal.hpp"
#include "support/test_store.hpp"

namespace headway::tests {

class journal_box {
 public:
  static constexpr site_id site{1};

  // `models` outlives it; `steps` are the tables of their slices, without the journal's.
  journal_box(sql::engine engine, const std::string& name, const journal::model_set& models,
              std::initializer_list<std::span<const sql::migration>> steps);

  sql::connection& on() { return *on_; }
  journal::chain& chain() { return *chain_; }

  // Runs `command` in a unit of work of its own: it says whether what it recorded is kept. Nothing
  // happens when the command is in the journal already.
  void act(const journal::author& by, instant now,
           function_ref<bool(journal::unit_of_work&)> command);
  void take(std::span<const journal::fact> facts);
  std::vector<journal::fact> facts_of(const node_id& node);
  bool is_clean();
  // Everything that the facts give, as one text.
  std::string digest();

 private:
  const journal::model_set& models_;
  test_store store_;
  std::unique_ptr<sql::connection> on_;
  std::optional<journal::chain> chain_;
};

// Merges the chains into a box, some facts of one, then some of another, by chance.
void merge_shuffled(journal_box& into, const std::vector<std::vector<journal::fact>>& chains,
                    std::mt19937_64& random);

}  // namespace headway::tests
