#include "places/administration.hpp"

#include "places/records.hpp"

namespace headway::places {
namespace {

// The places around, as the unit of work sees them: a parent opened by the same unit counts.
template <class Run>
auto with_neighbours(journal::unit_of_work& work, Run run) {
  const auto find = [&](place_id id) -> std::optional<place_brief> {
    const auto known = work.load<place_model>(id);
    if (!known || (*known)->id.is_nil()) return std::nullopt;
    const place& p = **known;
    return place_brief{p.id, p.section, p.parent, p.kind, p.open};
  };
  const auto taken = [&](section_id section, std::string_view code, place_id but) {
    return code_taken(work.store(), work.site(), section, code, but);
  };
  const auto children = [&](place_id id) {
    return has_open_children(work.store(), work.site(), id);
  };
  return run(neighbours{find, taken, children});
}

// `make` decides on the state. A copy of it: looking at neighbours may load further subjects.
template <class Model, class Decide>
result<void> run(journal::unit_of_work& work, const subject_id& subject,
                 std::optional<section_id> section, Decide make) {
  const auto known = work.load<Model>(subject);
  if (!known) return known.error();
  const auto state = **known;
  const auto happened =
      with_neighbours(work, [&](const neighbours& around) { return make(state, around); });
  if (!happened) return happened.error();
  work.record<Model>(subject, section.value_or(known->header.section), *happened);
  return {};
}

}  // namespace

result<void> execute(journal::unit_of_work& work, section_id section, const open_place& asked) {
  return run<place_model>(work, asked.id, section, [&](const place& p, const neighbours& around) {
    return decide(p, asked, section, around);
  });
}

result<void> execute(journal::unit_of_work& work, place_id place_, const change_place& asked) {
  return run<place_model>(
      work, place_, std::nullopt,
      [&](const place& p, const neighbours& around) { return decide(p, asked, around); });
}

result<void> execute(journal::unit_of_work& work, place_id place_, const retire_place& asked) {
  return run<place_model>(
      work, place_, std::nullopt,
      [&](const place& p, const neighbours& around) { return decide(p, asked, around); });
}

result<void> execute(journal::unit_of_work& work, const declare_risk& asked) {
  const auto at = work.load<place_model>(asked.place);
  const auto section = at ? (*at)->section : section_id();
  return run<risk_point_model>(
      work, asked.id, section,
      [&](const risk_point& r, const neighbours& around) { return decide(r, asked, around); });
}

result<void> execute(journal::unit_of_work& work, risk_point_id point, const change_risk& asked) {
  return run<risk_point_model>(
      work, point, std::nullopt,
      [&](const risk_point& r, const neighbours& around) { return decide(r, asked, around); });
}

result<void> execute(journal::unit_of_work& work, risk_point_id point, const withdraw_risk& asked) {
  return run<risk_point_model>(
      work, point, std::nullopt,
      [&](const risk_point& r, const neighbours&) { return decide(r, asked); });
}

}  // namespace headway::places
