#include <algorithm>

#include "base/codec.hpp"
#include "base/ensure.hpp"
#include "hazards/rules.hpp"

namespace headway::hazards {
namespace {

using is = hazard_state;

constexpr std::size_t comments_most = 500;
constexpr std::size_t voice_notes_most = 6;  // of one step
constexpr std::size_t repeats_most = 100;
constexpr int sent_back_most = 100;
constexpr std::chrono::days deadline_most{366};

std::string state_name(hazard_state s) {
  constexpr std::pair<hazard_state, const char*> names[] = {
      {is::unreported, "尚未上报|not reported yet"},
      {is::reported, "已上报|reported"},
      {is::verified, "已核实|verified"},
      {is::assigned, "已下达整改|assigned"},
      {is::rectifying, "整改中|being rectified"},
      {is::rectified, "待验收|rectified"},
      {is::accepted, "已验收|accepted"},
      {is::closed, "已销号|closed"},
      {is::archived, "已归档|archived"},
      {is::rejected, "已驳回|rejected"}};
  for (const auto& [state, name] : names)
    if (state == s) return name;
  return {};
}

result<void> expect(const hazard& h, std::initializer_list<hazard_state> allowed) {
  if (std::find(allowed.begin(), allowed.end(), h.state) != allowed.end()) return {};
  if (h.state == is::unreported) return problem(problems::not_found);
  return problem(problems::wrong_state, "", {{"state", state_name(h.state)}});
}

// As `expect`, and not suspended: for the steps of the work itself.
result<void> expect_running(const hazard& h, std::initializer_list<hazard_state> allowed) {
  if (auto fits = expect(h, allowed); !fits) return fits;
  if (h.suspended) return problem(problems::is_suspended);
  return {};
}

result<void> expect_open(const hazard& h) {
  return expect(
      h, {is::reported, is::verified, is::assigned, is::rectifying, is::rectified, is::accepted});
}

result<void> future(instant at, instant now, std::string pointer) {
  if (at <= now) return problem(problems::deadline_past, std::move(pointer));
  if (at > now + deadline_most) return problem(problems::deadline_far, std::move(pointer));
  return {};
}

result<void> few(const photos& of, std::string pointer) {
  if (of.size() > limits::photos_per_step)
    return problem(problems::too_long, std::move(pointer),
                   {{"most", std::to_string(limits::photos_per_step)}});
  return {};
}

result<void> few(const voice_notes& of) {
  if (of && of->size() > voice_notes_most)
    return problem(problems::too_long, "/voice", {{"most", std::to_string(voice_notes_most)}});
  return {};
}
bool is_silent(const voice_notes& of) { return !of || of->empty(); }

result<grade> grade_of(const rulebook& rules, std::string_view level,
                       std::optional<int> major_category) {
  const level_rule* rule = find_level(rules, level);
  if (!rule) {
    std::string allowed;
    for (const auto& each : rules.levels)
      (allowed += allowed.empty() ? "" : ", ") += each.code.value;
    return problem(problems::unknown_level, "/level",
                   {{"level", std::string(level)}, {"allowed", allowed}});
  }
  if (rule->national == 1 && !major_category)
    return problem(problems::category_needed, "/major_category");
  if (rule->national != 1 && major_category)
    return problem(problems::category_without_major, "/major_category");
  if (major_category && (*major_category < 1 || *major_category > 15))
    return problem(problems::out_of_range, "/major_category", {{"least", "1"}, {"most", "15"}});
  return grade{rule->code, rule->national, major_category};
}

std::vector<alarm> ladder(const std::vector<rung>& rungs, instant from, const circumstances& with) {
  return people::alarms_of(rungs, from, with.now, with.rules.shift_minutes);
}

// The ladder that fits the state a hazard is put back to: towards its deadline when it has one.
std::vector<alarm> work_ladder(const std::optional<instant>& deadline, const circumstances& with) {
  return deadline ? ladder(with.rules.until_rectified, *deadline, with)
                  : ladder(with.rules.until_assigned, with.now, with);
}

std::optional<instant> deadline_of(const hazard& h) {
  return h.fixes ? std::optional(h.fixes->deadline) : std::nullopt;
}

// The ladder from now on of a hazard that a settlement puts into its state.
std::vector<alarm> ladder_of(const hazard& h, const circumstances& with) {
  if (!is_open(h)) return {};
  if (h.state == is::rectified) return ladder(with.rules.until_accepted, with.now, with);
  if (h.state == is::accepted) return ladder(with.rules.until_closed, with.now, with);
  if (h.suspended) return ladder(with.rules.suspended, h.suspended->until, with);
  return work_ladder(deadline_of(h), with);
}

const extension* pending(const hazard& h) {
  if (h.extensions.empty() || h.extensions.back().outcome != extension_outcome::asked)
    return nullptr;
  return &h.extensions.back();
}

template <class Happened>
decision one(Happened happened) {
  return std::vector<fact>{fact(std::move(happened))};
}

// Guards a line of checks: `if (auto bad = first_of(a, b)) return *bad;`
template <class... Checks>
std::optional<problem> first_of(const Checks&... checks) {
  std::optional<problem> found;
  ((found = !found && !checks ? std::optional(checks.error()) : found), ...);
  return found;
}

}  // namespace

decision decide(const hazard& h, const report_hazard& asked, const circumstances& with) {
  if (h.state != is::unreported) return problem(problems::already_reported, "/id");
  ENSURE(!with.rules.levels.empty());
  const auto level = asked.level ? *asked.level : with.rules.levels.back().code;
  const auto grade = grade_of(with.rules, level, asked.major_category);
  if (!grade) return grade.error();
  // Underground a picture is quicker than words; words can follow.
  if (asked.description.empty() && asked.photos.empty() && is_silent(asked.voice))
    return problem(problems::nothing_said, "/description");
  if (const auto bad = first_of(
          few(asked.photos, "/photos"), few(asked.voice),
          few(asked.on_the_spot ? asked.on_the_spot->photos : photos{}, "/on_the_spot/photos")))
    return *bad;
  const bool closed_elsewhere = with.origin && with.origin->closed_at;
  std::vector<fact> happened;
  happened.emplace_back(reported{
      asked.place, asked.risk_point, asked.profession, asked.inspection_type, asked.description,
      *grade, with.shift, with.found_at, with.origin, asked.photos,
      closed_elsewhere ? std::vector<alarm>() : ladder(with.rules.until_assigned, with.now, with),
      asked.voice});
  if (asked.on_the_spot)
    happened.emplace_back(rectified{asked.on_the_spot->measures, asked.on_the_spot->photos, true,
                                    ladder(with.rules.until_accepted, with.now, with)});
  return happened;
}

decision decide(const hazard& h, const complete_hazard& asked, const circumstances&) {
  if (auto fits = expect_open(h); !fits) return fits.error();
  if (!asked.description && !asked.risk_point && !asked.profession && !asked.inspection_type)
    return problem(problems::nothing_completed);
  return one(completed{asked});
}

decision decide(const hazard& h, const verify_hazard& asked, const circumstances&) {
  if (auto fits = expect(h, {is::reported}); !fits) return fits.error();
  return one(verified{asked.note});
}

decision decide(const hazard& h, const reject_hazard& asked, const circumstances&) {
  if (auto fits = expect(h, {is::reported, is::verified}); !fits) return fits.error();
  return one(rejected{asked.reason});
}

decision decide(const hazard& h, const grade_hazard& asked, const circumstances& with) {
  if (auto fits = expect_open(h); !fits) return fits.error();
  const auto grade = grade_of(with.rules, asked.level, asked.major_category);
  if (!grade) return grade.error();
  return one(graded{*grade});
}

decision decide(const hazard& h, const assign_hazard& asked, const circumstances& with) {
  const auto fits = expect_running(h, {is::reported, is::verified, is::assigned, is::rectifying});
  if (const auto bad = first_of(fits, future(asked.deadline, with.now, "/deadline"))) return *bad;
  if (asked.funds < fen{0}) return problem(problems::funds_negative, "/funds");
  return one(assigned{asked, ladder(with.rules.until_rectified, asked.deadline, with)});
}

decision decide(const hazard& h, const start_rectifying&, const circumstances&) {
  if (auto fits = expect_running(h, {is::assigned}); !fits) return fits.error();
  return one(started{});
}

decision decide(const hazard& h, const rectify_hazard& asked, const circumstances& with) {
  // Before the five fixes only what is put right in the very shift of its report.
  const bool unassigned = h.state == is::reported || h.state == is::verified;
  const bool on_the_spot = unassigned && h.shift == with.shift;
  const auto fits = on_the_spot ? expect_running(h, {is::reported, is::verified})
                                : expect_running(h, {is::assigned, is::rectifying});
  if (const auto bad = first_of(fits, few(asked.photos, "/photos"), few(asked.voice))) return *bad;
  return one(rectified{asked.measures, asked.photos, on_the_spot,
                       ladder(with.rules.until_accepted, with.now, with), asked.voice});
}

decision decide(const hazard& h, const accept_hazard& asked, const circumstances& with) {
  if (const auto bad = first_of(expect(h, {is::rectified}), few(asked.photos, "/photos")))
    return *bad;
  const bool responsible = h.fixes && h.fixes->responsible == with.actor;
  if (h.rectification->by == with.actor || responsible)
    return problem(problems::acceptor_is_rectifier);
  return one(accepted{asked.note, asked.photos, ladder(with.rules.until_closed, with.now, with)});
}

decision decide(const hazard& h, const send_back& asked, const circumstances& with) {
  if (auto fits = expect(h, {is::rectified}); !fits) return fits.error();
  if (asked.deadline)
    if (auto good = future(*asked.deadline, with.now, "/deadline"); !good) return good.error();
  if (h.rectification->by == with.actor) return problem(problems::acceptor_is_rectifier);
  if (h.sent_back >= sent_back_most)
    return problem(problems::too_many, "",
                   {{"what", "退回次数|returns"}, {"most", std::to_string(sent_back_most)}});
  const auto deadline = asked.deadline ? asked.deadline : deadline_of(h);
  return one(sent_back{asked.reason, h.fixes ? asked.deadline : std::nullopt,
                       work_ladder(h.fixes ? deadline : std::nullopt, with)});
}

decision decide(const hazard& h, const ask_extension& asked, const circumstances& with) {
  if (auto fits = expect_running(h, {is::assigned, is::rectifying}); !fits) return fits.error();
  if (pending(h)) return problem(problems::extension_pending);
  const auto granted = std::count_if(h.extensions.begin(), h.extensions.end(), [](const auto& e) {
    return e.outcome == extension_outcome::granted;
  });
  if (granted >= with.rules.extensions_most || h.extensions.size() >= repeats_most)
    return problem(problems::too_many_extensions, "",
                   {{"most", std::to_string(with.rules.extensions_most)}});
  if (asked.until <= h.fixes->deadline) return problem(problems::not_later, "/until");
  if (auto good = future(asked.until, with.now, "/until"); !good) return good.error();
  return one(extension_asked{asked.until, asked.reason});
}

decision decide(const hazard& h, const grant_extension& asked, const circumstances& with) {
  if (auto fits = expect_running(h, {is::assigned, is::rectifying}); !fits) return fits.error();
  const auto* open = pending(h);
  if (!open) return problem(problems::no_extension_asked);
  if (open->by == with.actor) return problem(problems::own_extension);
  const instant until = asked.until.value_or(open->until);
  if (until <= h.fixes->deadline) return problem(problems::not_later, "/until");
  if (auto good = future(until, with.now, "/until"); !good) return good.error();
  return one(extension_granted{until, ladder(with.rules.until_rectified, until, with)});
}

decision decide(const hazard& h, const refuse_extension& asked, const circumstances& with) {
  if (auto fits = expect_open(h); !fits) return fits.error();
  const auto* open = pending(h);
  if (!open) return problem(problems::no_extension_asked);
  if (open->by == with.actor) return problem(problems::own_extension);
  return one(extension_refused{asked.reason});
}

decision decide(const hazard& h, const suspend_hazard& asked, const circumstances& with) {
  const auto fits = expect_running(h, {is::verified, is::assigned, is::rectifying});
  if (const auto bad = first_of(fits, future(asked.until, with.now, "/until"))) return *bad;
  return one(suspended{asked.reason, asked.until, ladder(with.rules.suspended, asked.until, with)});
}

decision decide(const hazard& h, const resume_hazard& asked, const circumstances& with) {
  if (auto fits = expect_open(h); !fits) return fits.error();
  if (!h.suspended) return problem(problems::not_suspended);
  if (asked.deadline)
    if (auto good = future(*asked.deadline, with.now, "/deadline"); !good) return good.error();
  const auto deadline = asked.deadline ? asked.deadline : deadline_of(h);
  return one(resumed{h.fixes ? asked.deadline : std::nullopt,
                     work_ladder(h.fixes ? deadline : std::nullopt, with)});
}

decision decide(const hazard& h, const upgrade_hazard& asked, const circumstances& with) {
  if (auto fits = expect_open(h); !fits) return fits.error();
  const auto grade = grade_of(with.rules, asked.level, asked.major_category);
  if (!grade) return grade.error();
  if (grade->national_level >= h.grade.national_level)
    return problem(problems::not_graver, "/level");
  return one(upgraded{*grade, asked.reason});
}

decision decide(const hazard& h, const supervise_hazard& asked, const circumstances&) {
  if (auto fits = expect_open(h); !fits) return fits.error();
  return one(supervised{asked.by_level, asked.requirement});
}

decision decide(const hazard& h, const close_hazard& asked, const circumstances&) {
  if (auto fits = expect(h, {is::accepted}); !fits) return fits.error();
  return one(closed{asked.note});
}

decision decide(const hazard& h, const archive_hazard&, const circumstances&) {
  if (auto fits = expect(h, {is::closed, is::rejected}); !fits) return fits.error();
  return one(archived{});
}

decision decide(const hazard& h, const comment_hazard& asked, const circumstances&) {
  if (h.state == is::unreported) return problem(problems::not_found);
  if (asked.text.empty() && asked.photos.empty() && is_silent(asked.voice))
    return problem(problems::nothing_said, "/text");
  if (const auto bad = first_of(few(asked.photos, "/photos"), few(asked.voice))) return *bad;
  if (h.comments.size() >= comments_most)
    return problem(problems::too_many, "",
                   {{"what", "跟进记录|comments"}, {"most", std::to_string(comments_most)}});
  return one(commented{asked.text, asked.photos, asked.voice});
}

decision decide(const hazard& h, const link_repeat& asked, const circumstances&) {
  if (h.state == is::unreported) return problem(problems::not_found);
  if (asked.repeat_of == h.id) return problem(problems::itself, "/repeat_of");
  if (std::find(h.repeats.begin(), h.repeats.end(), asked.repeat_of) != h.repeats.end())
    return problem(problems::already_linked, "/repeat_of");
  if (h.repeats.size() >= repeats_most)
    return problem(problems::too_many, "",
                   {{"what", "关联|links"}, {"most", std::to_string(repeats_most)}});
  return one(repeat_linked{asked.repeat_of});
}

decision decide(const hazard& h, const settle_dispute& asked, const circumstances& with) {
  const auto found = std::find_if(h.disputes.begin(), h.disputes.end(), [&](const dispute& d) {
    return d.node == asked.node && d.seq == asked.seq && !d.outcome;
  });
  if (found == h.disputes.end()) return problem(problems::no_dispute, "/seq");
  std::vector<alarm> alarms;
  if (asked.outcome == settlement::reopened) alarms = work_ladder(deadline_of(h), with);
  if (asked.outcome == settlement::taken) {
    const auto then = with_taken(h, *found);
    if (!then) return problem(problems::cannot_take, "/outcome");
    alarms = ladder_of(*then, with);
  }
  return one(
      dispute_settled{asked.node, asked.seq, asked.outcome, asked.reason, std::move(alarms)});
}

std::vector<fact> raise_alarms(const hazard& h, const circumstances& with) {
  std::vector<fact> due;
  if (!is_open(h)) return due;
  for (const auto& each : people::fallen_due(h.alarms, with.now))
    due.emplace_back(alarm_raised{each});
  return due;
}

}  // namespace headway::hazards
