// The policy of places and risk points. Pure: what it must know of other places is handed in.
#pragma once

#include <vector>

#include "base/function_ref.hpp"
#include "base/problem.hpp"
#include "journal/model.hpp"
#include "places/commands.hpp"

namespace headway::places {

// ---- fold: objections are already_open, not_open
// --------------------------------------------------

journal::objection fold(place& to, const journal::fact_header& from, const opened& happened);
journal::objection fold(place& to, const journal::fact_header& from, const changed& happened);
journal::objection fold(place& to, const journal::fact_header& from, const retired& happened);

journal::objection fold(risk_point& to, const journal::fact_header& from,
                        const risk_declared& happened);
journal::objection fold(risk_point& to, const journal::fact_header& from,
                        const risk_changed& happened);
journal::objection fold(risk_point& to, const journal::fact_header& from,
                        const risk_withdrawn& happened);

// ---- decide
// ---------------------------------------------------------------------------------------

// What other slices and the rules need of a place.
struct place_brief {
  place_id id;
  section_id section;  // nil: of the whole mine
  std::optional<place_id> parent;
  place_kind kind{};
  bool open = false;
};

// What a decision may ask about the places around. Two nodes apart may each decide rightly and
// leave two places with one code, or a circle of parents: both show in the drawing and are put
// right by a change; whoever follows parents bounds his way (limits::place_depth).
struct neighbours {
  function_ref<std::optional<place_brief>(place_id)> find;
  // Whether an open place of `section` other than `but` has the code.
  function_ref<bool(section_id section, std::string_view code, place_id but)> code_taken;
  function_ref<bool(place_id)> has_open_children;
};

template <class Fact>
using decision = result<std::vector<Fact>>;

// No facts when everything is already as asked.
decision<place_fact> decide(const place& p, const open_place& asked, section_id section,
                            const neighbours& around);
decision<place_fact> decide(const place& p, const change_place& asked, const neighbours& around);
decision<place_fact> decide(const place& p, const retire_place& asked, const neighbours& around);

decision<risk_fact> decide(const risk_point& r, const declare_risk& asked,
                           const neighbours& around);
decision<risk_fact> decide(const risk_point& r, const change_risk& asked, const neighbours& around);
decision<risk_fact> decide(const risk_point& r, const withdraw_risk& asked);

// Checks of a description that need nothing but itself.
result<void> check(const place_description& of);

namespace limits {
using namespace headway::limits;
inline constexpr int place_depth = 16;  // parents above one another
inline constexpr int coordinate_most = 100'000;
inline constexpr double place_metres_most = 100'000;
}  // namespace limits

namespace problems {
using namespace headway::problems;
inline constexpr problem_kind place_already_open{"place.already_open", 409, "这个地点已经建立",
                                                 "This place exists already"};
inline constexpr problem_kind place_retired{"place.retired", 409, "这个地点已经停用",
                                            "This place is no longer in use"};
inline constexpr problem_kind no_parent{"place.no_parent", 422, "没有这个上级地点，或者已经停用",
                                        "There is no such parent, or it is no longer in use"};
inline constexpr problem_kind parent_elsewhere{
    "place.parent_elsewhere", 422, "上级地点须属于本工区或全矿",
    "The parent must belong to the same section or to the whole mine"};
inline constexpr problem_kind parent_circle{"place.parent_circle", 422,
                                            "上级地点不能是自己或自己的下级",
                                            "A place cannot lie within itself"};
inline constexpr problem_kind parent_too_deep{"place.parent_too_deep", 422, "地点最多分 {most} 级",
                                              "Places go at most {most} levels deep"};
inline constexpr problem_kind code_taken{
    "place.code_taken", 409, "编码“{code}”已被本工区别的地点使用",
    "The code \"{code}\" stands for another place of the section"};
inline constexpr problem_kind bad_length{"place.bad_length", 422,
                                         "长度须大于 0 米，不超过 {most} 米",
                                         "The length must be above 0 and at most {most} metres"};
inline constexpr problem_kind bad_point{"place.bad_point", 422, "坐标须在 ±{most} 以内",
                                        "Coordinates lie within ±{most}"};
inline constexpr problem_kind from_missing{"place.from_missing", 422, "有终点就要有起点",
                                           "A place with an end needs a beginning"};
inline constexpr problem_kind no_line{"place.no_line", 422, "起点与终点相同，画不成巷道",
                                      "A road needs two different ends"};
inline constexpr problem_kind twin_not_heading{"place.twin_not_heading", 422,
                                               "只有掘进工作面才能设为双巷",
                                               "Only headings are driven as twins"};
inline constexpr problem_kind mine_misplaced{
    "place.mine_misplaced", 422, "“矿井”是最上级，不属于任何工区或上级地点",
    "The mine is the root: it has neither section nor parent"};
inline constexpr problem_kind open_children{"place.open_children", 409,
                                            "它下面还有在用的地点，请先停用下级地点",
                                            "Places within it are still in use; retire them first"};
inline constexpr problem_kind no_place{"risk_point.no_place", 422, "没有这个地点，或者已经停用",
                                       "There is no such place, or it is no longer in use"};
inline constexpr problem_kind place_elsewhere{"risk_point.place_elsewhere", 422,
                                              "风险点不能移到别的工区",
                                              "A risk point stays within its section"};
inline constexpr problem_kind risk_already_declared{
    "risk_point.already_declared", 409, "这个风险点已经登记", "This risk point exists already"};
inline constexpr problem_kind risk_withdrawn_already{
    "risk_point.withdrawn", 409, "这个风险点已经撤销", "This risk point has been withdrawn"};
}  // namespace problems

// ---- what the journal must know; tables and projections are in records.cpp ----------------------

struct place_model {
  static constexpr std::string_view name = "place";
  using state = place;
  using fact = place_fact;
  static std::span<const journal::record_table* const> tables();
  static void project(const place& p, const journal::subject_header& header,
                      journal::record_sink& into);
};

struct risk_point_model {
  static constexpr std::string_view name = "risk_point";
  using state = risk_point;
  using fact = risk_fact;
  static std::span<const journal::record_table* const> tables();
  static void project(const risk_point& r, const journal::subject_header& header,
                      journal::record_sink& into);
};

inline void add_models(journal::model_set& to) {
  to.add<place_model>();
  to.add<risk_point_model>();
}

}  // namespace headway::places
