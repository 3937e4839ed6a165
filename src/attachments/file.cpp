#include "attachments/file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "sql/problem_of.hpp"

namespace headway::attachments {
namespace {

// An open file, closed at the end of its scope.
class descriptor {
 public:
  descriptor(const std::string& path, int flags)
      : number_(::open(path.c_str(), flags | O_CLOEXEC, 0640)) {}
  descriptor(const descriptor&) = delete;
  descriptor& operator=(const descriptor&) = delete;
  ~descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  bool is_open() const { return number_ >= 0; }
  int number() const { return number_; }
  // close() may be the first to tell that the disk is full.
  bool close() { return ::close(std::exchange(number_, -1)) == 0; }

 private:
  int number_;
};

bool write_all(int file, std::int64_t offset, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::pwrite(file, bytes.data(), bytes.size(), offset);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
    offset += written;
  }
  return true;
}

// Otherwise what errno says of it.
result<void> done_if(bool worked) {
  if (worked) return {};
  return problem_of({errno, std::generic_category()});
}

}  // namespace

problem problem_of(std::error_code failed) {
  const bool full = failed == std::errc::no_space_on_device || failed.value() == EDQUOT;
  return full ? sql::problems::full : problems::store_failed;
}

result<void> write_at(const std::string& path, std::int64_t offset, std::string_view bytes) {
  descriptor file(path, O_WRONLY | O_CREAT);
  return done_if(file.is_open() && write_all(file.number(), offset, bytes) && file.close());
}

result<void> write_durably(const std::string& path, std::string_view bytes) {
  descriptor file(path, O_WRONLY | O_CREAT | O_TRUNC);
  return done_if(file.is_open() && write_all(file.number(), 0, bytes) &&
                 ::fsync(file.number()) == 0 && file.close());
}

result<void> make_folder_durable(const std::string& path) {
  const descriptor folder(path, O_RDONLY | O_DIRECTORY);
  return done_if(folder.is_open() && ::fsync(folder.number()) == 0);
}

std::optional<std::string> read_whole(const std::string& path, std::size_t most) {
  const descriptor file(path, O_RDONLY);
  if (!file.is_open()) return std::nullopt;
  std::string bytes(most + 1, '\0');
  std::size_t size = 0;
  while (size < bytes.size()) {
    const auto got = ::read(file.number(), bytes.data() + size, bytes.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return std::nullopt;
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
  }
  if (size > most) return std::nullopt;
  bytes.resize(size);
  return bytes;
}

}  // namespace headway::attachments
