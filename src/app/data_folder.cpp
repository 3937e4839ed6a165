#include "app/data_folder.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include "base/system_words.hpp"

namespace headway::app {

result<folder_lock> folder_lock::take(const std::string& folder) {
  const auto failed = [&](std::error_code why) {
    return problem(problems::folder_failed, "", {{"folder", folder}, {"why", words_of(why)}});
  };
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return failed(error);
  const int file = ::open((folder + "/headway.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640);
  if (file < 0) return failed({errno, std::generic_category()});
  if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
    const int why = errno;
    ::close(file);
    if (why == EWOULDBLOCK) return problem(problems::in_use, "", {{"folder", folder}});
    return failed({why, std::generic_category()});
  }
  return folder_lock(file);
}

folder_lock::~folder_lock() {
  if (file_ >= 0) ::close(file_);
}

}  // namespace headway::app
