// Who sees which picture, on both engines.
#include "attachments/records.hpp"

#include <gtest/gtest.h>

#include "support/both_engines.hpp"

namespace headway::attachments {
namespace {

constexpr site_id site{1};
const section_id first{named_uuid("section 1")}, second{named_uuid("section 2")};
const instant noon = parse_instant("2026-11-22T04:00:00Z").value();
const person_id wang{named_uuid("wang")};

attachment picture() { return {std::string(64, 'a'), "image/webp", 812'345, 4000, 3000}; }

api::principal of_section(section_id section) {
  api::principal who;
  who.section = section;
  who.permissions = api::set_of({api::permission::read_section});
  return who;
}

class SeePicture : public ::testing::TestWithParam<sql::engine> {
 protected:
  SeePicture() { sql::migrate(*on, migrations(), noon).value(); }

  tests::test_store store{GetParam()};
  std::unique_ptr<sql::connection> on = store.database().connect(sql::access::write);
};
INSTANTIATE_TEST_SUITE_P(Engines, SeePicture, tests::both_engines, tests::engine_name);

TEST_P(SeePicture, WithinTheSectionItCameFrom) {
  note(*on, site, picture(), first, wang, noon);
  const auto seen = find_visible(*on, site, picture().id, of_section(first));
  ASSERT_TRUE(seen);
  EXPECT_EQ(encode(*seen), encode(picture()));
  EXPECT_FALSE(find_visible(*on, site, picture().id, of_section(second)));
  EXPECT_FALSE(find_visible(*on, site, std::string(64, 'b'), of_section(first)));
  EXPECT_FALSE(find_visible(*on, site_id{2}, picture().id, of_section(first)));
}

TEST_P(SeePicture, ByBothSectionsWhenBothUploadedIt) {
  note(*on, site, picture(), first, wang, noon);
  note(*on, site, picture(), first, wang, noon);
  note(*on, site, picture(), second, wang, noon);
  EXPECT_TRUE(find_visible(*on, site, picture().id, of_section(first)));
  EXPECT_TRUE(find_visible(*on, site, picture().id, of_section(second)));
}

TEST_P(SeePicture, ByTheMineOfficeInEverySection) {
  note(*on, site, picture(), second, wang, noon);
  auto office = of_section({});
  EXPECT_FALSE(find_visible(*on, site, picture().id, office));
  office.permissions = api::permissions_of(api::role::mine_office);
  EXPECT_TRUE(find_visible(*on, site, picture().id, office));
}

}  // namespace
}  // namespace headway::attachments
