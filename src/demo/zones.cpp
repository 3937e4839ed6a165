#include "demo/zones.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>

#include "zones/administration.hpp"

namespace headway::demo {
namespace {

using people::certificate_code, people::post_code;
using std::chrono::hours, std::chrono::minutes;
using enum zones::zone_basis;
using zones::zone_kind;
constexpr auto area = zone_kind::zone, model = zone_kind::demonstration_post,
               pioneer = zone_kind::pioneer_post;

// Who holds a zone: a worker of a crew by number, the leader being 0.
struct seat {
  int crew = -1, worker = 0;  // crew -1: nobody
};

struct zone_plan {
  std::string_view code, name;
  zones::zone_basis basis;
  zone_kind kind;
  std::array<std::string_view, 5> places;  // by code
  int crew;                                // -1: none
  std::optional<post_code> post;           // of that crew
  std::optional<certificate_code> qualification;
  int most;
  std::array<std::string_view, 3> duties;
  std::array<seat, 3> holders;  // appointed at the beginning
};

constexpr zone_plan plans[] = {
    {"Z-01",
     "掘进一班作业区",
     crew,
     area,
     {"3105-YJ", "3105-FJ"},
     0,
     {},
     {},
     3,
     {"班前敲帮问顶，不见实底不作业", "班中查支护、查瓦斯、查风筒", "班后清浮煤，工具归位"},
     {{{0, 0}, {0, 1}}}},
    {"Z-02",
     "掘进二班作业区",
     crew,
     area,
     {"3107-YJ", "3107-FJ"},
     1,
     {},
     {},
     3,
     {"班前敲帮问顶，不见实底不作业", "过断层期间盯紧超前支护", "淋水加大立即停掘汇报"},
     {{{1, 0}, {1, 1}}}},
    {"Z-03",
     "掘进三班作业区",
     crew,
     area,
     {"3109-HJ"},
     2,
     {},
     {},
     3,
     {"先探后掘，有疑必探", "班中查支护、查瓦斯、查风筒", "班后清浮煤，工具归位"},
     {{{2, 0}, {2, 1}}}},
    {"Z-04",
     "检修班责任区",
     crew,
     area,
     {"3105-PD", "3107-SB"},
     3,
     {},
     {},
     2,
     {"停送电专人专牌，谁停谁送", "每天试一遍漏电闭锁", "水泵天天试转"},
     {{{3, 0}}}},
    {"Z-05",
     "机电班责任区",
     crew,
     area,
     {"3105-JT", "3107-JT", "3109-JT"},
     4,
     {},
     {},
     2,
     {"机头护罩、急停、烟感天天查", "电缆吊挂整齐，接线盒不失爆", "备件不够先说"},
     {{{4, 0}, {4, 1}}}},
    {"Z-06",
     "运输班责任区",
     crew,
     area,
     {"3105-F", "3107-F"},
     5,
     {},
     {},
     2,
     {"行车不行人，行人不行车", "弯道、岔口声光信号齐全", "路面积水当班处理"},
     {{{5, 0}, {5, 1}}}},
    {"Z-07",
     "3105运输顺槽责任区",
     heading,
     area,
     {"3105-Y", "3105-L1", "3105-L2", "3105-L3", "3105-L4"},
     -1,
     {},
     {},
     2,
     {"巷道无积水、无杂物", "联络巷风门完好", "顶板离层仪三天看一次"},
     {{{0, 3}, {5, 2}}}},
    {"Z-08",
     "3107运输顺槽责任区",
     heading,
     area,
     {"3107-Y", "3107-L1", "3107-L2"},
     -1,
     {},
     {},
     2,
     {"巷道无积水、无杂物", "联络巷风门完好", "距离标牌不超过一百米"},
     {{{1, 2}, {3, 1}}}},
    {"Z-09",
     "3109回风顺槽责任区",
     heading,
     area,
     {"3109-H", "3109-ZC"},
     -1,
     {},
     {},
     1,
     {"底鼓变形天天量", "钻场封孔、挂牌", "瓦斯探头不遮挡"},
     {{{2, 2}}}},
    {"Z-10",
     "3105避难硐室责任区",
     heading,
     area,
     {"3105-BN"},
     -1,
     {},
     {},
     1,
     {"压风、供水、电话每周试一次", "食品急救包不过期"},
     {{{4, 2}}}},
    {"S-01",
     "掘进机司机示范岗",
     post,
     model,
     {"3105-YJ"},
     0,
     post_code::roadheader_driver,
     certificate_code::shearer_roadheader,
     2,
     {"开机先鸣笛，人离必断电", "截割成形一次到位", "一周讲一次操作要领"},
     {{{0, 2}}}},
    {"S-02",
     "井下电钳工示范岗",
     post,
     model,
     {"3105-PD", "3107-SB"},
     3,
     post_code::electro_fitter,
     certificate_code::underground_electrical,
     2,
     {"验电、放电、挂牌一步不少", "失爆为零", "带一名徒弟"},
     {{{3, 2}, {3, 3}}}},
    {"X-01",
     "皮带司机先锋岗",
     post,
     pioneer,
     {"3105-Y", "3107-Y"},
     5,
     post_code::belt_attendant,
     {},
     2,
     {"巡皮带不漏一个托辊", "机头机尾无积煤"},
     {{{5, 3}}}},
    {"X-02",
     "支护工先锋岗",
     post,
     pioneer,
     {"3107-YJ"},
     1,
     post_code::support_worker,
     {},
     2,
     {"锚杆间排距误差不超一百毫米", "拉拔力一根不差"},
     {{{1, 3}}}},
};

constexpr std::string_view promises[] = {"我的区域我负责，隐患不过班",
                                         "不违章、不违指、不违纪，看得见的我先管",
                                         "当班的问题当班清", "多看一眼、多问一句、多走一步"};
constexpr std::string_view reasons[] = {"支部委员会研究确定", "支部党员大会通过",
                                        "熟悉现场，作风扎实"};

// One zone as the year goes on.
struct held_zone {
  const zone_plan* plan;
  zone_id id;
  std::vector<zones::tenure_id> tenures;  // of the first holders
};

class zone_planner {
 public:
  zone_planner(recorder& by, chance& luck, const stage& on) : by_(by), luck_(luck), on_(on) {}

  // The zones are there from the first day; then things change.
  void plan() {
    instant at = on_.from + hours(6);
    for (std::size_t i = 0; i < std::size(plans); ++i) {
      zones_.push_back({&plans[i], zone_id(luck_.id(at)), {}});
      later(at, [this, i](instant now) { draw(zones_[i], now); });
      at += minutes(luck_.between(3, 9));
    }
    plan_changes();
    std::ranges::stable_sort(deeds_, {}, &deed::at);
  }

  void happen_until(instant at) {
    for (; next_ < deeds_.size() && deeds_[next_].at <= at; ++next_)
      deeds_[next_].happen(deeds_[next_].at);
  }

 private:
  struct deed {
    instant at;
    std::function<void(instant)> happen;
  };
  void later(instant at, std::function<void(instant)> what) {
    deeds_.push_back({at, std::move(what)});
  }

  // So much of the year is over.
  instant when(int percent) const {
    return on_.from + (on_.until - on_.from) / 100 * percent + hours(3);
  }
  const held_zone& named(std::string_view code) const {
    return *std::ranges::find(zones_, code, [](const held_zone& z) { return z.plan->code; });
  }
  person_id at_seat(seat of) const {
    return on_.people.crews[static_cast<std::size_t>(of.crew)]
        .workers[static_cast<std::size_t>(of.worker)];
  }

  void plan_changes() {
    // A holder trains away for a while.
    later(when(30), [this](instant at) {
      take(named("Z-08"), on_.people.secretary, at,
           zones::suspend_tenure{named("Z-08").tenures[1], {}, line_text("外出培训")});
    });
    later(when(36), [this](instant at) {
      take(named("Z-08"), on_.people.secretary, at,
           zones::restore_tenure{named("Z-08").tenures[1], {}});
    });
    // Somebody claims and thinks better of it; the branch then grants another's claim.
    const auto first = zones::tenure_id(luck_.id(when(40))),
               second = zones::tenure_id(luck_.id(when(41)));
    later(when(40), [this, first](instant at) { claim("Z-06", {5, 4}, first, at, at); });
    later(when(41), [this, second](instant at) { claim("Z-04", {3, 4}, second, at, at); });
    later(when(42), [this, first](instant at) {
      take(named("Z-06"), at_seat({5, 4}), at, zones::withdraw_claim{first});
    });
    later(when(44), [this, second](instant at) {
      take(named("Z-04"), on_.people.secretary, at,
           zones::decide_claims{{second}, {}, line_text("本班党员，电钳工，天天在现场")});
      take(named("Z-04"), on_.people.secretary, at, zones::publish_holder{second, {}});
    });
    // The holder of a gateway is moved; two want to follow.
    later(when(80), [this](instant at) {
      take(named("Z-09"), on_.people.secretary, at,
           zones::end_tenure{named("Z-09").tenures[0], {}, line_text("调去质量验收，轮换")});
    });
    const instant underground = on_.until - hours(26), handed_in = on_.until - hours(8);
    const auto third = zones::tenure_id(luck_.id(underground)),
               fourth = zones::tenure_id(luck_.id(handed_in));
    later(on_.until - hours(20), [this, third](instant at) {
      claim("Z-09", {2, 1}, third, at, at);
    });
    later(handed_in, [this, fourth, underground](instant at) {
      claim("Z-09", {2, 3}, fourth, at, underground);
    });
  }

  void claim(std::string_view code, seat of, zones::tenure_id id, instant at, instant observed) {
    take(named(code), at_seat(of), at,
         zones::claim_zone{id, std::string(luck_.pick(promises)), line_text("天天在这条巷道干活")},
         observed);
  }

  template <class Command>
  void take(const held_zone& z, person_id actor, instant at, const Command& asked,
            std::optional<instant> observed = {}) {
    by_.act(actor, {observed.value_or(at), at},
            [&](auto& work) { return zones::execute(work, z.id, asked, on_.calendar.zone()); });
  }

  zones::draw_zone drawing(const held_zone& z) const {
    const auto& plan = *z.plan;
    zones::draw_zone made;
    made.id = z.id;
    made.basis = plan.basis;
    made.kind = plan.kind;
    made.name = std::string(plan.name);
    made.code = std::string(plan.code);
    for (const auto code : plan.places)
      for (const auto& each : on_.places)
        if (each.code == code) made.places.push_back(each.id);
    if (plan.crew >= 0) made.crew = on_.people.crews[static_cast<std::size_t>(plan.crew)].id;
    if (plan.post)
      for (const auto& each : on_.people.posts)
        if (each.code == *plan.post && each.crew == plan.crew) made.post = each.id;
    for (const auto duty : plan.duties)
      if (!duty.empty()) made.duties.emplace_back(std::string(duty));
    made.qualification = plan.qualification;
    made.members_only = true;
    made.holders_most = plan.most;
    return made;
  }

  // Draws it, appoints and publishes its first holders.
  void draw(held_zone& z, instant at) {
    const auto secretary = on_.people.secretary;
    by_.act(secretary, at, [&](auto& work) {
      return zones::execute(work, on_.people.section, drawing(z), on_.calendar.zone());
    });
    for (const auto& each : z.plan->holders) {
      if (each.crew < 0) continue;
      const zones::tenure_id tenure(luck_.id(at));
      z.tenures.push_back(tenure);
      take(z, secretary, at,
           zones::appoint_holder{tenure,
                                 at_seat(each),
                                 {},
                                 std::string(luck_.pick(promises)),
                                 line_text(std::string(luck_.pick(reasons)))});
      take(z, secretary, at, zones::publish_holder{tenure, {}});
    }
  }

  recorder& by_;
  chance& luck_;
  const stage& on_;
  std::vector<held_zone> zones_;
  std::vector<deed> deeds_;
  std::size_t next_ = 0;
};

}  // namespace

std::function<void(instant)> plan_zones(recorder& by, chance& luck, const stage& on) {
  const auto year = std::make_shared<zone_planner>(by, luck, on);
  year->plan();
  return [year](instant at) { year->happen_until(at); };
}

int zones_planned() { return static_cast<int>(std::size(plans)); }

}  // namespace headway::demo
