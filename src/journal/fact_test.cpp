#include "journal/fact.hpp"

#include <gtest/gtest.h>

#include <numeric>

namespace headway::journal {
namespace {

template <class Id>
Id id_of(std::uint8_t byte) {
  Id made;
  made.bytes.fill(byte);
  return made;
}

fact one() {
  fact f;
  std::iota(f.previous.begin(), f.previous.end(), std::uint8_t{0});
  f.node = id_of<node_id>(1);
  f.seq = 7;
  f.clock = clock_reading(1'700'000'000'000 << 16 | 3);
  f.section = id_of<section_id>(2);
  f.subject = id_of<subject_id>(3);
  f.kind = "lamp.hung";
  f.body = R"({"where":"gateway 7"})";
  f.by = {id_of<person_id>(4), id_of<device_id>(5), from_unix_ms(1'700'000'000'123),
          id_of<command_id>(6)};
  f.recorded_at = from_unix_ms(1'700'000'000'456);
  return f;
}

// The sums were computed from docs/journal-format.md by a program in another language.
TEST(Fact, WithoutTheLaterFieldsHasTheHashThatItAlwaysHad) {
  EXPECT_EQ(hex(hash_of(one())),
            "b9abbe6bd0969b7928f8bb4fa572e709475c54777d7e68a1379d19fa0a50b625");
}

TEST(Fact, BindsTheErrorOfTheDeviceClockWhenItIsKnown) {
  auto f = one();
  f.by.clock_offset = milliseconds(-86'280'000);
  EXPECT_EQ(hex(hash_of(f)), "54eb52c35cae91d1da78c5f686c8a9695b7c70bf48a5f68b82cc7dfa47e9f196");
  f.by.clock_offset = milliseconds(0);
  EXPECT_NE(hash_of(f), hash_of(one()));
}

TEST(Fact, BindsWhatItWasDecidedOnAndWhoHandedItIn) {
  auto f = one();
  f.by.clock_offset = milliseconds(-86'280'000);
  f.by.decided_on = 4;
  f.by.handed_in_by = id_of<person_id>(7);
  EXPECT_EQ(hex(hash_of(f)), "61c2772a00354a1f985ba2762df0cf6bcaf83729c11d4a19711f33b8d953545f");
}

TEST(Fact, TellsWhenThePersonActedByTheCorrectedClock) {
  auto f = one();
  EXPECT_EQ(f.by.acted_at(), f.by.observed_at);
  f.by.clock_offset = std::chrono::hours(-24);
  EXPECT_EQ(f.by.acted_at(), f.by.observed_at - std::chrono::hours(24));
}

}  // namespace
}  // namespace headway::journal
