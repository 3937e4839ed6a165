#include "documents/pdf.hpp"

#include <cairo-pdf.h>

#include <algorithm>
#include <numbers>

#include "documents/text_setting.hpp"

namespace headway::documents {
namespace {

constexpr double points_per_mm = 72.0 / 25.4;
constexpr double leading = 1.2;
// Where the middle of a Chinese character lies above the base line, in parts of its size; that of
// capital letters and figures differs by a hair.
constexpr double middle_above_base = 0.38;

cairo_status_t append(void* to, const unsigned char* bytes, unsigned length) {
  static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), length);
  return CAIRO_STATUS_SUCCESS;
}

}  // namespace

struct pdf::drawing {
  drawing(const typefaces& of, const about& what)
      : fonts(of),
        only_me(of.in_use()),
        surface(cairo_pdf_surface_create_for_stream(append, &bytes, a4.width_mm, a4.height_mm)) {
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, what.title.c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Headway");
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE,
                                   (to_text(what.at).substr(0, 19) + 'Z').c_str());
    cr = cairo_create(surface);
  }
  ~drawing() {
    cairo_destroy(cr);
    cairo_surface_destroy(surface);
  }
  drawing(const drawing&) = delete;
  drawing& operator=(const drawing&) = delete;

  measure measure_of(weight how) const {
    return [this, how](char32_t c) { return fonts.find(c, how).advance; };
  }
  void ink(grey of) const { cairo_set_source_rgb(cr, of.value, of.value, of.value); }

  void outline(const box& area, double radius) const {
    if (radius <= 0) {
      cairo_rectangle(cr, area.x, area.y, area.width, area.height);
      return;
    }
    constexpr double quarter = std::numbers::pi / 2;
    const double right = area.x + area.width - radius, low = area.y + area.height - radius;
    const double left = area.x + radius, high = area.y + radius;
    cairo_new_sub_path(cr);
    cairo_arc(cr, right, high, radius, -quarter, 0);
    cairo_arc(cr, right, low, radius, 0, quarter);
    cairo_arc(cr, left, low, radius, quarter, 2 * quarter);
    cairo_arc(cr, left, high, radius, 2 * quarter, 3 * quarter);
    cairo_close_path(cr);
  }

  // One line of text from (x, base) on, font by font.
  void line(std::u32string_view words, double x, double base, double size, weight how) const {
    cairo_set_font_size(cr, size);
    std::vector<cairo_glyph_t> glyphs;
    std::vector<cairo_text_cluster_t> clusters;
    std::string utf8;
    cairo_font_face_t* face = nullptr;
    const auto show = [&] {
      if (glyphs.empty()) return;
      cairo_set_font_face(cr, face);
      cairo_show_text_glyphs(cr, utf8.data(), static_cast<int>(utf8.size()), glyphs.data(),
                             static_cast<int>(glyphs.size()), clusters.data(),
                             static_cast<int>(clusters.size()), cairo_text_cluster_flags_t{});
      glyphs.clear();
      clusters.clear();
      utf8.clear();
    };
    for (const auto c : words) {
      const auto found = fonts.find(c, how);
      if (found.face != face) {
        show();
        face = found.face;
      }
      const auto bytes = utf8_of({&c, 1});
      glyphs.push_back({found.index, x, base});
      clusters.push_back({static_cast<int>(bytes.size()), 1});
      utf8 += bytes;
      x += found.advance * size;
    }
    show();
  }

  const typefaces& fonts;
  std::lock_guard<std::mutex> only_me;
  std::string bytes;
  cairo_surface_t* surface;
  cairo_t* cr = nullptr;
  bool begun = false;
};

pdf::pdf(const typefaces& fonts, const about& what) : on_(std::make_unique<drawing>(fonts, what)) {}
pdf::~pdf() = default;

void pdf::page(paper size) {
  if (on_->begun) cairo_show_page(on_->cr);
  on_->begun = true;
  cairo_pdf_surface_set_size(on_->surface, size.width_mm * points_per_mm,
                             size.height_mm * points_per_mm);
  cairo_identity_matrix(on_->cr);
  cairo_scale(on_->cr, points_per_mm, points_per_mm);
}

double pdf::text(const box& in, std::string_view words, const lettering& how) {
  const auto by = on_->measure_of(how.strength);
  const double smallest = how.smallest_mm > 0 ? how.smallest_mm : how.size_mm / 2;
  const auto set =
      fit(code_points_of(words), {in.width, in.height, how.size_mm, smallest, leading}, by);
  const double pitch = set.size_mm * leading;
  const double height =
      set.lines.empty() ? 0 : pitch * static_cast<double>(set.lines.size() - 1) + set.size_mm;
  double middle = in.y + set.size_mm / 2;
  if (how.middle_down) middle += (in.height - height) / 2;
  on_->ink(how.ink);
  for (const auto& line : set.lines) {
    const double spare = in.width - documents::width_of(line, by) * set.size_mm;
    const double x = how.across == side::left    ? in.x
                     : how.across == side::right ? in.x + spare
                                                 : in.x + spare / 2;
    on_->line(line, x, middle + middle_above_base * set.size_mm, set.size_mm, how.strength);
    middle += pitch;
  }
  return height;
}

double pdf::width_of(std::string_view words, double size_mm, weight how) const {
  return documents::width_of(code_points_of(words), on_->measure_of(how)) * size_mm;
}

void pdf::fill(const box& area, grey ink, double radius_mm) {
  on_->ink(ink);
  on_->outline(area, radius_mm);
  cairo_fill(on_->cr);
}

void pdf::frame(const box& outside, double line_mm, double radius_mm) {
  on_->ink(black);
  cairo_set_line_width(on_->cr, line_mm);
  cairo_set_dash(on_->cr, nullptr, 0, 0);
  const double half = line_mm / 2;
  on_->outline(
      {outside.x + half, outside.y + half, outside.width - line_mm, outside.height - line_mm},
      std::max(0.0, radius_mm - half));
  cairo_stroke(on_->cr);
}

void pdf::line(double x1, double y1, double x2, double y2, const line_style& how) {
  on_->ink(how.ink);
  cairo_set_line_width(on_->cr, how.width_mm);
  cairo_set_dash(on_->cr, &how.dash_mm, how.dash_mm > 0 ? 1 : 0, 0);
  cairo_move_to(on_->cr, x1, y1);
  cairo_line_to(on_->cr, x2, y2);
  cairo_stroke(on_->cr);
}

void pdf::qr(const box& area, const qr_code& code) {
  const double square = std::min(area.width, area.height) / code.side;
  // One path for all: no seams between neighbours.
  for (int y = 0; y < code.side; ++y)
    for (int x = 0; x < code.side;) {
      int end = x;
      while (end < code.side && code.is_dark(end, y))
        ++end;
      if (end > x)
        cairo_rectangle(on_->cr, area.x + x * square, area.y + y * square, (end - x) * square,
                        square);
      x = std::max(end, x + 1);
    }
  on_->ink(black);
  cairo_fill(on_->cr);
}

result<std::string> pdf::finish() {
  if (on_->begun) cairo_show_page(on_->cr);
  const bool drawn = cairo_status(on_->cr) == CAIRO_STATUS_SUCCESS;
  cairo_surface_finish(on_->surface);
  if (!drawn || cairo_surface_status(on_->surface) != CAIRO_STATUS_SUCCESS)
    return problem(headway::problems::internal);
  return std::move(on_->bytes);
}

}  // namespace headway::documents
