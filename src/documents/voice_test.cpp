#include "documents/voice.hpp"

#include <gtest/gtest.h>

#include "support/data_files.hpp"

namespace headway::documents {
namespace {

std::string sample(const char* name) {
  return tests::read_all(std::filesystem::path(HEADWAY_SOURCE_DIR) / "tests/data/voice" / name);
}
const char* const samples[] = {"chromium.webm", "chromium_whole.webm", "chromium.mp4",
                               "spoken.ogg"};

const problem_kind* refused(std::string_view bytes) {
  const auto heard = look_at_voice(bytes);
  return heard ? nullptr : heard.error().kind;
}

TEST(LookAtVoice, KnowsWhatBrowsersRecordByItsContent) {
  EXPECT_EQ(media_type(look_at_voice(sample("chromium.webm")).value().format), "audio/webm");
  EXPECT_EQ(media_type(look_at_voice(sample("chromium_whole.webm")).value().format), "audio/webm");
  EXPECT_EQ(media_type(look_at_voice(sample("chromium.mp4")).value().format), "audio/mp4");
  EXPECT_EQ(media_type(look_at_voice(sample("spoken.ogg")).value().format), "audio/ogg");
}

TEST(LookAtVoice, MeasuresWhatTheContainerTells) {
  EXPECT_NEAR(look_at_voice(sample("chromium.webm")).value().length.count(), 2000, 300);
  EXPECT_NEAR(look_at_voice(sample("chromium_whole.webm")).value().length.count(), 2000, 300);
  EXPECT_NEAR(look_at_voice(sample("spoken.ogg")).value().length.count(), 2000, 50);
}

TEST(LookAtVoice, RefusesWhatIsNoVoiceNote) {
  for (const std::string_view bytes : {"", "<html>", "RIFF....WAVE", "ID3", "\xFF\xD8\xFF"})
    EXPECT_EQ(refused(bytes), &problems::voice_unknown_format) << bytes;
  EXPECT_EQ(refused("OggS"), &problems::voice_damaged);
  EXPECT_EQ(refused("....ftypisom"), &problems::voice_damaged);
  auto vorbis = sample("spoken.ogg");
  vorbis.replace(vorbis.find("OpusHead"), 8, "\x01vorbis ");
  EXPECT_EQ(refused(vorbis), &problems::voice_damaged) << "its check sum is another's";
}

TEST(LookAtVoice, RefusesVideo) {
  auto film = sample("chromium.webm");
  const auto at = film.find("\x83\x81\x02");  // TrackType: sound
  ASSERT_NE(at, film.npos);
  film[at + 2] = 1;
  EXPECT_EQ(refused(film), &problems::voice_damaged);
  auto mp4 = sample("chromium.mp4");
  mp4.replace(mp4.find("soun"), 4, "vide");
  EXPECT_EQ(refused(mp4), &problems::voice_damaged);
}

TEST(LookAtVoice, RefusesOtherCodecs) {
  auto webm = sample("chromium.webm");
  webm.replace(webm.find("A_OPUS"), 6, "A_PCMX");
  EXPECT_EQ(refused(webm), &problems::voice_unknown_format);
}

TEST(LookAtVoice, NoticesEveryTornOggAndEveryBitThatFlipped) {
  const auto whole = sample("spoken.ogg");
  for (std::size_t size = 1; size < whole.size(); size += 7)
    EXPECT_NE(refused(std::string_view(whole).substr(0, size)), nullptr) << size;
  for (std::size_t i = 30; i < whole.size(); i += 11) {
    auto flipped = whole;
    flipped[i] = static_cast<char>(flipped[i] ^ 4);
    EXPECT_NE(refused(flipped), nullptr) << i;
  }
}

TEST(LookAtVoice, NoticesTornBoxesAndElements) {
  for (const auto* name : {"chromium.mp4", "chromium_whole.webm"}) {
    const auto whole = sample(name);
    EXPECT_EQ(refused(std::string_view(whole).substr(0, whole.size() - 1)),
              &problems::voice_damaged);
    EXPECT_EQ(refused(whole + "x"), &problems::voice_damaged) << "nothing behind its end";
  }
}

TEST(LookAtVoice, RefusesAnHourOfTalk) {
  auto webm = sample("chromium_whole.webm");
  const auto at = webm.rfind("\x1F\x43\xB6\x75");  // the cluster, not its entry in the index
  const auto time = webm.find("\xE7\x81", at);
  ASSERT_LT(time - at, 16U);
  webm[webm.find("\x2A\xD7\xB1\x83") + 4] = '\x7F';  // each tick is now eight milliseconds…
  webm[time + 2] = '\x7F';
  EXPECT_EQ(look_at_voice(webm).value().length.count() > 4000, true);
  EXPECT_EQ(refused("OggS" + std::string(voice_bytes_most, 'x')), &problems::voice_too_long);
}

TEST(LookAtVoice, SurvivesBytesThatLie) {
  for (const auto* name : samples) {
    const auto whole = sample(name);
    for (std::size_t i = 0; i < whole.size() && i < 1500; ++i)
      for (const char lie : {'\x00', '\xFF', '\x01', '\x7F'}) {
        auto changed = whole;
        changed[i] = lie;
        const auto heard = look_at_voice(changed);
        EXPECT_TRUE(!heard || heard->length <= voice_length_most);
      }
  }
  // Boxes in boxes in boxes, each as long as the rest.
  std::string deep = sample("chromium.mp4").substr(0, 0);
  for (int i = 40; i > 0; --i) {
    deep = std::string("moov") + deep;
    const auto length = static_cast<std::uint32_t>(deep.size() + 4);
    deep = std::string{static_cast<char>(length >> 24), static_cast<char>(length >> 16 & 255),
                       static_cast<char>(length >> 8 & 255), static_cast<char>(length & 255)} +
           deep;
  }
  EXPECT_EQ(refused(std::string("\0\0\0\x08"
                                "ftyp",
                                8) +
                    deep),
            &problems::voice_damaged);
}

}  // namespace
}  // namespace headway::documents
