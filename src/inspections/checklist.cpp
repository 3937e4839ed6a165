#include "inspections/checklist.hpp"

#include <algorithm>
#include <numeric>

namespace headway::inspections {
namespace {

result<void> check_item(const checklist_description& of, std::size_t index) {
  const auto& item = of.items[index];
  const auto at = "/items/" + std::to_string(index);
  const auto out_of_range = [](std::string pointer, int most) {
    return problem(problems::out_of_range, std::move(pointer),
                   {{"least", "1"}, {"most", std::to_string(most)}});
  };
  if (find_item(of, item.code) != &item)
    return problem(problems::code_twice, at + "/code", {{"code", item.code.value}});
  if (item.points < 1 || item.points > limits::item_points_most)
    return out_of_range(at + "/points", limits::item_points_most);
  if (!item.lost_each) return {};
  if (item.zeroing) return problem(problems::lost_of_zeroing, at + "/lost_each");
  if (*item.lost_each < 1 || *item.lost_each > item.points)
    return out_of_range(at + "/lost_each", item.points);
  return {};
}

}  // namespace

journal::objection fold(checklist& to, const journal::fact_header& from,
                        const checklist_published& happened) {
  static_cast<checklist_description&>(to) = happened.as;
  to.id = checklist_id(from.subject);
  to.retired = false;
  ++to.edition;
  return std::nullopt;
}

// Two boxes that are apart may both retire it.
journal::objection fold(checklist& to, const journal::fact_header& from, const checklist_retired&) {
  to.id = checklist_id(from.subject);
  to.retired = true;
  return std::nullopt;
}

// A retired checklist comes back into use by being published again.
result<std::vector<checklist_model::fact>> decide(const checklist&,
                                                  const publish_checklist& asked) {
  if (asked.items.empty() || asked.items.size() > limits::checklist_items)
    return problem(problems::no_items, "/items",
                   {{"most", std::to_string(limits::checklist_items)}});
  for (std::size_t i = 0; i < asked.items.size(); ++i)
    if (auto good = check_item(asked, i); !good) return good.error();
  return std::vector<checklist_model::fact>{checklist_published{asked}};
}

result<std::vector<checklist_model::fact>> decide(const checklist& c, const retire_checklist&) {
  if (c.retired) return problem(problems::checklist_retired_already);
  return std::vector<checklist_model::fact>{checklist_retired{}};
}

const checklist_item* find_item(const checklist_description& of, std::string_view code) {
  const auto found = std::ranges::find(
      of.items, code, [](const checklist_item& each) { return std::string_view(each.code); });
  return found == of.items.end() ? nullptr : &*found;
}

int points_of(const checklist_description& of) {
  return std::accumulate(of.items.begin(), of.items.end(), 0,
                         [](int sum, const checklist_item& each) { return sum + each.points; });
}

}  // namespace headway::inspections
