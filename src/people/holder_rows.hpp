// How a row that ends in these columns names somebody who may act now. Private to the records.
#pragma once

#include "people/sign_ins.hpp"

namespace headway::people {

inline constexpr const char* holder_columns =
    "a.subject, a.person, a.roles, p.section, c.language ";
// For a statement whose first table has the columns site_id and account under the name `s`.
inline constexpr const char* holder_joins =
    "JOIN accounts a ON a.site_id = s.site_id AND a.subject = s.account "
    "JOIN persons p ON p.site_id = a.site_id AND p.subject = a.person "
    "LEFT JOIN credentials c ON c.site_id = a.site_id AND c.account = a.subject ";

std::shared_ptr<api::principal> holder_in(const sql::row& row, int first_column);

}  // namespace headway::people
