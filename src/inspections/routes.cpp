#include "inspections/routes.hpp"

#include "api/query.hpp"
#include "api/timeline.hpp"
#include "inspections/administration.hpp"
#include "inspections/answers.hpp"
#include "inspections/records.hpp"
#include "places/queries.hpp"

namespace headway::inspections {
namespace {

using api::permission;

constexpr problem_kind no_such_place{"inspection.no_such_place", 422, "没有这个地点",
                                     "There is no such place"};

// A place that has been given up meanwhile was there when it was inspected.
result<http::response> record(api::write_call& c, time_zone zone) {
  const auto asked = decode<record_inspection>(api::body_of(c));
  if (!asked) return asked.error();
  const auto place = places::find_place(c.store, c.site, asked->place);
  if (!place || !c.who.sees(place->section)) return problem(no_such_place, "/place");
  const auto section = place->section.is_nil() ? c.who.section : place->section;
  const inspecting by{section, c.who.roles, zone};
  if (auto done = execute(c.work, by, *asked); !done) return done.error();
  return api::changed_answer(c, asked->id, 201);
}

result<http::response> make_void(api::write_call& c) {
  const auto id = c.id<inspection_id>();
  if (!id) return id.error();
  const auto known = c.work.load<inspection_model>(*id);
  if (!known || !known->exists() || !c.who.sees(known->header.section))
    return problem(problems::not_found);
  if ((*known)->recorded.by != c.who.person && !c.who.may(permission::manage_inspections))
    return problem(problems::not_your_inspection);
  const auto asked = decode<void_inspection>(api::body_of(c));
  if (!asked) return asked.error();
  if (auto done = execute(c.work, *id, *asked); !done) return done.error();
  return api::changed_answer(c, *id);
}

// A plan is written by those who will inspect, an excuse is given by those who manage.
template <class Command>
result<http::response> round_step(api::write_call& c) {
  const auto id = c.id<round_id>();
  if (!id) return id.error();
  const auto known = c.work.load<round_model>(*id);
  if (!known || !known->exists() || !c.who.sees(known->header.section))
    return problem(problems::not_found);
  const auto asked = decode<Command>(api::body_of(c));
  if (!asked) return asked.error();
  if (auto done = execute(c.work, *id, *asked); !done) return done.error();
  return api::changed_answer(c, *id);
}

result<http::response> publish_list(api::write_call& c) {
  const auto asked = decode<publish_checklist>(api::body_of(c));
  if (!asked) return asked.error();
  if (auto done = execute(c.work, *asked); !done) return done.error();
  return api::changed_answer(c, asked->id, 201);
}

result<http::response> retire_list(api::write_call& c) {
  const auto id = c.id<checklist_id>();
  if (!id) return id.error();
  if (auto done = execute(c.work, *id, retire_checklist{}); !done) return done.error();
  return api::changed_answer(c, *id);
}

result<http::response> publish_rules(api::write_call& c) {
  const auto asked = decode<inspection_rulebook>(api::body_of(c));
  if (!asked) return asked.error();
  if (auto good = check(*asked); !good) return good.error();
  const auto known = c.work.load<rulebook_model>(rulebook_subject());
  if (!known) return known.error();
  if (auto same = api::check_version(c, known->header.version); !same) return same.error();
  c.work.record<rulebook_model>(rulebook_subject(), {}, rules_published{*asked});
  return api::changed_answer(c, rulebook_subject());
}

template <class Model>
result<http::response> history(const api::read_call& c) {
  return api::timeline(c, Model::name);
}

result<http::response> rules_in_force(const api::read_call& c) {
  return api::json_of(*rulebook_in_force(c.store, c.site));
}

}  // namespace

api::route_table routes(time_zone zone) {
  const auto read = [](auto handler) { return api::slow_read{handler}; };
  const auto read_by_calendar = [zone](auto handler) {
    return api::slow_read{[zone, handler](const api::read_call& c) { return handler(c, zone); }};
  };
  const auto recorded = [zone](api::write_call& c) { return record(c, zone); };
  using enum permission;
  return {
      // -- reading ----------------------------------------------------------------------------
      api::get("/api/v1/inspections", read_section, read(list_inspections))
          .asks({"section", "zone", "place", "limit", "cursor"})
          .gives_page<inspection_brief>()
          .says("Inspections, the newest first", "检查记录"),
      api::get("/api/v1/inspections/due", read_section, read_by_calendar(due_rounds))
          .asks({"section"})
          .gives<due_list>()
          .says("What has to be inspected: overdue, now, soon", "该查的：已超期、本期、将到期"),
      api::get("/api/v1/inspections/scores", read_section, read(scores))
          .asks({"section"})
          .gives<zone_score_list>()
          .says("The live score of every zone", "各责任区动态得分"),
      api::get("/api/v1/inspections/rounds", read_section, read_by_calendar(rounds_of_month))
          .asks({"section", "month"})
          .gives<round_month>()
          .says("The rounds of a month", "一个月的定期检查"),
      api::get("/api/v1/inspections/rounds/{id}", read_section, api::quick_read{one_round})
          .gives_record<inspection_round>()
          .says("One round", "一次定期检查"),
      api::get("/api/v1/inspections/rounds/{id}/history", read_section, read(history<round_model>))
          .gives<api::timeline_page>()
          .says("What happened to a round", "一次定期检查的经过"),
      api::get("/api/v1/inspections/{id}", read_section, api::quick_read{one_inspection})
          .asks({"known_at"})
          .gives_record<inspection>()
          .says("One inspection", "一次检查"),
      api::get("/api/v1/inspections/{id}/findings", read_section, read(findings_of))
          .gives<finding_list>()
          .says("The hazards its marks name, and which have arrived", "检查发现的隐患"),
      api::get("/api/v1/inspections/{id}/history", read_section, read(history<inspection_model>))
          .gives<api::timeline_page>()
          .says("What happened to an inspection", "一次检查的经过"),
      // -- inspecting -------------------------------------------------------------------------
      api::post("/api/v1/inspections", inspect, api::write{recorded})
          .takes<record_inspection>()
          .gives_record<inspection>(201)
          .says("Record an inspection", "记录检查"),
      api::post("/api/v1/inspections/{id}/void", inspect, api::write{make_void})
          .takes<void_inspection>()
          .gives_record<inspection>()
          .says("Void an inspection", "作废检查"),
      api::post("/api/v1/inspections/rounds/{id}/plan", manage_inspections,
                api::write{round_step<write_plan>})
          .takes<write_plan>()
          .gives_record<inspection_round>()
          .says("Write the plan of a round", "写检查方案"),
      api::post("/api/v1/inspections/rounds/{id}/excuse", manage_inspections,
                api::write{round_step<excuse_round>})
          .takes<excuse_round>()
          .gives_record<inspection_round>()
          .says("Excuse a round with the reason", "说明未检查的原因"),
      // -- checklists -------------------------------------------------------------------------
      api::get("/api/v1/checklists", read_section, read(list_checklists))
          .gives<checklist_page>()
          .says("Checklists in use", "在用的检查表"),
      api::get("/api/v1/checklists/{id}", read_section, read(one_checklist))
          .asks({"edition"})
          .gives<checklist>()
          .says("One checklist, as it is or in an earlier edition", "一张检查表"),
      api::post("/api/v1/checklists", manage_inspections, api::write{publish_list})
          .takes<publish_checklist>()
          .gives_record<checklist>(201)
          .says("Publish a checklist, or a new edition of it", "发布检查表"),
      api::post("/api/v1/checklists/{id}/retire", manage_inspections, api::write{retire_list})
          .takes<retire_checklist>()
          .gives_record<checklist>()
          .says("Retire a checklist", "停用检查表"),
      // -- the mine's rule set ----------------------------------------------------------------
      api::get("/api/v1/rules/inspections", api::signed_in{}, read(rules_in_force))
          .gives<inspection_rulebook>()
          .says("Who inspects when, and how scores age", "检查规则"),
      api::post("/api/v1/rules/inspections", manage_inspections, api::write{publish_rules})
          .takes<inspection_rulebook>()
          .gives<inspection_rulebook>()
          .says("Publish a rule set of inspections", "发布检查规则"),
  };
}

}  // namespace headway::inspections
