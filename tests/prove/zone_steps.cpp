#include "prove/zone_steps.hpp"

namespace headway::prove {
namespace {

using namespace zones;  // NOLINT: the commands by their names

class chooser {
 public:
  chooser(const zone& z, const zone_id& id, const circumstances& with,
          std::span<const person_id> people, std::mt19937_64& random)
      : z_(z), id_(id), with_(with), people_(people), random_(random) {}

  decision step() {
    if (z_.id.is_nil()) return decide(z_, drawing<draw_zone>(), with_);
    switch (pick(12)) {
      case 0:
        return pick(6) == 0 ? decide(z_, retire_zone{"贯通"}, with_) : redraw();
      case 1:
      case 2:
      case 3:
        return decide(z_, claim_zone{new_id(), "隐患不过班", {}}, with_);
      case 4:
        return decide(z_, withdraw_claim{any(z_.claims)}, with_);
      case 5:
      case 6:
        return half() ? decide(z_, decide_claims{{any(z_.claims)}, {}, "同意"}, with_)
                      : decide(z_, decide_claims{{}, {any(z_.claims)}, "不同意"}, with_);
      case 7:
        return decide(z_, appoint_holder{new_id(), people_[pick(people_.size())], {}, {}, {}},
                      with_);
      case 8:
        return decide(z_, publish_holder{any(z_.tenures), {}}, with_);
      case 9:
        return decide(z_, end_tenure{any(z_.tenures), {}, "轮换"}, with_);
      case 10:
        return half() ? decide(z_, suspend_tenure{any(z_.tenures), {}, "培训"}, with_)
                      : decide(z_, restore_tenure{any(z_.tenures), {}}, with_);
      default:
        return settle();
    }
  }

 private:
  std::size_t pick(std::size_t of) {
    return std::uniform_int_distribution<std::size_t>(0, of - 1)(random_);
  }
  bool half() { return pick(2) == 0; }
  tenure_id new_id() { return tenure_id(named_uuid("tenure " + std::to_string(random_()))); }
  template <class List>
  tenure_id any(const List& of) {
    return of.empty() ? tenure_id() : of[pick(of.size())].id;
  }
  template <class Command>
  Command drawing() {
    Command asked;
    if constexpr (std::same_as<Command, draw_zone>) asked.id = id_;
    asked.basis = zone_basis::heading;
    asked.name = "迎头责任区";
    asked.code = "Z";
    asked.places = {place_id(named_uuid("place " + std::to_string(pick(3))))};
    asked.duties = {"敲帮问顶"};
    asked.holders_most = 1 + static_cast<int>(pick(3));
    return asked;
  }
  decision redraw() {
    auto asked = drawing<redraw_zone>();
    asked.reason = "推进";
    return decide(z_, asked, with_);
  }
  decision settle() {
    for (const auto& each : z_.disputes)
      if (!each.outcome)
        return decide(z_,
                      settle_zone_dispute{each.node, each.seq,
                                          half() ? settlement::kept : settlement::taken, "再议"},
                      with_);
    return problem(zones::problems::no_dispute);
  }

  const zone& z_;
  const zone_id& id_;
  const circumstances& with_;
  std::span<const person_id> people_;
  std::mt19937_64& random_;
};

}  // namespace

decision some_zone_step(const zone& z, const zone_id& id, const circumstances& with,
                        std::span<const person_id> people, std::mt19937_64& random) {
  return chooser(z, id, with, people, random).step();
}

}  // namespace headway::prove
