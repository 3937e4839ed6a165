// Why the system refused, in both languages: an argument of a problem.
#pragma once

#include <string>
#include <system_error>

namespace headway {

// "zh|en" (base/problem.hpp). What people meet has a text of ours; the rest keeps the system's.
std::string words_of(std::error_code failed);

}  // namespace headway
