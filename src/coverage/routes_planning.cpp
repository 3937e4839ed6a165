// Looking at a month, planning it in the background, repairing it.
#include "coverage/planning.hpp"
#include "coverage/records.hpp"
#include "coverage/route_parts.hpp"

namespace headway::coverage {
namespace {

using api::permission;

result<month> month_in_query(const api::call& c, time_zone zone) {
  const auto given = c.query("month");
  if (!given || given->empty()) return month::of(zone.date_of(c.now));
  if (const auto of = month::parse(*given)) return *of;
  return problem(problems::bad_month, "?month");
}

// A plan of the background, if its section may be seen.
result<plan_job> job_of(const api::call& c, const services& with, const uuid& id) {
  auto found = with.room.find(id);
  if (!found || !c.who.sees(found->section)) return problem(problems::not_found);
  return std::move(*found);
}

result<http::response> matrix(const api::read_call& c, const services& with) {
  const auto plan = api::id_in_query<uuid>(c, "plan");
  if (!plan) return plan.error();
  if (*plan) {
    const auto job = job_of(c, with, **plan);
    if (!job || !job->result) return problem(problems::not_found, "?plan");
    const matrix_wishes as{*month::parse(job->month), job->id, &*job->result};
    return api::validated(c, encode(matrix_of(reading(c, job->section, with.zone), as)));
  }
  const auto section = section_asked(c);
  if (!section) return section.error();
  const auto of = month_in_query(c, with.zone);
  if (!of) return of.error();
  return api::validated(c, encode(matrix_of(reading(c, *section, with.zone), {*of})));
}

struct looked_at {
  picture in;
  std::optional<dated_plan> stands;
  local_date today;
};
looked_at look(sql::connection& store, site_id site, const picture_wishes& as) {
  looked_at made{read_picture(store, site, as), std::nullopt, {}};
  auto plans = plans_between(store, site, as.section, as.from, as.until);
  if (!plans.empty()) made.stands = std::move(plans.front());
  made.today = made.in.calendar.shift_at(as.now).date;
  return made;
}

result<http::response> cell(const api::read_call& c, const services& with) {
  const auto section = section_asked(c);
  if (!section) return section.error();
  const auto key = c.query("demand");
  if (!key || key->empty() || key->size() > demand_key::most)
    return problem(problems::missing_field, "?demand", {{"field", "demand"}});
  const auto date = date_asked(c, "date", with.zone.date_of(c.now));
  if (!date) return date.error();
  const auto of = month::of(*date);
  const auto seen = look(c.store, c.site, {*section, with.zone, c.now, of.first, of.end()});
  const auto found = cell_of(seen.in, of, seen.stands, {*key, *date, seen.today});
  if (!found) return found.error();
  if (!*found) return problem(problems::unknown_demand, "?demand");
  return api::validated(c, encode(**found));
}

bool is_away_throughout(const picture& in, person_id person, local_date from, local_date until) {
  for (auto date = from; date < until; date = people::plus_days(date, 1))
    if (!is_away(*find_person(in, person), date)) return false;
  return true;
}

result<http::response> repairs(const api::read_call& c, const services& with) {
  const auto section = section_asked(c);
  if (!section) return section.error();
  const auto person = api::id_in_query<person_id>(c, "person");
  if (!person) return person.error();
  const auto today = with.zone.date_of(c.now);
  const auto from = date_asked(c, "from", people::plus_days(today, 1));
  if (!from) return from.error();
  const auto until = date_asked(c, "until", people::plus_days(*from, 1));
  if (!until) return until.error();
  if (*until <= *from) return problem(problems::empty_range, "?until");
  const auto of = month::of(*from);
  const auto seen = look(c.store, c.site, {*section, with.zone, c.now, of.first, of.end()});
  if (*person && !find_person(seen.in, **person))
    return problem(problems::unknown_reference, "?person");
  if (!seen.stands) return problem(problems::not_published);
  repair_list answer{month_plan_id(*section, of), of.code(), *from,
                     std::min(*until, of.end()),  {},        {}};
  auto found = repairs_of(seen.in, *seen.stands, {*person, answer.from, answer.until, seen.today});
  if (!found) return found.error();
  answer.items = std::move(*found);
  if (*person && !is_away_throughout(seen.in, **person, answer.from, answer.until))
    answer.absence = absence_note{**person, answer.from, answer.until};
  return api::json_of(answer);
}

// ---- in the background
// ----------------------------------------------------------------------------

result<http::response> jobs(const api::read_call& c, const services& with) {
  const auto section = section_asked(c);
  if (!section) return section.error();
  return api::json_of(plan_job_list{with.room.list(*section)});
}

result<http::response> start(const api::call& c, const services& with) {
  const auto asked = decode<start_planning>(api::body_of(c));
  if (!asked) return asked.error();
  const auto section = section_of(c, asked->section);
  if (!section) return section.error();
  const auto of = month::parse(asked->month.value);
  if (!of) return problem(problems::bad_month, "/month");
  if (asked->seconds && (*asked->seconds < 1 || *asked->seconds > limits::planning_seconds_most))
    return problem(problems::out_of_range, "/seconds",
                   {{"least", "1"}, {"most", std::to_string(limits::planning_seconds_most)}});
  if (asked->id.is_nil()) return problem(problems::missing_field, "/id", {{"field", "id"}});
  auto seen = [&] {
    const sql::reader_pool::lease store(with.readers);
    return look(*store, with.site, {*section, with.zone, c.now, of->first, of->end()});
  }();
  if (seen.stands) return problem(problems::already_published, "/month");
  plan_job job;
  job.id = asked->id;
  job.section = *section;
  job.month = of->code();
  job.asked_by = c.who.person;
  job.asked_at = c.now;
  job.seed = asked->seed.value_or(1);
  planning_order as{static_cast<std::uint64_t>(job.seed), std::nullopt, seen.today};
  if (asked->seconds) as.seconds = *asked->seconds;
  const auto begun =
      with.room.start(job, [in = std::move(seen.in), of = *of, as](planner::plan_watcher watcher) {
        return plan_month(in, of, as, watcher);
      });
  if (!begun) return begun.error();
  return api::json_of(*begun, 202);
}

result<http::response> job(const api::call& c, const services& with) {
  const auto id = c.id<uuid>();
  if (!id) return id.error();
  const auto found = job_of(c, with, *id);
  if (!found) return found.error();
  return api::json_of(*found);
}

result<http::response> cancel(const api::call& c, const services& with) {
  const auto id = c.id<uuid>();
  if (!id) return id.error();
  if (const auto found = job_of(c, with, *id); !found) return found.error();
  with.room.cancel(*id);
  return job(c, with);
}

}  // namespace

api::route_table planning_routes(const services& with) {
  using enum permission;
  const auto read = [with](auto handler) {
    return api::slow_read{[with, handler](const api::read_call& c) { return handler(c, with); }};
  };
  const auto task = [with](auto handler) {
    return api::task{[with, handler](const api::call& c) { return handler(c, with); }};
  };
  return {
      api::get("/api/v1/coverage/matrix", read_section, read(matrix))
          .asks({"section", "month", "plan"})
          .gives<coverage_matrix>()
          .says("Who covers what, shift by shift", "全覆盖矩阵"),
      api::get("/api/v1/coverage/cell", read_section, read(cell))
          .asks({"section", "demand", "date"})
          .gives<cell_answer>()
          .says("One demand on one date: who, why not, what would do",
                "一处要求的人员、原因和办法"),
      api::get("/api/v1/coverage/repairs", plan_coverage, read(repairs))
          .asks({"section", "person", "from", "until"})
          .gives<repair_list>()
          .says("Somebody is away: what would do, and its price", "有人缺勤时的替班方案"),
      api::get("/api/v1/coverage/plans", plan_coverage, read(jobs))
          .asks({"section"})
          .gives<plan_job_list>()
          .says("Plans that are made or were", "排班任务"),
      api::post("/api/v1/coverage/plans", plan_coverage, task(start))
          .takes<start_planning>()
          .gives<plan_job>(202)
          .says("Begin to plan a month", "开始排一个月的计划"),
      api::get("/api/v1/coverage/plans/{id}", plan_coverage, task(job))
          .gives<plan_job>()
          .says("How far it is, and what came out", "排班进度和结果"),
      api::post("/api/v1/coverage/plans/{id}/cancel", plan_coverage, task(cancel))
          .gives<plan_job>()
          .says("Stop, and keep the best so far", "停止排班，保留目前最好的结果"),
  };
}

}  // namespace headway::coverage
