#include "plates/sheet.hpp"

#include "documents/pdf.hpp"
#include "plates/code.hpp"

namespace headway::plates {
namespace {

using documents::box;
using documents::pdf;
using documents::side;
using documents::weight;
using documents::white;

struct phrases {
  const char* zh;
  const char* en;
  const char* in(language l) const { return l == language::zh ? zh : en; }
};
// One sentence that somebody in a hurry understands.
constexpr phrases instruction{"发现隐患，扫码就报；\n扫不出，就输上面的号。",
                              "See a hazard? Scan and report.\nNo scan? Type the number."};
constexpr phrases short_instruction{"发现隐患，扫码就报", "See a hazard? Scan, report"};
constexpr phrases printed{"印制 ", "Printed "};
constexpr phrases holders_are{"责任人", "Held by"};
constexpr phrases duties_are{"职责", "Duties"};
constexpr phrases nobody{"暂缺", "Nobody yet"};

std::string owner_of(const plate& of, const sheet_wish& how, const char* between) {
  if (!of.held) return of.owner;
  return of.owner + between + (how.words == language::zh ? of.held->title_zh : of.held->title_en);
}

std::string names_of(const responsibility& held, const sheet_wish& how) {
  std::string all;
  for (const auto& each : held.holders)
    all += (all.empty() ? "" : how.words == language::zh ? "、" : ", ") + each;
  return all.empty() ? nobody.in(how.words) : all;
}

std::string numbered(const std::vector<std::string>& lines) {
  std::string all;
  for (std::size_t i = 0; i < lines.size(); ++i)
    all += (i == 0 ? "" : "\n") + std::to_string(i + 1) + ".\u00A0" + lines[i];
  return all;
}

// The poster is drawn as an A4 page; an A6 one is half of it in each direction.
class poster {
 public:
  poster(pdf& on, double x, double y, double scale) : on_(on), x_(x), y_(y), scale_(scale) {}

  result<void> draw(const plate& of, const sheet_wish& how) const {
    const auto code = documents::qr_of(of.line, documents::qr_correction::quartile);
    if (!code) return code.error();
    on_.frame(at(10, 10, 190, 277), 2.4 * scale_, 6 * scale_);
    on_.fill(at(10, 10, 190, 34), documents::black, 6 * scale_);
    on_.fill(at(10, 30, 190, 14), documents::black);
    text(at(20, 12, 170, 30), owner_of(of, how, "\n"),
         {.size_mm = 17, .smallest_mm = 7, .strength = weight::bold, .ink = white});
    if (of.held)
      draw_zone(of, *of.held, *code, how);
    else
      draw_place(of, *code);
    text(at(18, 228, 174, 22), in_groups(of.code), {.size_mm = 22, .strength = weight::bold});
    on_.line(x_ + 18 * scale_, y_ + 253 * scale_, x_ + 192 * scale_, y_ + 253 * scale_,
             {.width_mm = 0.8 * scale_});
    text(at(18, 255, 174, 20), instruction.in(how.words),
         {.size_mm = 11, .smallest_mm = 6, .strength = weight::bold});
    text(at(18, 276, 174, 6), "Headway · " + (printed.in(how.words) + how.date.text()),
         {.size_mm = 4.2, .smallest_mm = 3});
    return {};
  }

 private:
  void draw_place(const plate& of, const documents::qr_code& code) const {
    const bool has_code = !of.own_code.empty() && of.own_code != of.name;
    text(at(18, 47, 174, has_code ? 44 : 54), of.name,
         {.size_mm = 42, .smallest_mm = 10, .strength = weight::bold});
    if (has_code) text(at(18, 91, 174, 10), of.own_code, {.size_mm = 9});
    on_.qr(at(52, 112, 106, 106), code);
  }

  // The name, who holds it, and beside the code what they answer for.
  void draw_zone(const plate& of, const responsibility& held, const documents::qr_code& code,
                 const sheet_wish& how) const {
    text(at(18, 46, 174, 30), of.name, {.size_mm = 26, .smallest_mm = 9, .strength = weight::bold});
    if (!of.own_code.empty() && of.own_code != of.name)
      text(at(18, 76, 174, 8), of.own_code, {.size_mm = 7});
    text(at(18, 86, 174, 7), holders_are.in(how.words), {.size_mm = 5.5});
    text(at(18, 93, 174, 24), names_of(held, how),
         {.size_mm = 20, .smallest_mm = 7, .strength = weight::bold});
    on_.line(x_ + 18 * scale_, y_ + 120 * scale_, x_ + 192 * scale_, y_ + 120 * scale_,
             {.width_mm = 0.8 * scale_});
    text(at(18, 124, 78, 7), duties_are.in(how.words), {.size_mm = 5.5}, side::left);
    text(at(18, 133, 78, 92), numbered(held.duties),
         {.size_mm = 7, .smallest_mm = 2.6, .middle_down = false}, side::left);
    on_.qr(at(102, 130, 90, 90), code);
  }

  box at(double x, double y, double width, double height) const {
    return {x_ + x * scale_, y_ + y * scale_, width * scale_, height * scale_};
  }
  void text(const box& in, const std::string& words, documents::lettering how,
            side across = side::middle) const {
    how.size_mm *= scale_;
    how.smallest_mm *= scale_;
    how.across = across;
    on_.text(in, words, how);
  }

  pdf& on_;
  double x_, y_, scale_;
};

constexpr documents::paper label_paper{95, 55};

result<void> draw_label(pdf& on, double x, double y, const plate& of, const sheet_wish& how) {
  const auto code = documents::qr_of(of.line, documents::qr_correction::medium);
  if (!code) return code.error();
  on.frame({x + 2, y + 2, 91, 51}, 0.8, 2.5);
  on.qr({x + 6, y + 6, 43, 43}, *code);
  const double left = x + 53, width = 37;
  on.fill({left, y + 6, width, 8}, documents::black, 1);
  on.text({left + 1.5, y + 6, width - 3, 8}, owner_of(of, how, " · "),
          {.size_mm = 4.6,
           .smallest_mm = 2.6,
           .strength = weight::bold,
           .across = side::middle,
           .ink = white});
  const double name_height = of.held ? 11 : 18;
  on.text({left, y + 15.5, width, name_height}, of.name,
          {.size_mm = 9, .smallest_mm = 3.2, .strength = weight::bold, .across = side::middle});
  if (of.held)
    on.text({left, y + 27, width, 7}, names_of(*of.held, how),
            {.size_mm = 5.5, .smallest_mm = 2.2, .across = side::middle});
  on.text({left, y + 35, width, 7.5}, in_groups(of.code),
          {.size_mm = 6.1, .strength = weight::bold, .across = side::middle});
  on.text({left, y + 43.5, width, 5.5}, short_instruction.in(how.words),
          {.size_mm = 3.7, .smallest_mm = 2.4, .across = side::middle});
  return {};
}

// How plates of a size lie on an A4 sheet.
struct arrangement {
  documents::paper plate;
  int columns, rows;
  double scale;  // of posters; 0: a label
};
arrangement arrangement_of(plate_size size) {
  switch (size) {
    case plate_size::a4:
      return {documents::a4, 1, 1, 1};
    case plate_size::a6:
      return {{105, 148.5}, 2, 2, 0.5};
    case plate_size::label:
      break;
  }
  return {label_paper, 2, 5, 0};
}

result<void> draw(pdf& on, double x, double y, const arrangement& lie, const plate& of,
                  const sheet_wish& how) {
  if (lie.scale == 0) return draw_label(on, x, y, of, how);
  return poster(on, x, y, lie.scale).draw(of, how);
}

// Dashes between the plates, from edge to edge of the paper.
void cutting_marks(pdf& on, const arrangement& lie, double left, double top) {
  const documents::line_style dashes{.width_mm = 0.15, .dash_mm = 2, .ink = {0.4}};
  for (int i = 0; i <= lie.columns; ++i) {
    const double x = left + i * lie.plate.width_mm;
    if (x > 1 && x < documents::a4.width_mm - 1) on.line(x, 0, x, documents::a4.height_mm, dashes);
  }
  for (int i = 0; i <= lie.rows; ++i) {
    const double y = top + i * lie.plate.height_mm;
    if (y > 1 && y < documents::a4.height_mm - 1) on.line(0, y, documents::a4.width_mm, y, dashes);
  }
}

result<void> lay_out_sheets(pdf& on, std::span<const plate> plates, const arrangement& lie,
                            const sheet_wish& how) {
  const double left = (documents::a4.width_mm - lie.columns * lie.plate.width_mm) / 2;
  const double top = (documents::a4.height_mm - lie.rows * lie.plate.height_mm) / 2;
  const auto on_sheet = static_cast<std::size_t>(lie.columns * lie.rows);
  for (std::size_t i = 0; i < plates.size(); ++i) {
    const int slot = static_cast<int>(i % on_sheet);
    if (slot == 0) {
      on.page(documents::a4);
      if (on_sheet > 1) cutting_marks(on, lie, left, top);
    }
    const double x = left + slot % lie.columns * lie.plate.width_mm;
    const double y = top + slot / lie.columns * lie.plate.height_mm;
    if (auto drawn = draw(on, x, y, lie, plates[i], how); !drawn) return drawn.error();
  }
  return {};
}

}  // namespace

result<std::string> print(const documents::typefaces& fonts, std::span<const plate> plates,
                          const sheet_wish& how) {
  pdf made(fonts, {how.title, how.at});
  const auto lie = arrangement_of(how.size);
  if (how.lay_out == laid_out::on_sheets) {
    if (auto laid = lay_out_sheets(made, plates, lie, how); !laid) return laid.error();
    return made.finish();
  }
  for (const auto& each : plates) {
    made.page(lie.plate);
    if (auto drawn = draw(made, 0, 0, lie, each, how); !drawn) return drawn.error();
  }
  return made.finish();
}

}  // namespace headway::plates
