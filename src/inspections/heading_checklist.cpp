// The dynamic-compliance checklist of a heading: 100 points in six groups of 5, 15, 10, 10, 50 and
// 10. Groups, weights and limits are those of the official form of 2017 (DOMAIN.md, section 3); the
// items are ours, made from what the form asks for. A mine publishes its own over it.
#include <string>

#include "inspections/checklist.hpp"

namespace headway::inspections {
namespace {

struct group {
  const char *zh, *en;
};
constexpr group organisation{"生产组织", "Production organisation"};
constexpr group equipment{"设备管理", "Equipment"};
constexpr group technical{"技术保障", "Technical support"};
constexpr group discipline{"岗位规范", "Post discipline"};
constexpr group quality{"工程质量与安全", "Quality and safety"};
constexpr group tidiness{"文明生产", "Tidiness"};

constexpr int zeroing = 0;  // instead of the points lost by each find

struct line {
  const char* code;
  const group& of;
  const char *zh, *en;
  int points, lost_each;
};
constexpr line lines[] = {
    {"A1", organisation, "正规循环图表挂在现场，按循环组织生产",
     "The work-cycle chart hangs at the face and is kept to", 2, 1},
    {"A2", organisation, "班前会讲清任务、风险和措施，有记录",
     "The pre-shift meeting told tasks, risks and measures, and is recorded", 2, 1},
    {"A3", organisation, "当班人员够数，工种齐全", "The shift is complete, every post is filled", 1,
     1},

    {"B1", equipment, "掘进机急停、照明、警铃、内外喷雾完好",
     "Roadheader: emergency stop, lights, bell, inner and outer sprays work", 3, 1},
    {"B2", equipment, "皮带跑偏、堆煤、烟雾、温度、撕裂保护齐全，急停拉线拉得动",
     "Belt: drift, pile-up, smoke, heat and tear guards all there, pull-cord stops it", 3, 1},
    {"B3", equipment, "锚杆钻机、风动工具完好，不带病运转",
     "Bolting rigs and air tools are sound, nothing runs defective", 2, 1},
    {"B4", equipment, "局部通风机双风机双电源，切换试验有记录",
     "Two local fans on two supplies; the change-over test is recorded", 2, 1},
    {"B5", equipment, "电气设备无失爆", "No electrical equipment has lost its flameproofing", 3,
     zeroing},
    {"B6", equipment, "风电、瓦斯电闭锁和断电门闭锁试验动作可靠",
     "Fan, methane and door interlocks cut the power when tried", 2, zeroing},

    {"C1", technical, "作业规程、安全技术措施齐全，审批完备",
     "Operating rules and safety measures are there and approved", 3, 1},
    {"C2", technical, "作业人员学过规程，考试合格，有签字",
     "Everybody here has learned the rules, passed and signed", 2, 1},
    {"C3", technical, "有掘必探，探放水记录与现场对得上",
     "Probe before driving: records of probe holes match the face", 2, 1},
    {"C4", technical, "顶板离层仪按规定安设，按时观测有记录",
     "Roof-separation meters are set as ruled and read in time", 2, 1},
    {"C5", technical, "断面、支护、避灾路线、监测监控图牌板齐全",
     "Boards of section, support, escape route and monitoring are all there", 1, 1},

    {"D1", discipline, "现场无“三违”行为", "No violation is seen", 3, zeroing},
    {"D2", discipline, "特殊工种持证上岗，证件有效",
     "Special posts are held with a certificate in force", 2, 1},
    {"D3", discipline, "开工前做安全确认：敲帮问顶、手指口述",
     "Checked before work: roof and ribs sounded, point-and-call done", 2, 1},
    {"D4", discipline, "按操作规程干活，说得清本岗位风险和措施",
     "Work follows the rules; people can tell their risks and measures", 1, 1},
    {"D5", discipline, "现场交接班，签字清楚", "The shift was handed over on site and signed", 1,
     1},
    {"D6", discipline, "自救器、便携仪随身带，会使用",
     "Self-rescuer and gas meter are carried, and people can use them", 1, 1},

    {"E1", quality, "无空顶作业，临时支护及时到位",
     "Nobody works under unsupported roof; temporary support is set in time", 6, zeroing},
    {"E2", quality, "循环进尺、最大控顶距不超作业规程",
     "Advance per cycle and unsupported span keep to the rules", 3, zeroing},
    {"E3", quality, "锚杆间排距误差不超过 ±100 mm", "Bolt spacing is within ±100 mm", 5, 1},
    {"E4", quality, "锚杆外露长度 10～50 mm", "Bolt tails are 10–50 mm", 3, 1},
    {"E5", quality, "锚索外露长度 150～250 mm", "Cable tails are 150–250 mm", 3, 1},
    {"E6", quality, "锚杆、锚索拉拔力不小于设计值的 90%",
     "Pull tests reach 90 % of the design or more", 5, 2},
    {"E7", quality, "托盘紧贴岩面，预紧力矩够，无松动",
     "Plates sit tight, torque is enough, nothing is loose", 3, 1},
    {"E8", quality, "网片搭接、绑扎符合规程，无破网兜矸",
     "Mesh laps and ties follow the rules; no torn or bagging mesh", 2, 1},
    {"E9", quality, "巷道净宽、净高不小于设计", "Clear width and height are not below the design",
     4, 1},
    {"E10", quality, "中线、腰线标定清楚，偏差不超规定",
     "Centre and grade lines are marked and kept within limits", 2, 1},
    {"E11", quality, "瓦斯检查到位，不超限作业",
     "Methane is checked as ruled; nobody works above the limit", 5, zeroing},
    {"E12", quality, "风筒吊挂平直、无破口，出风口到迎头距离不超规程",
     "The duct hangs straight and whole, its end close enough to the face", 3, 1},
    {"E13", quality, "喷雾、净化水幕、防尘水管齐全好用",
     "Sprays, water curtains and dust-water pipes are there and work", 2, 1},
    {"E14", quality, "安全出口畅通，避灾路线标识清楚",
     "The way out is free, the escape route is marked", 2, 1},
    {"E15", quality, "消防器材齐全有效，放在该放的地方",
     "Fire-fighting gear is complete, in date and in its place", 2, 1},

    {"F1", tidiness, "巷道无积水、无淤泥", "No standing water, no silt", 3, 1},
    {"F2", tidiness, "材料、设备码放整齐，挂牌", "Material and equipment are stacked and labelled",
     2, 1},
    {"F3", tidiness, "管线、电缆吊挂整齐", "Pipes and cables hang in order", 2, 1},
    {"F4", tidiness, "距离标志牌清楚，间距不超过 100 m",
     "Distance signs are readable, 100 m apart at most", 1, 1},
    {"F5", tidiness, "无浮煤、浮矸和杂物", "No loose coal, rock or litter", 1, 1},
    {"F6", tidiness, "牌板干净，字迹清楚", "Boards are clean and readable", 1, 1},
};

checklist make_heading_checklist() {
  checklist made;
  made.id = heading_checklist_id();
  made.name_zh = "掘进工作面动态达标检查表（100 分）";
  made.name_en = "Dynamic compliance of a heading (100 points)";
  for (const auto& each : lines)
    made.items.push_back({each.code, each.of.zh, each.of.en, each.zh, each.en, each.points,
                          each.lost_each > 1 ? std::optional(each.lost_each) : std::nullopt,
                          each.lost_each == zeroing});
  return made;
}

}  // namespace

checklist_id heading_checklist_id() { return checklist_id(named_uuid("heading_checklist")); }

const checklist& heading_checklist() {
  static const checklist list = make_heading_checklist();
  return list;
}

}  // namespace headway::inspections
