#include "app/data_folder.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace headway::app {

result<folder_lock> folder_lock::take(const std::string& folder) {
  const auto failed = [&](std::string why) {
    return problem(problems::folder_failed, "", {{"folder", folder}, {"why", std::move(why)}});
  };
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return failed(error.message());
  const int file = ::open((folder + "/headway.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640);
  if (file < 0) return failed(std::strerror(errno));
  if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
    const int why = errno;
    ::close(file);
    if (why == EWOULDBLOCK) return problem(problems::in_use, "", {{"folder", folder}});
    return failed(std::strerror(why));
  }
  return folder_lock(file);
}

folder_lock::~folder_lock() {
  if (file_ >= 0) ::close(file_);
}

}  // namespace headway::app
