// The verbs of the command line, each in a file of its own. They print for people and give the
// process's exit status: 0 done, 1 refused or not clean, 2 failed.
#pragma once

#include <fmt/core.h>

#include <optional>
#include <string>
#include <vector>

#include "app/configuration.hpp"
#include "journal/journal.hpp"

namespace headway::app {

int serve(const configuration& with);
// Makes the demonstration section when the store is empty, prints who may sign in, and serves.
int demo(const configuration& with);
int openapi();
int verify(const configuration& with);
// Writes every state and record anew from the facts, and proves all of it before it is kept.
int rebuild(const configuration& with);
int migrate(const configuration& with);
// Copies the database, as of one moment, and the pictures into the new folder `to`; also while
// another process serves. SQLite only.
int backup(const configuration& with, const std::string& to);
// Makes the configured folder from the backup `from`: checks every hash and record first, and gives
// this node a new identity, so that it never goes on with a chain that may have gone on elsewhere.
int restore(const configuration& with, const std::string& from);
int doctor(const configuration& with);

// Accounts from the terminal, while nothing serves: the first administrator, a lost password.
// Passwords are read from standard input, never from the command line; an empty one is made and
// printed.
struct new_user {
  std::string account, name, number;  // name and number as the account's when empty
  std::string section;                // id; empty: belongs to the mine
  std::vector<std::string> roles;
};
int add_user(const configuration& with, const new_user& wanted);
int set_password(const configuration& with, const std::string& account);
int list_users(const configuration& with);

// Files in and out, as the web app does it, while nothing serves. An import is shown first and
// changes nothing unless accepted; with errors it is refused as a whole (1).
struct file_exchange {
  std::string what;  // of an import its kind, "people"; of an export its name, "people.xlsx"
  std::string file;
  std::string mapping;  // name of a mapping file, or empty
  std::string section;  // id; empty: the whole mine
  bool accept = false;
};
int import_file(const configuration& with, const file_exchange& wanted);
int export_file(const configuration& with, const file_exchange& wanted);

// Plans the problem in a file (docs/planner.md) and prints the outcome as JSON; what is uncovered
// and why goes to standard error in words. 1 when a hard demand stays uncovered. An interrupt ends
// it with the best so far.
struct plan_request {
  std::string file;
  // Where to write the month as xlsx and as PDF, and a folder for one iCalendar a person; or empty.
  std::string workbook, printed, calendars;
  std::uint64_t seed = 1;
  std::int64_t moves = 4'000'000;
  std::int32_t rounds = 20;
  std::optional<double> seconds;
  bool progress = false;
};
int plan(const plan_request& wanted);

// Of the person at the terminal, by LANG.
language terminal_language();
// The section of this id; nil when `id` is empty. Problem: request.not_found.
result<section_id> section_given(const std::string& id);
// Prints the problem to standard error and gives 2.
int failed(const problem& why);
// Prints what `verify` found, a line each.
void print_findings(const journal::verification& found);
// Prints to standard output in the language of the terminal.
template <class... Arguments>
void announce(fmt::format_string<const Arguments&...> zh,
              fmt::format_string<const Arguments&...> en, const Arguments&... of) {
  fmt::print(terminal_language() == language::zh ? zh : en, of...);
}

}  // namespace headway::app
