// People and rosters from files, over HTTP, on both engines.
#include "people/imports.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "base/json.hpp"
#include "support/both_engines.hpp"
#include "support/world.hpp"

namespace headway::people {
namespace {

using api::role;
using tests::side;

// The members of an answer that the tests look at.
struct seen_import {
  std::string id;
  int status = 0;
  boost::json::object body;
  std::int64_t errors() const { return body.at("errors_total").as_int64(); }
  // "3 B people.unknown_crew": row, column and code.
  std::string error(std::size_t i) const {
    const auto& one = body.at("errors").as_array().at(i).as_object();
    return std::to_string(one.at("row").as_int64()) + " " +
           std::string(one.at("column").as_string()) + " " +
           std::string(one.at("code").as_string());
  }
};

imports::changes changes_in(const boost::json::object& body) {
  const auto& counts = body.at("changes").as_object();
  return {counts.at("added").as_int64(), counts.at("changed").as_int64(),
          counts.at("unchanged").as_int64()};
}
using imports::changes;

class ImportPeople : public ::testing::TestWithParam<sql::engine> {
 protected:
  seen_import show(const std::string& kind, const std::string& file) {
    return show(chief, kind, file);
  }
  static seen_import show(const tests::visitor& who, const std::string& kind,
                          const std::string& file) {
    const auto answer = who.send({.verb = "POST",
                                  .target = "/api/v1/imports?kind=" + kind + "&file_name=list.csv",
                                  .headers = {{"Content-Type", "application/octet-stream"}},
                                  .body = file});
    seen_import seen;
    seen.status = answer.status;
    seen.body = boost::json::parse(answer.body).as_object();
    if (const auto* id = seen.body.if_contains("id")) seen.id = std::string(id->as_string());
    return seen;
  }
  changes accept(const seen_import& seen, const std::string& key = {}) {
    const auto answer = chief.post("/api/v1/imports/" + seen.id + "/accept", "{}", key);
    EXPECT_EQ(answer.status, 200) << answer.body;
    return changes_in(boost::json::parse(answer.body).as_object());
  }
  std::string directory() { return chief.get("/api/v1/directory").body; }

  tests::world mine{GetParam()};
  tests::visitor chief = mine.as(role::section_chief);
};
INSTANTIATE_TEST_SUITE_P(Engines, ImportPeople, tests::both_engines, tests::engine_name);

TEST_P(ImportPeople, NamesRowAndColumnOfEveryErrorAndChangesNothing) {
  const auto before = directory();
  const auto seen = show("people",
                         "工号,姓名,班组,岗位,党员,证件\n"
                         "2001,王大山,没有的班,,是,\n"
                         "2002,李小河,crew A,没有的岗位,,\n"
                         ",赵四,crew A,,,\n"
                         "2004,孙五,crew A,,也许,\n"
                         "2004,孙六,crew A,,,井下爆破作业 明年\n"
                         "workerB,周七,,,,\n"
                         "2008,吴八,crew A,,,井下爆破作业 明年\n");
  ASSERT_EQ(seen.status, 201) << boost::json::serialize(seen.body);
  EXPECT_EQ(seen.error(0), "2 C people.unknown_crew");
  EXPECT_EQ(seen.error(1), "3 D people.unknown_post");
  EXPECT_EQ(seen.error(2), "4 A import.cell_empty");
  EXPECT_EQ(seen.error(3), "5 E import.boolean_wrong");
  EXPECT_EQ(seen.error(4), "6 F people.certificate_unreadable");
  EXPECT_EQ(seen.error(5), "7 A people.another_section");
  EXPECT_EQ(seen.error(6), "8 F people.certificate_unreadable");
  EXPECT_EQ(seen.errors(), 7);
  EXPECT_EQ(seen.id, "");
  EXPECT_EQ(directory(), before);
}

TEST_P(ImportPeople, RefusesANumberThatIsThereTwice) {
  const auto seen = show("people", "工号,姓名\n2001,王大山\n2001,王小山\n");
  EXPECT_EQ(seen.errors(), 1);
  EXPECT_EQ(seen.error(0), "3 A people.number_twice");
}

TEST_P(ImportPeople, AppliesAFileAsAWholeAndOnlyOnce) {
  const std::string file =
      "工号,姓名,班组,党员,电话,证件\n"
      "2001,王大山,crew A,是,13800000000,瓦斯检查作业 2028-05-01 T123；井下爆破作业 2027/1/31\n"
      "2002,李小河,,,,\n";
  const auto before = directory();
  const auto seen = show("people", file);
  ASSERT_EQ(seen.errors(), 0) << boost::json::serialize(seen.body);
  EXPECT_EQ(changes_in(seen.body), (changes{2, 0, 0}));
  EXPECT_EQ(directory(), before) << "nothing changes before it is accepted";
  const std::string key = make_uuid(1'760'000'000'000).text();
  EXPECT_EQ(accept(seen, key), (changes{2, 0, 0}));
  EXPECT_NE(directory().find("王大山"), std::string::npos);
  EXPECT_EQ(accept(seen, key), (changes{2, 0, 0})) << "the same command again";
  EXPECT_EQ(accept(seen), (changes{0, 0, 2})) << "another command, the same file";
  EXPECT_EQ(changes_in(show("people", file).body), (changes{0, 0, 2}));

  // What a row leaves empty stays; what it says changes.
  const auto second = show("people", "工号,姓名,党员,在册\n2001,王大山,否,\n2002,李小河,,否\n");
  EXPECT_EQ(changes_in(second.body), (changes{0, 2, 0}));
  EXPECT_EQ(accept(second), (changes{0, 2, 0}));
  const auto exported = chief.get("/api/v1/exports/people.csv").body;
  EXPECT_NE(exported.find("2001,王大山,section A,crew A,,否,13800000000,"
                          "瓦斯检查作业 2028-05-01 T123；井下爆破作业 2027-01-31,是"),
            std::string::npos)
      << exported;
  EXPECT_EQ(exported.find("李小河"), std::string::npos);
}

TEST_P(ImportPeople, TakesBackUnchangedWhatWasExported) {
  accept(show("people", "工号,姓名,班组,电话\n007,王大山,crew A,+86 138\n=2002,李小河,,\n"));
  for (const auto* name : {"people.csv", "people.xlsx"}) {
    const auto file = chief.get(std::string("/api/v1/exports/") + name);
    ASSERT_EQ(file.status, 200);
    const auto seen = show("people", file.body);
    ASSERT_EQ(seen.errors(), 0) << name << boost::json::serialize(seen.body);
    const auto counted = changes_in(seen.body);
    EXPECT_EQ(counted.added, 0) << name;
    EXPECT_EQ(counted.changed, 0) << name;
    EXPECT_GE(counted.unchanged, 9) << name;
  }
}

TEST_P(ImportPeople, IsSeenByWhoShowedTheFileOnly) {
  const auto seen = show("people", "工号,姓名\n2001,王大山\n");
  const auto other = mine.as(role::section_chief, side::b);
  EXPECT_EQ(other.post("/api/v1/imports/" + seen.id + "/accept", "{}").status, 404);
  EXPECT_EQ(show("horses", "a\n1\n").status, 422);
  mine.clock.advance(std::chrono::hours(2));
  EXPECT_EQ(chief.post("/api/v1/imports/" + seen.id + "/accept", "{}").status, 404);
}

TEST_P(ImportPeople, ReadsTheFileOfAnotherSystemByANamedMapping) {
  const auto target = std::string("/api/v1/imports?kind=people&mapping=personnel-office");
  const tests::http_request file{.verb = "POST",
                                 .target = target,
                                 .headers = {{"Content-Type", "application/octet-stream"}},
                                 .body = "职工编号,职工,血型\n2001,王大山,A\n"};
  EXPECT_EQ(chief.send(file).status, 422) << "no such mapping";
  const std::filesystem::path folder = mine.system().settings().folder + "/mappings";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "personnel-office.toml") << "ignore = [\"血型\"]\n[columns]\n"
                                                     "number = \"职工编号\"\nname = \"职工\"\n";
  const auto listed = chief.get("/api/v1/imports/mappings");
  EXPECT_EQ(listed.body, "{\"items\":[{\"name\":\"personnel-office\"}]}");
  const auto answer = chief.send(file);
  ASSERT_EQ(answer.status, 201) << answer.body;
  EXPECT_EQ(changes_in(boost::json::parse(answer.body).as_object()), (changes{1, 0, 0}));
}

TEST_P(ImportPeople, PutsAFileAside) {
  const auto seen = show("people", "工号,姓名\n2001,王大山\n");
  const auto target = "/api/v1/imports/" + seen.id;
  EXPECT_EQ(chief.send({.verb = "DELETE", .target = target}).status, 204);
  EXPECT_EQ(chief.post(target + "/accept", "{}").status, 404);
}

using ImportRoster = ImportPeople;
INSTANTIATE_TEST_SUITE_P(Engines, ImportRoster, tests::both_engines, tests::engine_name);

TEST_P(ImportRoster, SetsTheShiftsOfACrewAndTheExceptionsOfPersons) {
  const std::string file =
      "日期,班组,工号,班次,类别\n"
      "2026-11-23,crew A,,夜班,\n"
      "2026-11-24,crew A,,2,\n"
      "2026-11-25,crew A,,休,\n"
      "2026-11-24,,workerA,,病假\n"
      "2026-11-25,,holderA,第1班,调班\n";
  const auto seen = show("roster", file);
  ASSERT_EQ(seen.errors(), 0) << boost::json::serialize(seen.body);
  EXPECT_EQ(changes_in(seen.body), (changes{2, 2, 1}));
  EXPECT_EQ(accept(seen), (changes{2, 2, 1}));
  EXPECT_EQ(accept(seen), (changes{0, 0, 5}));
  const auto read = chief.get("/api/v1/roster?from=2026-11-24&to=2026-11-25").body;
  const auto days = boost::json::parse(read).at("days").as_array();
  const auto& second = days.at(0).at("shifts").at(1);
  EXPECT_EQ(second.at("crews").as_array().size(), 1u);
  EXPECT_EQ(boost::json::serialize(second.at("persons")).find(mine.person(role::worker).text()),
            std::string::npos);
  EXPECT_EQ(days.at(1).at("shifts").at(0).at("persons").at(0).as_string(),
            mine.person(role::holder).text());
  for (const auto* name : {"roster.csv", "roster.xlsx"}) {
    const auto exported =
        chief.get(std::string("/api/v1/exports/") + name + "?from=2026-11-23&to=2026-11-25");
    const auto again = show("roster", exported.body);
    ASSERT_EQ(again.errors(), 0) << boost::json::serialize(again.body);
    EXPECT_EQ(changes_in(again.body), (changes{0, 0, 5})) << name;
  }
}

TEST_P(ImportRoster, OverridesARotationThatBeginsWithinTheDates) {
  const auto crew = mine.crew(side::a).text();
  ASSERT_EQ(
      chief
          .post("/api/v1/roster/rotation",
                R"({"crew":")" + crew + R"(","rotation":{"from":"2026-12-02","pattern":[3]}})")
          .status,
      200);
  accept(show("roster",
              "日期,班组,班次\n2026-12-01,crew A,1\n2026-12-02,crew A,2\n2026-12-03,crew A,1\n"));
  const auto exported = chief.get("/api/v1/exports/roster.csv?from=2026-12-01&to=2026-12-03").body;
  EXPECT_NE(exported.find("2026-12-02,crew A,,,中班"), std::string::npos) << exported;
  EXPECT_NE(exported.find("2026-12-03,crew A,,,早班"), std::string::npos) << exported;
}

TEST_P(ImportRoster, NamesTheRowAfterAGapAndWhatDoesNotFit) {
  const auto seen = show("roster",
                         "日期,班组,工号,班次,类别\n"
                         "2026-11-23,crew A,,早班,\n"
                         "2026-11-25,crew A,,早班,\n"
                         "2026-11-23,,workerA,早班,病假\n"
                         "2026-11-24,,workerA,,调班\n"
                         "2026-11-24,crew A,workerA,早班,\n"
                         "2026-11-24,crew B,,早班,\n"
                         "2026-13-24,crew A,,早班,\n"
                         "2026-11-26,crew A,,检修班,\n");
  std::vector<std::string> errors;
  for (std::size_t i = 0; i < seen.body.at("errors").as_array().size(); ++i)
    errors.push_back(seen.error(i));
  EXPECT_EQ(errors,
            (std::vector<std::string>{"4 D people.shift_superfluous", "5 D people.shift_missing",
                                      "6 B people.crew_or_person", "7 B people.unknown_crew",
                                      "8 A import.date_wrong", "9 D people.shift_unknown",
                                      "3  people.dates_with_gap"}));
}

}  // namespace
}  // namespace headway::people
