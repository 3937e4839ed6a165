#include "hazards/routes.hpp"

#include "api/query.hpp"
#include "api/timeline.hpp"
#include "hazards/answers.hpp"
#include "hazards/records.hpp"
#include "hazards/rules.hpp"
#include "people/queries.hpp"
#include "places/queries.hpp"

namespace headway::hazards {
namespace {

using api::permission;

constexpr problem_kind no_such_place{"hazard.no_such_place", 422, "没有这个地点，或者已经停用",
                                     "There is no such place, or it is no longer in use"};
constexpr problem_kind no_such_person{"hazard.no_such_person", 422, "本工区没有这名在岗人员",
                                      "Nobody of this id works in the section"};
constexpr problem_kind not_reporter{"hazard.not_reporter", 403, "只有上报人或核实人员可以补充",
                                    "Only who reported it, or who verifies, may add to it"};
constexpr problem_kind not_responsible{"hazard.not_responsible", 403,
                                       "只有整改责任人可以进行这一步",
                                       "Only the person responsible may take this step"};

shift_ref shift_of(const api::write_call& c, time_zone zone, section_id section, instant at) {
  const auto calendar = people::calendar_of(c.store, c.site, section, zone);
  return calendar.shift_at(at);
}

circumstances circumstances_of(const api::write_call& c, time_zone zone, const rulebook& rules,
                               section_id section) {
  const auto& by = c.work.by();
  const instant acted = by.acted_at();
  const instant happened = journal::happened_at(acted, by.clock_offset.has_value(), c.now);
  return {by.actor, c.now, acted, shift_of(c, zone, section, happened), rules};
}

// What a step needs to be true outside the hazard itself.
template <class Command>
result<void> check_outside(const api::write_call&, const hazard&, const Command&) {
  return {};
}
template <>
result<void> check_outside(const api::write_call& c, const hazard& h, const assign_hazard& asked) {
  if (!people::is_active_in(c.store, c.site, asked.responsible, h.section))
    return problem(no_such_person, "/responsible");
  return {};
}
template <>
result<void> check_outside(const api::write_call& c, const hazard& h, const link_repeat& asked) {
  const auto other = journal::find_subject(c.store, c.site, asked.repeat_of, false);
  if (!other || other->kind != hazard_model::name || other->header.section != h.section)
    return problem(problems::not_found, "/repeat_of");
  return {};
}
// Work that was given to somebody is reported done by him, or by those who may give it.
result<void> check_responsible(const api::write_call& c, const hazard& h) {
  if (!h.fixes || h.fixes->responsible == c.who.person || c.who.may(permission::assign_hazard))
    return {};
  return problem(not_responsible);
}
template <>
result<void> check_outside(const api::write_call& c, const hazard& h, const rectify_hazard&) {
  return check_responsible(c, h);
}
template <>
result<void> check_outside(const api::write_call& c, const hazard& h, const start_rectifying&) {
  return check_responsible(c, h);
}
template <>
result<void> check_outside(const api::write_call& c, const hazard& h, const ask_extension&) {
  return check_responsible(c, h);
}
// A report is completed by whoever made it, or by those who verify.
template <>
result<void> check_outside(const api::write_call& c, const hazard& h, const complete_hazard&) {
  if (h.reported.by == c.who.person || c.who.may(permission::verify_hazard)) return {};
  return problem(not_reporter);
}

result<http::response> report(api::write_call& c, time_zone zone) {
  auto asked = decode<report_hazard>(api::body_of(c));
  if (!asked) return asked.error();
  const auto place = places::find_place(c.store, c.site, asked->place);
  if (!place || !place->open || !c.who.sees(place->section))
    return problem(no_such_place, "/place");
  const section_id section = place->section.is_nil() ? c.who.section : place->section;
  const auto known = c.work.load<hazard_model>(asked->id);
  if (!known) return known.error();
  const auto rules = rulebook_in_force(c.store, c.site);
  auto happened = decide(**known, *asked, circumstances_of(c, zone, *rules, section));
  if (!happened) return happened.error();
  c.work.record<hazard_model>(asked->id, section, *happened);
  return api::changed_answer(c, asked->id, 201);
}

// Every later step: load, check, decide, record.
template <class Command>
result<http::response> step(api::write_call& c, time_zone zone) {
  const auto id = c.id<hazard_id>();
  if (!id) return id.error();
  const auto known = c.work.load<hazard_model>(*id);
  if (!known || !known->exists() || !c.who.sees(known->header.section))
    return problem(problems::not_found);
  if (auto same = api::check_version(c, known->header.version); !same) return same.error();
  auto asked = decode<Command>(api::body_of(c));
  if (!asked) return asked.error();
  const hazard& h = **known;
  if (auto good = check_outside(c, h, *asked); !good) return good.error();
  const auto rules = rulebook_in_force(c.store, c.site);
  auto happened = decide(h, *asked, circumstances_of(c, zone, *rules, h.section));
  if (!happened) return happened.error();
  c.work.record<hazard_model>(*id, known->header.section, *happened);
  return api::changed_answer(c, *id);
}

result<http::response> publish_rules(api::write_call& c, time_zone) {
  auto asked = decode<rulebook>(api::body_of(c));
  if (!asked) return asked.error();
  if (auto good = check(*asked); !good) return good.error();
  const auto known = c.work.load<rulebook_model>(rulebook_subject());
  if (!known) return known.error();
  if (auto same = api::check_version(c, known->header.version); !same) return same.error();
  c.work.record<rulebook_model>(rulebook_subject(), {}, rules_published{*asked});
  return api::changed_answer(c, rulebook_subject());
}

}  // namespace

api::route_table routes(time_zone zone) {
  const auto write = [zone](auto handler) {
    return api::write{[zone, handler](api::write_call& c) { return handler(c, zone); }};
  };
  const auto read = [](auto handler) { return api::slow_read{handler}; };
  using enum permission;
  // clang-format off
  return {
      // -- reading ----------------------------------------------------------------------------
      api::get("/api/v1/hazards", read_section, api::quick_read{list_hazards})
          .asks({"section", "state", "open", "overdue", "disputed", "place", "level", "responsible", "reporter", "text",
                 "sort", "limit", "cursor"})
          .gives<hazard_page>()
          .says("Hazards, filtered and paged", "隐患列表"),
      api::get("/api/v1/hazards/board", read_section, read(board))
          .asks({"section", "open", "overdue", "place", "level", "responsible", "reporter", "text"})
          .gives<hazard_board>()
          .says("Hazards by state", "隐患看板"),
      api::get("/api/v1/hazards/similar", read_section, read(similar))
          .asks({"text", "place"})
          .gives<similar_page>()
          .says("Past hazards that read alike", "相似隐患"),
      api::get("/api/v1/hazards/{id}", read_section, api::quick_read{one_hazard})
          .asks({"known_at"})
          .gives_record<hazard>()
          .says("One hazard", "一条隐患"),
      api::get("/api/v1/hazards/{id}/timeline", read_section, read([](const api::read_call& c) {
                 return api::timeline(c, hazard_model::name);
               }))
          .gives<api::timeline_page>()
          .says("Its facts in order", "隐患时间线"),
      api::get("/api/v1/codes", api::signed_in{}, read([](const api::read_call& c) {
                 return codes(c, *rulebook_in_force(c.store, c.site));
               }))
          .gives<code_book>()
          .says("Codes with their texts", "代码表"),
      api::get("/api/v1/my", api::signed_in{}, read([zone](const api::read_call& c) {
                 return my(c, zone);
               }))
          .gives<my_shift>().says("My shift now", "我的当班"),
      // -- the life of a hazard ---------------------------------------------------------------
      api::post("/api/v1/hazards", report_hazard, write(report))
          .takes<hazards::report_hazard>()
          .gives_record<hazard>(201)
          .says("Report a hazard", "上报隐患"),
      api::post("/api/v1/hazards/{id}/complete", report_hazard, write(step<complete_hazard>))
          .takes<complete_hazard>()
          .gives_record<hazard>()
          .says("Add what the report left open", "补充上报内容"),
      api::post("/api/v1/hazards/{id}/verify", verify_hazard, write(step<hazards::verify_hazard>))
          .takes<hazards::verify_hazard>()
          .gives_record<hazard>()
          .says("Confirm it on site", "核实"),
      api::post("/api/v1/hazards/{id}/reject", verify_hazard, write(step<reject_hazard>))
          .takes<reject_hazard>()
          .gives_record<hazard>()
          .says("Refuse it with the reason", "驳回"),
      api::post("/api/v1/hazards/{id}/grade", verify_hazard, write(step<grade_hazard>))
          .takes<grade_hazard>()
          .gives_record<hazard>()
          .says("Set its level", "定级"),
      api::post("/api/v1/hazards/{id}/assign", assign_hazard, write(step<hazards::assign_hazard>))
          .takes<hazards::assign_hazard>()
          .gives_record<hazard>()
          .says("Set the five fixes", "下达五落实"),
      api::post("/api/v1/hazards/{id}/start", rectify_hazard, write(step<start_rectifying>))
          .takes<start_rectifying>()
          .gives_record<hazard>()
          .says("Begin to rectify", "开始整改"),
      api::post("/api/v1/hazards/{id}/rectify", rectify_hazard,
                write(step<hazards::rectify_hazard>))
          .takes<hazards::rectify_hazard>()
          .gives_record<hazard>()
          .says("Report it rectified", "整改完成"),
      api::post("/api/v1/hazards/{id}/accept", accept_hazard, write(step<hazards::accept_hazard>))
          .takes<hazards::accept_hazard>()
          .gives_record<hazard>()
          .says("Accept the rectification", "验收"),
      api::post("/api/v1/hazards/{id}/send-back", accept_hazard, write(step<send_back>))
          .takes<send_back>()
          .gives_record<hazard>()
          .says("Send it back", "退回重新整改"),
      api::post("/api/v1/hazards/{id}/extension", rectify_hazard, write(step<ask_extension>))
          .takes<ask_extension>()
          .gives_record<hazard>()
          .says("Ask for an extension", "申请延期"),
      api::post("/api/v1/hazards/{id}/extension/grant", assign_hazard, write(step<grant_extension>))
          .takes<grant_extension>()
          .gives_record<hazard>()
          .says("Grant the extension", "同意延期"),
      api::post("/api/v1/hazards/{id}/extension/refuse", assign_hazard,
                write(step<refuse_extension>))
          .takes<refuse_extension>()
          .gives_record<hazard>()
          .says("Refuse the extension", "不同意延期"),
      api::post("/api/v1/hazards/{id}/suspend", assign_hazard, write(step<suspend_hazard>))
          .takes<suspend_hazard>()
          .gives_record<hazard>()
          .says("Suspend it until a date", "暂缓"),
      api::post("/api/v1/hazards/{id}/resume", assign_hazard, write(step<resume_hazard>))
          .takes<resume_hazard>()
          .gives_record<hazard>()
          .says("Resume it", "恢复"),
      api::post("/api/v1/hazards/{id}/upgrade", escalate_hazard, write(step<upgrade_hazard>))
          .takes<upgrade_hazard>()
          .gives_record<hazard>()
          .says("Raise its level", "升级"),
      api::post("/api/v1/hazards/{id}/supervise", escalate_hazard, write(step<supervise_hazard>))
          .takes<supervise_hazard>()
          .gives_record<hazard>()
          .says("Listed supervision", "挂牌督办"),
      api::post("/api/v1/hazards/{id}/close", close_hazard, write(step<hazards::close_hazard>))
          .takes<hazards::close_hazard>()
          .gives_record<hazard>()
          .says("Strike it off", "销号"),
      api::post("/api/v1/hazards/{id}/archive", close_hazard, write(step<archive_hazard>))
          .takes<archive_hazard>()
          .gives_record<hazard>()
          .says("Archive it", "归档"),
      api::post("/api/v1/hazards/{id}/comment", read_section, write(step<comment_hazard>))
          .takes<comment_hazard>()
          .gives_record<hazard>()
          .says("Follow up", "跟进"),
      api::post("/api/v1/hazards/{id}/link", verify_hazard, write(step<link_repeat>))
          .takes<link_repeat>()
          .gives_record<hazard>()
          .says("Link a repeat", "关联重复隐患"),
      api::post("/api/v1/hazards/{id}/settle", settle_contest, write(step<settle_dispute>))
          .takes<settle_dispute>()
          .gives_record<hazard>()
          .says("Settle a contested step", "裁定有争议的步骤"),
      // -- the mine's rule set ----------------------------------------------------------------
      api::get("/api/v1/rules/hazards", api::signed_in{}, read([](const api::read_call& c) {
                 return result<http::response>(api::json_of(*rulebook_in_force(c.store, c.site)));
               }))
          .gives<rulebook>()
          .says("The rule set of hazards", "隐患规则"),
      api::post("/api/v1/rules/hazards", manage_rules, write(publish_rules))
          .takes<rulebook>()
          .gives<rulebook>()
          .says("Publish a rule set", "发布隐患规则"),
  };
}

}  // namespace headway::hazards
