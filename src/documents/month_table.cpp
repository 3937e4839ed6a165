#include "documents/month_table.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "base/ensure.hpp"

namespace headway::documents {
namespace {

// Millimetres on A4 across.
constexpr double edge = 10, head_height = 17, columns_height = 9, row_height = 6.5;
constexpr double names_width = 32, total_width = 10, foot_height = 7;
constexpr double note_height = 4.6, note_width = 90;
constexpr grey marked{0.9}, dark{0.35}, ruled{0.6};

class printer {
 public:
  printer(pdf& on, const month_table& of) : on_(on), of_(of) {
    ENSURE(of.columns.size() <= most_month_columns);
    const auto paper = lying(a4);
    width_ = paper.width_mm - 2 * edge;
    bottom_ = paper.height_mm - edge - foot_height;
    column_ = (width_ - names_width - total_width) / static_cast<double>(most_month_columns);
  }

  void print() {
    pages_ = count_pages();
    begin_page();
    for (const auto& row : of_.rows) {
      if (y_ + row_height > bottom_) begin_page();
      draw_row(row);
    }
    draw_notes();
  }

 private:
  double column_at(std::size_t i) const {
    return edge + names_width + column_ * static_cast<double>(i);
  }
  double table_width() const {
    return names_width + column_ * static_cast<double>(of_.columns.size()) + total_width;
  }

  static std::size_t fitting(double height, double each) {
    return static_cast<std::size_t>(height / each);
  }
  std::size_t notes_lines() const {
    const auto across = fitting(width_, note_width);
    return (of_.notes.size() + across - 1) / across;
  }
  // The same arithmetic as drawing: rows, then the notes in lines below them.
  int count_pages() const {
    int pages = 1;
    const double first = edge + head_height + columns_height;
    double y = first;
    for (std::size_t i = 0; i < of_.rows.size(); ++i, y += row_height)
      if (y + row_height > bottom_) {
        ++pages;
        y = first;
      }
    y += note_height;
    for (std::size_t i = 0; i < notes_lines(); ++i, y += note_height)
      if (y + note_height > bottom_) {
        ++pages;
        y = first;
      }
    return pages;
  }

  void begin_page() {
    on_.page(lying(a4));
    ++page_;
    on_.text({edge, edge, width_ * 0.7, 9}, of_.title,
             {.size_mm = 7, .smallest_mm = 4, .strength = weight::bold});
    on_.text({edge, edge + 9, width_, 6}, of_.subtitle, {.size_mm = 4, .smallest_mm = 2.5});
    on_.text({edge + width_ * 0.7, edge, width_ * 0.3, 9}, fmt::format("{}/{}", page_, pages_),
             {.size_mm = 4, .across = side::right});
    y_ = edge + head_height;
    draw_heads();
  }

  void draw_heads() {
    const lettering small{.size_mm = 3.2, .smallest_mm = 1.8, .across = side::middle};
    on_.line(edge, y_, edge + table_width(), y_, {.width_mm = 0.5});
    on_.text({edge + 1, y_, names_width - 2, columns_height}, of_.names_title, {.size_mm = 3.6});
    for (std::size_t i = 0; i < of_.columns.size(); ++i) {
      const auto& column = of_.columns[i];
      if (column.marked) on_.fill({column_at(i), y_, column_, columns_height}, marked);
      auto day = small;
      day.strength = weight::bold;
      on_.text({column_at(i), y_ + 0.5, column_, 4.2}, column.title, day);
      on_.text({column_at(i), y_ + 4.6, column_, 4}, column.under, small);
    }
    on_.text({column_at(of_.columns.size()), y_, total_width, columns_height}, of_.total_title,
             small);
    y_ += columns_height;
    on_.line(edge, y_, edge + table_width(), y_, {.width_mm = 0.5});
  }

  void draw_row(const month_row& row) {
    ENSURE(row.cells.size() == of_.columns.size());
    const double name_height = row.under.empty() ? row_height : row_height * 0.6;
    on_.text({edge + 1, y_, names_width - 2, name_height}, row.name,
             {.size_mm = 3.8, .smallest_mm = 2});
    on_.text({edge + 1, y_ + name_height, names_width - 2, row_height - name_height}, row.under,
             {.size_mm = 2.4, .smallest_mm = 1.6, .middle_down = false});
    for (std::size_t i = 0; i < row.cells.size(); ++i)
      draw_cell({column_at(i), y_, column_, row_height}, row.cells[i], of_.columns[i].marked);
    on_.text({column_at(row.cells.size()), y_, total_width, row_height}, row.total,
             {.size_mm = 3.4, .across = side::middle});
    y_ += row_height;
    on_.line(edge, y_, edge + table_width(), y_, {.width_mm = 0.15, .ink = ruled});
  }

  void draw_cell(const box& in, const month_cell& cell, bool of_marked) {
    if (of_marked) on_.fill(in, marked);
    on_.line(in.x, in.y, in.x, in.y + in.height, {.width_mm = 0.1, .ink = ruled});
    if (cell.text.empty()) return;
    if (cell.dark) on_.fill({in.x + 0.4, in.y + 0.4, in.width - 0.8, in.height - 0.8}, dark, 0.8);
    const grey ink = cell.dark ? white : black;
    const double upper = cell.under.empty() ? in.height : in.height * 0.6;
    on_.text({in.x + 0.4, in.y, in.width - 0.8, upper}, cell.text,
             {.size_mm = 3.6, .smallest_mm = 1.6, .across = side::middle, .ink = ink});
    if (!cell.under.empty())
      on_.text({in.x + 0.4, in.y + upper - 0.3, in.width - 0.8, in.height - upper}, cell.under,
               {.size_mm = 2.5, .smallest_mm = 1.5, .across = side::middle, .ink = ink});
  }

  void draw_notes() {
    const auto across = fitting(width_, note_width);
    y_ += note_height;
    for (std::size_t i = 0; i < of_.notes.size(); ++i) {
      if (i % across == 0) {
        if (i > 0) y_ += note_height;
        if (y_ + note_height > bottom_) begin_page();
      }
      on_.text(
          {edge + note_width * static_cast<double>(i % across), y_, note_width - 3, note_height},
          of_.notes[i], {.size_mm = 3, .smallest_mm = 2});
    }
  }

  pdf& on_;
  const month_table& of_;
  double width_ = 0, bottom_ = 0, column_ = 0, y_ = 0;
  int page_ = 0, pages_ = 1;
};

}  // namespace

result<std::string> print_months(const typefaces& fonts, std::span<const month_table> tables,
                                 const pdf::about& what) {
  pdf made(fonts, what);
  for (const auto& table : tables)
    printer(made, table).print();
  return made.finish();
}

}  // namespace headway::documents
