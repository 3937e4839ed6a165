#include "documents/zip_archive.hpp"

#include <minizip/unzip.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <optional>

#include "base/limits.hpp"

namespace headway::documents {
namespace {

constexpr std::size_t piece_bytes = 64 * 1024;
// Below this a high ratio is no danger: a short part of repeated text packs very well.
constexpr std::uint64_t ratio_matters_bytes = 1024 * 1024;
constexpr std::size_t part_name_bytes = 1024;

// minizip's file, over memory.
struct memory_file {
  std::string_view bytes;
  std::uint64_t at = 0;
};

memory_file& file_of(voidpf stream) { return *static_cast<memory_file*>(stream); }

voidpf open_memory(voidpf opaque, const void*, int) { return opaque; }

uLong read_memory(voidpf, voidpf stream, void* to, uLong size) {
  memory_file& file = file_of(stream);
  if (file.at >= file.bytes.size()) return 0;
  const std::size_t length = std::min<std::size_t>(size, file.bytes.size() - file.at);
  std::memcpy(to, file.bytes.data() + file.at, length);
  file.at += length;
  return static_cast<uLong>(length);
}

uLong write_memory(voidpf, voidpf, const void*, uLong) { return 0; }

ZPOS64_T tell_memory(voidpf, voidpf stream) { return file_of(stream).at; }

long seek_memory(voidpf, voidpf stream, ZPOS64_T offset, int origin) {
  memory_file& file = file_of(stream);
  std::uint64_t from = 0;
  if (origin == ZLIB_FILEFUNC_SEEK_CUR) from = file.at;
  if (origin == ZLIB_FILEFUNC_SEEK_END) from = file.bytes.size();
  const std::uint64_t to = from + offset;
  if (to > file.bytes.size()) return -1;
  file.at = to;
  return 0;
}

int close_memory(voidpf, voidpf) { return 0; }
int error_memory(voidpf, voidpf) { return 0; }

std::string lower(std::string_view name) {
  std::string out(name);
  std::ranges::transform(out, out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  return out;
}

struct part {
  unz64_file_pos position{};
  std::uint64_t packed_bytes = 0;
  std::uint64_t unpacked_bytes = 0;  // the most that came out so far
};

problem about(const problem_kind& kind, std::string_view part) {
  return problem(kind, {}, {{"part", shown(part)}});
}

}  // namespace

struct zip_archive::state {
  memory_file file;
  unzFile zip = nullptr;
  std::map<std::string, part, std::less<>> parts;
  std::uint64_t unpacked_bytes = 0;  // of all parts

  ~state() {
    if (zip) unzClose(zip);
  }

  result<void> list();
  // Adds what came out of `of` to the sums; false when a bound is passed.
  bool count(part& of, std::uint64_t so_far);
};

result<void> zip_archive::state::list() {
  std::array<char, part_name_bytes> name{};
  for (int at = unzGoToFirstFile(zip); at != UNZ_END_OF_LIST_OF_FILE; at = unzGoToNextFile(zip)) {
    unz_file_info64 info{};
    part found;
    if (at != UNZ_OK ||
        unzGetCurrentFileInfo64(zip, &info, name.data(), name.size() - 1, nullptr, 0, nullptr, 0) !=
            UNZ_OK ||
        unzGetFilePos64(zip, &found.position) != UNZ_OK)
      return about(problems::archive_damaged, "zip");
    if ((info.flag & 1) != 0) return problem(problems::old_or_locked_workbook);
    if (parts.size() >= limits::workbook_parts)
      return problem(problems::too_many_parts, {},
                     {{"most", std::to_string(limits::workbook_parts)}});
    found.packed_bytes = info.compressed_size;
    const std::size_t length = std::min<std::size_t>(info.size_filename, name.size() - 1);
    // Two parts of one name: readers disagree on which one counts, so neither does.
    if (!parts.emplace(lower({name.data(), length}), found).second)
      return about(problems::archive_damaged, {name.data(), length});
  }
  return {};
}

bool zip_archive::state::count(part& of, std::uint64_t so_far) {
  if (so_far > of.unpacked_bytes) {
    unpacked_bytes += so_far - of.unpacked_bytes;
    of.unpacked_bytes = so_far;
  }
  const bool ratio_fits =
      so_far <= ratio_matters_bytes || so_far / limits::workbook_ratio <= of.packed_bytes;
  return ratio_fits && unpacked_bytes <= limits::import_unpacked_bytes;
}

zip_archive::zip_archive(std::unique_ptr<state> state) : state_(std::move(state)) {}
zip_archive::~zip_archive() = default;
zip_archive::zip_archive(zip_archive&&) noexcept = default;
zip_archive& zip_archive::operator=(zip_archive&&) noexcept = default;

result<zip_archive> zip_archive::open(std::string_view bytes) {
  auto made = std::make_unique<state>();
  made->file.bytes = bytes;
  zlib_filefunc64_def functions{.zopen64_file = open_memory,
                                .zread_file = read_memory,
                                .zwrite_file = write_memory,
                                .ztell64_file = tell_memory,
                                .zseek64_file = seek_memory,
                                .zclose_file = close_memory,
                                .zerror_file = error_memory,
                                .opaque = &made->file};
  made->zip = unzOpen2_64("memory", &functions);
  if (!made->zip) return about(problems::archive_damaged, "zip");
  if (auto listed = made->list(); !listed) return listed.error();
  return zip_archive(std::move(made));
}

bool zip_archive::has(std::string_view part) const { return state_->parts.contains(lower(part)); }

result<void> zip_archive::read(std::string_view name, function_ref<step(std::string_view)> each) {
  const auto found = state_->parts.find(lower(name));
  if (found == state_->parts.end()) return about(problems::part_missing, name);
  part& of = found->second;
  if (unzGoToFilePos64(state_->zip, &of.position) != UNZ_OK ||
      unzOpenCurrentFile(state_->zip) != UNZ_OK)
    return about(problems::archive_damaged, name);

  std::array<char, piece_bytes> piece;
  std::uint64_t so_far = 0;
  bool complete = false;
  std::optional<problem> failed;
  while (!failed) {
    const int length = unzReadCurrentFile(state_->zip, piece.data(), piece.size());
    if (length < 0) failed = about(problems::archive_damaged, name);
    if (length == 0) complete = true;
    if (length <= 0) break;
    so_far += static_cast<std::uint64_t>(length);
    if (!state_->count(of, so_far))
      failed = about(problems::unpacks_too_large, name);
    else if (each({piece.data(), static_cast<std::size_t>(length)}) == step::stop)
      break;
  }
  // Closing compares the checksum, which only says something of a part read to its end.
  if (unzCloseCurrentFile(state_->zip) != UNZ_OK && complete && !failed)
    failed = about(problems::archive_damaged, name);
  if (failed) return *failed;
  return {};
}

}  // namespace headway::documents
