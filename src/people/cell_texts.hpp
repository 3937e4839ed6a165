// How people write lists, nothing, and certificates into one cell of a table.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "people/commands.hpp"

namespace headway::people {

// The parts between 、 ， , ； ; and line breaks, without white space at their ends; no empty ones.
std::vector<std::string> split_list(std::string_view text);
// Whether the cell says that there is none: 无, - or none.
bool says_none(std::string_view text);

// "瓦斯检查作业 2028-05-01 T1101…；…": the kind, the last day on which it holds, the number if
// known.
result<std::vector<grant_certificate>> certificates_from(std::string_view text);
std::string text_of(const std::vector<grant_certificate>& certificates);

namespace problems {
inline constexpr problem_kind certificate_unreadable{
    "people.certificate_unreadable", 422,
    "“{value}”看不懂，证件应写成：种类 到期日 证号，例如 井下爆破作业 2028-05-01 T1234",
    "\"{value}\" is not a certificate; write kind, expiry and number, as in blasting 2028-05-01 "
    "T1234"};
}  // namespace problems

}  // namespace headway::people
