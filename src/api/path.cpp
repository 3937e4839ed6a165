#include "api/path.hpp"

#include <algorithm>

#include "base/ensure.hpp"
#include "http/target.hpp"

namespace headway::api {
namespace {

// Cuts the first segment off `rest`, which begins with '/'.
std::string_view cut_segment(std::string_view& rest) {
  rest.remove_prefix(1);
  const auto segment = rest.substr(0, rest.find('/'));
  rest.remove_prefix(segment.size());
  return segment;
}

bool is_capture(std::string_view segment) {
  return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

}  // namespace

void path_index::add(http::verb method, std::string_view pattern, int number) {
  ENSURE(pattern.starts_with('/'));
  node* at = &root_;
  while (!pattern.empty()) {
    const auto segment = cut_segment(pattern);
    if (is_capture(segment)) {
      if (!at->any) at->any = std::make_unique<node>();
      at = at->any.get();
      continue;
    }
    const auto place = std::lower_bound(
        at->literals.begin(), at->literals.end(), segment,
        [](const auto& child, std::string_view name) { return child.first < name; });
    if (place != at->literals.end() && place->first == segment)
      at = place->second.get();
    else
      at =
          at->literals.emplace(place, std::string(segment), std::make_unique<node>())->second.get();
  }
  ENSURE(at->by_verb[static_cast<std::size_t>(method)] < 0);
  at->by_verb[static_cast<std::size_t>(method)] = number;
  at->ends = true;
}

const path_index::node* path_index::walk(const node& from, std::string_view rest,
                                         std::vector<std::string_view>& captured) {
  if (rest.empty()) return from.ends ? &from : nullptr;
  const auto segment = cut_segment(rest);
  const auto place =
      std::lower_bound(from.literals.begin(), from.literals.end(), segment,
                       [](const auto& child, std::string_view name) { return child.first < name; });
  if (place != from.literals.end() && place->first == segment)
    if (const node* there = walk(*place->second, rest, captured)) return there;
  if (!from.any || segment.empty()) return nullptr;
  captured.push_back(segment);
  if (const node* there = walk(*from.any, rest, captured)) return there;
  captured.pop_back();
  return nullptr;
}

path_index::found path_index::find(http::verb method, std::string_view path,
                                   std::vector<std::string>& captured) const {
  if (!path.starts_with('/')) return {};
  std::vector<std::string_view> segments;
  const node* there = walk(root_, path, segments);
  if (!there) return {};
  for (const auto segment : segments) {
    auto decoded = http::percent_decode(segment);
    if (!decoded) return {};
    captured.push_back(std::move(*decoded));
  }
  return {there->by_verb[static_cast<std::size_t>(method)], true, there->by_verb};
}

}  // namespace headway::api
