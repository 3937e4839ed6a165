#include "coverage/routes.hpp"

#include "coverage/rules.hpp"

namespace headway::coverage {
namespace {

using api::permission;

result<http::response> not_yet(const api::read_call&) { return problem(problems::not_found); }
result<http::response> not_yet_written(api::write_call&) { return problem(problems::not_found); }
result<http::response> not_yet_begun(const api::call&) { return problem(problems::not_found); }

}  // namespace

api::route_table routes(const services&) {
  using enum permission;
  const api::slow_read read{not_yet};
  const api::write write{not_yet_written};
  const api::task task{not_yet_begun};
  return {
      // -- what is uncovered ------------------------------------------------------------------
      api::get("/api/v1/coverage/now", read_section, read)
          .asks({"section"})
          .gives<coverage_now>()
          .says("What is uncovered now, next, this week, later", "当前和近期的空缺"),
      api::get("/api/v1/coverage/matrix", read_section, read)
          .asks({"section", "month", "plan"})
          .gives<coverage_matrix>()
          .says("Who covers what, shift by shift", "全覆盖矩阵"),
      api::get("/api/v1/coverage/cell", read_section, read)
          .asks({"section", "demand", "date"})
          .gives<cell_answer>()
          .says("One demand on one date: who, why not, what would do",
                "一处要求的人员、原因和办法"),
      api::get("/api/v1/coverage/gaps", read_section, read)
          .asks({"section", "open", "limit", "cursor"})
          .gives<gap_page>()
          .says("Gaps that were noticed, with their ladder", "已发现的空缺"),
      api::get("/api/v1/coverage/gaps/{id}", read_section, read)
          .gives_record<coverage_gap>()
          .says("One gap", "一处空缺"),
      api::get("/api/v1/coverage/my", api::signed_in{}, read)
          .gives<my_coverage>()
          .says("My duties, and what changed", "我的值岗安排"),
      // -- what must be covered ---------------------------------------------------------------
      api::get("/api/v1/coverage/rules", read_section, read)
          .asks({"section"})
          .gives<coverage_rules>()
          .says("What the section demands to be covered", "全覆盖规则"),
      api::post("/api/v1/coverage/rules", plan_coverage, write)
          .takes<publish_rules>()
          .gives<coverage_rules>()
          .says("Publish a rule set", "发布全覆盖规则"),
      api::get("/api/v1/coverage/periods", read_section, read)
          .asks({"section", "from", "until"})
          .gives<period_list>()
          .says("Special periods, declared and triggered", "特殊时期"),
      api::post("/api/v1/coverage/periods", plan_coverage, write)
          .takes<declare_period>()
          .gives_record<special_period>(201)
          .says("Declare a special period", "登记特殊时期"),
      api::post("/api/v1/coverage/periods/{id}/end", plan_coverage, write)
          .takes<end_period>()
          .gives_record<special_period>()
          .says("End it early", "提前结束特殊时期"),
      api::get("/api/v1/coverage/series", read_section, read)
          .asks({"section"})
          .gives<series_list>()
          .says("Measured series that triggers look at", "监测数据"),
      api::post("/api/v1/coverage/series", plan_coverage, write)
          .takes<record_readings>()
          .gives_record<measured_series>()
          .says("Record readings of a series", "录入监测数据"),
      // -- planning a month in the background -------------------------------------------------
      api::get("/api/v1/coverage/plans", plan_coverage, read)
          .asks({"section"})
          .gives<plan_job_list>()
          .says("Plans that are made or were", "排班任务"),
      api::post("/api/v1/coverage/plans", plan_coverage, task)
          .takes<start_planning>()
          .gives<plan_job>(202)
          .says("Begin to plan a month", "开始排一个月的计划"),
      api::get("/api/v1/coverage/plans/{id}", plan_coverage, task)
          .gives<plan_job>()
          .says("How far it is, and what came out", "排班进度和结果"),
      api::post("/api/v1/coverage/plans/{id}/cancel", plan_coverage, task)
          .gives<plan_job>()
          .says("Stop, and keep the best so far", "停止排班，保留目前最好的结果"),
      // -- months -----------------------------------------------------------------------------
      api::get("/api/v1/coverage/months", read_section, read)
          .asks({"section"})
          .gives<month_list>()
          .says("Months, published or not", "月度计划列表"),
      api::post("/api/v1/coverage/months", plan_coverage, write)
          .takes<publish_month>()
          .gives_record<month_plan>(201)
          .says("Publish a month", "发布月度计划"),
      api::get("/api/v1/coverage/months/{id}", read_section, read)
          .gives_record<month_plan>()
          .says("One published month", "一个月的计划"),
      api::post("/api/v1/coverage/months/{id}/change", plan_coverage, write)
          .takes<change_month>()
          .gives_record<month_plan>()
          .says("Change a published month, the roster with it", "调整已发布的计划"),
      api::get("/api/v1/coverage/repairs", plan_coverage, read)
          .asks({"section", "person", "from", "until"})
          .gives<repair_list>()
          .says("Somebody is away: what would do, and its price", "有人缺勤时的替班方案"),
      // -- files ------------------------------------------------------------------------------
      api::get("/api/v1/coverage/months/{id}/plan.xlsx", read_section, read)
          .gives_bytes("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
          .says("The month as a workbook", "月度计划（xlsx）"),
      api::get("/api/v1/coverage/months/{id}/plan.pdf", read_section, read)
          .asks({"language"})
          .gives_bytes("application/pdf")
          .says("The month to print and hang up", "月度计划（PDF，可打印张贴）"),
      api::get("/api/v1/coverage/persons/{id}/duties.ics", read_section, read)
          .gives_bytes("text/calendar")
          .says("One person's duties for a calendar", "个人值岗日历（iCal）"),
  };
}

}  // namespace headway::coverage
