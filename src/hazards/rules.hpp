// The whole policy of hazards: which step may follow which state, who may take it, what it needs.
// Pure: no clock, no store.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "hazards/commands.hpp"
#include "hazards/facts.hpp"
#include "hazards/rulebook.hpp"
#include "journal/model.hpp"

namespace headway::hazards {

// ---- fold -------------------------------------------------------------------------------------

// Applies one fact. A fact that does not fit the state changes nothing but `disputes`, and the
// objection says why: wrong_state, rectifier_accepts, no_extension_asked, already_reported.
journal::objection fold(hazard& to, const journal::fact_header& from, const fact& happened);
template <class Happened>
journal::objection fold(hazard& to, const journal::fact_header& from, const Happened& happened) {
  return fold(to, from, fact(happened));
}

bool is_open(const hazard& h);     // neither closed, archived nor rejected
bool is_running(const hazard& h);  // open and not suspended
// The state in which the contested step holds instead of what stood; nullopt when the step cannot
// stand at all, for instance an acceptance of work that was sent back meanwhile.
std::optional<hazard> with_taken(const hazard& h, const dispute& of);
// The deadline of the five fixes; before they are set, that of the system it was imported from.
std::optional<instant> due_by(const hazard& h);
// The moment the next alarm is due; never nullopt while the hazard is open.
std::optional<alarm> next_alarm(const hazard& h);
// "7K3F-9QXM": the last 40 bits of the id in Crockford's base 32.
std::string code_of(const hazard_id& id);

// ---- decide -----------------------------------------------------------------------------------

// What a decision may look at besides the hazard itself.
struct circumstances {
  person_id actor;
  instant now;       // the node's clock
  instant acted_at;  // when the person acted: the device's clock, corrected (journal::author)
  shift_ref shift;   // the section's shift at that moment
  const rulebook& rules;
  std::optional<instant> found_at = {};        // when an imported hazard was found
  std::optional<hazards::origin> origin = {};  // of an imported hazard
};

using decision = result<std::vector<fact>>;

decision decide(const hazard& h, const report_hazard& asked, const circumstances& with);
decision decide(const hazard& h, const complete_hazard& asked, const circumstances& with);
decision decide(const hazard& h, const verify_hazard& asked, const circumstances& with);
decision decide(const hazard& h, const reject_hazard& asked, const circumstances& with);
decision decide(const hazard& h, const grade_hazard& asked, const circumstances& with);
decision decide(const hazard& h, const assign_hazard& asked, const circumstances& with);
decision decide(const hazard& h, const start_rectifying& asked, const circumstances& with);
decision decide(const hazard& h, const rectify_hazard& asked, const circumstances& with);
decision decide(const hazard& h, const accept_hazard& asked, const circumstances& with);
decision decide(const hazard& h, const send_back& asked, const circumstances& with);
decision decide(const hazard& h, const ask_extension& asked, const circumstances& with);
decision decide(const hazard& h, const grant_extension& asked, const circumstances& with);
decision decide(const hazard& h, const refuse_extension& asked, const circumstances& with);
decision decide(const hazard& h, const suspend_hazard& asked, const circumstances& with);
decision decide(const hazard& h, const resume_hazard& asked, const circumstances& with);
decision decide(const hazard& h, const upgrade_hazard& asked, const circumstances& with);
decision decide(const hazard& h, const supervise_hazard& asked, const circumstances& with);
decision decide(const hazard& h, const close_hazard& asked, const circumstances& with);
decision decide(const hazard& h, const archive_hazard& asked, const circumstances& with);
decision decide(const hazard& h, const comment_hazard& asked, const circumstances& with);
decision decide(const hazard& h, const link_repeat& asked, const circumstances& with);
decision decide(const hazard& h, const settle_dispute& asked, const circumstances& with);
// The alarms that have fallen due by `with.now`; none is not a problem.
std::vector<fact> raise_alarms(const hazard& h, const circumstances& with);

namespace problems {
using namespace headway::problems;
inline constexpr problem_kind already_reported{"hazard.already_reported", 409, "这条隐患已经上报过",
                                               "This hazard has been reported already"};
inline constexpr problem_kind wrong_state{"hazard.wrong_state", 409,
                                          "隐患当前为“{state}”，不能进行这一步",
                                          "The hazard is {state}: this step cannot follow"};
inline constexpr problem_kind acceptor_is_rectifier =
    problem_kind{"hazard.acceptor_is_rectifier", 409, "整改人不能验收自己的整改，请换一个人验收",
                 "The acceptor must not be the one who rectified; somebody else has to accept"}
        .about_the_asker();
inline constexpr problem_kind unknown_level{
    "hazard.unknown_level", 422, "本矿没有等级“{level}”，可用：{allowed}",
    "This mine has no level \"{level}\"; there are {allowed}"};
inline constexpr problem_kind category_needed{
    "hazard.category_needed", 422, "重大隐患必须选定 15 类中的一类",
    "A major hazard needs one of the 15 legal categories"};
inline constexpr problem_kind category_without_major{
    "hazard.category_without_major", 422, "只有重大隐患才有重大隐患类别",
    "Only a major hazard has a major-hazard category"};
inline constexpr problem_kind deadline_past{"hazard.deadline_past", 422, "期限必须晚于现在",
                                            "The deadline must lie in the future"};
inline constexpr problem_kind deadline_far{"hazard.deadline_far", 422, "期限不能超过一年",
                                           "The deadline must be within a year"};
inline constexpr problem_kind not_later{"hazard.not_later", 422, "延期后的期限必须晚于原期限",
                                        "An extension must end after the deadline it extends"};
inline constexpr problem_kind extension_pending{
    "hazard.extension_pending", 409, "已有延期申请等待批复", "An extension is already asked for"};
inline constexpr problem_kind no_extension_asked{
    "hazard.no_extension_asked", 409, "没有等待批复的延期申请", "No extension is asked for"};
inline constexpr problem_kind too_many_extensions{
    "hazard.too_many_extensions", 409, "这条隐患最多延期 {most} 次，已经用完",
    "This hazard may be extended {most} times at most; all are used"};
inline constexpr problem_kind own_extension =
    problem_kind{"hazard.own_extension", 409, "不能批复自己提出的延期申请",
                 "Nobody decides on an extension asked by himself"}
        .about_the_asker();
inline constexpr problem_kind is_suspended{"hazard.is_suspended", 409, "隐患已暂缓，请先恢复",
                                           "The hazard is suspended; resume it first"};
inline constexpr problem_kind not_suspended{"hazard.not_suspended", 409, "隐患没有暂缓",
                                            "The hazard is not suspended"};
inline constexpr problem_kind not_graver{"hazard.not_graver", 422, "升级后的等级必须更高",
                                         "An upgrade must lead to a graver level"};
inline constexpr problem_kind funds_negative{"hazard.funds_negative", 422, "资金不能为负",
                                             "Funds must not be negative"};
inline constexpr problem_kind itself{"hazard.itself", 422, "不能与自己关联",
                                     "A hazard is not a repeat of itself"};
inline constexpr problem_kind already_linked{"hazard.already_linked", 409, "已经关联过",
                                             "These hazards are linked already"};
inline constexpr problem_kind nothing_said{"hazard.nothing_said", 422,
                                           "请写一句话、拍一张照片或说一段话",
                                           "Say it in words, by a photo or a voice note"};
inline constexpr problem_kind nothing_completed{"hazard.nothing_completed", 422,
                                                "没有填写要补充的内容", "Nothing to add is given"};
inline constexpr problem_kind cannot_take{"hazard.cannot_take", 409,
                                          "这一步已经无法成立，请选择维持现状或重新整改",
                                          "This step can no longer stand; keep what stands, or "
                                          "send the hazard back to be put right"};
inline constexpr problem_kind no_dispute{"hazard.no_dispute", 404, "没有这条待裁定的步骤",
                                         "There is no such step to be settled"};
inline constexpr problem_kind too_many{"hazard.too_many", 409, "这条隐患的{what}已达上限 {most}",
                                       "This hazard has reached its bound of {most} {what}"};
}  // namespace problems

// What the journal must know of hazards; `tables` and `project` are in records.cpp.
struct hazard_model {
  static constexpr std::string_view name = "hazard";
  using state = hazard;
  using fact = hazards::fact;
  static std::span<const journal::record_table* const> tables();
  static void project(const state& h, const journal::subject_header& header,
                      journal::record_sink& into);
};

}  // namespace headway::hazards
