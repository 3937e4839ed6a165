#include "attachments/records.hpp"

namespace headway::attachments {
namespace {

constexpr sql::migration steps[] = {
    {"attachments", 1, "pictures",
     R"(CREATE TABLE attachments (
  site_id INT64 NOT NULL, id TEXT NOT NULL, section BYTES NOT NULL,
  media_type TEXT NOT NULL, size INT64 NOT NULL, width INT64 NOT NULL, height INT64 NOT NULL,
  uploaded_by BYTES NOT NULL, uploaded_at INT64 NOT NULL,
  PRIMARY KEY (site_id, id, section)
) STRICT;)"},
};

const sql::statement note_statement(
    "INSERT INTO attachments (site_id, id, section, media_type, size, width, height, uploaded_by, "
    "uploaded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) "
    "ON CONFLICT (site_id, id, section) DO NOTHING");
const sql::statement forget_statement("DELETE FROM attachments WHERE site_id = $1 AND id = $2");
const sql::statement find_statement(
    "SELECT section, media_type, size, width, height FROM attachments "
    "WHERE site_id = $1 AND id = $2 ORDER BY section");

}  // namespace

std::span<const sql::migration> migrations() { return steps; }

void note(sql::connection& on, site_id site, const attachment& held, section_id section,
          person_id uploaded_by, instant now) {
  on.run(note_statement, {site, held.id.value, section, held.media_type, held.size, held.width,
                          held.height, uploaded_by, now});
}

void forget(sql::connection& on, site_id site, std::string_view id) {
  on.run(forget_statement, {site, id});
}

std::optional<attachment> find_visible(sql::connection& on, site_id site, std::string_view id,
                                       const api::principal& who) {
  std::optional<attachment> found;
  on.each(find_statement, {site, id}, [&](const sql::row& row) {
    if (!who.sees(row.identifier<section_id>(0))) return true;
    found = attachment{std::string(id), std::string(row.text(1)), row.integer(2),
                       static_cast<int>(row.integer(3)), static_cast<int>(row.integer(4))};
    return false;
  });
  return found;
}

}  // namespace headway::attachments
