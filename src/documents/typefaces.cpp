#include "documents/typefaces.hpp"

#include <cairo-ft.h>
#include <ft2build.h>

#include <array>
#include <optional>
#include FT_FREETYPE_H
#include FT_ADVANCES_H

namespace headway::documents {
namespace {

constexpr std::string_view chinese_family = "Noto Sans CJK SC";
constexpr char32_t hollow_square = U'□';

// cairo keeps fonts in a cache of its own after we have let go of them: what FreeType holds must
// live as long as the last of them.
struct font_library {
  font_library() {
    if (FT_Init_FreeType(&library) != 0) library = nullptr;
  }
  ~font_library() {
    if (library) FT_Done_FreeType(library);
  }
  font_library(const font_library&) = delete;
  font_library& operator=(const font_library&) = delete;
  FT_Library library = nullptr;
};

struct kept_face {
  std::shared_ptr<font_library> within;
  FT_Face face;
};
void let_go(void* kept) {
  auto* const of = static_cast<kept_face*>(kept);
  FT_Done_Face(of->face);
  delete of;
}
const cairo_user_data_key_t kept_face_key{};

// The face of `family` in a file of one or many; any when `family` is empty.
FT_Face open_face(FT_Library library, const std::string& path, std::string_view family) {
  for (FT_Long i = 0, count = 1; i < count; ++i) {
    FT_Face face = nullptr;
    if (FT_New_Face(library, path.c_str(), i, &face) != 0) return nullptr;
    count = face->num_faces;
    if (family.empty() || (face->family_name && family == face->family_name)) return face;
    FT_Done_Face(face);
  }
  return nullptr;
}

}  // namespace

struct typefaces::face {
  FT_Face font;
  cairo_font_face_t* drawn;

  face(const std::shared_ptr<font_library>& library, FT_Face opened)
      : font(opened), drawn(cairo_ft_font_face_create_for_ft_face(opened, FT_LOAD_NO_HINTING)) {
    auto* const kept = new kept_face{library, opened};
    cairo_font_face_set_user_data(drawn, &kept_face_key, kept, let_go);
  }
  ~face() { cairo_font_face_destroy(drawn); }
  face(const face&) = delete;
  face& operator=(const face&) = delete;

  std::optional<glyph> find(char32_t character) const {
    const auto index = FT_Get_Char_Index(font, character);
    if (index == 0) return std::nullopt;
    FT_Fixed advance = 0;
    if (FT_Get_Advance(font, index, FT_LOAD_NO_SCALE, &advance) != 0) return std::nullopt;
    return glyph{drawn, index,
                 static_cast<double>(advance) / static_cast<double>(font->units_per_EM)};
  }
};

struct typefaces::chain {
  std::shared_ptr<font_library> library = std::make_shared<font_library>();
  std::array<std::vector<std::unique_ptr<face>>, 2> of_weight;

  void add(weight to, const std::vector<std::string>& paths, std::string_view family) {
    for (const auto& path : paths)
      if (auto* const opened = open_face(library->library, path, family)) {
        of_weight[static_cast<std::size_t>(to)].push_back(std::make_unique<face>(library, opened));
        return;
      }
  }
};

const font_files& distribution_fonts() {
  static const font_files files{
      .chinese_regular = {"/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"},
      .chinese_bold = {"/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc"},
      .others_regular = {"/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"},
      .others_bold = {"/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf"}};
  return files;
}

typefaces::typefaces(std::unique_ptr<chain> loaded) : loaded_(std::move(loaded)) {}
typefaces::~typefaces() = default;

result<std::unique_ptr<typefaces>> typefaces::open(const font_files& from) {
  auto loaded = std::make_unique<chain>();
  if (!loaded->library->library) return problem(problems::no_font);
  loaded->add(weight::regular, from.chinese_regular, chinese_family);
  loaded->add(weight::bold, from.chinese_bold, chinese_family);
  for (const auto& fonts : loaded->of_weight)
    if (fonts.empty()) return problem(problems::no_font);
  loaded->add(weight::regular, from.others_regular, {});
  loaded->add(weight::bold, from.others_bold, {});
  return std::unique_ptr<typefaces>(new typefaces(std::move(loaded)));
}

glyph typefaces::find(char32_t character, weight how) const {
  const auto& fonts = loaded_->of_weight[static_cast<std::size_t>(how)];
  for (const auto& font : fonts)
    if (const auto found = font->find(character)) return *found;
  if (character != hollow_square) return find(hollow_square, how);
  return {fonts.front()->drawn, 0, 1};
}

}  // namespace headway::documents
