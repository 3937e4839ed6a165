#include <algorithm>
#include <tuple>

#include "base/codec.hpp"
#include "people/certificates.hpp"

namespace headway::people {
namespace {

// Posts of the mine (the nil section) are held in every section.
const sql::statement posts_in_use(
    "SELECT subject, certificates FROM posts WHERE site_id = $1 AND (section = $2 OR section = $3) "
    "AND active = 1 ORDER BY subject");
const sql::statement holders(
    "SELECT subject, posts, certificates FROM persons WHERE site_id = $1 AND section = $2 "
    "AND active = 1 ORDER BY subject");
const sql::statement one_holder(
    "SELECT subject, posts, certificates FROM persons WHERE site_id = $1 AND subject = $2 "
    "AND active = 1");

}  // namespace

std::vector<certificate_gap> certificate_gaps(sql::connection& store, site_id site,
                                              section_id section, std::optional<person_id> only,
                                              local_date today, std::size_t most) {
  std::vector<demanding_post> demanded;
  store.each(posts_in_use, {site, section, section_id()}, [&](const sql::row& row) {
    demanded.push_back(
        {row.identifier<post_id>(0), decode<std::vector<certificate_code>>(row.text(1)).value()});
    return true;
  });
  std::vector<certificate_gap> gaps;
  const auto take = [&](const sql::row& row) {
    const auto posts = decode<std::vector<post_id>>(row.text(1)).value();
    const auto held = decode<std::vector<certificate>>(row.text(2)).value();
    std::ranges::move(gaps_of(row.identifier<person_id>(0), posts, held, demanded, today),
                      std::back_inserter(gaps));
    return true;
  };
  if (only)
    store.each(one_holder, {site, *only}, take);
  else
    store.each(holders, {site, section}, take);
  std::ranges::stable_sort(
      gaps, {}, [](const certificate_gap& gap) { return std::tuple(gap.standing, gap.expires); });
  if (gaps.size() > most) gaps.resize(most);
  return gaps;
}

}  // namespace headway::people
