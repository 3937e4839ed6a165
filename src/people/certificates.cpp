#include "people/certificates.hpp"

#include <algorithm>

namespace headway::people {

std::vector<certificate_gap> gaps_of(person_id person, std::span<const post_id> posts,
                                     std::span<const certificate> held,
                                     std::span<const demanding_post> demanded, local_date today) {
  std::vector<certificate_gap> gaps;
  for (const auto& post : demanded) {
    if (std::ranges::find(posts, post.id) == posts.end()) continue;
    for (const auto code : post.certificates) {
      if (const auto known = std::ranges::find(gaps, code, &certificate_gap::code);
          known != gaps.end()) {
        known->posts.push_back(post.id);
        continue;
      }
      const auto has = std::ranges::find(held, code, &certificate::code);
      certificate_gap gap{person, code, certificate_standing::missing, {}, {post.id}};
      if (has != held.end()) {
        if (has->expires.days > today.days + certificate_notice) continue;
        gap.expires = has->expires;
        gap.standing =
            has->expires < today ? certificate_standing::expired : certificate_standing::expiring;
      }
      gaps.push_back(std::move(gap));
    }
  }
  return gaps;
}

}  // namespace headway::people
