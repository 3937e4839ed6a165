#include "support/postgres_cluster.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <stdexcept>

#include "sql/database.hpp"

extern char** environ;

namespace headway::tests {
namespace {

// __FILE__ would not do: a compiler cache makes it relative to the build folder.
const char* const launcher = HEADWAY_SOURCE_DIR "/tests/with_postgres";

struct pipe_ends {
  int read = -1, write = -1;
  pipe_ends() {
    std::array<int, 2> ends;
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    read = ends[0];
    write = ends[1];
  }
};

// "test_1_1" of "postgresql://…/test_1_1?…".
std::string name_in(const std::string& location) {
  const auto query = location.find('?');
  const auto slash = location.rfind('/', query);
  return location.substr(slash + 1, query - slash - 1);
}

std::string first_line(int from) {
  std::string line;
  for (char c; ::read(from, &c, 1) == 1 && c != '\n';)
    line += c;
  return line;
}

}  // namespace

postgres_cluster& postgres_cluster::shared() {
  static postgres_cluster only;
  return only;
}

postgres_cluster::postgres_cluster() {
  if (const char* given = std::getenv("HEADWAY_TEST_POSTGRES")) {
    uri_ = given;
    return;
  }
  const pipe_ends in, out;
  posix_spawn_file_actions_t streams;
  posix_spawn_file_actions_init(&streams);
  posix_spawn_file_actions_adddup2(&streams, in.read, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&streams, out.write, STDOUT_FILENO);
  std::array<std::string, 4> words = {launcher, "sh", "-c",
                                      "echo \"$HEADWAY_TEST_POSTGRES\"; exec cat"};
  std::array<char*, 5> arguments = {words[0].data(), words[1].data(), words[2].data(),
                                    words[3].data(), nullptr};
  pid_t started = 0;
  const int failed =
      ::posix_spawn(&started, words[0].c_str(), &streams, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&streams);
  ::close(in.read);
  ::close(out.write);
  to_child_ = in.write;
  child_ = failed ? 0 : started;
  if (!failed) uri_ = first_line(out.read);
  ::close(out.read);
  if (uri_.empty()) throw std::runtime_error("no PostgreSQL cluster: " + words[0] + " failed");
}

postgres_cluster::~postgres_cluster() {
  if (child_ > 0) {
    ::close(to_child_);
    ::waitpid(child_, nullptr, 0);
    return;
  }
  try {
    for (const auto& each : all_)
      run_on(uri_, "DROP DATABASE IF EXISTS " + name_in(each) + " WITH (FORCE)");
  } catch (const std::exception&) {
    // Somebody else's cluster has ended before us.
  }
}

void postgres_cluster::run_on(const std::string& location, const std::string& sql) {
  sql::open({.location = location}).value()->connect(sql::access::write)->script(sql);
}

std::string postgres_cluster::make_database() {
  const std::lock_guard held(guard_);
  if (!free_.empty()) {
    auto again = std::move(free_.back());
    free_.pop_back();
    return again;
  }
  const auto name = "test_" + std::to_string(::getpid()) + "_" + std::to_string(all_.size() + 1);
  run_on(uri_, "CREATE DATABASE " + name + " TEMPLATE template0");
  const std::string before = "/postgres?";
  const auto at = uri_.find(before);
  if (at == uri_.npos) throw std::runtime_error("HEADWAY_TEST_POSTGRES must name /postgres?…");
  all_.push_back(uri_.substr(0, at) + "/" + name + "?" + uri_.substr(at + before.size()));
  return all_.back();
}

void postgres_cluster::give_back(const std::string& location) {
  run_on(location,
         "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
         "WHERE datname = current_database() AND pid <> pg_backend_pid();"
         "DROP SCHEMA public CASCADE; CREATE SCHEMA public");
  const std::lock_guard held(guard_);
  free_.push_back(location);
}

}  // namespace headway::tests
