#include <unordered_map>

#include "base/codec.hpp"
#include "people/records.hpp"
#include "people/staff.hpp"

namespace headway::people {
namespace {

const sql::statement posts_in_use(
    "SELECT subject, crew, code, name, key_post, certificates FROM posts WHERE site_id = $1 "
    "AND (section = $2 OR section = $3) AND active = 1 ORDER BY subject");
const sql::statement staff_of_section(
    "SELECT subject, posts, certificates, member FROM persons WHERE site_id = $1 AND section = $2 "
    "AND active = 1 ORDER BY subject");

template <class T>
T stored(std::string_view json) {
  return decode<T>(json).value();
}

}  // namespace

staff read_staff(sql::connection& store, site_id site, section_id section, local_date from,
                 local_date to) {
  staff made;
  auto roster = read_roster(store, site, section, from, to);
  made.crews = std::move(roster.crews);
  std::unordered_map<person_id, std::size_t> place;
  for (auto& each : roster.persons) {
    place.emplace(each.id, made.persons.size());
    made.persons.push_back({std::move(each), {}, {}, false});
  }
  store.each(staff_of_section, {site, section}, [&](const sql::row& row) {
    auto& who = made.persons[place.at(row.identifier<person_id>(0))];
    who.posts = stored<std::vector<post_id>>(row.text(1));
    who.certificates = stored<std::vector<certificate>>(row.text(2));
    who.member = row.integer(3) != 0;
    return true;
  });
  store.each(posts_in_use, {site, section, section_id()}, [&](const sql::row& row) {
    staff_post post;
    post.id = row.identifier<post_id>(0);
    if (!row.is_null(1)) post.crew = row.identifier<crew_id>(1);
    post.code = codec::enum_from<post_code>(row.text(2)).value();
    post.name = std::string(row.text(3));
    post.key = row.integer(4) != 0;
    post.certificates = stored<std::vector<certificate_code>>(row.text(5));
    made.posts.push_back(std::move(post));
    return true;
  });
  return made;
}

}  // namespace headway::people
