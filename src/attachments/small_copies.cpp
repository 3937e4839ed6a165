#include "attachments/small_copies.hpp"

#include <filesystem>

#include "attachments/file.hpp"
#include "base/ids.hpp"
#include "base/limits.hpp"
#include "documents/thumbnail.hpp"

namespace headway::attachments {

std::optional<std::string> small_copy(const blob_store& of, std::string_view address, int width) {
  namespace fs = std::filesystem;
  if (width == 0) return std::nullopt;
  const auto path = of.small_path(address, width);
  std::error_code failed;
  if (fs::exists(path, failed)) return path;
  const auto whole = read_whole(of.path_of(address), limits::attachment_bytes);
  if (!whole) return std::nullopt;
  const auto made = documents::thumbnail(*whole, width);
  if (!made) return std::nullopt;
  fs::create_directories(fs::path(path).parent_path(), failed);
  // Whole or not at all, also when two threads make the same one.
  const auto unfinished = of.unfinished(make_uuid(0).text());
  if (!write_at(unfinished, 0, *made)) {
    fs::remove(unfinished, failed);
    return std::nullopt;
  }
  fs::rename(unfinished, path, failed);
  return failed ? std::nullopt : std::optional(path);
}

}  // namespace headway::attachments
