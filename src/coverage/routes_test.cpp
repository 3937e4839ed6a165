// Coverage over HTTP, on both engines: from the rules over the plan to the gap of somebody who
// falls sick and its repair, and what each answer must not show.
#include "coverage/routes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "coverage/schedule.hpp"
#include "people/administration.hpp"
#include "support/both_engines.hpp"
#include "support/world.hpp"

namespace headway::coverage {
namespace {

using api::role;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;
using tests::side;
namespace json = boost::json;

// The crew of section A works mornings; the worker and the holder inspect gas, both are members.
class Coverage : public ::testing::TestWithParam<sql::engine> {
 protected:
  Coverage() {
    mine.system().run_as_system([&](journal::unit_of_work& work) {
      people::set_rotation rotation;
      rotation.crew = mine.crew(side::a);
      rotation.rotation = {*local_date::parse("2026-11-01"), {1}};
      people::execute(work, rotation).value();
      people::declare_post declared;
      declared.id = gas;
      declared.section = mine.section(side::a);
      declared.code = people::post_code::gas_inspector;
      declared.name = "瓦斯检查工";
      declared.key = true;
      declared.certificates = {people::certificate_code::gas_inspection};
      declared.crew = mine.crew(side::a);
      people::execute(work, declared).value();
      for (const auto each : {role::worker, role::holder}) {
        people::change_person person;
        person.name = std::string(codec::name_of(each)) + " of A";
        person.number = std::string(codec::name_of(each)) + "A";
        person.crew = mine.crew(side::a);
        person.posts = {gas};
        person.member = true;
        people::execute(work, mine.person(each), person).value();
        people::grant_certificate granted;
        granted.code = people::certificate_code::gas_inspection;
        granted.expires = *local_date::parse("2027-11-30");
        people::execute(work, mine.person(each), granted).value();
      }
    });
  }

  static json::object body_of(const tests::http_response& answer) {
    return json::parse(answer.body).as_object();
  }
  static std::string text(const json::value& of) { return std::string(of.as_string()); }
  template <class T>
  static T answer_of(const tests::http_response& answer) {
    EXPECT_LT(answer.status, 300) << answer.body;
    return decode<T>(answer.body).value();
  }

  // Plans in the background and waits for the outcome.
  plan_job planned(const std::string& month) {
    const auto id = make_uuid(to_unix_ms(mine.clock.now())).text();
    const auto begun = chief.post("/api/v1/coverage/plans",
                                  R"({"id":")" + id + R"(","month":")" + month + R"("})");
    EXPECT_EQ(begun.status, 202) << begun.body;
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(120);
    plan_job job;
    do
      job = answer_of<plan_job>(chief.get("/api/v1/coverage/plans/" + id));
    while (job.state == job_state::running && std::chrono::steady_clock::now() < until);
    return job;
  }
  tests::http_response publish(const std::string& month, const plan_result& made,
                               const std::vector<accepted_gap>& accepted = {},
                               const std::optional<line_text>& reason = {}) {
    publish_month asked;
    asked.month = month;
    asked.duties = made.duties;
    asked.swaps = made.swaps;
    asked.gaps_accepted = accepted;
    asked.reason = reason;
    return chief.post("/api/v1/coverage/months", encode(asked));
  }
  tests::http_response set_away(person_id who, const std::string& date, const char* kind) {
    return chief.post("/api/v1/roster/exception", R"({"person":")" + who.text() + R"(","date":")" +
                                                      date + R"(","kind":")" + kind + R"("})");
  }
  std::vector<gap_item> hard_gaps() {
    auto gaps = answer_of<coverage_now>(chief.get("/api/v1/coverage/now")).gaps;
    std::erase_if(gaps, [](const gap_item& each) { return !each.hard; });
    return gaps;
  }
  void go_to(std::string_view when) {
    mine.clock.set(*parse_instant(when));
    chief = mine.as(role::section_chief);  // a session lasts for a shift
    worker = mine.as(role::worker);
  }
  // What the scheduler does every few seconds.
  std::size_t let_the_clock_look() {
    auto& system = mine.system();
    std::vector<gap_step> steps;
    {
      const sql::reader_pool::lease store(system.readers());
      steps = gap_steps(*store, system.settings().site, mine.section(side::a),
                        system.settings().zone, mine.clock.now());
    }
    system.run_as_system([&](journal::unit_of_work& work) {
      record_steps(work, mine.section(side::a), steps);
      raise_due_gap_alarms(work, 100);
    });
    return steps.size();
  }
  person_id on_duty(const plan_result& made, int day) const {
    for (const auto& each : made.duties)
      if (std::ranges::find(each.days, day) != each.days.end()) return each.person;
    return {};
  }

  tests::world mine{GetParam()};
  post_id gas{named_uuid("gas inspector of A")};
  tests::visitor chief = mine.as(role::section_chief);
  tests::visitor worker = mine.as(role::worker);
};
INSTANTIATE_TEST_SUITE_P(Engines, Coverage, tests::both_engines, tests::engine_name);

TEST_P(Coverage, GoesFromAPlanOverAGapToItsRepair) {
  const auto job = planned("2026-12");
  ASSERT_EQ(job.state, job_state::done);
  ASSERT_TRUE(job.result);
  EXPECT_TRUE(job.result->covered);
  ASSERT_EQ(publish("2026-12", *job.result).status, 201);
  EXPECT_EQ(publish("2026-12", *job.result).status, 409) << "once only";
  go_to("2026-12-02T02:00:00Z");
  EXPECT_THAT(hard_gaps(), SizeIs(0));

  const auto sick = on_duty(*job.result, 3);
  ASSERT_LT(set_away(sick, "2026-12-03", "sick").status, 300);
  const auto gaps = hard_gaps();
  ASSERT_THAT(gaps, SizeIs(1)) << "at once";
  EXPECT_EQ(gaps[0].about.post, gas);
  EXPECT_TRUE(gaps[0].planned);
  EXPECT_THAT(gaps[0].missing, ::testing::ElementsAre(sick));
  EXPECT_EQ(let_the_clock_look(), 1u);
  EXPECT_EQ(let_the_clock_look(), 0u) << "noticed once";
  const auto with_ladder = hard_gaps();
  ASSERT_TRUE(with_ladder.at(0).ladder);
  EXPECT_TRUE(with_ladder[0].ladder->next) << "it never falls silent";

  const auto repairs = answer_of<repair_list>(
      chief.get("/api/v1/coverage/repairs?person=" + sick.text() + "&from=2026-12-03"));
  ASSERT_FALSE(repairs.items.empty());
  EXPECT_THAT(repairs.items[0].gaps, SizeIs(0));
  change_month asked;
  for (const auto& each : repairs.items[0].changes)
    asked.changes.push_back(each);
  asked.reason = "病假替班";
  const auto changed =
      chief.post("/api/v1/coverage/months/" + repairs.month_plan.text() + "/change", encode(asked));
  ASSERT_EQ(changed.status, 200) << changed.body;
  EXPECT_THAT(hard_gaps(), SizeIs(0));
  EXPECT_EQ(let_the_clock_look(), 1u);
  const auto listed = body_of(chief.get("/api/v1/coverage/gaps"));
  EXPECT_EQ(text(listed.at("items").at(0).at("state")), "covered");

  const auto other = sick == mine.person(role::worker) ? role::holder : role::worker;
  const auto my = answer_of<my_coverage>(mine.as(other).get("/api/v1/coverage/my"));
  ASSERT_THAT(my.changes, SizeIs(1));
  EXPECT_EQ(my.changes[0].reason.value, "病假替班");
  bool holds = false;
  for (const auto& each : my.days)
    if (each.shift.date == *local_date::parse("2026-12-03"))
      holds = each.about && each.about->post == std::optional(gas);
  EXPECT_TRUE(holds) << "the phone shows the duty taken over";
}

TEST_P(Coverage, TellsSubscribersWithinASecondThatSomethingWentUncovered) {
  const auto job = planned("2026-12");
  ASSERT_TRUE(job.result);
  ASSERT_EQ(publish("2026-12", *job.result).status, 201);
  tests::http_client stream(worker.port());
  stream.patience = std::chrono::seconds(1);
  stream.send_raw("GET /api/v1/events HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " +
                  worker.token() + "\r\n\r\n");
  ASSERT_EQ(stream.read_head().status, 200);
  EXPECT_EQ(stream.read_event(), "retry: 3000");
  const auto sick = on_duty(*job.result, 3);
  ASSERT_LT(set_away(sick, "2026-12-03", "sick").status, 300);
  const auto told = stream.read_event();
  ASSERT_TRUE(told);
  EXPECT_THAT(*told, HasSubstr("\"subject_kind\":\"person\""));
  EXPECT_THAT(hard_gaps(), SizeIs(1)) << "what the event makes the screen ask again";
}

TEST_P(Coverage, RefusesAMonthWithAGapUnlessItIsAcceptedAndSaysSoAfterwards) {
  for (const auto each : {role::worker, role::holder})
    ASSERT_LT(set_away(mine.person(each), "2026-12-09", "leave").status, 300);
  const auto job = planned("2026-12");
  ASSERT_TRUE(job.result);
  EXPECT_FALSE(job.result->covered);
  EXPECT_TRUE(job.result->explained);
  EXPECT_FALSE(job.result->conflicts.empty());
  const auto refused = publish("2026-12", *job.result);
  EXPECT_EQ(refused.status, 409);
  EXPECT_THAT(refused.body, HasSubstr("coverage.uncovered"));
  EXPECT_THAT(chief.get("/api/v1/coverage/months").body, Not(HasSubstr("\"published\":true")));
  std::vector<accepted_gap> all;
  for (const auto& each : job.result->gaps)
    all.push_back({each.demand, {month::parse("2026-12")->day_of(each.date)}});
  EXPECT_THAT(publish("2026-12", *job.result, all).body, HasSubstr("coverage.reason_missing"));
  EXPECT_EQ(publish("2026-12", *job.result, all, line_text("两人同批体检，跟班队长代")).status,
            201);
  go_to("2026-12-08T02:00:00Z");
  for (const auto& each : hard_gaps())
    EXPECT_TRUE(each.accepted);
  EXPECT_EQ(let_the_clock_look(), 0u) << "what was accepted climbs no ladder";
  const auto matrix =
      answer_of<coverage_matrix>(chief.get("/api/v1/coverage/matrix?month=2026-12"));
  EXPECT_TRUE(matrix.published);
  int accepted = 0;
  for (const auto& row : matrix.rows)
    for (const auto& cell : row.cells)
      accepted += cell.state == cell_state::accepted;
  EXPECT_EQ(accepted, static_cast<int>(all.size()));
}

TEST_P(Coverage, SaysAMonthAheadThatACertificateEnds) {
  ASSERT_LT(chief
                .post("/api/v1/people/persons/" + mine.person(role::worker).text() +
                          "/certificates/grant",
                      R"({"code":"gas_inspection","expires":"2026-12-14"})")
                .status,
            300);
  ASSERT_LT(set_away(mine.person(role::holder), "2026-12-16", "leave").status, 300);
  const auto now = answer_of<coverage_now>(worker.get("/api/v1/coverage/now"));
  ASSERT_THAT(now.expiring, SizeIs(1));
  EXPECT_EQ(now.expiring[0].person, mine.person(role::worker));
  EXPECT_EQ(now.expiring[0].first_uncovered, local_date::parse("2026-12-16"));
  const auto cell = answer_of<cell_answer>(
      worker.get("/api/v1/coverage/cell?date=2026-12-16&demand=post/" + gas.text() + "/1"));
  EXPECT_EQ(cell.state, cell_state::hard_gap);
  EXPECT_FALSE(cell.remedies.empty());
  EXPECT_THAT(cell.obstacles, SizeIs(2));
}

TEST_P(Coverage, WritesSwapsIntoTheRosterInTheSameStep) {
  publish_month asked;
  asked.month = "2026-12";
  asked.swaps = {{mine.person(role::technician), *local_date::parse("2026-12-05"), 3}};
  std::vector<int> days;
  for (int day = 1; day <= 31; ++day)
    days.push_back(day);
  asked.duties = {{"post/" + gas.text() + "/1", mine.person(role::worker), days}};
  const auto refused = chief.post("/api/v1/coverage/months", encode(asked));
  EXPECT_EQ(refused.status, 422) << "a night before a morning leaves no rest";
  EXPECT_THAT(refused.body, HasSubstr("coverage.breaks_rules"));
  asked.swaps.push_back({mine.person(role::technician), *local_date::parse("2026-12-06"), 0});
  ASSERT_EQ(chief.post("/api/v1/coverage/months", encode(asked)).status, 201);
  const auto roster = worker.get("/api/v1/roster?from=2026-12-05&to=2026-12-06");
  EXPECT_THAT(roster.body, HasSubstr("swap_to_shift"));
  EXPECT_THAT(roster.body, HasSubstr("day_off"));
}

TEST_P(Coverage, ReadsAndEditsItsRules) {
  auto rules = answer_of<coverage_rules>(worker.get("/api/v1/coverage/rules"));
  EXPECT_EQ(rules.version, 0);
  rules.posts.except = {{post_id(named_uuid("no such")), need_kind::soft, 1, {}}};
  const auto put = [&] {
    return chief.post("/api/v1/coverage/rules", encode(publish_rules{std::nullopt, rules}));
  };
  EXPECT_THAT(put().body, HasSubstr("\"/rules/posts/except/0/post\""));
  rules.posts.except = {{gas, need_kind::soft, 2, {}}};
  rules.limits.rest_minutes = -1;
  EXPECT_THAT(put().body, HasSubstr("\"/rules/limits/rest_minutes\""));
  rules.limits.rest_minutes = 600;
  EXPECT_EQ(put().status, 200);
  const auto after = answer_of<coverage_rules>(worker.get("/api/v1/coverage/rules"));
  EXPECT_EQ(after.version, 1);
  EXPECT_EQ(after.posts.except.at(0).least, 2);
  EXPECT_EQ(worker.post("/api/v1/coverage/rules", encode(publish_rules{{}, after})).status, 403);
}

TEST_P(Coverage, DemandsMoreInASpecialPeriodThatIsDeclared) {
  const auto before = hard_gaps().size();
  const auto id = make_uuid(1).text();
  const auto declared = chief.post(
      "/api/v1/coverage/periods",
      R"({"id":")" + id + R"(","kind":"gas","from":"2026-11-24","until":"2026-11-26","places":[")" +
          mine.place(side::a).text() +
          R"("],"demands":[{"who":"cadre","least":1,"need":"hard","shifts":[1]}],)"
          R"("reason":"瓦斯涌出异常"})");
  ASSERT_EQ(declared.status, 201) << declared.body;
  EXPECT_EQ(hard_gaps().size(), before + 2) << "nobody belongs to the section alone";
  EXPECT_THAT(worker.get("/api/v1/coverage/periods").body, HasSubstr(id));
  EXPECT_EQ(chief
                .post("/api/v1/coverage/periods/" + id + "/end",
                      R"({"until":"2026-11-25","reason":"恢复正常"})")
                .status,
            200);
  EXPECT_EQ(hard_gaps().size(), before + 1);
}

TEST_P(Coverage, TriggersASpecialPeriodByAMeasuredSeries) {
  auto rules = default_rules();
  trigger_rule gas_high;
  gas_high.code = "ch4";
  gas_high.on = trigger_kind::measured;
  gas_high.series = "3105-T1";
  gas_high.at_least = 0.8;
  gas_high.days = 2;
  gas_high.demands = {{extra_who::cadre, {}, {}, 1, need_kind::hard, {1}}};
  rules.triggers = {gas_high};
  ASSERT_EQ(chief.post("/api/v1/coverage/rules", encode(publish_rules{{}, rules})).status, 200);
  const auto before = hard_gaps().size();
  ASSERT_EQ(chief
                .post("/api/v1/coverage/series",
                      R"({"series":"3105-T1","readings":[{"date":"2026-11-22","shift":1,)"
                      R"("value":0.5},{"date":"2026-11-23","shift":1,"value":0.9}]})")
                .status,
            200);
  EXPECT_EQ(hard_gaps().size(), before + 2);
  EXPECT_THAT(worker.get("/api/v1/coverage/series").body, HasSubstr("3105-T1"));
}

TEST_P(Coverage, IsNotShownToAnotherSection) {
  const auto stranger = mine.as(role::section_chief, side::b);
  const auto section = "?section=" + mine.section(side::a).text();
  for (const auto* path : {"now", "matrix", "rules", "periods", "months", "gaps", "plans"})
    EXPECT_EQ(stranger.get("/api/v1/coverage/" + std::string(path) + section).status, 404) << path;
  const auto job = planned("2026-12");
  EXPECT_EQ(stranger.get("/api/v1/coverage/plans/" + job.id.text()).status, 404);
  EXPECT_EQ(stranger.post("/api/v1/coverage/plans/" + job.id.text() + "/cancel", "{}").status, 404);
  ASSERT_TRUE(job.result);
  ASSERT_EQ(publish("2026-12", *job.result).status, 201);
  const auto plan = month_plan_id(mine.section(side::a), *month::parse("2026-12")).text();
  EXPECT_EQ(stranger.get("/api/v1/coverage/months/" + plan).status, 404);
  EXPECT_EQ(stranger.get("/api/v1/coverage/months/" + plan + "/plan.xlsx").status, 404);
  EXPECT_EQ(stranger
                .post("/api/v1/coverage/months/" + plan + "/change",
                      R"({"changes":[],"gaps_accepted":[],"reason":"x"})")
                .status,
            404);
  EXPECT_EQ(mine.as(role::mine_office).get("/api/v1/coverage/now" + section).status, 200);
  EXPECT_EQ(mine.as(role::mine_office).get("/api/v1/coverage/now").status, 422) << "which section?";
}

TEST_P(Coverage, GivesThePlanAsFilesInBothLanguages) {
  const auto job = planned("2026-12");
  ASSERT_TRUE(job.result);
  ASSERT_EQ(publish("2026-12", *job.result).status, 201);
  const auto plan = "/api/v1/coverage/months/" +
                    month_plan_id(mine.section(side::a), *month::parse("2026-12")).text();
  EXPECT_TRUE(worker.get(plan + "/plan.xlsx").body.starts_with("PK"));
  EXPECT_TRUE(worker.get(plan + "/plan.pdf?language=en").body.starts_with("%PDF"));
  const auto calendar =
      "/api/v1/coverage/persons/" + mine.person(role::worker).text() + "/duties.ics";
  const auto zh = worker.get(calendar), en = worker.get(calendar + "?language=en");
  EXPECT_THAT(zh.body, HasSubstr("BEGIN:VCALENDAR"));
  EXPECT_THAT(zh.body, HasSubstr("早班"));
  EXPECT_THAT(en.body, HasSubstr("Morning"));
  EXPECT_THAT(en.body, HasSubstr("瓦斯检查工"));
  // Mornings of the mine begin at midnight of the world.
  EXPECT_THAT(zh.body, HasSubstr("DTSTART:20261201T000000Z"));
}

TEST_P(Coverage, IsNotSentTwiceToPhonesThatHaveIt) {
  for (const std::string path : {"now", "my", "rules", "months", "periods"}) {
    const auto first = worker.get("/api/v1/coverage/" + path);
    ASSERT_EQ(first.status, 200) << path << first.body;
    mine.clock.advance(std::chrono::seconds(30));
    const auto again = worker.send({.target = "/api/v1/coverage/" + path,
                                    .headers = {{"If-None-Match", first.header("etag")}}});
    EXPECT_EQ(again.status, 304) << path;
  }
}

}  // namespace
}  // namespace headway::coverage
