#include "plates/workshop.hpp"

#include "base/codec.hpp"

namespace headway::plates {
namespace {

problem unknown(const char* parameter, std::string value, const char* allowed) {
  return {problems::unknown_code, parameter, {{"value", std::move(value)}, {"allowed", allowed}}};
}

result<plate_size> size_asked(const api::call& c) {
  const auto given = c.query("size").value_or("a4");
  if (const auto size = codec::enum_from<plate_size>(given)) return *size;
  return unknown("?size", given, "a4, a6, label");
}

result<language> language_asked(const api::call& c) {
  const auto given = c.query("language");
  if (!given) return c.language;
  if (*given == "zh") return language::zh;
  if (*given == "en") return language::en;
  return unknown("?language", *given, "zh, en");
}

}  // namespace

plate workshop::plate_of(plate_kind kind, const subject_id& subject) const {
  return {.owner = {},
          .name = {},
          .own_code = {},
          .code = code_of(subject),
          .line = line_of(with_.key, kind, subject, with_.site_address)};
}

result<const documents::typefaces*> workshop::fonts() {
  const std::lock_guard one(opening_);
  if (!fonts_) {
    auto opened = documents::typefaces::open();
    if (!opened) return opened.error();
    fonts_ = std::move(*opened);
  }
  return fonts_.get();
}

result<http::response> workshop::answer(const api::call& c, std::span<const plate> plates,
                                        laid_out how, std::string_view title,
                                        std::string_view file_name) {
  const auto size = size_asked(c);
  if (!size) return size.error();
  const auto words = language_asked(c);
  if (!words) return words.error();
  if (plates.size() > limits::plates_at_once)
    return problem(problems::too_many_plates, "",
                   {{"most", std::to_string(limits::plates_at_once)}});
  const auto faces = fonts();
  if (!faces) return faces.error();
  auto made = print(**faces, plates,
                    {.size = *size,
                     .lay_out = how,
                     .words = *words,
                     .title = std::string(title),
                     .at = c.now,
                     .date = with_.zone.date_of(c.now)});
  if (!made) return made.error();
  http::response answer{.content_type = "application/pdf", .body = std::move(*made)};
  answer.headers.emplace_back("Content-Disposition",
                              "inline; filename=\"" + std::string(file_name) + '"');
  answer.headers.emplace_back("Cache-Control", "no-store");
  return answer;
}

api::route_table routes(const workshop& of) {
  return {
      api::get("/api/v1/plates/key", api::signed_in{},
               api::instantly{[&of](const api::call&) -> result<http::response> {
                 return api::json_of(of.key().for_checking());
               }})
          .gives<plate_key>()
          .says("The key that plates are signed with", "核对地点牌真伪的公钥"),
  };
}

}  // namespace headway::plates
