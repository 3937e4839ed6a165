// The whole policy of zones: how people come to hold them, who may, who held what when. Pure: no
// clock, no store.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/function_ref.hpp"
#include "base/problem.hpp"
#include "journal/model.hpp"
#include "people/queries.hpp"
#include "zones/commands.hpp"

namespace headway::zones {

// ---- fold ---------------------------------------------------------------------------------------

// Applies one fact. A fact that does not fit the state changes nothing but `disputes`, and the
// objection says why: already_drawn, not_in_use, already_claimed, holds_already, claim_not_open,
// too_many_holders, no_tenure, tenure_over, already_suspended, not_suspended, no_dispute,
// cannot_take.
journal::objection fold(zone& to, const journal::fact_header& from, const fact& happened);
template <class Happened>
journal::objection fold(zone& to, const journal::fact_header& from, const Happened& happened) {
  return fold(to, from, fact(happened));
}

// ---- who held what, when ------------------------------------------------------------------------

bool runs_at(const tenure& t, instant at);  // [from, until)
bool is_suspended_at(const tenure& t, instant at);
bool holds_at(const tenure& t, instant at);  // runs, and is not suspended
bool is_over(const tenure& t, instant at);
// When somebody acted, as far as the device's clock can be trusted; not after it was recorded.
instant acted(const stamp& of);
// The description in force at `at`; nullptr before the zone was drawn and after it was retired.
const zone_description* described_at(const zone& z, instant at);
// Those who held `place` by this zone at `at`.
std::vector<const tenure*> holders_at(const zone& z, place_id place, instant at);
// The most who hold the zone together at any time from `from` on, suspended ones too.
int most_holders_from(const zone& z, instant from);
// Whether the person holds the zone at any time from `from` on.
bool holds_from(const zone& z, person_id person, instant from);
const tenure* find_tenure(const zone& z, tenure_id id);
bool is_disputed(const zone& z);
int open_claims(const zone& z);

// ---- ranking of claims --------------------------------------------------------------------------

// What is known of a person who would hold a zone.
struct candidate {
  bool active_here = false;  // works in the section, or is of the mine
  people::person_profile person;
  int zones_held = 0;  // elsewhere, now
};

// Why one claim comes before another, in this order.
enum class ground_code : std::uint8_t {
  works_in_crew,
  holds_post,
  qualified,
  zones_held,    // fewer come first
  claimed_first  // the earlier comes first
};
BOOST_DESCRIBE_ENUM(ground_code, works_in_crew, holds_post, qualified, zones_held, claimed_first)

struct ranked_claim {
  zones::claim claim;
  int rank = 0;  // 1 is first
  bool works_in_crew = false, holds_post = false, qualified = false;
  int zones_held = 0;
  instant claimed_at;                 // the device's clock, corrected, when it can be trusted
  std::optional<ground_code> behind;  // what put it behind the one before; absent: nothing did
  bool eligible = false;              // may be granted as things are
};
BOOST_DESCRIBE_STRUCT(ranked_claim, (),
                      (claim, rank, works_in_crew, holds_post, qualified, zones_held, claimed_at,
                       behind, eligible))

using about_person = function_ref<candidate(person_id)>;

// The open claims in the order that the rules suggest; the branch decides, with its reason. The
// same claims and people give the same order everywhere.
std::vector<ranked_claim> rank_claims(const zone& z, about_person about, local_date today);

bool is_qualified(const zone_description& for_, std::span<const people::certificate> held,
                  local_date today);

// ---- decide -------------------------------------------------------------------------------------

// What a decision may look at besides the zone itself.
struct circumstances {
  person_id actor;
  instant now;       // the node's clock
  instant at;        // when the person acted, as far as that can be trusted; not after `now`
  local_date today;  // of `at`
  about_person about;
};

using decision = result<std::vector<fact>>;

// `code_taken`, and whether crew, post and places are there, is asked outside (administration).
decision decide(const zone& z, const draw_zone& asked, const circumstances& with);
decision decide(const zone& z, const redraw_zone& asked, const circumstances& with);
decision decide(const zone& z, const retire_zone& asked, const circumstances& with);
decision decide(const zone& z, const claim_zone& asked, const circumstances& with);
decision decide(const zone& z, const withdraw_claim& asked, const circumstances& with);
decision decide(const zone& z, const decide_claims& asked, const circumstances& with);
decision decide(const zone& z, const appoint_holder& asked, const circumstances& with);
decision decide(const zone& z, const publish_holder& asked, const circumstances& with);
decision decide(const zone& z, const end_tenure& asked, const circumstances& with);
decision decide(const zone& z, const suspend_tenure& asked, const circumstances& with);
decision decide(const zone& z, const restore_tenure& asked, const circumstances& with);
decision decide(const zone& z, const settle_zone_dispute& asked, const circumstances& with);

// Checks of a description that need nothing but itself.
result<void> check(const zone_description& of);

namespace limits {
using namespace headway::limits;
inline constexpr std::size_t zone_places = 64;
inline constexpr std::size_t zone_duties = 20;
inline constexpr int zone_holders = 5;
inline constexpr std::size_t zone_drawings = 200;   // of one zone, over the years
inline constexpr std::size_t zone_tenures = 1'000;  // the same
inline constexpr std::size_t zone_claims = 1'000;
inline constexpr std::size_t tenure_suspensions = 100;
inline constexpr std::chrono::days tenure_reach{366};  // back and ahead of now
}  // namespace limits

namespace problems {
using namespace headway::problems;
inline constexpr problem_kind zone_already_drawn{"zone.already_drawn", 409, "这个责任区已经划定",
                                                 "This zone exists already"};
inline constexpr problem_kind zone_not_in_use{"zone.not_in_use", 409, "这个责任区已经撤销",
                                              "This zone is no longer in use"};
inline constexpr problem_kind crew_needed{"zone.crew_needed", 422, "按班组划分的责任区要选班组",
                                          "A zone on the basis of a crew needs the crew"};
inline constexpr problem_kind post_needed{"zone.post_needed", 422, "按岗位划分的责任区要选岗位",
                                          "A zone on the basis of a post needs the post"};
inline constexpr problem_kind same_place_twice{"zone.same_place_twice", 422, "同一个地点选了两次",
                                               "A place stands in the boundary twice"};
inline constexpr problem_kind holders_range{
    "zone.holders_range", 422, "责任人至少 1 人、最多 {most} 人，下限不能超过上限",
    "A zone has 1 to {most} holders, and the least is not above the most"};
inline constexpr problem_kind nothing_redrawn{"zone.nothing_redrawn", 422, "没有改动",
                                              "Nothing differs from the zone as it is"};
inline constexpr problem_kind in_the_future{"zone.in_the_future", 422, "时间不能晚于现在",
                                            "The time must not lie in the future"};
inline constexpr problem_kind before_the_drawing{
    "zone.before_the_drawing", 422, "时间不能早于责任区划定（或上次调整）的时间",
    "The time lies before the zone was drawn, or drawn last"};
inline constexpr problem_kind out_of_reach{"zone.out_of_reach", 422, "时间须在前后一年以内",
                                           "The time must lie within a year of now"};
inline constexpr problem_kind members_only{"zone.members_only", 422, "这个责任区只由党员承担",
                                           "This zone is held by members only"};
inline constexpr problem_kind not_here{"zone.not_here", 422, "这个人不在本区队在岗",
                                       "The person does not work in this section"};
inline constexpr problem_kind not_qualified{"zone.not_qualified", 422,
                                            "他没有这个责任区要求的有效证件",
                                            "The person lacks the valid certificate that this "
                                            "zone demands"};
inline constexpr problem_kind already_claimed{"zone.already_claimed", 409,
                                              "你已经申请认领，等支部研究决定",
                                              "You have claimed this zone already; the branch has "
                                              "yet to decide"};
inline constexpr problem_kind holds_already{"zone.holds_already", 409, "他已经是这个责任区的责任人",
                                            "The person holds this zone already"};
inline constexpr problem_kind tenure_id_taken{"zone.tenure_id_taken", 409, "这个编号已经用过",
                                              "This id has been used already"};
inline constexpr problem_kind no_claim{"zone.no_claim", 404, "没有这条认领申请",
                                       "There is no such claim"};
inline constexpr problem_kind claim_of_another{
    "zone.claim_of_another", 403, "只能撤回自己的认领申请", "Nobody withdraws another's claim"};
inline constexpr problem_kind claim_not_open{"zone.claim_not_open", 409,
                                             "这条认领申请已经有结果，请先看最新情况",
                                             "This claim has been decided or withdrawn; look at "
                                             "the newest state first"};
inline constexpr problem_kind nothing_decided{"zone.nothing_decided", 422, "请选定同意谁、不同意谁",
                                              "No claim is named"};
inline constexpr problem_kind decided_twice{"zone.decided_twice", 422, "同一条申请只能有一个决定",
                                            "A claim is named twice in the decision"};
inline constexpr problem_kind too_many_holders{"zone.too_many_holders", 409,
                                               "这个责任区最多 {most} 名责任人，已经满了",
                                               "This zone has at most {most} holders; it is full"};
inline constexpr problem_kind no_tenure{"zone.no_tenure", 404, "这个责任区没有这名责任人",
                                        "This zone has no such holder"};
inline constexpr problem_kind tenure_over{"zone.tenure_over", 409, "他已经不是这个责任区的责任人",
                                          "The person no longer holds this zone"};
inline constexpr problem_kind ends_earlier{"zone.ends_earlier", 409, "已经定了更早的结束时间",
                                           "It has been settled that the tenure ends earlier"};
inline constexpr problem_kind before_the_tenure{
    "zone.before_the_tenure", 422, "时间不能早于他开始承担的时间",
    "The time lies before the person came to hold the zone"};
inline constexpr problem_kind already_suspended{"zone.already_suspended", 409, "已经暂停",
                                                "The holder is suspended already"};
inline constexpr problem_kind not_suspended{"zone.not_suspended", 409, "没有暂停",
                                            "The holder is not suspended"};
inline constexpr problem_kind before_the_suspension{"zone.before_the_suspension", 422,
                                                    "恢复时间不能早于暂停时间",
                                                    "The time lies before the suspension"};
inline constexpr problem_kind no_dispute{"zone.no_dispute", 404, "没有这条待裁定的步骤",
                                         "There is no such step to be settled"};
inline constexpr problem_kind cannot_take{
    "zone.cannot_take", 409, "这一步已经无法成立，请维持现状，需要时重新办理",
    "This step can no longer stand; keep what stands, and do it anew if it is needed"};
inline constexpr problem_kind too_much_history{
    "zone.too_much_history", 409, "这个责任区的记录已达上限，请撤销后重新划定",
    "This zone has reached the bound of its records; retire it and draw a new one"};
}  // namespace problems

// What the journal must know of zones; `tables` and `project` are in records.cpp.
struct zone_model {
  static constexpr std::string_view name = "zone";
  using state = zone;
  using fact = zones::fact;
  static std::span<const journal::record_table* const> tables();
  static void project(const state& z, const journal::subject_header& header,
                      journal::record_sink& into);
};

}  // namespace headway::zones
