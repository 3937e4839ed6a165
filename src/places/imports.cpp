#include "places/imports.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "places/administration.hpp"
#include "places/records.hpp"

namespace headway::places {
namespace {

enum column : std::size_t { code, name, kind, parent, length, from_x, from_y, to_x, to_y, twin };

constexpr std::pair<place_kind, std::pair<const char*, const char*>> kinds[] = {
    {place_kind::mine, {"矿井", "Mine"}},
    {place_kind::roadway, {"巷道", "Roadway"}},
    {place_kind::gateway, {"顺槽", "Gateway"}},
    {place_kind::chamber, {"硐室", "Chamber"}},
    {place_kind::heading, {"掘进工作面", "Heading"}}};

std::vector<imports::field> make_fields() {
  using imports::field_kind;
  std::vector<imports::code_name> names;
  for (const auto& [value, text] : kinds)
    names.push_back({std::string(codec::name_of(value)), text.first, text.second});
  const auto coordinate = [](const char* field, const char* zh, const char* en) {
    return imports::field{.name = field,
                          .zh = zh,
                          .en = en,
                          .kind = field_kind::integer,
                          .least = -limits::coordinate_most,
                          .most = limits::coordinate_most};
  };
  return {{.name = "code", .zh = "编码", .en = "Code", .required = true, .most_characters = 32},
          {.name = "name", .zh = "名称", .en = "Name", .required = true, .most_characters = 60},
          {.name = "kind",
           .zh = "类型",
           .en = "Kind",
           .kind = field_kind::code,
           .required = true,
           .codes = std::move(names)},
          {.name = "parent", .zh = "上级编码", .en = "Parent", .most_characters = 32},
          {.name = "length_m", .zh = "长度（米）", .en = "Length (m)", .kind = field_kind::decimal},
          coordinate("from_x", "起点X", "From x"),
          coordinate("from_y", "起点Y", "From y"),
          coordinate("to_x", "终点X", "To x"),
          coordinate("to_y", "终点Y", "To y"),
          {.name = "twin", .zh = "双巷组", .en = "Twin", .most_characters = 40}};
}

const std::vector<imports::field>& place_fields() {
  static const auto fields = make_fields();
  return fields;
}

constexpr problem_kind code_twice{"place.code_twice", 422, "编码“{code}”在文件里出现了两次",
                                  "The code \"{code}\" is in the file twice"};
constexpr problem_kind half_a_point{"place.half_a_point", 422, "坐标的 X 和 Y 要一起填",
                                    "A point needs both x and y"};
constexpr problem_kind parent_unknown{"place.parent_unknown", 422, "没有编码为“{code}”的地点",
                                      "There is no place of the code \"{code}\""};
constexpr problem_kind parents_in_circle{"place.parents_in_circle", 422,
                                         "这几行的上级互相指来指去，找不到最上级",
                                         "The parents of these rows go round in a circle"};

struct row {
  std::size_t number = 0;
  std::string parent;  // by code; empty: none
  place_description as;
};

using by_code = std::map<std::string, place, std::less<>>;

// What the section may refer to: its own places go before those of the mine with the same code.
by_code known_places(sql::connection& store, site_id site, section_id section) {
  by_code known;
  for (auto& each : open_places(store, site, section)) {
    auto& at = known[each.code.value];
    if (at.id.is_nil() || each.section == section) at = std::move(each);
  }
  return known;
}

// The place that a row of the file means, when there is one already.
const place* own(const by_code& known, std::string_view of, section_id section) {
  const auto found = known.find(of);
  return found == known.end() || found->second.section != section ? nullptr : &found->second;
}

class place_plan final : public imports::plan {
 public:
  section_id section;
  std::vector<row> rows;

  result<imports::changes> apply(api::write_call& c) const override {
    if (!c.who.may(api::permission::manage_places) ||
        (section != c.who.section && !c.who.may(api::permission::read_all_sections)))
      return problem(problems::not_permitted);
    const auto known = known_places(c.store, c.site, section);
    std::map<std::string, place_id, std::less<>> ids;
    for (const auto& [each, at] : known)
      ids[each] = at.id;
    std::set<std::string, std::less<>> waiting;
    for (const auto& each : rows)
      if (!own(known, each.as.code.value, section)) waiting.insert(each.as.code.value);
    imports::changes done;
    std::vector<const row*> left;
    for (const auto& each : rows)
      left.push_back(&each);
    while (!left.empty()) {
      const auto before = left.size();
      for (auto& each : left) {
        if (waiting.contains(each->parent)) continue;
        if (auto put = place_row(c, *each, known, ids, done); !put) return put.error();
        waiting.erase(each->as.code.value);
        each = nullptr;
      }
      std::erase(left, nullptr);
      if (left.size() == before) return at_row(*left.front(), problem(parents_in_circle));
    }
    return done;
  }

 private:
  static problem at_row(const row& of, problem why) {
    why.pointer = "/rows/" + std::to_string(of.number) + why.pointer;
    return why;
  }

  result<void> place_row(api::write_call& c, const row& of, const by_code& known,
                         std::map<std::string, place_id, std::less<>>& ids,
                         imports::changes& done) const {
    auto as = of.as;
    if (!of.parent.empty()) {
      const auto found = ids.find(of.parent);
      if (found == ids.end())
        return at_row(of, problem(parent_unknown, "/parent", {{"code", of.parent}}));
      as.parent = found->second;
    }
    if (const place* present = own(known, as.code.value, section)) {
      const bool same = static_cast<const place_description&>(*present) == as;
      ++(same ? done.unchanged : done.changed);
      if (auto put = execute(c.work, present->id, change_place{as}); !put)
        return at_row(of, put.error());
      return {};
    }
    open_place asked;
    static_cast<place_description&>(asked) = as;
    asked.id = place_id(make_uuid(to_unix_ms(c.now)));
    ids[as.code.value] = asked.id;
    ++done.added;
    if (auto put = execute(c.work, section, asked); !put) return at_row(of, put.error());
    return {};
  }
};

class place_reader {
 public:
  place_reader(const api::read_call& c, section_id section)
      : known_(known_places(c.store, c.site, section)) {
    ready->section = section;
  }

  void take(const imports::typed_row& from, imports::row_errors& errors) {
    row made{from.number(), from.text(parent), {}};
    made.as.code = from.text(code);
    made.as.name = from.text(name);
    made.as.kind = *codec::enum_from<place_kind>(from.text(kind));
    if (const auto given = from.get<double>(length)) made.as.length_m = metres{*given};
    if (!take_point(from, from_x, from_y, made.as.from, errors) ||
        !take_point(from, to_x, to_y, made.as.to, errors))
      return;
    if (from.has(twin)) made.as.twin = twin_of(from.text(twin));
    if (const auto good = check(made.as); !good) return errors.refuse(code, good.error());
    if (!codes_.insert(made.as.code.value).second)
      return errors.refuse(code, problem(code_twice, "", {{"code", made.as.code.value}}));
    if (sample.size() < imports::limits::sample_rows) sample.push_back(encode(made.as));
    ready->rows.push_back(std::move(made));
  }

  // What only the whole file shows: parents that are nowhere.
  void finish(imports::error_list& errors) {
    for (const auto& each : ready->rows) {
      if (!each.parent.empty() && !codes_.contains(each.parent) && !known_.contains(each.parent))
        errors.add({"", each.number, "", "", problem(parent_unknown, "", {{"code", each.parent}})});
      const place* present = own(known_, each.as.code.value, ready->section);
      if (!present) {
        ++foreseen.added;
        continue;
      }
      auto as = each.as;
      if (const auto at = known_.find(each.parent); at != known_.end()) as.parent = at->second.id;
      const bool same = static_cast<const place_description&>(*present) == as;
      ++(same ? foreseen.unchanged : foreseen.changed);
    }
  }

  imports::changes foreseen;
  std::vector<std::string> sample;
  std::shared_ptr<place_plan> ready = std::make_shared<place_plan>();

 private:
  static bool take_point(const imports::typed_row& from, column x, column y,
                         std::optional<point>& into, imports::row_errors& errors) {
    const auto across = from.get<std::int64_t>(x), down = from.get<std::int64_t>(y);
    if (across.has_value() != down.has_value()) return errors.refuse(x, half_a_point), false;
    if (across) into = point{static_cast<int>(*across), static_cast<int>(*down)};
    return true;
  }
  // What an export wrote is the id itself; people write a name that both headings share.
  uuid twin_of(const std::string& text) const {
    if (const auto id = uuid::parse(text)) return *id;
    return named_uuid("twin of " + ready->section.text() + " " + text);
  }

  by_code known_;
  std::set<std::string, std::less<>> codes_;
};

// `?section=`, else the section of who asks.
section_id section_asked(const api::read_call& c) {
  const auto asked = c.query("section");
  const auto section = asked ? section_id::parse(*asked) : std::nullopt;
  return section && c.who.sees(*section) ? *section : c.who.section;
}

class kind_of_places final : public imports::import_kind {
 public:
  std::string_view name() const override { return "places"; }
  std::span<const imports::field> fields() const override { return place_fields(); }
  imports::preview read(const api::read_call& c, documents::table_source& table,
                        const imports::mapping& layout) const override {
    place_reader reader(c, section_asked(c));
    imports::preview made;
    made.seen = imports::read_rows(table, place_fields(), layout, time_zone{},
                                   [&](const imports::typed_row& from,
                                       imports::row_errors& errors) { reader.take(from, errors); });
    reader.finish(made.seen.errors);
    made.foreseen = reader.foreseen;
    made.sample = std::move(reader.sample);
    made.ready = std::move(reader.ready);
    return made;
  }
};

std::string shown(const std::optional<point>& at, int point::*part) {
  return at ? std::to_string((*at).*part) : std::string();
}

}  // namespace

std::shared_ptr<const imports::import_kind> place_import() {
  return std::make_shared<kind_of_places>();
}

imports::export_table export_places(sql::connection& store, site_id site, section_id section) {
  imports::export_table made{"地点", {}, {}};
  for (const auto& each : place_fields())
    made.titles.push_back(each.zh);
  const auto all = open_places(store, site, section);
  std::map<place_id, std::string> codes;
  for (const auto& each : all)
    codes[each.id] = each.code.value;
  for (const auto& each : all) {
    if (each.section != section) continue;
    std::string length;
    if (each.length_m) codec::append_number(length, each.length_m->value);
    const auto found = std::ranges::find(kinds, each.kind, [](const auto& k) { return k.first; });
    made.rows.push_back({each.code.value, each.name.value, found->second.first,
                         each.parent ? codes[*each.parent] : "", length,
                         shown(each.from, &point::x), shown(each.from, &point::y),
                         shown(each.to, &point::x), shown(each.to, &point::y),
                         each.twin ? each.twin->text() : ""});
  }
  return made;
}

api::route_table export_routes() {
  return {api::get("/api/v1/exports/places.csv", api::permission::export_data,
                   api::slow_read{[](const api::read_call& c) -> result<http::response> {
                     return imports::csv_answer(export_places(c.store, c.site, section_asked(c)),
                                                "places.csv");
                   }})
              .asks({"section"})
              .gives_bytes(imports::csv_type)
              .says("Places as a table", "导出地点")};
}

}  // namespace headway::places
