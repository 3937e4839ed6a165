// Persons: who joins, changes, leaves; certificates, exceptions of the roster, erasure.
#include "attachments/records.hpp"
#include "people/identities.hpp"
#include "people/queries.hpp"
#include "people/records.hpp"
#include "people/route_parts.hpp"

namespace headway::people {
namespace {

using api::permission;
constexpr auto manage = permission::manage_people;

struct certificate_number {
  certificate_code code{};
  std::string number;
};
BOOST_DESCRIBE_STRUCT(certificate_number, (), (code, number))

struct person_record : person {
  std::int64_t version = 0;
  std::optional<people::identity> identity;  // absent: erased
  std::optional<std::string> picture;        // an attachment
  std::vector<certificate_number> certificate_numbers;
};
BOOST_DESCRIBE_STRUCT(person_record, (person), (version, identity, picture, certificate_numbers))

struct person_picture {
  person_id person;
  std::optional<std::string> picture;
};
BOOST_DESCRIBE_STRUCT(person_picture, (), (person, picture))

http::response answer(sql::connection& store, site_id site, const journal::stored_subject& subject,
                      int status = 200) {
  person_record made;
  static_cast<person&>(made) = decode<person>(subject.document).value();
  made.version = subject.header.version;
  made.identity = find_identity(store, site, made.id);
  made.picture = picture_of(store, site, made.id);
  for (const auto& [code, number] : certificate_numbers_of(store, site, made.id))
    made.certificate_numbers.push_back({code, number});
  auto answered = api::json_of(made, status);
  answered.headers.emplace_back("ETag", '"' + std::to_string(made.version) + '"');
  return answered;
}

result<http::response> again(const api::read_call& c, const journal::stored_subject& subject) {
  if (subject.kind != person_model::name) return problem(problems::not_found);
  return answer(c.store, c.site, subject);
}

// Who signs in as this person has other rights from now on.
void forget_sign_ins(const office& in, sql::connection& store, site_id site, person_id person) {
  for (const auto account : accounts_of_person(store, site, person))
    in.with.sessions.forget(account);
}

result<void> check_target(const api::call& c, const std::optional<section_id>& section) {
  if (section && !c.who.sees(*section)) return problem(problems::not_permitted, "/section");
  // People of the mine see and work in every section: only who sees them all says who they are.
  if (section && section->is_nil() && !c.who.may(permission::read_all_sections))
    return problem(problems::not_permitted, "/section");
  return {};
}

result<http::response> join(api::write_call& c) {
  const auto asked = decode<join_person>(c.in.body);
  if (!asked) return asked.error();
  if (auto allowed = check_target(c, asked->section); !allowed) return allowed.error();
  if (auto done = execute(c.work, *asked, c.who.section); !done) return done.error();
  return answer(c.store, c.site, c.work.preview(asked->id), 201);
}

template <class Asked>
result<void> check_more(const api::call&, const Asked&) {
  return {};
}
template <>
result<void> check_more(const api::call& c, const change_person& asked) {
  return check_target(c, asked.section);
}

template <class Asked>
api::write step(const shared_office& in) {
  return {[in](api::write_call& c) -> result<http::response> {
            const auto id = c.id<person_id>();
            if (!id) return id.error();
            const auto asked = decode<Asked>(body_of(c));
            if (!asked) return asked.error();
            if (auto found = commanded<person_model>(c, *id); !found) return found.error();
            if (auto allowed = check_more(c, *asked); !allowed) return allowed.error();
            if (auto done = execute(c.work, *id, *asked); !done) return done.error();
            forget_sign_ins(*in, c.store, c.site, *id);
            return answer(c.store, c.site, c.work.preview(*id));
          },
          again};
}

// The bytes of the face go as well. Should the commit fail, the command comes again and finds them
// gone already.
api::write erase(const shared_office& in) {
  auto as_step = step<erase_person>(in);
  return {[in, run = as_step.run](api::write_call& c) -> result<http::response> {
            const auto id = c.id<person_id>();
            const auto face = id ? picture_of(c.store, c.site, *id) : std::nullopt;
            auto done = run(c);
            if (done && face) in->with.pictures.erase(*face);
            return done;
          },
          as_step.again};
}

template <class Asked>
api::write roster_step() {
  return {[](api::write_call& c) -> result<http::response> {
            const auto asked = decode<Asked>(c.in.body);
            if (!asked) return asked.error();
            if (!api::visible(c, c.store, asked->person, person_model::name))
              return problem(problems::unknown_person, "/person");
            if (auto done = execute(c.work, *asked); !done) return done.error();
            return answer(c.store, c.site, c.work.preview(asked->person));
          },
          again};
}

// Outside the journal, as all that says who a person is: nothing to replay, and gone when erased.
result<http::response> set_picture(api::write_call& c) {
  const auto id = c.id<person_id>();
  if (!id) return id.error();
  const auto found = api::visible(c, c.store, *id, person_model::name);
  if (!found) return found.error();
  if (*id != c.who.person && !c.who.may(manage)) return problem(problems::not_permitted);
  const auto asked = decode<set_person_picture>(body_of(c));
  if (!asked) return asked.error();
  person_picture made{*id, {}};
  if (asked->picture) {
    const auto kept = attachments::find_visible(c.store, c.site, asked->picture->value, c.who);
    if (!kept || kept->width == 0) return problem(problems::no_picture, "/picture");
    // Whoever sees the person sees the face.
    attachments::note(c.store, c.site, *kept, found->header.section, c.who.person, c.now);
    made.picture = kept->id.value;
  }
  if (!put_picture(c.store, c.site, *id, made.picture, c.now)) return problem(problems::not_found);
  return api::json_of(made);
}

result<http::response> read_one(const api::read_call& c) {
  const auto id = c.id<person_id>();
  if (!id) return id.error();
  const auto found = api::visible(c, c.store, *id, person_model::name);
  if (!found) return found.error();
  return answer(c.store, c.site, *found);
}

}  // namespace

api::route_table person_routes(const shared_office& in) {
  return {
      api::get("/api/v1/people/persons/{id}", manage, api::quick_read{read_one})
          .gives<person_record>()
          .says("One person, with telephone and certificates", "一名人员"),
      api::post("/api/v1/people/persons", manage, api::write{join, again})
          .takes<join_person>()
          .gives<person_record>(201)
          .says("A person joins", "新增人员"),
      api::post("/api/v1/people/persons/{id}/change", manage, step<change_person>(in))
          .takes<change_person>()
          .gives<person_record>()
          .says("Change a person", "修改人员"),
      api::post("/api/v1/people/persons/{id}/leave", manage, step<leave_person>(in))
          .takes<leave_person>()
          .gives<person_record>()
          .says("A person leaves", "人员离开"),
      api::post("/api/v1/people/persons/{id}/erase", manage, erase(in))
          .takes<erase_person>()
          .gives<person_record>()
          .says("Erase who a person was", "抹去人员身份"),
      api::post("/api/v1/people/persons/{id}/picture", permission::read_section,
                api::write{set_picture})
          .takes<set_person_picture>()
          .gives<person_picture>()
          .says("Set or remove the picture of a person", "设置人员照片"),
      api::post("/api/v1/people/persons/{id}/certificates/grant", manage,
                step<grant_certificate>(in))
          .takes<grant_certificate>()
          .gives<person_record>()
          .says("Enter or renew a certificate", "登记或换发证件"),
      api::post("/api/v1/people/persons/{id}/certificates/withdraw", manage,
                step<withdraw_certificate>(in))
          .takes<withdraw_certificate>()
          .gives<person_record>()
          .says("Withdraw a certificate", "注销证件"),
      api::post("/api/v1/roster/exception", manage, roster_step<set_exception>())
          .takes<set_exception>()
          .gives<person_record>()
          .says("Leave, sickness, training or another shift on one date", "登记请假、培训或调班"),
      api::post("/api/v1/roster/exception/lift", manage, roster_step<lift_exception>())
          .takes<lift_exception>()
          .gives<person_record>()
          .says("Lift an exception", "取消请假或调班"),
  };
}

}  // namespace headway::people
