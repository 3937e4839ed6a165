// Places and risk points in the store, on both engines.
#include "places/records.hpp"

#include <gtest/gtest.h>

#include "places/administration.hpp"
#include "support/both_engines.hpp"

namespace headway::places {
namespace {

constexpr site_id site{1};
const section_id first{named_uuid("section 1")}, second{named_uuid("section 2")};
const section_id whole_mine{};
const instant noon = parse_instant("2026-11-22T04:00:00Z").value();

place_id place_named(std::string_view name) { return place_id(named_uuid(name)); }

class PlaceRecords : public ::testing::TestWithParam<sql::engine> {
 protected:
  PlaceRecords() {
    std::vector<sql::migration> steps;
    for (const auto part : {journal::migrations(), migrations()})
      steps.insert(steps.end(), part.begin(), part.end());
    sql::migrate(*on, steps, noon).value();
    add_models(models);
    node.emplace(site, journal::own_node(*on, site, "test", noon), journal::chain_end{});
  }

  // Runs a command in a unit of its own; the code of its problem, empty when it went well.
  template <class Run>
  std::string run(Run command) {
    sql::transaction within(*on, sql::access::write);
    node->begin();
    const journal::author by{{}, {}, noon, command_id(make_uuid(to_unix_ms(noon)))};
    journal::unit_of_work work(*on, *node, models, by, noon);
    const result<void> done = command(work);
    if (!done) return node->roll_back(), std::string(done.error().code());
    work.finish();
    within.commit();
    node->commit();
    return {};
  }
  std::string open(std::string_view name, std::string code, section_id section,
                   std::optional<place_id> parent = {}) {
    open_place asked;
    asked.id = place_named(name);
    asked.kind = place_kind::roadway;
    asked.name = std::string(name);
    asked.code = std::move(code);
    asked.length_m = metres{123.4};
    asked.parent = parent;
    return run([&](auto& work) { return execute(work, section, asked); });
  }
  std::vector<std::string> codes(std::optional<section_id> section) {
    std::vector<std::string> found;
    for (const auto& each : open_places(*on, site, section))
      found.push_back(each.code.value);
    return found;
  }

  tests::test_store store{GetParam()};
  std::unique_ptr<sql::connection> on = store.database().connect(sql::access::write);
  journal::model_set models;
  std::optional<journal::chain> node;
};
INSTANTIATE_TEST_SUITE_P(Engines, PlaceRecords, tests::both_engines, tests::engine_name);

using codes_are = std::vector<std::string>;

TEST_P(PlaceRecords, ShowASectionItsOwnPlacesAndThoseOfTheMine) {
  ASSERT_EQ(open("矿", "M", whole_mine), "");
  ASSERT_EQ(open("顺槽", "G1", first, place_named("矿")), "");
  ASSERT_EQ(open("邻区顺槽", "G2", second, place_named("矿")), "");
  EXPECT_EQ(codes(first), (codes_are{"G1", "M"}));
  EXPECT_EQ(codes(second), (codes_are{"G2", "M"}));
  EXPECT_EQ(codes(std::nullopt), (codes_are{"G1", "G2", "M"}));
  const auto found = find_place(*on, site, place_named("顺槽"));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->section, first);
  EXPECT_EQ(found->parent, place_named("矿"));
  EXPECT_TRUE(found->open);
  EXPECT_FALSE(find_place(*on, site_id{2}, place_named("顺槽")));
}

TEST_P(PlaceRecords, KeepACodeForOnePlaceOfASection) {
  ASSERT_EQ(open("甲", "R1", first), "");
  EXPECT_EQ(open("乙", "R1", first), "place.code_taken");
  EXPECT_EQ(open("丙", "R1", second), "");
  EXPECT_EQ(find_by_code(*on, site, first, "R1"), place_named("甲"));
  EXPECT_EQ(find_by_code(*on, site, whole_mine, "R1"), std::nullopt);
}

TEST_P(PlaceRecords, FreeTheCodeOfARetiredPlace) {
  ASSERT_EQ(open("甲", "R1", first), "");
  ASSERT_EQ(run([&](auto& work) { return execute(work, place_named("甲"), retire_place{}); }), "");
  EXPECT_EQ(codes(first), codes_are{});
  EXPECT_EQ(open("乙", "R1", first), "");
  EXPECT_FALSE(find_place(*on, site, place_named("甲"))->open);
}

TEST_P(PlaceRecords, FindACodeOfTheMineFromWithinASection) {
  ASSERT_EQ(open("总回风巷", "HF", whole_mine), "");
  EXPECT_EQ(find_by_code(*on, site, first, "HF"), place_named("总回风巷"));
}

TEST_P(PlaceRecords, SeeAParentOpenedInTheSameUnit) {
  open_place parent, child;
  parent.id = place_named("甲");
  child.id = place_named("乙");
  parent.name = child.name = "巷";
  parent.code = "P", child.code = "C";
  parent.kind = child.kind = place_kind::roadway;
  child.parent = parent.id;
  EXPECT_EQ(run([&](auto& work) -> result<void> {
              if (auto done = execute(work, first, parent); !done) return done;
              return execute(work, first, child);
            }),
            "");
  EXPECT_EQ(run([&](auto& work) { return execute(work, parent.id, retire_place{}); }),
            "place.open_children");
}

TEST_P(PlaceRecords, KeepRiskPointsWithTheSectionOfTheirPlace) {
  ASSERT_EQ(open("甲", "R1", first), "");
  declare_risk asked;
  asked.id = risk_point_id(named_uuid("顶板"));
  asked.place = place_named("甲");
  asked.name = "顶板离层";
  asked.risk_level = 3;
  ASSERT_EQ(run([&](auto& work) { return execute(work, asked); }), "");
  ASSERT_EQ(open_risk_points(*on, site, first).size(), 1u);
  EXPECT_EQ(open_risk_points(*on, site, first).front().name.value, "顶板离层");
  EXPECT_TRUE(open_risk_points(*on, site, second).empty());
  EXPECT_EQ(run([&](auto& work) { return execute(work, asked); }), "risk_point.already_declared");
  ASSERT_EQ(run([&](auto& work) { return execute(work, asked.id, withdraw_risk{}); }), "");
  EXPECT_TRUE(open_risk_points(*on, site, first).empty());
}

TEST_P(PlaceRecords, AreDerivedAgainAlike) {
  ASSERT_EQ(open("甲", "R1", first), "");
  ASSERT_EQ(open("乙", "R2", first, place_named("甲")), "");
  ASSERT_EQ(run([&](auto& work) { return execute(work, place_named("乙"), retire_place{}); }), "");
  sql::transaction within(*on, sql::access::write);
  const auto verified = journal::verify(*on, site, models, [](std::int64_t) {});
  EXPECT_TRUE(verified.clean());
  EXPECT_EQ(verified.facts, 3);
}

}  // namespace
}  // namespace headway::places
