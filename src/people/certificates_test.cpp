#include "people/certificates.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace headway::people {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

const local_date today = *local_date::parse("2026-11-22");
const person_id electrician{named_uuid("electrician")};
const post_id fitter{named_uuid("fitter")}, gas{named_uuid("gas inspector")};
const std::vector<demanding_post> demanded{
    {fitter, {certificate_code::underground_electrical}},
    {gas, {certificate_code::gas_inspection, certificate_code::underground_electrical}}};

std::vector<certificate_gap> gaps(const std::vector<post_id>& posts,
                                  const std::vector<certificate>& held) {
  return gaps_of(electrician, posts, held, demanded, today);
}
certificate until(std::string_view day) {
  return {certificate_code::underground_electrical, *local_date::parse(day)};
}

TEST(CertificatesOfPosts, AreMissingWhenNotHeld) {
  const auto found = gaps({fitter}, {});
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].standing, certificate_standing::missing);
  EXPECT_FALSE(found[0].expires);
}

TEST(CertificatesOfPosts, HoldThroughTheirLastDay) {
  EXPECT_EQ(gaps({fitter}, {until("2026-11-21")})[0].standing, certificate_standing::expired);
  EXPECT_EQ(gaps({fitter}, {until("2026-11-22")})[0].standing, certificate_standing::expiring);
}

TEST(CertificatesOfPosts, AreToldOfThirtyDaysAhead) {
  EXPECT_EQ(gaps({fitter}, {until("2026-12-22")})[0].standing, certificate_standing::expiring);
  EXPECT_THAT(gaps({fitter}, {until("2026-12-23")}), IsEmpty());
}

TEST(CertificatesOfPosts, NameEveryPostThatDemandsThem) {
  const auto found = gaps(
      {fitter, gas}, {{certificate_code::gas_inspection, {today.days + certificate_notice * 9}}});
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(found[0].posts, ::testing::ElementsAre(fitter, gas));
}

TEST(CertificatesOfPosts, AreNotAskedOfThoseWithoutThePost) {
  EXPECT_THAT(gaps({}, {until("2020-01-01")}), IsEmpty());
}

}  // namespace
}  // namespace headway::people
