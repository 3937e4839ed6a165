#include "attachments/blobs.hpp"

#include <sodium.h>

#include <array>
#include <filesystem>
#include <system_error>

#include "attachments/file.hpp"
#include "base/ids.hpp"

namespace headway::attachments {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t address_bytes = 32;

result<void> make_folder(const std::string& path) {
  std::error_code failed;
  fs::create_directories(path, failed);
  if (failed) return problem_of(failed);
  return {};
}

// `bytes` in the file `written`, in a folder that is there.
result<void> lay_down(const fs::path& room, const std::string& written, std::string_view bytes) {
  if (auto made = make_folder(room.string()); !made) return made;
  return write_durably(written, bytes);
}

}  // namespace

std::string address_of(std::string_view bytes) {
  std::array<unsigned char, address_bytes> digest{};
  crypto_generichash(digest.data(), digest.size(),
                     reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), nullptr,
                     0);
  std::string text(2 * address_bytes + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), digest.data(), digest.size());
  text.pop_back();
  return text;
}

result<blob_store> blob_store::open(std::string folder) {
  blob_store made(std::move(folder));
  std::error_code failed;
  fs::remove_all(made.folder_ + "/unfinished", failed);
  if (auto ready = make_folder(made.folder_ + "/unfinished"); !ready) return ready.error();
  return made;
}

std::string blob_store::path_of(std::string_view address) const {
  return folder_ + "/" + std::string(address.substr(0, 2)) + "/" +
         std::string(address.substr(2, 2)) + "/" + std::string(address);
}

std::string blob_store::small_path(std::string_view address, int width) const {
  return folder_ + "/small/" + std::string(address.substr(0, 2)) + "/" + std::string(address) +
         "-" + std::to_string(width);
}

std::string blob_store::unfinished(std::string_view name) const {
  return folder_ + "/unfinished/" + std::string(name);
}

result<std::string> blob_store::put(std::string_view bytes) const {
  const auto address = address_of(bytes);
  const auto place = path_of(address);
  const auto room = fs::path(place).parent_path();
  std::error_code failed;
  if (!fs::exists(place, failed)) {
    const auto written = unfinished(address + "." + make_uuid(0).text());
    if (auto laid = lay_down(room, written, bytes); !laid) {
      fs::remove(written, failed);
      return laid.error();
    }
    fs::rename(written, place, failed);
    if (failed) return problem_of(failed);
  }
  // Also when the file was there: whoever made it may not have come to this point yet.
  for (const auto& folder : {room.string(), room.parent_path().string(), folder_})
    if (auto durable = make_folder_durable(folder); !durable) return durable.error();
  return address;
}

}  // namespace headway::attachments
