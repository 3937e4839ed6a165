// Checklists: what is looked at, and how many points each item is worth. Versioned like a rule set;
// version 0 of the heading checklist is part of the program, a mine publishes its own over it.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

#include "base/problem.hpp"
#include "inspections/terms.hpp"
#include "journal/model.hpp"

namespace headway::inspections {

// One line of a checklist. Found poor it loses `lost_each` points (absent: one) for every find,
// down to none; where `zeroing` is set (三违、空顶作业…) a single find takes all of its points.
struct checklist_item {
  item_code code;
  short_text group_zh, group_en;
  line_text text_zh, text_en;
  int points = 0;
  std::optional<int> lost_each;
  bool zeroing = false;
};
BOOST_DESCRIBE_STRUCT(checklist_item, (),
                      (code, group_zh, group_en, text_zh, text_en, points, lost_each, zeroing))

struct checklist_description {
  short_text name_zh, name_en;
  std::vector<checklist_item> items;
};
BOOST_DESCRIBE_STRUCT(checklist_description, (), (name_zh, name_en, items))

// ---- facts --------------------------------------------------------------------------------------

struct checklist_published {
  static constexpr std::string_view kind = "published";
  checklist_description as;
};
BOOST_DESCRIBE_STRUCT(checklist_published, (), (as))

struct checklist_retired {
  static constexpr std::string_view kind = "retired";
};
BOOST_DESCRIBE_STRUCT(checklist_retired, (), ())

// ---- commands -----------------------------------------------------------------------------------

struct publish_checklist : checklist_description {
  checklist_id id;  // made by the device, or that of the checklist it replaces
};
BOOST_DESCRIBE_STRUCT(publish_checklist, (checklist_description), (id))

struct retire_checklist {};
BOOST_DESCRIBE_STRUCT(retire_checklist, (), ())

// ---- state --------------------------------------------------------------------------------------

struct checklist : checklist_description {
  checklist_id id;
  int edition = 0;  // how often it was published; 0: as it comes with the program
  bool retired = false;
};
BOOST_DESCRIBE_STRUCT(checklist, (checklist_description), (id, edition, retired))

struct checklist_model {
  static constexpr std::string_view name = "checklist";
  using state = checklist;
  using fact = std::variant<checklist_published, checklist_retired>;
  static std::span<const journal::record_table* const> tables();
  static void project(const checklist& c, const journal::subject_header& header,
                      journal::record_sink& into);
};
journal::objection fold(checklist& to, const journal::fact_header& from,
                        const checklist_published& happened);
journal::objection fold(checklist& to, const journal::fact_header& from,
                        const checklist_retired& happened);

result<std::vector<checklist_model::fact>> decide(const checklist& c,
                                                  const publish_checklist& asked);
result<std::vector<checklist_model::fact>> decide(const checklist& c,
                                                  const retire_checklist& asked);

// The 100-point dynamic-compliance checklist of a heading (DOMAIN.md, section 3).
const checklist& heading_checklist();
checklist_id heading_checklist_id();

const checklist_item* find_item(const checklist_description& of, std::string_view code);
int points_of(const checklist_description& of);

namespace limits {
using namespace headway::limits;
inline constexpr std::size_t checklist_items = 200;
inline constexpr int item_points_most = 100;
}  // namespace limits

namespace problems {
using namespace headway::problems;
inline constexpr problem_kind no_items{"checklist.no_items", 422, "检查表须有 1 到 {most} 项",
                                       "A checklist has 1 to {most} items"};
inline constexpr problem_kind code_twice{"checklist.code_twice", 422, "检查项代码“{code}”重复",
                                         "The item code \"{code}\" stands twice"};
inline constexpr problem_kind lost_of_zeroing{
    "checklist.lost_of_zeroing", 422, "一票否决的项目发现一处即为零分，不用再写每处扣分",
    "A zeroing item loses all its points by one find; it takes no points a find"};
inline constexpr problem_kind checklist_retired_already{
    "checklist.retired", 409, "这张检查表已经停用", "This checklist is no longer in use"};
}  // namespace problems

}  // namespace headway::inspections
