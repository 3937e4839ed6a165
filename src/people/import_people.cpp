// People from a table.
#include <algorithm>
#include <map>
#include <set>

#include "people/administration.hpp"
#include "people/cell_texts.hpp"
#include "people/identities.hpp"
#include "people/imports.hpp"
#include "people/records.hpp"

namespace headway::people {
namespace {

enum column : std::size_t {
  number,
  name,
  section,
  crew,
  posts,
  member,
  phone,
  certificates,
  active
};

const std::vector<imports::field>& people_fields() {
  using enum imports::field_kind;
  static const std::vector<imports::field> fields{
      {.name = "number", .zh = "工号", .en = "Number", .required = true, .most_characters = 32},
      {.name = "name", .zh = "姓名", .en = "Name", .required = true, .most_characters = 80},
      {.name = "section", .zh = "区队", .en = "Section", .most_characters = 80},
      {.name = "crew", .zh = "班组", .en = "Crew", .most_characters = 80},
      {.name = "posts", .zh = "岗位", .en = "Posts", .most_characters = 400},
      {.name = "member", .zh = "党员", .en = "Party member", .kind = boolean},
      {.name = "phone", .zh = "电话", .en = "Telephone", .most_characters = 32},
      {.name = "certificates", .zh = "证件", .en = "Certificates", .most_characters = 2'000},
      {.name = "active", .zh = "在册", .en = "Active", .kind = boolean},
  };
  return fields;
}

constexpr problem_kind number_twice{"people.number_twice", 422, "工号“{number}”在文件里出现了两次",
                                    "The number \"{number}\" is in the file twice"};
constexpr problem_kind another_section{"people.another_section", 422,
                                       "工号“{number}”是其他区队的人",
                                       "\"{number}\" belongs to another section"};
constexpr std::size_t most_people = 20'000;
constexpr problem_kind too_many_people{"people.too_many_rows", 422,
                                       "一次最多导入 {most} 人，请分开导入",
                                       "At most {most} people at a time; split the file"};
constexpr problem_kind post_ambiguous{"people.post_ambiguous", 422,
                                      "有几个岗位都叫“{post}”，请先改名",
                                      "Several posts are called \"{post}\"; rename them first"};

// A row, understood. What is absent stays as it is.
struct desired_person {
  std::size_t row = 0;
  person_id new_id;  // when nobody has the number yet
  std::string number, name;
  std::optional<section_id> section;
  std::optional<std::optional<crew_id>> crew;
  std::optional<std::vector<post_id>> posts;
  std::optional<bool> member;
  std::optional<std::optional<std::string>> phone;
  std::vector<grant_certificate> certificates;
  bool active = true;
};

// The person as the row wants it, everything filled in from how it is now.
join_person merged(const desired_person& row, const person& now, const std::optional<identity>& who,
                   section_id otherwise) {
  join_person made;
  made.id = now.id.is_nil() ? row.new_id : now.id;
  made.name = row.name;
  made.number = row.number;
  if (row.phone) {
    if (*row.phone) made.phone = **row.phone;
  } else if (who) {
    made.phone = who->phone;
  }
  made.section = row.section.value_or(now.id.is_nil() ? otherwise : now.section);
  // Crew and posts of another section do not move along.
  const bool stays = *made.section == now.section;
  made.crew = row.crew.value_or(stays ? now.crew : std::nullopt);
  made.posts = row.posts.value_or(stays ? now.posts : std::vector<post_id>());
  made.member = row.member.value_or(now.member);
  return made;
}

struct sample_row {
  std::string number, name, section, crew, posts, certificates;
};
BOOST_DESCRIBE_STRUCT(sample_row, (), (number, name, section, crew, posts, certificates))

using numbers = std::map<certificate_code, std::string>;

// What of the row's certificates is new.
std::vector<grant_certificate> granted(const desired_person& row, const person& now,
                                       const numbers& known) {
  std::vector<grant_certificate> made;
  for (auto each : row.certificates) {
    const auto at = known.find(each.code);
    if (!each.number && at != known.end()) each.number = at->second;
    const bool same_number =
        each.number ? at != known.end() && at->second == each.number->value : true;
    const certificate& plain = each;
    if (!same_number || std::ranges::find(now.certificates, plain) == now.certificates.end())
      made.push_back(each);
  }
  return made;
}

bool is_as(const join_person& wanted, const person& now, const std::optional<identity>& who) {
  return who && *who == wanted && now.section == *wanted.section && now.crew == wanted.crew &&
         now.posts == wanted.posts && now.member == wanted.member;
}

enum class effect : std::uint8_t { none, add, change };

effect effect_of(const desired_person& row, const person& now, const std::optional<identity>& who,
                 const numbers& known, section_id otherwise) {
  if (!row.active) return now.active ? effect::change : effect::none;
  if (now.id.is_nil()) return effect::add;
  if (!now.active || !is_as(merged(row, now, who, otherwise), now, who)) return effect::change;
  return granted(row, now, known).empty() ? effect::none : effect::change;
}

void count(imports::changes& into, effect of) {
  ++(of == effect::add ? into.added : of == effect::change ? into.changed : into.unchanged);
}

class people_plan final : public imports::plan {
 public:
  std::vector<desired_person> rows;

  result<imports::changes> apply(api::write_call& c) const override {
    imports::changes done;
    for (const auto& row : rows) {
      const auto applied = apply(c, row);
      if (!applied) {
        auto failed = applied.error();
        failed.pointer = "/rows/" + std::to_string(row.row) + failed.pointer;
        return failed;
      }
      count(done, *applied);
    }
    return done;
  }

 private:
  static result<effect> apply(api::write_call& c, const desired_person& row) {
    const auto known = person_with_number(c.store, c.site, row.number);
    const person_id id = known.value_or(row.new_id);
    const auto loaded = c.work.load<person_model>(id);
    if (!loaded) return loaded.error();
    const person now = **loaded;
    const auto who = find_identity(c.store, c.site, id);
    const auto certified = certificate_numbers_of(c.store, c.site, id);
    const auto wanted = merged(row, now, who, c.who.section);
    if ((!now.id.is_nil() && !c.who.sees(now.section)) || !c.who.sees(*wanted.section))
      return problem(problems::not_permitted);
    const auto what = effect_of(row, now, who, certified, c.who.section);
    if (what == effect::none) return what;
    if (!row.active) {
      if (auto left = execute(c.work, id, leave_person{}); !left) return left.error();
      return what;
    }
    if (!now.active) {
      if (auto joined = execute(c.work, wanted, c.who.section); !joined) return joined.error();
    } else if (!is_as(wanted, now, who)) {
      change_person change;
      static_cast<identity&>(change) = static_cast<const identity&>(wanted);
      change.section = wanted.section;
      change.crew = wanted.crew;
      change.posts = wanted.posts;
      change.member = wanted.member;
      if (auto changed = execute(c.work, id, change); !changed) return changed.error();
    }
    for (const auto& each : granted(row, now, certified))
      if (auto done = execute(c.work, id, each); !done) return done.error();
    return what;
  }
};

// The store as it is, to understand rows by.
class register_of_names {
 public:
  explicit register_of_names(const api::read_call& c)
      : c_(c), all_(read_directory(c.store, c.site, {}, "", {})) {
    for (const auto& each : all_.sections)
      sections_.emplace(each.name, each.id);
    for (const auto& each : all_.crews)
      if (each.active) crews_.emplace(std::pair(each.section, each.name), each.id);
    for (const auto& each : all_.posts)
      if (each.active) posts_.emplace(std::pair(each.section, each.name), &each);
    for (const auto& each : all_identities(c.store, c.site))
      persons_.emplace(each.who.number.value, each.id);
  }

  std::optional<section_id> section_of(const std::string& name) const {
    const auto found = sections_.find(name);
    if (found == sections_.end() || !c_.who.sees(found->second)) return std::nullopt;
    return found->second;
  }
  std::optional<crew_id> crew_of(section_id section, const std::string& name) const {
    const auto found = crews_.find({section, name});
    if (found == crews_.end()) return std::nullopt;
    return found->second;
  }
  // Of several posts of one name, that of the person's crew.
  result<post_id> post_of(section_id section, const std::string& name,
                          const std::optional<crew_id>& crew) const {
    const auto [first, last] = posts_.equal_range({section, name});
    if (first == last) return problem(problems::unknown_post);
    if (std::next(first) == last) return first->second->id;
    for (auto at = first; at != last; ++at)
      if (at->second->crew == crew) return at->second->id;
    return problem(post_ambiguous, "", {{"post", name}});
  }
  std::optional<person_id> person_of(const std::string& worker_number) const {
    const auto found = persons_.find(worker_number);
    if (found == persons_.end()) return std::nullopt;
    return found->second;
  }
  person state_of(person_id id) const {
    const auto stored = journal::find_subject(c_.store, c_.site, id, false);
    return stored ? decode<person>(stored->document).value() : person{};
  }

 private:
  const api::read_call& c_;
  directory all_;
  std::map<std::string, section_id> sections_;
  std::map<std::pair<section_id, std::string>, crew_id> crews_;
  std::multimap<std::pair<section_id, std::string>, const directory_post*> posts_;
  std::map<std::string, person_id> persons_;
};

class people_reader {
 public:
  explicit people_reader(const api::read_call& c) : c_(c), known_(c) {}

  void take(const imports::typed_row& from, imports::row_errors& errors) {
    desired_person row;
    row.row = from.number();
    row.new_id = person_id(make_uuid(to_unix_ms(c_.now)));
    row.number = from.text(number);
    row.name = from.text(name);
    if (!seen_.insert(row.number).second)
      return errors.refuse(number, problem(number_twice, "", {{"number", row.number}}));
    if (ready->rows.size() >= most_people)
      return errors.refuse(number,
                           problem(too_many_people, "", {{"most", std::to_string(most_people)}}));
    person now;
    std::optional<identity> who;
    if (const auto id = known_.person_of(row.number)) {
      now = known_.state_of(*id);
      who = find_identity(c_.store, c_.site, *id);
      if (!c_.who.sees(now.section))
        return errors.refuse(number, problem(another_section, "", {{"number", row.number}}));
    }
    if (!understand(from, errors, now, row)) return;
    const auto certified = certificate_numbers_of(c_.store, c_.site, now.id);
    count(foreseen, effect_of(row, now, who, certified, c_.who.section));
    if (sample.size() < imports::limits::sample_rows)
      sample.push_back(encode(sample_row{row.number, row.name, from.text(section), from.text(crew),
                                         from.text(posts), text_of(row.certificates)}));
    ready->rows.push_back(std::move(row));
  }

  imports::changes foreseen;
  std::vector<std::string> sample;
  std::shared_ptr<people_plan> ready = std::make_shared<people_plan>();

 private:
  bool understand(const imports::typed_row& from, imports::row_errors& errors, const person& now,
                  desired_person& row) const {
    bool right = true;
    const auto refuse = [&](std::size_t field, problem why) {
      errors.refuse(field, std::move(why));
      right = false;
    };
    if (from.has(section) && !(row.section = known_.section_of(from.text(section))))
      refuse(section, problem(problems::unknown_section));
    const auto into = row.section.value_or(now.id.is_nil() ? c_.who.section : now.section);
    if (says_none(from.text(crew))) {
      row.crew.emplace();
    } else if (from.has(crew)) {
      row.crew.emplace(known_.crew_of(into, from.text(crew)));
      if (!*row.crew) refuse(crew, problem(problems::unknown_crew));
    }
    if (from.has(posts)) {
      row.posts.emplace();
      const bool none = says_none(from.text(posts));
      for (const auto& each : none ? std::vector<std::string>() : split_list(from.text(posts))) {
        const auto found = known_.post_of(into, each, row.crew.value_or(now.crew));
        if (!found) return refuse(posts, found.error()), false;
        row.posts->push_back(*found);
      }
      if (row.posts->size() > limits::posts_of_person)
        refuse(posts, problem(problems::too_long, "",
                              {{"most", std::to_string(limits::posts_of_person)}}));
    }
    row.member = from.get<bool>(member);
    row.active = from.get<bool>(active).value_or(true);
    if (says_none(from.text(phone)))
      row.phone.emplace();
    else if (from.has(phone))
      row.phone.emplace(from.text(phone));
    auto read = certificates_from(from.text(certificates));
    if (!read) return refuse(certificates, read.error()), false;
    row.certificates = std::move(*read);
    return right;
  }

  const api::read_call& c_;
  register_of_names known_;
  std::set<std::string> seen_;
};

class people_kind final : public imports::import_kind {
 public:
  std::string_view name() const override { return "people"; }
  std::span<const imports::field> fields() const override { return people_fields(); }
  imports::preview read(const api::read_call& c, documents::table_source& table,
                        const imports::mapping& layout) const override {
    people_reader reader(c);
    imports::preview made;
    made.seen = imports::read_rows(table, people_fields(), layout, {},
                                   [&](const imports::typed_row& row, imports::row_errors& errors) {
                                     reader.take(row, errors);
                                   });
    made.foreseen = reader.foreseen;
    made.sample = std::move(reader.sample);
    made.ready = std::move(reader.ready);
    return made;
  }
};

}  // namespace

std::shared_ptr<const imports::import_kind> people_import() {
  return std::make_shared<people_kind>();
}

imports::export_table export_people(sql::connection& store, site_id site,
                                    std::optional<section_id> of) {
  const auto all = read_directory(store, site, of, "", {});
  std::map<section_id, std::string> sections;
  std::map<crew_id, std::string> crews;
  std::map<post_id, std::string> posts_by_id;
  for (const auto& each : all.sections)
    sections.emplace(each.id, each.name);
  for (const auto& each : all.crews)
    crews.emplace(each.id, each.name);
  for (const auto& each : all.posts)
    posts_by_id.emplace(each.id, each.name);
  imports::export_table made{"人员", {}, {}};
  for (const auto& each : people_fields())
    made.titles.push_back(each.zh);
  for (const auto& each : all.persons) {
    if (!each.active || each.number.empty() || (of && each.section != *of)) continue;
    const auto who = find_identity(store, site, each.id).value();
    const auto stored = journal::find_subject(store, site, each.id, false).value();
    const auto certified = certificate_numbers_of(store, site, each.id);
    std::vector<grant_certificate> held;
    for (const auto& one : decode<person>(stored.document).value().certificates) {
      grant_certificate& added = held.emplace_back();
      static_cast<certificate&>(added) = one;
      if (const auto at = certified.find(one.code); at != certified.end())
        added.number = at->second;
    }
    std::string held_posts;
    for (const auto& post : each.posts)
      (held_posts += held_posts.empty() ? "" : "、") += posts_by_id[post];
    made.rows.push_back({each.number, each.name, sections[each.section],
                         each.crew ? crews[*each.crew] : "", held_posts, each.member ? "是" : "否",
                         who.phone ? who.phone->value : "", text_of(held), "是"});
  }
  return made;
}

}  // namespace headway::people
