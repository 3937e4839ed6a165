#include "documents/ical.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace headway::documents {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

calendar one_night() {
  return {
      "王建国",
      *parse_instant("2027-02-25T00:00:00Z"),
      {{"night-1@headway", *parse_instant("2027-03-01T14:00:00Z"),
        *parse_instant("2027-03-01T22:00:00Z"), "夜班", "瓦检员，3102 顺槽", "3102; 运输顺槽"}}};
}

TEST(Calendar, SaysWhenAndWhatInUtc) {
  EXPECT_EQ(to_ical(one_night()),
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Headway//Month plan//EN\r\n"
            "CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\nX-WR-CALNAME:王建国\r\nBEGIN:VEVENT\r\n"
            "UID:night-1@headway\r\nDTSTAMP:20270225T000000Z\r\nDTSTART:20270301T140000Z\r\n"
            "DTEND:20270301T220000Z\r\nSUMMARY:夜班\r\nDESCRIPTION:瓦检员，3102 顺槽\r\n"
            "LOCATION:3102\\; 运输顺槽\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
}

TEST(Calendar, EscapesWhatWouldEndALineOrAList) {
  auto of = one_night();
  of.events[0].description = "a,b;c\\d\ne\r\nEND:VCALENDAR";
  EXPECT_THAT(to_ical(of), HasSubstr("DESCRIPTION:a\\,b\\;c\\\\d\\ne\\nEND:VCALENDAR\r\n"));
}

TEST(Calendar, FoldsLongLinesBetweenCharacters) {
  auto of = one_night();
  std::string words;
  for (int i = 0; i < 40; ++i)
    words += "迎头";
  of.events[0].summary = words;
  const auto made = to_ical(of);
  std::string unfolded;
  for (std::size_t from = 0; from < made.size();) {
    const auto end = made.find("\r\n", from);
    EXPECT_LE(end - from, 75U);
    const auto line = made.substr(from, end - from);
    EXPECT_NE(static_cast<unsigned char>(line[line[0] == ' ' ? 1 : 0]) & 0xC0, 0x80);
    unfolded += line[0] == ' ' ? line.substr(1) : '\n' + line;
    from = end + 2;
  }
  EXPECT_THAT(unfolded, HasSubstr("SUMMARY:" + words));
}

TEST(Calendar, LeavesOutWhatIsNotKnown) {
  auto of = one_night();
  of.events[0].place.clear();
  EXPECT_THAT(to_ical(of), Not(HasSubstr("LOCATION")));
}

}  // namespace
}  // namespace headway::documents
