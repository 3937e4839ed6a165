// The words of the demonstration: real phrases for hazards, and what people say on the way.
#pragma once

#include <span>
#include <string_view>

#include "hazards/facts.hpp"

namespace headway::demo {

// What a hazard is about.
enum class topic : unsigned char {
  support,
  ventilation,
  monitoring,
  electrical,
  transport,
  water,
  dust,
  passage,
  act
};
inline constexpr std::size_t topics = 9;

struct phrase {
  topic about;
  std::string_view text;
};
std::span<const phrase> hazard_phrases();

struct major_phrase {
  int category;  // of order No. 4
  std::string_view text;
};
std::span<const major_phrase> major_phrases();

hazards::profession profession_of(topic about);
// How such a hazard is put right, and what to do when that does not go well.
std::span<const std::string_view> measures_for(topic about);
std::span<const std::string_view> contingencies_for(topic about);

std::span<const std::string_view> verify_notes();
std::span<const std::string_view> reject_reasons();
std::span<const std::string_view> accept_notes();
std::span<const std::string_view> send_back_reasons();
std::span<const std::string_view> extension_reasons();
std::span<const std::string_view> extension_refusals();
std::span<const std::string_view> suspend_reasons();
std::span<const std::string_view> upgrade_reasons();
std::span<const std::string_view> requirements();  // of listed supervision
std::span<const std::string_view> comments();

}  // namespace headway::demo
