// Zones over HTTP, on a whole system and both engines.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "attachments/records.hpp"
#include "support/both_engines.hpp"
#include "support/printed.hpp"
#include "support/scenario.hpp"

namespace headway::zones {
namespace {

using api::role;
using tests::expect;
using tests::side;

class ZonesApi : public ::testing::TestWithParam<sql::engine> {
 protected:
  static std::string id(std::string_view of) { return named_uuid(of).text(); }
  std::string drawing(std::string_view name, const std::string& more = {}) {
    return R"({"id":")" + id(name) + R"(","basis":"heading","kind":"zone","name":")" +
           std::string(name) + R"(","code":"Z-)" + std::string(name) + R"(","places":[")" +
           mine.place(side::a).text() +
           R"("],"duties":["班班敲帮问顶"],"members_only":false,"holders_least":1,"holders_most":1)" +
           more + "}";
  }
  std::string at(std::string_view zone, const std::string& step = {}) {
    return "/api/v1/zones/" + id(zone) + (step.empty() ? "" : "/" + step);
  }
  void draw(std::string_view name) {
    expect(secretary.post("/api/v1/zones", drawing(name))).gives(201);
  }
  void appoint(std::string_view zone, std::string_view tenure, const tests::visitor& who,
               const std::string& from = {}) {
    expect(secretary.post(at(zone, "appoint"),
                          R"({"tenure":")" + id(tenure) + R"(","person":")" + who.person().text() +
                              '"' + (from.empty() ? "" : R"(,"from":")" + from + '"') + "}"))
        .gives(200);
  }
  // As the outbox of a phone does that has been without a network.
  tests::http_response later(const tests::visitor& who, const std::string& target,
                             const std::string& body, int version, const std::string& observed) {
    return who.send({.verb = "POST",
                     .target = target,
                     .headers = {{"Content-Type", "application/json"},
                                 {"Headway-Apart", std::to_string(version)},
                                 {"Headway-Clock-Offset", "0"},
                                 {"Headway-Observed-At", observed}},
                     .body = body});
  }
  std::string claim(std::string_view tenure) {
    return R"({"claim":")" + id(tenure) + R"(","promise":"隐患不过班"})";
  }
  std::string held(const std::string& at_, const std::string& known_at = {}) {
    return worker
        .get("/api/v1/zones/held?place=" + mine.place(side::a).text() + "&at=" + at_ +
             (known_at.empty() ? "" : "&known_at=" + known_at))
        .body;
  }
  void expect_clean() {
    expect(secretary.get("/api/v1/journal/verification")).gives(200).with(R"("clean":true)");
  }

  tests::world mine{GetParam()};
  tests::visitor secretary = mine.as(role::secretary);
  tests::visitor worker = mine.as(role::worker);
  tests::visitor holder = mine.as(role::holder);
};
INSTANTIATE_TEST_SUITE_P(Engines, ZonesApi, tests::both_engines, tests::engine_name);

TEST_P(ZonesApi, LeadFromADrawingToTheBoard) {
  draw("迎头");
  expect(worker.post(at("迎头", "claim"), claim("wang")))
      .gives(200)
      .with(R"("state":"open")")
      .with(worker.person().text());
  expect(worker.post(at("迎头", "decide-claims"), R"({"granted":[],"refused":[],"reason":"x"})"))
      .gives(403);
  expect(secretary.post(
             at("迎头", "decide-claims"),
             R"({"granted":[")" + id("wang") + R"("],"refused":[],"reason":"本班党员，熟悉迎头"})"))
      .gives(200)
      .with(R"("how":"claimed")");
  expect(worker.get("/api/v1/zones/posting")).gives(200).without("worker of A");
  expect(secretary.post(at("迎头", "publish"), R"({"tenure":")" + id("wang") + "\"}")).gives(200);
  expect(worker.get("/api/v1/zones/posting"))
      .gives(200)
      .with("worker of A")
      .with("隐患不过班")
      .with("班班敲帮问顶");
  expect(worker.get("/api/v1/zones"))
      .gives(200)
      .with(R"("is_published":true)")
      .with(R"("vacancies":0)")
      .with(R"("plate_code":")");
  expect(worker.get("/api/v1/zones/mine")).gives(200).with(R"("holds_now":true)");
  expect(holder.get("/api/v1/zones/mine")).gives(200).with(R"("items":[])");
  expect(worker.get(at("迎头", "history")))
      .gives(200)
      .with("zone.drawn")
      .with("zone.claims_decided")
      .with("本班党员，熟悉迎头");
  expect_clean();
}

// Two members underground, days without a network; one is granted before the other arrives.
TEST_P(ZonesApi, KeepTheClaimsOfTwoPhonesThatHadNoNetwork) {
  draw("迎头");
  expect(later(worker, at("迎头", "claim"), claim("late"), 1, "2026-11-20T02:00:00Z")).gives(200);
  expect(later(holder, at("迎头", "claim"), claim("early"), 1, "2026-11-19T02:00:00Z")).gives(200);
  const auto ranking = expect(worker.get(at("迎头", "claims"))).gives(200).json();
  const auto& items = ranking.at("items").as_array();
  ASSERT_EQ(items.size(), 2U);
  EXPECT_EQ(items[0].at("claim").at("id").as_string(), id("early")) << "by the phones' own clocks";
  EXPECT_EQ(items[1].at("behind").as_string(), "claimed_first");
  EXPECT_EQ(items[1].at("claimed_at").as_string(), "2026-11-20T02:00:00.000Z");
  EXPECT_EQ(encode(std::string(holder.get(at("迎头", "claims")).body)),
            encode(std::string(worker.get(at("迎头", "claims")).body)))
      << "both see the same";
  expect_clean();
}

TEST_P(ZonesApi, KeepAClaimThatArrivesAfterTheDecision) {
  draw("迎头");
  expect(worker.post(at("迎头", "claim"), claim("wang"))).gives(200);
  expect(secretary.post(at("迎头", "decide-claims"),
                        R"({"granted":[")" + id("wang") + R"("],"refused":[],"reason":"同意"})"))
      .gives(200);
  const auto kept = later(holder, at("迎头", "claim"), claim("li"), 1, "2026-11-21T02:00:00Z");
  expect(kept).gives(200).with(R"("contested":[])");
  expect(secretary.get("/api/v1/zones/attention"))
      .gives(200)
      .with(R"("what":"claims_to_decide")")
      .with(R"("what":"not_published")");
}

TEST_P(ZonesApi, ContestASecondDecisionAndLetAPersonSettleIt) {
  draw("迎头");
  expect(worker.post(at("迎头", "claim"), claim("wang"))).gives(200);
  expect(holder.post(at("迎头", "claim"), claim("li"))).gives(200);
  const auto chief = mine.as(role::section_chief);
  const auto decide = [&](std::string_view granted, std::string_view refused) {
    return R"({"granted":[")" + id(granted) + R"("],"refused":[")" + id(refused) +
           R"("],"reason":"班组会议定"})";
  };
  expect(secretary.post(at("迎头", "decide-claims"), decide("wang", "li"))).gives(200);
  expect(chief.post(at("迎头", "decide-claims"), decide("li", "wang")))
      .gives(409)
      .refuses("zone.claim_not_open");
  const auto apart =
      later(chief, at("迎头", "decide-claims"), decide("li", "wang"), 3, "2026-11-22T02:00:00Z");
  const auto record = expect(apart).gives(200).json();
  EXPECT_EQ(apart.header("headway-contested"), "true");
  const auto& dispute = record.at("disputes").as_array().at(0).as_object();
  EXPECT_EQ(dispute.at("reason").as_string(), "claim_not_open");
  const auto settlement = R"({"node":")" + std::string(dispute.at("node").as_string()) +
                          R"(","seq":)" + std::to_string(dispute.at("seq").as_int64()) +
                          R"(,"outcome":"taken","reason":"支部会重新研究"})";
  mine.clock.advance(std::chrono::hours(1));
  expect(worker.post(at("迎头", "settle"), settlement)).gives(403);
  expect(secretary.post(at("迎头", "settle"), settlement)).gives(200).with("支部会重新研究");
  expect(worker.get("/api/v1/zones")).with(holder.person().text()).with(R"("is_disputed":false)");
  expect_clean();
}

// What was recorded late counts for then, and not for what was known then.
TEST_P(ZonesApi, TellWhoHeldAPlaceAsKnownNowAndAsKnownThen) {
  draw("迎头");
  appoint("迎头", "wang", worker);
  mine.clock.set(*parse_instant("2026-12-01T00:00:00Z"));
  secretary = mine.as(role::secretary);  // signed in anew
  worker = mine.as(role::worker);
  EXPECT_THAT(held("2026-11-28T00:00:00Z"), ::testing::HasSubstr(worker.person().text()));
  // On 1 December the branch enters that the holder took over on 25 November.
  expect(secretary.post(
             at("迎头", "end-tenure"),
             R"({"tenure":")" + id("wang") + R"(","at":"2026-11-25T00:00:00Z","reason":"调班"})"))
      .gives(200);
  appoint("迎头", "li", holder, "2026-11-25T00:00:00Z");
  EXPECT_THAT(held("2026-11-28T00:00:00Z"), ::testing::HasSubstr(holder.person().text()));
  EXPECT_THAT(held("2026-11-24T23:59:59.999Z"), ::testing::HasSubstr(worker.person().text()));
  const auto known = held("2026-11-28T00:00:00Z", "2026-11-30T00:00:00Z");
  EXPECT_THAT(known, ::testing::HasSubstr(worker.person().text()));
  EXPECT_THAT(known, ::testing::Not(::testing::HasSubstr(holder.person().text())));
  EXPECT_THAT(held("2026-11-28T00:00:00Z", "2026-11-01T00:00:00Z"),
              ::testing::HasSubstr(R"("items":[])"));
  expect(worker.get(at("迎头") + "?known_at=2026-11-30T00:00:00Z"))
      .gives(200)
      .without(holder.person().text());
  expect(worker.get("/api/v1/zones/held")).gives(422).refuses("field.missing");
  expect(worker.get("/api/v1/zones/held?place=" + mine.place(side::b).text())).gives(404);
}

TEST_P(ZonesApi, RefuseWhatIsNotInTheSection) {
  draw("迎头");
  const auto with = [&](std::string_view from, const std::string& to) {
    auto body = drawing("顺槽");
    body.replace(body.find(from), from.size(), to);
    return secretary.post("/api/v1/zones", body);
  };
  expect(with("Z-顺槽", "Z-迎头")).gives(409).refuses("zone.code_taken");
  expect(with(mine.place(side::a).text(), mine.place(side::b).text()))
      .gives(422)
      .refuses("zone.no_place")
      .with(R"("pointer":"/places/0")");
  expect(secretary.post("/api/v1/zones",
                        drawing("顺槽", R"(,"crew":")" + mine.crew(side::b).text() + '"')))
      .gives(422)
      .refuses("zone.no_crew");
  expect(secretary.post("/api/v1/zones", drawing("顺槽", R"(,"post":")" + id("none") + '"')))
      .gives(422)
      .refuses("zone.no_post");
  expect(secretary.post(at("迎头", "appoint"), R"({"tenure":")" + id("x") + R"(","person":")" +
                                                   mine.person(role::worker, side::b).text() +
                                                   "\"}"))
      .gives(422)
      .refuses("zone.not_here");
  expect(mine.as(role::secretary, side::b).post(at("迎头", "retire"), R"({"reason":"x"})"))
      .gives(404);
  expect(mine.as(role::worker, side::b).get("/api/v1/zones")).gives(200).with(R"("items":[])");
}

TEST_P(ZonesApi, AnswerACommandThatComesTwiceOnce) {
  draw("迎头");
  const auto key = make_uuid(5).text();
  expect(worker.post(at("迎头", "claim"), claim("wang"), key)).gives(200).with(R"("version":2)");
  const auto again = worker.post(at("迎头", "claim"), claim("wang"), key);
  expect(again).gives(200).with(R"("version":2)");
  EXPECT_EQ(again.header("headway-replayed"), "true");
}

TEST_P(ZonesApi, SayWhichZonesPeopleHaveLeft) {
  draw("迎头");
  draw("皮带");
  appoint("迎头", "wang", worker);
  const auto chief = mine.as(role::section_chief);
  expect(secretary.get("/api/v1/zones/attention"))
      .with(R"("what":"no_holder","zone":")" + id("皮带"))
      .with(R"("what":"crew_without_zone","crew":")" + mine.crew(side::a).text())
      .without("holder_gone");
  expect(chief.post("/api/v1/people/persons/" + worker.person().text() + "/leave", "{}"))
      .gives(200);
  expect(secretary.get("/api/v1/zones/attention"))
      .with(R"("what":"holder_gone","zone":")" + id("迎头"));
  expect(holder.get("/api/v1/zones/attention")).gives(403);
}

TEST_P(ZonesApi, GiveARetiredZoneNoMore) {
  draw("迎头");
  expect(secretary.post(at("迎头", "retire"), R"({"reason":"巷道贯通"})")).gives(200);
  expect(worker.get("/api/v1/zones")).with(R"("items":[])");
  expect(worker.get("/api/v1/zones?retired=true")).with("迎头");
  expect(secretary.post("/api/v1/zones", drawing("迎头"))).gives(409);
}

class ZonePlates : public ZonesApi {};
INSTANTIATE_TEST_SUITE_P(Engines, ZonePlates, tests::both_engines, tests::engine_name);

TEST_P(ZonePlates, ShowWhoIsPublishedAndForWhat) {
  draw("迎头");
  appoint("迎头", "wang", worker);
  EXPECT_THAT(tests::text_in(worker.get(at("迎头", "plate.pdf")).body),
              ::testing::Not(::testing::HasSubstr("worker of A")))
      << "not before it is published";
  expect(secretary.post(at("迎头", "publish"), R"({"tenure":")" + id("wang") + "\"}")).gives(200);
  for (const std::string size : {"a4", "a6", "label"}) {
    const auto pdf = worker.get(at("迎头", "plate.pdf?size=" + size)).body;
    EXPECT_THAT(tests::text_in(pdf), ::testing::HasSubstr("worker of A")) << size;
    EXPECT_THAT(tests::qr_codes_on(tests::printed(pdf, 200).at(0)),
                ::testing::ElementsAre(::testing::MatchesRegex("HW1:[A-Z2-7]{8}:Z.*")))
        << size;
  }
  const auto text = tests::text_in(worker.get(at("迎头", "plate.pdf?language=en")).body);
  EXPECT_THAT(text, ::testing::HasSubstr("Zone of responsibility"));
  EXPECT_THAT(text, ::testing::HasSubstr("敲帮问顶"));
  const auto all = "/api/v1/sections/" + mine.section(side::a).text() + "/zone-plates.pdf";
  expect(worker.get(all)).gives(200);
  expect(mine.as(role::worker, side::b).get(all)).gives(404);
  expect(mine.as(role::worker, side::b).get(at("迎头", "plate.pdf"))).gives(404);
}

class Faces : public ZonesApi {
 protected:
  std::string face_of(const tests::visitor& who) {
    return "/api/v1/people/persons/" + who.person().text() + "/picture";
  }
  // As if it had been uploaded within the section.
  void upload(side to) {
    EXPECT_EQ(pictures.put("a face").value(), picture);
    attachments::attachment held;
    held.id = picture;
    held.media_type = "image/jpeg";
    held.size = 1;
    held.width = held.height = 10;
    mine.system().writer().run_and_wait([&](sql::connection& store) {
      attachments::note(store, mine.system().settings().site, held, mine.section(to), {},
                        mine.clock.now());
    });
  }

  const std::string picture = attachments::address_of("a face");
  const attachments::blob_store pictures =
      attachments::blob_store::open(mine.system().settings().attachments_folder()).value();
};
INSTANTIATE_TEST_SUITE_P(Engines, Faces, tests::both_engines, tests::engine_name);

TEST_P(Faces, AreSetByOneselfAndStandOnTheBoard) {
  const auto body = R"({"picture":")" + picture + "\"}";
  expect(worker.post(face_of(worker), body)).gives(422).refuses("people.no_picture");
  upload(side::b);
  expect(worker.post(face_of(worker), body)).gives(422).refuses("people.no_picture");
  upload(side::a);
  expect(worker.post(face_of(holder), body)).gives(403);
  expect(worker.post(face_of(worker), body)).gives(200).with(picture);
  expect(holder.get("/api/v1/directory")).with(R"("picture":")" + picture);
  draw("迎头");
  appoint("迎头", "wang", worker);
  expect(secretary.post(at("迎头", "publish"), R"({"tenure":")" + id("wang") + "\"}")).gives(200);
  expect(holder.get("/api/v1/zones/posting")).with(picture);
  expect(mine.as(role::section_chief).post(face_of(worker), "{}")).gives(200).without(picture);
  expect(holder.get("/api/v1/zones/posting")).with("worker of A").without(picture);
}

TEST_P(Faces, AreGoneWhenThePersonIsErased) {
  upload(side::a);
  expect(worker.post(face_of(worker), R"({"picture":")" + picture + "\"}")).gives(200);
  expect(mine.as(role::section_chief)
             .post("/api/v1/people/persons/" + worker.person().text() + "/erase", "{}"))
      .gives(200);
  expect(holder.get("/api/v1/directory")).without(picture);
  EXPECT_FALSE(std::filesystem::exists(pictures.path_of(picture)));
  expect(holder.post(face_of(holder), R"({"picture":")" + picture + "\"}"))
      .gives(422)
      .refuses("people.no_picture");
}

}  // namespace
}  // namespace headway::zones
