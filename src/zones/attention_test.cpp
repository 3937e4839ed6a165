// What the section is told when people change and the zones have not followed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "zones/attention.hpp"
#include "zones/rules_test.hpp"

namespace headway::zones {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using enum attention_code;

class ZoneAttention : public Zone {
 protected:
  // Held and published by Wang, who works in the crew and is a member.
  ZoneAttention() {
    auto asked = drawing(2);
    asked.members_only = true;
    asked.qualification = people::certificate_code::gas_inspection;
    people[wang].person.crew = first_crew;
    certified_until("2027-05-14");
    EXPECT_TRUE(does(secretary, asked));
    tenure = appointed(wang);
    EXPECT_TRUE(does(secretary, publish_holder{tenure, {}}));
  }
  void certified_until(const char* date) {
    people[wang].person.certificates = {
        {people::certificate_code::gas_inspection, *local_date::parse(date)}};
  }
  std::vector<attention> all() const {
    const auto look = [&](person_id person) { return about(person); };
    const auto is_open = [&](place_id place) { return place != closed; };
    return attention_for(z, now, time_zone{}.date_of(now), look, is_open);
  }
  std::vector<attention_code> codes() const {
    std::vector<attention_code> found;
    for (const auto& each : all())
      found.push_back(each.what);
    return found;
  }

  tenure_id tenure;
  place_id closed;
};

TEST_F(ZoneAttention, IsNotNeededWhereAllIsWell) { EXPECT_THAT(codes(), IsEmpty()); }

TEST_F(ZoneAttention, SaysWhoLeftAndWhoChangedCrew) {
  people[wang].person.crew = second_crew;
  EXPECT_THAT(codes(), ElementsAre(holder_changed_crew));
  people[wang].active_here = false;
  ASSERT_THAT(codes(), ElementsAre(holder_gone)) << "the rest no longer matters";
  EXPECT_EQ(all()[0].person, wang);
  EXPECT_EQ(all()[0].tenure, tenure);
}

TEST_F(ZoneAttention, SaysWhoIsNoMemberAnyMore) {
  people[wang].person.member = false;
  EXPECT_THAT(codes(), ElementsAre(holder_not_member));
}

TEST_F(ZoneAttention, SaysAMonthAheadThatACertificateRunsOut) {
  certified_until("2026-06-14");  // 31 days
  EXPECT_THAT(codes(), IsEmpty());
  certified_until("2026-06-13");
  ASSERT_THAT(codes(), ElementsAre(certificate_expiring));
  EXPECT_EQ(all()[0].expires, local_date::parse("2026-06-13"));
  certified_until("2026-05-14");
  EXPECT_THAT(codes(), ElementsAre(certificate_expiring)) << "it holds on its last day";
  certified_until("2026-05-13");
  EXPECT_THAT(codes(), ElementsAre(certificate_expired));
  people[wang].person.certificates.clear();
  EXPECT_THAT(codes(), ElementsAre(certificate_missing));
}

TEST_F(ZoneAttention, CountsOnlyThoseWhoAnswer) {
  ASSERT_TRUE(does(secretary, suspend_tenure{tenure, {}, "培训"}));
  ASSERT_THAT(codes(), ElementsAre(no_holder));
  EXPECT_EQ(all()[0].count, 0);
  ASSERT_TRUE(does(secretary, restore_tenure{tenure, {}}));
  redraw_zone asked;
  static_cast<zone_description&>(asked) = z;
  asked.holders_least = 2;
  asked.reason = "加强";
  ASSERT_TRUE(does(secretary, asked));
  EXPECT_THAT(codes(), ElementsAre(too_few_holders));
}

TEST_F(ZoneAttention, ShowsClaimsDisputesAndClosedPlaces) {
  claimed(li);
  EXPECT_THAT(codes(), ElementsAre(claims_to_decide));
  ASSERT_TRUE(fold(z, header(chief), zones::appointed{tenure, zhao, now, {}, {}}));
  EXPECT_THAT(codes(), ElementsAre(claims_to_decide, disputed));
  closed = face;
  EXPECT_THAT(codes(), ElementsAre(claims_to_decide, disputed, place_closed));
}

TEST_F(ZoneAttention, NamesCrewsNoneOfWhoseMembersHoldsAZone) {
  const std::vector<crew_id> crews{first_crew, second_crew};
  const auto look = [&](person_id person) { return about(person); };
  const auto bare = [&] {
    std::vector<std::optional<crew_id>> found;
    for (const auto& each : crews_without_zone(crews, std::span(&z, 1), now, look))
      found.push_back(each.crew);
    return found;
  };
  EXPECT_THAT(bare(), ElementsAre(second_crew));
  people[wang].person.member = false;
  EXPECT_THAT(bare(), ElementsAre(first_crew, second_crew));
}

}  // namespace
}  // namespace headway::zones
