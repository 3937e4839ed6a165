// What a hazard brings along from the system it was imported from.
#include <gtest/gtest.h>

#include "hazards/records.hpp"
#include "hazards/rules.hpp"

namespace headway::hazards {
namespace {

const person_id importer{named_uuid("importer")};
const instant now = *parse_instant("2026-05-14T09:00:00+08:00");
const instant past = *parse_instant("2024-03-05T10:00:00+08:00");

class ImportedHazard : public ::testing::Test {
 protected:
  // Decides and folds, as the journal would.
  template <class Command>
  result<void> does(const Command& asked, const circumstances& with) {
    const auto happened = decide(h, asked, with);
    if (!happened) return happened.error();
    for (const auto& f : *happened)
      EXPECT_FALSE(fold(h, header(), f));
    return {};
  }
  void imported(origin from) {
    report_hazard asked;
    asked.id = h_id;
    asked.profession = profession::ventilation;
    asked.inspection_type = inspection_type::daily;
    asked.description = "局部通风机无计划停风";
    auto with = circumstances_of_import();
    with.origin = std::move(from);
    ASSERT_TRUE(does(asked, with));
  }
  circumstances circumstances_of_import() const {
    return {importer, now, now, {}, default_rulebook(), past};
  }
  journal::fact_header header() {
    ++seq;
    return {{},      seq,  journal::clock_reading((to_unix_ms(now) + seq) << 16),
            section, h_id, {importer, {}, now, command_id(make_uuid(seq))},
            now};
  }
  std::string code_of_refusal(const result<void>& done) {
    return done ? "accepted" : std::string(done.error().code());
  }

  hazard h;
  const hazard_id h_id{named_uuid("hazard")};
  const section_id section{named_uuid("section")};
  std::int64_t seq = 0;
};

TEST_F(ImportedHazard, IsArchivedAndSilentWhenItHadClosedElsewhere) {
  imported({"台账2024.xlsx", {}, past + std::chrono::hours(30), "安监科 老李"});
  EXPECT_EQ(h.state, hazard_state::archived);
  EXPECT_FALSE(is_open(h));
  EXPECT_FALSE(next_alarm(h));
  EXPECT_TRUE(raise_alarms(h, {importer, now + std::chrono::days(30), now, {}, default_rulebook()})
                  .empty());
  EXPECT_EQ(h.origin->closed_by->value, "安监科 老李");
  EXPECT_FALSE(h.closed) << "nobody has closed it here";
}

TEST_F(ImportedHazard, TakesNoFurtherStepWhenItHadClosedElsewhere) {
  imported({{}, {}, past, {}});
  const auto with = circumstances_of_import();
  EXPECT_EQ(code_of_refusal(does(verify_hazard{}, with)), "hazard.wrong_state");
  EXPECT_EQ(code_of_refusal(does(rectify_hazard{"补", {}}, with)), "hazard.wrong_state");
  EXPECT_EQ(code_of_refusal(does(close_hazard{}, with)), "hazard.wrong_state");
  EXPECT_EQ(code_of_refusal(does(comment_hazard{"当年的处理见存档", {}}, with)), "accepted");
}

TEST_F(ImportedHazard, KeepsTheDeadlineOfElsewhereUntilOneIsSetHere) {
  imported({{}, past + std::chrono::days(3), {}, {}});
  EXPECT_TRUE(is_open(h));
  EXPECT_TRUE(next_alarm(h));
  EXPECT_EQ(due_by(h), past + std::chrono::days(3));
  assign_hazard asked;
  asked.responsible = importer;
  asked.measure = "更换";
  asked.deadline = now + std::chrono::days(1);
  asked.contingency = "撤人";
  ASSERT_TRUE(does(asked, circumstances_of_import()));
  EXPECT_EQ(due_by(h), now + std::chrono::days(1));
}

TEST_F(ImportedHazard, IsReadBackAsItWasWritten) {
  imported({"a.csv", past, past, "李"});
  const auto again = decode<hazard>(encode(h)).value();
  EXPECT_EQ(encode(again), encode(h));
  EXPECT_EQ(again.origin->file->value, "a.csv");
}

}  // namespace
}  // namespace headway::hazards
