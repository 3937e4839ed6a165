// Which pictures this node holds, and who may see them.
//
// Unlike the other tables of a slice this one is not derived from facts: facts name a picture by
// the hash of its content, and the bytes travel between nodes by themselves. `verify` leaves it
// alone; a picture that is named but not held is shown as not here yet.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "api/route.hpp"
#include "attachments/uploads.hpp"
#include "sql/database.hpp"

namespace headway::attachments {

std::span<const sql::migration> migrations();

// Notes that people of `section` (nil: everybody) may see the picture. Once for each section.
void note(sql::connection& on, site_id site, const attachment& held, section_id section,
          person_id uploaded_by, instant now);

// Nobody may see it any more: the face of a person who is erased. Its bytes are for
// pictures::erase to take away.
void forget(sql::connection& on, site_id site, std::string_view id);

// The picture, if it is held here and was uploaded within a section that `who` sees.
std::optional<attachment> find_visible(sql::connection& on, site_id site, std::string_view id,
                                       const api::principal& who);

}  // namespace headway::attachments
