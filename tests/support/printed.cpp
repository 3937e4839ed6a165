#include "support/printed.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>

#include "support/test_store.hpp"

namespace headway::tests {
namespace {

void write_file(const std::string& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary).write(bytes.data(), std::ssize(bytes));
}
std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}
// Exit status; the commands are of this file, without anything from outside.
int run(const std::string& command) {
  return std::system(command.c_str());  // NOLINT(cert-env33-c,concurrency-mt-unsafe)
}

printed_page page_of_pgm(const std::string& bytes, int dots_per_inch) {
  std::istringstream in(bytes);
  std::string magic;
  int most = 0;
  printed_page page;
  in >> magic >> page.width >> page.height >> most;
  in.get();
  if (magic != "P5" || most != 255) throw std::runtime_error("not a PGM");
  page.pixels.assign(std::istreambuf_iterator<char>(in), {});
  page.dots_per_mm = dots_per_inch / 25.4;
  return page;
}

}  // namespace

double printed_page::ink(double x, double y, double box_width, double box_height) const {
  const int left = static_cast<int>(x * dots_per_mm), top = static_cast<int>(y * dots_per_mm);
  const int right = static_cast<int>((x + box_width) * dots_per_mm);
  const int bottom = static_cast<int>((y + box_height) * dots_per_mm);
  if (left < 0 || top < 0 || right > width || bottom > height)
    throw std::out_of_range("the box is not on the page");
  int dark = 0;
  for (int row = top; row < bottom; ++row)
    for (int column = left; column < right; ++column)
      if (static_cast<unsigned char>(pixels[static_cast<std::size_t>(row * width + column)]) < 128)
        ++dark;
  return static_cast<double>(dark) / ((right - left) * (bottom - top));
}

std::vector<printed_page> printed(std::string_view pdf, int dots_per_inch) {
  const temporary_folder folder;
  write_file((folder / "in.pdf"), pdf);
  if (run("pdftoppm -gray -r " + std::to_string(dots_per_inch) + " " + (folder / "in.pdf") + " " +
          (folder / "page")) != 0)
    throw std::runtime_error("pdftoppm cannot read this PDF, or is not installed");
  std::vector<std::filesystem::path> files;
  for (const auto& each : std::filesystem::directory_iterator(folder.path()))
    if (each.path().extension() == ".pgm") files.push_back(each.path());
  std::sort(files.begin(), files.end());
  std::vector<printed_page> pages;
  for (const auto& each : files)
    pages.push_back(page_of_pgm(read_file(each), dots_per_inch));
  return pages;
}

std::vector<std::string> qr_codes_on(const printed_page& page) {
  const temporary_folder folder;
  write_file((folder / "page.pgm"), "P5 " + std::to_string(page.width) + ' ' +
                                        std::to_string(page.height) + " 255\n" + page.pixels);
  // Its status says only whether it found any.
  if (run("zbarimg -q --nodbus --raw " + (folder / "page.pgm") + " >" + (folder / "codes")) >
      4 << 8)
    throw std::runtime_error("zbarimg is not installed");
  std::vector<std::string> codes;
  std::istringstream lines(read_file((folder / "codes")));
  for (std::string line; std::getline(lines, line);)
    codes.push_back(line);
  return codes;
}

std::string text_in(std::string_view pdf) {
  const temporary_folder folder;
  write_file((folder / "in.pdf"), pdf);
  if (run("pdftotext -layout " + (folder / "in.pdf") + " " + (folder / "out.txt")) != 0)
    throw std::runtime_error("pdftotext cannot read this PDF, or is not installed");
  return read_file((folder / "out.txt"));
}

}  // namespace headway::tests
