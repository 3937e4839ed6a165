#include "journal/served.hpp"

#include "journal/journal.hpp"

namespace headway::journal {

void served_documents::add(const subject_view& one) {
  if (!first_) out_ += ',';
  first_ = false;
  out_ += "{\"version\":";
  codec::append_number(out_, one.version);
  out_ += ",\"contested\":[";
  if (one.contested > 0) gaps_.emplace_back(out_.size(), one.subject);
  const std::string_view members = one.document.substr(1);
  out_ += members == "}" ? "]" : "],";
  out_ += members;
}

void served_documents::finish(sql::connection& on, site_id site) {
  for (; !gaps_.empty(); gaps_.pop_back()) {  // from the end: the places before stay where they are
    std::string facts;
    for (const auto& each : contests_of(on, site, gaps_.back().second)) {
      facts += facts.empty() ? "{\"node\":" : ",{\"node\":";
      encode(facts, each.node);
      facts += ",\"seq\":" + std::to_string(each.seq) + ",\"reason\":";
      encode(facts, each.reason);
      facts += '}';
    }
    out_.insert(gaps_.back().first, facts);
  }
}

std::string served_document(sql::connection& on, site_id site, const stored_subject& subject) {
  std::string out;
  out.reserve(subject.document.size() + 64);
  served_documents one(out);
  one.add({subject.header.subject, subject.header.version, subject.contested, subject.document});
  one.finish(on, site);
  return out;
}

}  // namespace headway::journal
