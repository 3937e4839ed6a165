// The policy of inspections and rounds. Pure: no clock, no store.
#pragma once

#include "base/problem.hpp"
#include "inspections/checklist.hpp"
#include "inspections/commands.hpp"
#include "inspections/rulebook.hpp"

namespace headway::inspections {

// ---- fold: the only objections are already_recorded, not_recorded and not_opened ----------------
//
// What two boxes did to one round while apart is all true: whoever has inspected, has. The first
// inspection does it, and nothing has to be settled by anybody.

journal::objection fold(inspection& to, const journal::fact_header& from,
                        const inspected& happened);
journal::objection fold(inspection& to, const journal::fact_header& from, const voided& happened);

journal::objection fold(inspection_round& to, const journal::fact_header& from,
                        const round_opened& happened);
journal::objection fold(inspection_round& to, const journal::fact_header& from,
                        const plan_written& happened);
journal::objection fold(inspection_round& to, const journal::fact_header& from,
                        const round_done& happened);
journal::objection fold(inspection_round& to, const journal::fact_header& from,
                        const round_undone& happened);
journal::objection fold(inspection_round& to, const journal::fact_header& from,
                        const round_missed& happened);
journal::objection fold(inspection_round& to, const journal::fact_header& from,
                        const round_alarm_raised& happened);
journal::objection fold(inspection_round& to, const journal::fact_header& from,
                        const round_excused& happened);

// ---- decide -------------------------------------------------------------------------------------

// How far the clock of the device that recorded is known to be wrong.
struct device_clock {
  std::optional<milliseconds> error;  // ours minus the device's; absent: never measured
  instant now;                        // ours
};
// The inspection with its moments by our clock. A device whose clock stands beyond belief tells how
// long the inspection took, not when it was: it ends now.
record_inspection put_right(record_inspection asked, const device_clock& by);

// What a decision may look at besides the inspection itself.
struct inspection_circumstances {
  std::span<const api::role> roles;  // of who inspects
  std::optional<crew_id> own_crew;
  const inspection_rulebook& rules;
  const checklist_description* list;  // in the edition that was used; null: there is none
  const people::shift_calendar& calendar;
  std::vector<zone_id> zones;         // that held the place when it began
  std::vector<zone_holding> holders;  // and who held them
};

using inspection_decision = result<std::vector<inspection_fact>>;
// `asked` has been put right.
inspection_decision decide(const inspection& i, const record_inspection& asked,
                           const inspection_circumstances& with);
inspection_decision decide(const inspection& i, const void_inspection& asked);

using round_decision = result<std::vector<round_fact>>;
round_decision decide(const inspection_round& r, const write_plan& asked);
round_decision decide(const inspection_round& r, const excuse_round& asked);

namespace problems {
using namespace headway::problems;
inline constexpr problem_kind inspection_recorded{"inspection.already_recorded", 409,
                                                  "这次检查已经记录过",
                                                  "This inspection has been recorded already"};
inline constexpr problem_kind inspection_voided{"inspection.already_voided", 409,
                                                "这次检查已经作废",
                                                "This inspection has been voided already"};
inline constexpr problem_kind no_checklist{"inspection.no_checklist", 422,
                                           "没有这张检查表，或没有这一版",
                                           "There is no such checklist, or not in this edition"};
inline constexpr problem_kind unknown_item{"inspection.unknown_item", 422,
                                           "检查表里没有“{item}”这一项",
                                           "The checklist has no item \"{item}\""};
inline constexpr problem_kind item_twice{"inspection.item_twice", 422, "“{item}”这一项打了两次分",
                                         "The item \"{item}\" is marked twice"};
inline constexpr problem_kind nothing_looked_at{"inspection.nothing_looked_at", 422, "至少检查一项",
                                                "Look at one item at least"};
inline constexpr problem_kind items_left{
    "inspection.items_left", 422, "还有 {count} 项没有检查，第一项是“{item}”；定期检查要逐项检查",
    "{count} items are left, the first is \"{item}\"; a periodic inspection looks at all of them"};
inline constexpr problem_kind finds_of_good{"inspection.finds_of_good", 422,
                                            "只有不合格的项目才写处数",
                                            "Only an item found poor has a number of finds"};
inline constexpr problem_kind unknown_rhythm{"inspection.unknown_rhythm", 422,
                                             "本矿没有“{rhythm}”这种定期检查",
                                             "This mine has no rhythm \"{rhythm}\""};
inline constexpr problem_kind rhythm_of_spot{"inspection.rhythm_of_spot", 422, "抽查不写检查周期",
                                             "A spot check goes by no rhythm"};
inline constexpr problem_kind not_your_rhythm =
    problem_kind{"inspection.not_your_rhythm", 403, "“{rhythm}”不由您的岗位检查，可以改记为抽查",
                 "\"{rhythm}\" is not inspected by your role; it can be recorded as a spot check"}
        .about_the_asker();
inline constexpr problem_kind crew_needed{"inspection.crew_needed", 422, "请选择检查的是哪个班组",
                                          "Say which crew this inspection is of"};
inline constexpr problem_kind zone_needed{"inspection.zone_needed", 422, "请选择检查的是哪个责任区",
                                          "Say which zone this inspection is of"};
inline constexpr problem_kind finished_first{
    "inspection.finished_first", 422, "结束时间早于开始时间", "The end lies before the beginning"};
inline constexpr problem_kind too_long_a_time{"inspection.too_long", 422,
                                              "一次检查不能超过 {hours} 小时",
                                              "An inspection takes {hours} hours at most"};
inline constexpr problem_kind not_your_inspection =
    problem_kind{"inspection.not_yours", 403, "只有检查人本人或检查管理人员可以作废",
                 "Only who made the inspection, or who manages inspections, may void it"}
        .about_the_asker();
inline constexpr problem_kind plan_not_asked{"round.plan_not_asked", 409, "这项检查不要求书面方案",
                                             "This inspection asks for no written plan"};
inline constexpr problem_kind round_over{"round.over", 409, "这项检查已经完成或已经说明",
                                         "This inspection is done or excused already"};
}  // namespace problems

struct inspection_model {
  static constexpr std::string_view name = "inspection";
  using state = inspection;
  using fact = inspection_fact;
  static std::span<const journal::record_table* const> tables();
  static void project(const inspection& i, const journal::subject_header& header,
                      journal::record_sink& into);
};

struct round_model {
  static constexpr std::string_view name = "inspection_round";
  using state = inspection_round;
  using fact = round_fact;
  static std::span<const journal::record_table* const> tables();
  static void project(const inspection_round& r, const journal::subject_header& header,
                      journal::record_sink& into);
};

inline void add_models(journal::model_set& to) {
  to.add<checklist_model>();
  to.add<rulebook_model>();
  to.add<inspection_model>();
  to.add<round_model>();
}

}  // namespace headway::inspections
