// The verbs of the command line, each in a file of its own. They print for people and give the
// process's exit status: 0 done, 1 refused or not clean, 2 failed.
#pragma once

#include <string>
#include <vector>

#include "app/configuration.hpp"

namespace headway::app {

int serve(const configuration& with);
// Makes the demonstration section when the store is empty, prints who may sign in, and serves.
int demo(const configuration& with);
int openapi();
int verify(const configuration& with);
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

// Of the person at the terminal, by LANG.
language terminal_language();
// Prints the problem to standard error and gives 2.
int failed(const problem& why);

}  // namespace headway::app
