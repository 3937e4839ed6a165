#include "journal/model.hpp"

namespace headway::journal {

void fold_driver::take(const fact& f) {
  header_.subject = f.subject;
  header_.section = f.section;
  header_.last = position_of(f);
  ++header_.version;
  // A phone may have handed the same command to two boxes that could not see each other: the
  // first in fold order counts, the other's facts change nothing.
  if (commands_.try_emplace(f.by.command, f.node).first->second != f.node) return;
  if (const auto why = folding_->apply(f)) contests_.push_back({f.node, f.seq, std::string(*why)});
}

}  // namespace headway::journal
