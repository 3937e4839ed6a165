#include "sql/database_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <system_error>

#include "sql/database.hpp"

namespace headway::sql {
namespace {

std::string last_reason() { return std::generic_category().message(errno); }

void make_durable(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool done = file >= 0 && ::fsync(file) == 0;
  const auto reason = last_reason();
  if (file >= 0) ::close(file);
  if (!done) throw error(failure::io, path + ": " + reason);
}

std::string folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  if (slash == path.npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

}  // namespace

database_lock::~database_lock() {
  if (file_ >= 0) ::close(file_);
}

result<database_lock> database_lock::take(const std::string& database_file) {
  const std::string path = database_file + ".lock";
  database_lock held;
  held.file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640);
  if (held.file_ < 0)
    return problem(problems::unreachable, "", {{"reason", path + ": " + last_reason()}});
  if (::flock(held.file_, LOCK_EX | LOCK_NB) != 0) {
    std::array<char, 32> holder{};
    const auto length = ::pread(held.file_, holder.data(), holder.size(), 0);
    return problem(
        problems::in_use, "",
        {{"file", database_file}, {"holder", std::string(holder.data(), length > 0 ? length : 0)}});
  }
  const auto us = "pid " + std::to_string(::getpid());
  if (::ftruncate(held.file_, 0) != 0 ||
      ::pwrite(held.file_, us.data(), us.size(), 0) != static_cast<ssize_t>(us.size()))
    return problem(problems::unreachable, "", {{"reason", path + ": " + last_reason()}});
  return held;
}

void put_in_place(const std::string& unfinished, const std::string& file) {
  make_durable(unfinished);
  if (std::rename(unfinished.c_str(), file.c_str()) != 0)
    throw error(failure::io, file + ": " + last_reason());
  make_durable(folder_of(file));
}

}  // namespace headway::sql
