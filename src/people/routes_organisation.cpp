// Sections, crews, posts and the rotation: what is changed, by whom.
#include "people/route_parts.hpp"

namespace headway::people {
namespace {

using api::permission;
constexpr auto manage = permission::manage_people;

// Runs a command that begins a subject: `id` and, to be seen, `section` are in the body.
template <class Asked>
api::write begin(section_id Asked::*section) {
  return {[section](api::write_call& c) -> result<http::response> {
    const auto asked = decode<Asked>(c.in.body);
    if (!asked) return asked.error();
    if (!c.who.sees(*asked.*section)) return problem(problems::not_permitted);
    if (auto done = execute(c.work, *asked); !done) return done.error();
    return api::changed_answer(c, asked->id, 201);
  }};
}

// Runs a command on the subject in the path.
template <class Model, class Id, class Asked, class... More>
api::write step(More... more) {
  return {[more...](api::write_call& c) -> result<http::response> {
    const auto id = c.id<Id>();
    if (!id) return id.error();
    const auto asked = decode<Asked>(body_of(c));
    if (!asked) return asked.error();
    if (auto found = commanded<Model>(c, *id); !found) return found.error();
    if (auto done = execute(c.work, *id, *asked, more...); !done) return done.error();
    return api::changed_answer(c, *id);
  }};
}
template <class Asked>
constexpr auto crew_step = step<crew_model, crew_id, Asked>;
template <class Asked>
constexpr auto post_step = step<post_model, post_id, Asked>;

result<http::response> found(api::write_call& c) {
  const auto asked = decode<found_section>(c.in.body);
  if (!asked) return asked.error();
  if (!c.who.may(permission::read_all_sections)) return problem(problems::not_permitted);
  if (auto done = execute(c.work, *asked); !done) return done.error();
  return api::changed_answer(c, asked->id, 201);
}

result<http::response> rotate(api::write_call& c) {
  const auto asked = decode<set_rotation>(c.in.body);
  if (!asked) return asked.error();
  if (auto found = api::visible(c, c.store, asked->crew, crew_model::name); !found)
    return problem(problems::unknown_crew, "/crew");
  if (auto done = execute(c.work, *asked); !done) return done.error();
  return api::changed_answer(c, asked->crew);
}

}  // namespace

api::route_table organisation_routes(const shared_office& in) {
  const auto zone = in->with.zone;
  return {
      api::get("/api/v1/people/sections/{id}", permission::read_section, one<section_model>())
          .gives_record<section>()
          .says("One section", "一个区队"),
      api::post("/api/v1/people/sections", manage, api::write{found})
          .takes<found_section>()
          .gives_record<section>(201)
          .says("Found a section", "新建区队"),
      api::post("/api/v1/people/sections/{id}/rename", manage,
                step<section_model, section_id, rename_section>())
          .takes<rename_section>()
          .gives_record<section>()
          .says("Rename a section", "区队改名"),
      api::post("/api/v1/people/sections/{id}/shift-system", manage,
                step<section_model, section_id, set_shift_system>(zone))
          .takes<set_shift_system>()
          .gives_record<section>()
          .says("Set the shift system from a date on", "从某日起改班制"),

      api::get("/api/v1/people/crews/{id}", permission::read_section, one<crew_model>())
          .gives_record<crew>()
          .says("One crew", "一个班组"),
      api::post("/api/v1/people/crews", manage, begin(&form_crew::section))
          .takes<form_crew>()
          .gives_record<crew>(201)
          .says("Form a crew", "新建班组"),
      api::post("/api/v1/people/crews/{id}/change", manage, crew_step<change_crew>())
          .takes<change_crew>()
          .gives_record<crew>()
          .says("Change a crew", "修改班组"),
      api::post("/api/v1/people/crews/{id}/dissolve", manage, crew_step<dissolve_crew>())
          .takes<dissolve_crew>()
          .gives_record<crew>()
          .says("Dissolve a crew", "撤销班组"),
      api::post("/api/v1/roster/rotation", manage, api::write{rotate})
          .takes<set_rotation>()
          .gives_record<crew>()
          .says("Set the rotation of a crew from a date on", "从某日起设定倒班"),

      api::get("/api/v1/people/posts/{id}", permission::read_section, one<post_model>())
          .gives_record<post>()
          .says("One post", "一个岗位"),
      api::post("/api/v1/people/posts", manage, begin(&declare_post::section))
          .takes<declare_post>()
          .gives_record<post>(201)
          .says("Declare a post", "新建岗位"),
      api::post("/api/v1/people/posts/{id}/change", manage, post_step<change_post>())
          .takes<change_post>()
          .gives_record<post>()
          .says("Change a post", "修改岗位"),
      api::post("/api/v1/people/posts/{id}/withdraw", manage, post_step<withdraw_post>())
          .takes<withdraw_post>()
          .gives_record<post>()
          .says("Withdraw a post", "撤销岗位"),
  };
}

}  // namespace headway::people
