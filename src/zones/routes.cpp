#include "zones/routes.hpp"

#include "api/query.hpp"
#include "api/timeline.hpp"
#include "zones/administration.hpp"
#include "zones/answers.hpp"

namespace headway::zones {
namespace {

using api::permission;

// Whether zones of `section` are this principal's to change.
bool may_change(const api::principal& who, section_id section) {
  return section == who.section || who.may(permission::read_all_sections);
}

result<http::response> draw(api::write_call& c, time_zone wall) {
  const auto asked = decode<draw_zone>(api::body_of(c));
  if (!asked) return asked.error();
  const auto section = asked->section.value_or(c.who.section);
  if (section.is_nil() || !may_change(c.who, section))
    return problem(problems::not_permitted, "/section");
  if (auto done = execute(c.work, section, *asked, wall); !done) return done.error();
  return api::changed_answer(c, asked->id, 201);
}

// Every later step.
template <class Command>
result<http::response> step(api::write_call& c, time_zone wall) {
  const auto id = c.id<zone_id>();
  if (!id) return id.error();
  const auto known = c.work.load<zone_model>(*id);
  if (!known || !known->exists() || !c.who.sees(known->header.section))
    return problem(problems::not_found);
  if (!may_change(c.who, known->header.section)) return problem(problems::not_permitted);
  if (auto same = api::check_version(c, known->header.version); !same) return same.error();
  const auto asked = decode<Command>(api::body_of(c));
  if (!asked) return asked.error();
  if (auto done = execute(c.work, *id, *asked, wall); !done) return done.error();
  return api::changed_answer(c, *id);
}

api::route_table reading(time_zone wall) {
  using enum permission;
  const auto read = [](auto handler) { return api::slow_read{handler}; };
  const auto read_by_date = [wall](auto handler) {
    return api::slow_read{[wall, handler](const api::read_call& c) { return handler(c, wall); }};
  };
  return {
      api::get("/api/v1/zones", read_section, read(list_zones))
          .asks({"section", "retired"})
          .gives<zone_list>()
          .says("Zones of responsibility with their holders", "责任区和责任人"),
      api::get("/api/v1/zones/mine", read_section, read(mine))
          .gives<my_zones>()
          .says("What one holds, held and claims", "我的责任区"),
      api::get("/api/v1/zones/held", read_section, read(held))
          .asks({"place", "at", "known_at"})
          .gives<held_answer>()
          .says("Who held a place at a time, as is known now or was known then",
                "某个地点某一时刻由谁负责"),
      api::get("/api/v1/zones/posting", read_section, read(posting))
          .asks({"section"})
          .gives<zone_posting>()
          .says("The board: who is published, with face, duties and promise", "亮岗公示"),
      api::get("/api/v1/zones/attention", manage_zones, read_by_date(attention_needed))
          .asks({"section"})
          .gives<attention_list>()
          .says("Zones and crews that somebody must see to", "需要处理的责任区"),
      api::get("/api/v1/zones/{id}", read_section, api::quick_read{one_zone})
          .asks({"known_at"})
          .gives_record<zone>()
          .says("One zone", "一个责任区"),
      api::get("/api/v1/zones/{id}/claims", read_section, read_by_date(claims_of_zone))
          .gives<claim_ranking>()
          .says("Its open claims in the order that the rules suggest", "认领申请排序"),
      api::get("/api/v1/zones/{id}/history", read_section,
               read([](const api::read_call& c) { return api::timeline(c, zone_model::name); }))
          .gives<api::timeline_page>()
          .says("Its facts in order", "责任区历史"),
  };
}

}  // namespace

api::route_table routes(time_zone wall) {
  const auto write = [wall](auto handler) {
    return api::write{[wall, handler](api::write_call& c) { return handler(c, wall); }};
  };
  auto all = reading(wall);
  using enum permission;
  // clang-format off
  const api::route_table writing{
      api::post("/api/v1/zones", manage_zones, write(draw))
          .takes<draw_zone>()
          .gives_record<zone>(201)
          .says("Draw a zone", "划定责任区"),
      api::post("/api/v1/zones/{id}/redraw", manage_zones, write(step<redraw_zone>))
          .takes<redraw_zone>()
          .gives_record<zone>()
          .says("Draw it anew", "调整责任区"),
      api::post("/api/v1/zones/{id}/retire", manage_zones, write(step<retire_zone>))
          .takes<retire_zone>()
          .gives_record<zone>()
          .says("Retire it", "撤销责任区"),
      api::post("/api/v1/zones/{id}/claim", permission::claim_zone, write(step<zones::claim_zone>))
          .takes<zones::claim_zone>()
          .gives_record<zone>()
          .says("Claim it", "认领责任区"),
      api::post("/api/v1/zones/{id}/withdraw-claim", permission::claim_zone, write(step<withdraw_claim>))
          .takes<withdraw_claim>()
          .gives_record<zone>()
          .says("Withdraw one's claim", "撤回认领"),
      api::post("/api/v1/zones/{id}/decide-claims", manage_zones, write(step<decide_claims>))
          .takes<decide_claims>()
          .gives_record<zone>()
          .says("Decide on claims, with the reason", "研究决定认领申请"),
      api::post("/api/v1/zones/{id}/appoint", manage_zones, write(step<appoint_holder>))
          .takes<appoint_holder>()
          .gives_record<zone>()
          .says("Appoint a holder", "定岗"),
      api::post("/api/v1/zones/{id}/publish", manage_zones, write(step<publish_holder>))
          .takes<publish_holder>()
          .gives_record<zone>()
          .says("Publish a holder", "亮岗"),
      api::post("/api/v1/zones/{id}/end-tenure", manage_zones, write(step<end_tenure>))
          .takes<end_tenure>()
          .gives_record<zone>()
          .says("End a holder's tenure", "免去责任人"),
      api::post("/api/v1/zones/{id}/suspend", manage_zones, write(step<suspend_tenure>))
          .takes<suspend_tenure>()
          .gives_record<zone>()
          .says("Suspend a holder", "暂停责任人"),
      api::post("/api/v1/zones/{id}/restore", manage_zones, write(step<restore_tenure>))
          .takes<restore_tenure>()
          .gives_record<zone>()
          .says("Restore a holder", "恢复责任人"),
      api::post("/api/v1/zones/{id}/settle", settle_contest, write(step<settle_zone_dispute>))
          .takes<settle_zone_dispute>()
          .gives_record<zone>()
          .says("Settle a contested step", "裁定有争议的步骤"),
  };
  // clang-format on
  all.insert(all.end(), writing.begin(), writing.end());
  return all;
}

}  // namespace headway::zones
