// What may be said of places and risk points.
#include "places/rules.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <map>

#include "places/colours.hpp"
#include "places/graph.hpp"

namespace headway::places {
namespace {

const section_id first{named_uuid("section 1")}, second{named_uuid("section 2")};
const section_id whole_mine{};

place_id place_named(std::string_view name) { return place_id(named_uuid(name)); }

// A mine on paper: the places that a decision may look at.
struct paper_mine {
  std::map<place_id, place_brief> places;
  std::string taken;

  void add(std::string_view name, section_id section, std::string_view parent = "",
           bool open = true) {
    place_brief made{place_named(name), section, std::nullopt, place_kind::roadway, open};
    if (!parent.empty()) made.parent = place_named(parent);
    places[made.id] = made;
  }
  template <class Run>
  auto with(Run run) const {
    const auto find = [&](place_id id) -> std::optional<place_brief> {
      const auto found = places.find(id);
      return found == places.end() ? std::nullopt : std::optional(found->second);
    };
    const auto code_taken = [&](section_id, std::string_view code, place_id) {
      return code == taken;
    };
    const auto children = [&](place_id parent) {
      for (const auto& [id, each] : places)
        if (each.open && each.parent == parent) return true;
      return false;
    };
    return run(neighbours{find, code_taken, children});
  }
  std::string_view open(const open_place& asked, section_id section) const {
    const auto made =
        with([&](const neighbours& around) { return decide(place{}, asked, section, around); });
    return made ? std::string_view() : made.error().code();
  }
};

open_place road(std::string_view name) {
  open_place asked;
  asked.id = place_named(name);
  asked.kind = place_kind::roadway;
  asked.name = std::string(name);
  asked.code = "R1";
  asked.length_m = metres{820.5};
  asked.from = point{0, 0};
  asked.to = point{100, 0};
  return asked;
}

journal::fact_header header_of(const subject_id& subject, section_id section) {
  journal::fact_header from{};
  from.subject = subject;
  from.section = section;
  return from;
}

place opened_place(std::string_view name, section_id section = first) {
  place p;
  const auto asked = road(name);
  EXPECT_FALSE(fold(p, header_of(asked.id, section), opened{asked}));
  return p;
}

TEST(OpenPlace, StandsWhereItWasDrawn) {
  const auto p = opened_place("大巷");
  EXPECT_EQ(p.id, place_named("大巷"));
  EXPECT_EQ(p.section, first);
  EXPECT_TRUE(p.open);
  EXPECT_EQ(p.length_m->value, 820.5);
  EXPECT_EQ(paper_mine().open(road("大巷"), first), "");
}

TEST(OpenPlace, RefusesTwice) {
  paper_mine mine;
  const auto again = mine.with([&](const neighbours& around) {
    return decide(opened_place("大巷"), road("大巷"), first, around);
  });
  EXPECT_EQ(again.error().code(), "place.already_open");
}

TEST(OpenPlace, RefusesALengthThatIsNone) {
  for (const double length : {0.0, -3.0, 100'000.1, std::numeric_limits<double>::quiet_NaN(),
                              std::numeric_limits<double>::infinity()}) {
    auto asked = road("大巷");
    asked.length_m = metres{length};
    EXPECT_EQ(paper_mine().open(asked, first), "place.bad_length") << length;
  }
}

TEST(OpenPlace, RefusesADrawingThatIsNone) {
  auto point_only = road("大巷");
  point_only.to = point_only.from;
  EXPECT_EQ(paper_mine().open(point_only, first), "place.no_line");
  point_only.kind = place_kind::chamber;
  EXPECT_EQ(paper_mine().open(point_only, first), "");
  auto no_beginning = road("大巷");
  no_beginning.from.reset();
  EXPECT_EQ(paper_mine().open(no_beginning, first), "place.from_missing");
  auto far_away = road("大巷");
  far_away.to = point{std::numeric_limits<int>::min(), 0};
  EXPECT_EQ(paper_mine().open(far_away, first), "place.bad_point");
}

TEST(OpenPlace, LiesWithinItsSectionOrTheMine) {
  paper_mine mine;
  mine.add("矿", whole_mine);
  mine.add("邻区大巷", second);
  mine.add("废巷", first, "", false);
  auto asked = road("顺槽");
  asked.parent = place_named("矿");
  EXPECT_EQ(mine.open(asked, first), "");
  asked.parent = place_named("邻区大巷");
  EXPECT_EQ(mine.open(asked, first), "place.parent_elsewhere");
  EXPECT_EQ(mine.open(asked, second), "");
  EXPECT_EQ(mine.open(asked, whole_mine), "place.parent_elsewhere");
  asked.parent = place_named("废巷");
  EXPECT_EQ(mine.open(asked, first), "place.no_parent");
  asked.parent = place_named("不存在");
  EXPECT_EQ(mine.open(asked, first), "place.no_parent");
}

TEST(OpenPlace, RefusesACodeThatStandsForAnother) {
  paper_mine mine;
  mine.taken = "R1";
  EXPECT_EQ(mine.open(road("大巷"), first), "place.code_taken");
}

TEST(OpenPlace, KeepsTheMineAtTheTop) {
  paper_mine mine;
  mine.add("矿", whole_mine);
  auto asked = road("新矿");
  asked.kind = place_kind::mine;
  EXPECT_EQ(mine.open(asked, first), "place.mine_misplaced");
  EXPECT_EQ(mine.open(asked, whole_mine), "");
  asked.parent = place_named("矿");
  EXPECT_EQ(mine.open(asked, whole_mine), "place.mine_misplaced");
}

TEST(OpenPlace, LetsOnlyHeadingsBeTwins) {
  auto asked = road("大巷");
  asked.twin = named_uuid("双巷");
  EXPECT_EQ(paper_mine().open(asked, first), "place.twin_not_heading");
  asked.kind = place_kind::heading;
  EXPECT_EQ(paper_mine().open(asked, first), "");
}

TEST(ChangePlace, RefusesToLieWithinItself) {
  paper_mine mine;
  mine.add("甲", first);
  mine.add("乙", first, "甲");
  mine.add("丙", first, "乙");
  change_place asked{road("甲")};
  for (const auto* parent : {"甲", "乙", "丙"}) {
    asked.parent = place_named(parent);
    const auto made = mine.with(
        [&](const neighbours& around) { return decide(opened_place("甲"), asked, around); });
    EXPECT_EQ(made.error().code(), "place.parent_circle") << parent;
  }
}

TEST(ChangePlace, EndsWhenTwoNodesHaveDrawnACircle) {
  paper_mine mine;  // as merged: each node had given its own place the other as parent
  mine.add("乙", first, "丙");
  mine.add("丙", first, "乙");
  auto asked = road("甲");
  asked.parent = place_named("乙");
  EXPECT_EQ(mine.open(asked, first), "place.parent_too_deep");
}

TEST(ChangePlace, RecordsNothingWhenAllIsAsAsked) {
  const auto made = paper_mine().with([&](const neighbours& around) {
    return decide(opened_place("甲"), change_place{road("甲")}, around);
  });
  EXPECT_TRUE(made.value().empty());
}

TEST(ChangePlace, RefusesOnceRetired) {
  auto p = opened_place("甲");
  EXPECT_FALSE(fold(p, header_of(p.id, first), retired{}));
  auto asked = change_place{road("甲")};
  asked.name = "新名字";
  paper_mine().with([&](const neighbours& around) {
    EXPECT_EQ(decide(p, asked, around).error().code(), "place.retired");
    EXPECT_EQ(decide(p, retire_place{}, around).error().code(), "place.retired");
    EXPECT_EQ(decide(place{}, asked, around).error().code(), "request.not_found");
  });
}

TEST(RetirePlace, WaitsForThePlacesWithin) {
  paper_mine mine;
  mine.add("甲", first);
  mine.add("乙", first, "甲");
  const auto retiring = [&] {
    return mine.with([&](const neighbours& around) {
      return decide(opened_place("甲"), retire_place{}, around);
    });
  };
  EXPECT_EQ(retiring().error().code(), "place.open_children");
  mine.places[place_named("乙")].open = false;
  EXPECT_EQ(retiring().value().size(), 1u);
}

TEST(FoldPlace, KeepsTheFirstOfTwoOpenings) {
  auto p = opened_place("甲");
  auto other = road("甲");
  other.name = "另一台机器上的名字";
  EXPECT_EQ(fold(p, header_of(p.id, second), opened{other}), "already_open");
  EXPECT_EQ(p.name.value, "甲");
  EXPECT_EQ(p.section, first);
}

TEST(FoldPlace, ObjectsToAChangeAfterTheEnd) {
  auto p = opened_place("甲");
  EXPECT_FALSE(fold(p, header_of(p.id, first), retired{}));
  EXPECT_EQ(fold(p, header_of(p.id, first), changed{road("乙")}), "not_open");
  EXPECT_EQ(fold(p, header_of(p.id, first), retired{}), "not_open");
  EXPECT_EQ(p.name.value, "甲");
}

// ---- risk points
// ----------------------------------------------------------------------------------

declare_risk roof_risk(int level) {
  declare_risk asked;
  asked.id = risk_point_id(named_uuid("顶板"));
  asked.place = place_named("甲");
  asked.name = "顶板离层";
  asked.risk_level = level;
  return asked;
}

std::string_view declared(const paper_mine& mine, const declare_risk& asked) {
  const auto made =
      mine.with([&](const neighbours& around) { return decide(risk_point{}, asked, around); });
  return made ? std::string_view() : made.error().code();
}

TEST(DeclareRisk, NeedsAPlaceInUseAndALevelOfFour) {
  paper_mine mine;
  mine.add("甲", first);
  EXPECT_EQ(declared(mine, roof_risk(4)), "");
  EXPECT_EQ(declared(mine, roof_risk(0)), "field.out_of_range");
  EXPECT_EQ(declared(mine, roof_risk(5)), "field.out_of_range");
  mine.places[place_named("甲")].open = false;
  EXPECT_EQ(declared(mine, roof_risk(4)), "risk_point.no_place");
  EXPECT_EQ(declared(paper_mine(), roof_risk(4)), "risk_point.no_place");
}

TEST(ChangeRisk, StaysWithinTheSection) {
  paper_mine mine;
  mine.add("甲", first);
  mine.add("乙", second);
  risk_point r;
  EXPECT_FALSE(fold(r, header_of(roof_risk(2).id, first), risk_declared{roof_risk(2)}));
  change_risk asked{roof_risk(2)};
  asked.place = place_named("乙");
  mine.with([&](const neighbours& around) {
    EXPECT_EQ(decide(r, asked, around).error().code(), "risk_point.place_elsewhere");
    asked.place = place_named("甲");
    EXPECT_TRUE(decide(r, asked, around).value().empty());
    asked.risk_level = 3;
    EXPECT_EQ(decide(r, asked, around).value().size(), 1u);
  });
  EXPECT_FALSE(fold(r, header_of(r.id, first), risk_withdrawn{}));
  EXPECT_EQ(decide(r, withdraw_risk{}).error().code(), "risk_point.withdrawn");
}

// ---- the drawing
// ------------------------------------------------------------------------------------

place line(std::string_view name, point from, std::optional<point> to) {
  place p;
  p.id = place_named(name);
  p.from = from;
  p.to = to;
  p.open = true;
  return p;
}

TEST(Joints, AreWhereAnEndLiesOnAnother) {
  // 大巷 runs from west to east; 顺槽 leaves it in the middle; a pump room sits at its end.
  const place all[] = {line("大巷", {0, 0}, point{100, 0}), line("顺槽", {40, 0}, point{40, 80}),
                       line("水泵房", {100, 0}, std::nullopt), line("远处", {0, 1}, point{100, 1})};
  const auto joints = joints_of(all);
  // 远处 crosses 顺槽 without an end on it: an overpass, no joint.
  ASSERT_EQ(joints.size(), 2u);
  EXPECT_EQ(joints[0].at, (point{40, 0}));
  EXPECT_EQ(joints[0].places.size(), 2u);
  EXPECT_EQ(joints[1].at, (point{100, 0}));
}

TEST(Joints, LeaveOutWhatIsNotInUse) {
  place all[] = {line("大巷", {0, 0}, point{100, 0}), line("顺槽", {40, 0}, point{40, 80})};
  ASSERT_EQ(joints_of(all).size(), 1u);
  all[1].open = false;
  EXPECT_TRUE(joints_of(all).empty());
}

TEST(Joints, AreExactAtTheEdgeOfTheDrawing) {
  const int most = limits::coordinate_most;
  const place all[] = {line("斜巷", {-most, -most}, point{most, most - 1}),
                       line("切眼", {0, 0}, point{0, 50})};
  EXPECT_TRUE(joints_of(all).empty());
}

// ---- colours ------------------------------------------------------------------------------------

open_by_level open(std::int64_t major, std::int64_t a, std::int64_t b, std::int64_t c,
                   std::int64_t d = 0) {
  return {0, major, a, b, c, d};
}

TEST(RiskColour, IsThatOfTheGravestRiskPointWhenNothingIsOpen) {
  EXPECT_EQ(colour_of(0, {}), risk_colour::blue);
  EXPECT_EQ(colour_of(1, {}), risk_colour::blue);
  EXPECT_EQ(colour_of(2, {}), risk_colour::yellow);
  EXPECT_EQ(colour_of(3, {}), risk_colour::orange);
  EXPECT_EQ(colour_of(4, {}), risk_colour::red);
}

TEST(RiskColour, IsRedWithAMajorHazard) {
  EXPECT_EQ(colour_of(1, open(1, 0, 0, 0)), risk_colour::red);
}

TEST(RiskColour, CountsThreeOfALevelAsOneOfTheNext) {
  EXPECT_EQ(colour_of(1, open(0, 0, 0, 2)), risk_colour::blue);
  EXPECT_EQ(colour_of(1, open(0, 0, 0, 3)), risk_colour::yellow);
  EXPECT_EQ(colour_of(1, open(0, 0, 3, 0)), risk_colour::orange);
  EXPECT_EQ(colour_of(1, open(0, 3, 0, 0)), risk_colour::red);
  // Two B and three C make three B, which is one A.
  EXPECT_EQ(colour_of(1, open(0, 0, 2, 3)), risk_colour::orange);
  EXPECT_EQ(colour_of(1, open(0, 0, 0, 0, 9)), risk_colour::yellow);
}

TEST(RiskColour, IsNeverLoweredByHazards) {
  EXPECT_EQ(colour_of(3, open(0, 0, 1, 0)), risk_colour::orange);
}

}  // namespace
}  // namespace headway::places
