#include "coverage/routes.hpp"

#include "coverage/administration.hpp"
#include "coverage/records.hpp"
#include "coverage/route_parts.hpp"

namespace headway::coverage {
namespace {

using api::permission;

constexpr int periods_days_at_most = 400;

// ---- reading
// --------------------------------------------------------------------------------------

result<http::response> now(const api::read_call& c, time_zone zone) {
  const auto section = section_asked(c);
  if (!section) return section.error();
  auto answer = now_of(reading(c, *section, zone));
  const auto at = std::exchange(answer.now, instant());
  const auto basis = encode(answer);  // without the time, which is another at every reading
  answer.now = at;
  return api::validated(c, encode(answer), basis);
}

result<http::response> my(const api::read_call& c, time_zone zone) {
  if (c.who.section.is_nil()) return api::json_of(my_coverage{});
  return api::validated(c, encode(my_of(reading(c, c.who.section, zone), c.who.person)));
}

result<http::response> gaps(const api::read_call& c, time_zone) {
  const auto section = section_asked(c);
  if (!section) return section.error();
  const auto limit = c.page_limit();
  if (!limit) return limit.error();
  std::string body = R"({"items":[)";
  journal::served_documents items(body);
  const auto next = list_gaps(c.store, c.site, *section, api::flag_in_query(c, "open"), *limit,
                              c.query("cursor").value_or(""),
                              [&](const journal::subject_view& one) { items.add(one); });
  if (!next) return next.error();
  items.finish(c.store, c.site);
  body += ']';
  if (!next->empty()) {
    body += R"(,"next":)";
    codec::append_quoted(body, *next);
  }
  return api::json(body + '}');
}

template <class Model>
result<http::response> one(const api::read_call& c, time_zone) {
  const auto id = c.id<uuid>();
  if (!id) return id.error();
  const auto found = api::visible(c, c.store, *id, Model::name);
  if (!found) return found.error();
  return api::record_answer(c, c.store, *found);
}

result<http::response> rules(const api::read_call& c, time_zone) {
  const auto section = section_asked(c);
  if (!section) return section.error();
  return api::validated(c, encode(*rules_in_force(c.store, c.site, *section)));
}

result<http::response> periods(const api::read_call& c, time_zone zone) {
  const auto section = section_asked(c);
  if (!section) return section.error();
  const auto this_month = month::of(zone.date_of(c.now));
  const auto from = date_asked(c, "from", this_month.first);
  if (!from) return from.error();
  const auto until = date_asked(c, "until", this_month.next().end());
  if (!until) return until.error();
  if (*until <= *from) return problem(problems::empty_range, "?until");
  if (people::days_between(*from, *until) > periods_days_at_most)
    return problem(problems::range_too_long, "?until",
                   {{"most", std::to_string(periods_days_at_most)}});
  return api::validated(c, encode(periods_of(reading(c, *section, zone), *from, *until)));
}

result<http::response> series(const api::read_call& c, time_zone) {
  const auto section = section_asked(c);
  if (!section) return section.error();
  return api::validated(c, encode(series_list{series_of(c.store, c.site, *section)}));
}

result<http::response> months(const api::read_call& c, time_zone zone) {
  const auto section = section_asked(c);
  if (!section) return section.error();
  return api::validated(c, encode(months_of(reading(c, *section, zone))));
}

// ---- commands
// -------------------------------------------------------------------------------------

// The first step of a subject: the section is named, or one's own.
template <class Command, class Subject>
result<http::response> found(api::write_call& c, Subject subject, int status) {
  const auto asked = decode<Command>(api::body_of(c));
  if (!asked) return asked.error();
  const auto section = section_of(c, asked->section);
  if (!section) return section.error();
  if (auto done = execute(c.work, *section, *asked); !done) return done.error();
  return api::changed_answer(c, subject(*section, *asked), status);
}

result<http::response> set_rules(api::write_call& c, time_zone) {
  const auto asked = decode<publish_rules>(api::body_of(c));
  if (!asked) return asked.error();
  const auto section = section_of(c, asked->section);
  if (!section) return section.error();
  const auto known = c.work.load<rules_model>(rules_subject(*section));
  if (!known) return known.error();
  if (auto same = api::check_version(c, known->header.version); !same) return same.error();
  if (auto done = execute(c.work, *section, *asked); !done) return done.error();
  return api::changed_answer(c, rules_subject(*section));
}

result<http::response> declare(api::write_call& c, time_zone) {
  return found<declare_period>(
      c, [](section_id, const declare_period& asked) { return asked.id; }, 201);
}

result<http::response> record(api::write_call& c, time_zone) {
  return found<record_readings>(
      c,
      [](section_id section, const record_readings& asked) {
        return series_id(section, asked.series.value);
      },
      200);
}

result<http::response> publish(api::write_call& c, time_zone zone) {
  const auto asked = decode<publish_month>(api::body_of(c));
  if (!asked) return asked.error();
  const auto section = section_of(c, asked->section);
  if (!section) return section.error();
  if (auto done = execute(c.work, *section, *asked, zone); !done) return done.error();
  return api::changed_answer(c, month_plan_id(*section, *month::parse(asked->month.value)), 201);
}

// Every later step on a subject that is there.
template <class Model, class Command, class Run>
result<http::response> step(api::write_call& c, Run run) {
  const auto id = c.id<uuid>();
  if (!id) return id.error();
  const auto known = c.work.load<Model>(*id);
  if (!known || !known->exists()) return problem(problems::not_found);
  if (auto mine = section_of(c, known->header.section); !mine) {
    auto wrong = mine.error();
    wrong.pointer.clear();
    return wrong;
  }
  if (auto same = api::check_version(c, known->header.version); !same) return same.error();
  const auto asked = decode<Command>(api::body_of(c));
  if (!asked) return asked.error();
  if (auto done = run(*id, *asked); !done) return done.error();
  return api::changed_answer(c, *id);
}

result<http::response> end(api::write_call& c, time_zone) {
  return step<period_model, end_period>(c, [&](const uuid& id, const end_period& asked) {
    return execute(c.work, special_period_id(id), asked);
  });
}

result<http::response> change(api::write_call& c, time_zone zone) {
  return step<month_model, change_month>(c, [&](const uuid& id, const change_month& asked) {
    return execute(c.work, id, asked, zone);
  });
}

api::route_table standing_routes(time_zone zone) {
  using enum permission;
  const auto read = [zone](auto handler) {
    return api::slow_read{[zone, handler](const api::read_call& c) { return handler(c, zone); }};
  };
  const auto write = [zone](auto handler) {
    return api::write{[zone, handler](api::write_call& c) { return handler(c, zone); }};
  };
  return {
      // -- what is uncovered ------------------------------------------------------------------
      api::get("/api/v1/coverage/now", read_section, read(now))
          .asks({"section"})
          .gives<coverage_now>()
          .says("What is uncovered now, next, this week, later", "当前和近期的空缺"),
      api::get("/api/v1/coverage/gaps", read_section, read(gaps))
          .asks({"section", "open", "limit", "cursor"})
          .gives<gap_page>()
          .says("Gaps that were noticed, with their ladder", "已发现的空缺"),
      api::get("/api/v1/coverage/gaps/{id}", read_section, read(one<gap_model>))
          .gives_record<coverage_gap>()
          .says("One gap", "一处空缺"),
      api::get("/api/v1/coverage/my", api::signed_in{}, read(my))
          .gives<my_coverage>()
          .says("My duties, and what changed", "我的值岗安排"),
      // -- what must be covered ---------------------------------------------------------------
      api::get("/api/v1/coverage/rules", read_section, read(rules))
          .asks({"section"})
          .gives<coverage_rules>()
          .says("What the section demands to be covered", "全覆盖规则"),
      api::post("/api/v1/coverage/rules", plan_coverage, write(set_rules))
          .takes<publish_rules>()
          .gives<coverage_rules>()
          .says("Publish a rule set", "发布全覆盖规则"),
      api::get("/api/v1/coverage/periods", read_section, read(periods))
          .asks({"section", "from", "until"})
          .gives<period_list>()
          .says("Special periods, declared and triggered", "特殊时期"),
      api::post("/api/v1/coverage/periods", plan_coverage, write(declare))
          .takes<declare_period>()
          .gives_record<special_period>(201)
          .says("Declare a special period", "登记特殊时期"),
      api::post("/api/v1/coverage/periods/{id}/end", plan_coverage, write(end))
          .takes<end_period>()
          .gives_record<special_period>()
          .says("End it early", "提前结束特殊时期"),
      api::get("/api/v1/coverage/series", read_section, read(series))
          .asks({"section"})
          .gives<series_list>()
          .says("Measured series that triggers look at", "监测数据"),
      api::post("/api/v1/coverage/series", plan_coverage, write(record))
          .takes<record_readings>()
          .gives_record<measured_series>()
          .says("Record readings of a series", "录入监测数据"),
      // -- months -----------------------------------------------------------------------------
      api::get("/api/v1/coverage/months", read_section, read(months))
          .asks({"section"})
          .gives<month_list>()
          .says("Months, published or not", "月度计划列表"),
      api::post("/api/v1/coverage/months", plan_coverage, write(publish))
          .takes<publish_month>()
          .gives_record<month_plan>(201)
          .says("Publish a month", "发布月度计划"),
      api::get("/api/v1/coverage/months/{id}", read_section, read(one<month_model>))
          .gives_record<month_plan>()
          .says("One published month", "一个月的计划"),
      api::post("/api/v1/coverage/months/{id}/change", plan_coverage, write(change))
          .takes<change_month>()
          .gives_record<month_plan>()
          .says("Change a published month, the roster with it", "调整已发布的计划"),
  };
}

}  // namespace

api::route_table routes(const services& with) {
  api::route_table all;
  for (auto& part : {standing_routes(with.zone), planning_routes(with), file_routes(with)})
    all.insert(all.end(), part.begin(), part.end());
  return all;
}

}  // namespace headway::coverage
