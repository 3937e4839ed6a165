#include "places/routes.hpp"

#include <memory>

#include "api/query.hpp"
#include "api/validation.hpp"
#include "places/administration.hpp"
#include "places/graph.hpp"
#include "places/records.hpp"
#include "plates/code.hpp"

namespace headway::places {
namespace {

using api::permission;

struct drawn_place : place {
  std::string plate_code;  // by which the app finds the place when the figures are typed
};
BOOST_DESCRIBE_STRUCT(drawn_place, (place), (plate_code))

struct drawing {
  std::vector<drawn_place> places;
  std::vector<joint> joints;
  std::vector<risk_point> risk_points;
};
BOOST_DESCRIBE_STRUCT(drawing, (), (places, joints, risk_points))

struct colour_list {
  std::vector<coloured_place> items;
};
BOOST_DESCRIBE_STRUCT(colour_list, (), (items))

result<http::response> draw(const api::read_call& c) {
  const auto scope = api::section_in_query(c);
  if (!scope) return scope.error();
  auto places = open_places(c.store, c.site, *scope);
  drawing all{{}, joints_of(places), open_risk_points(c.store, c.site, *scope)};
  for (auto& each : places) {
    const auto code = plates::code_of(each.id);
    all.places.push_back({std::move(each), code});
  }
  return api::validated(c, encode(all));
}

result<http::response> colour(const api::read_call& c, const ask_open_hazards& ask) {
  const auto scope = api::section_in_query(c);
  if (!scope) return scope.error();
  const auto hazards = ask(c.store, c.site, *scope);
  return api::validated(c, encode(colour_list{colours_of(c.store, c.site, *scope, hazards)}));
}

result<http::response> one(const api::read_call& c) {
  const auto id = c.id<place_id>();
  if (!id) return id.error();
  const auto found = api::visible(c, c.store, *id, place_model::name);
  if (!found) return found.error();
  return api::record_answer(c, c.store, *found);
}

// Whether places of `section` (nil: of the whole mine) are this principal's to change.
bool may_change(const api::principal& who, section_id section) {
  return section == who.section || who.may(permission::read_all_sections);
}

result<http::response> open(api::write_call& c) {
  const auto asked = decode<open_place>(api::body_of(c));
  if (!asked) return asked.error();
  const auto section = asked->section.value_or(c.who.section);
  if (!may_change(c.who, section)) return problem(problems::not_permitted, "/section");
  if (auto done = execute(c.work, section, *asked); !done) return done.error();
  return api::changed_answer(c, asked->id, 201);
}

result<http::response> declare(api::write_call& c) {
  const auto asked = decode<declare_risk>(api::body_of(c));
  if (!asked) return asked.error();
  const auto at = find_place(c.store, c.site, asked->place);
  if (!at || !c.who.sees(at->section)) return problem(problems::no_place, "/place");
  if (!may_change(c.who, at->section)) return problem(problems::not_permitted, "/place");
  if (auto done = execute(c.work, *asked); !done) return done.error();
  return api::changed_answer(c, asked->id, 201);
}

// Every later step on a place or risk point.
template <class Model, class Id, class Command>
result<http::response> step(api::write_call& c) {
  const auto id = c.id<Id>();
  if (!id) return id.error();
  const auto known = c.work.load<Model>(*id);
  if (!known || !known->exists() || !c.who.sees(known->header.section))
    return problem(problems::not_found);
  if (!may_change(c.who, known->header.section)) return problem(problems::not_permitted);
  if (auto same = api::check_version(c, known->header.version); !same) return same.error();
  const auto asked = decode<Command>(api::body_of(c));
  if (!asked) return asked.error();
  if (auto done = execute(c.work, *id, *asked); !done) return done.error();
  return api::changed_answer(c, *id);
}

template <class Command>
api::write place_step() {
  return {step<place_model, place_id, Command>};
}
template <class Command>
api::write risk_step() {
  return {step<risk_point_model, risk_point_id, Command>};
}

}  // namespace

api::route_table routes(ask_open_hazards ask) {
  const auto shared = std::make_shared<const ask_open_hazards>(std::move(ask));
  const auto coloured = [shared](const api::read_call& c) { return colour(c, *shared); };
  const auto manage = permission::manage_places;
  return {
      api::get("/api/v1/places", permission::read_section, api::slow_read{draw})
          .asks({"section"})
          .gives<drawing>()
          .says("Places, joints and risk points in use", "在用的地点、连接点和风险点"),
      api::get("/api/v1/places/colours", permission::read_section, api::slow_read{coloured})
          .asks({"section"})
          .gives<colour_list>()
          .says("The four-colour map", "四色图"),
      api::get("/api/v1/places/{id}", permission::read_section, api::quick_read{one})
          .gives_record<place>()
          .says("One place", "一个地点"),
      api::post("/api/v1/places", manage, api::write{open})
          .takes<open_place>()
          .gives_record<place>(201)
          .says("Open a place", "建立地点"),
      api::post("/api/v1/places/{id}/change", manage, place_step<change_place>())
          .takes<change_place>()
          .gives_record<place>()
          .says("Change a place", "修改地点"),
      api::post("/api/v1/places/{id}/retire", manage, place_step<retire_place>())
          .takes<retire_place>()
          .gives_record<place>()
          .says("Retire a place", "停用地点"),
      api::post("/api/v1/places/risk-points", manage, api::write{declare})
          .takes<declare_risk>()
          .gives_record<risk_point>(201)
          .says("Declare a risk point", "登记风险点"),
      api::post("/api/v1/places/risk-points/{id}/change", manage, risk_step<change_risk>())
          .takes<change_risk>()
          .gives_record<risk_point>()
          .says("Change a risk point", "修改风险点"),
      api::post("/api/v1/places/risk-points/{id}/withdraw", manage, risk_step<withdraw_risk>())
          .takes<withdraw_risk>()
          .gives_record<risk_point>()
          .says("Withdraw a risk point", "撤销风险点"),
  };
}

}  // namespace headway::places
