#include "demo/phrases.hpp"

namespace headway::demo {
namespace {

using words = std::string_view;

constexpr words support_measures[] = {
    "停止作业，敲帮问顶清理活矸后补打锚杆", "按规程补打锚索并张拉到设计预紧力",
    "更换失效托板，逐根复紧螺母",           "破碎段加密支护，挂网后复喷",
    "架设临时支护，缩小空顶距后再掘进",     "重新铺网搭接，补齐联网丝",
    "清理浮矸，挂警戒牌并安排专人观察顶板"};
constexpr words ventilation_measures[] = {
    "修补风筒破口，接头反压边后重新吊挂", "检修风门闭锁，更换密封胶条", "清理风口杂物，复测风量",
    "延长风筒到规定距离，重新测定迎头风量", "更换破损风筒，调整吊挂平直度"};
constexpr words monitoring_measures[] = {"重新标校传感器并做断电试验", "更换传感器，按规定位置吊挂",
                                         "检修信号线路，恢复上传", "补装顶板离层仪并建立观测记录"};
constexpr words electrical_measures[] = {"停电闭锁挂牌，更换破损电缆", "电缆重新上钩吊挂，保持间距",
                                         "检查接地极，接地电阻复测合格后送电",
                                         "紧固压线板，补齐密封圈，消除失爆", "补装防护罩并加锁"};
constexpr words transport_measures[] = {"停机闭锁，更换托辊并调整跑偏",
                                        "清理机头机尾积煤，补装清扫器", "紧固道钉，校正轨距",
                                        "修复挡车装置并做动作试验"};
constexpr words water_measures[] = {"疏通水沟，增设潜水泵强排", "检修水泵，倒换备用泵运行",
                                    "对出水点打导水管引排并观测水量", "清理水仓淤泥，恢复有效容积"};
constexpr words dust_measures[] = {"冲洗巷帮积尘，恢复净化水幕", "更换喷嘴，调整喷雾角度与水压",
                                   "发放合格防尘口罩并检查佩戴"};
constexpr words passage_measures[] = {"清理堆放材料，保证人行道畅通", "更换照明灯具，补齐盲区照明",
                                      "补挂警示牌和避灾路线牌", "修复栏杆并刷警示色"};
constexpr words act_measures[] = {"当场制止，现场教育后按规程重新作业",
                                  "停止作业，全班学习操作规程后恢复",
                                  "安排师傅带班，执行手指口述确认"};

constexpr words roof_contingencies[] = {"顶板来压立即撤人并设警戒",
                                        "出现掉矸停止作业，撤到永久支护下"};
constexpr words air_contingencies[] = {"停风立即撤人断电，恢复通风检查瓦斯后再进入",
                                       "瓦斯超过规定立即停止作业、撤人、断电"};
constexpr words power_contingencies[] = {"严禁带电作业，异常立即停电上报",
                                         "发现冒烟立即断电，用干粉灭火器处置"};
constexpr words water_contingencies[] = {"水量增大立即撤人并汇报调度室", "水泵故障启用备用泵"};
constexpr words common_contingencies[] = {"处理期间设专人监护", "异常情况立即停止作业并汇报调度室"};

constexpr words verify[] = {"现场核实，情况属实", "属实，请尽快安排整改", "已到现场查看，属实"};
constexpr words reject[] = {"现场复核，已符合规程要求", "与前一条重复，合并处理",
                            "描述的位置没有发现该问题"};
constexpr words accept[] = {"现场验收合格", "复查合格，同意销号", "整改到位", "按措施完成，合格"};
constexpr words send_back[] = {"整改不彻底，还有两处没有处理", "只做了临时处理，须按规程要求整改",
                               "预紧力不足，重新紧固后再报验收", "现场没有清理干净，重新整改"};
constexpr words extension[] = {"备件未到货，已催供应科", "需要停产检修时段才能处理",
                               "材料下井受运输影响，推迟一个班",
                               "配合探放水施工，暂时不能占用巷道"};
constexpr words refusal[] = {"本班必须处理完，不同意延期", "备件库房有货，按原期限完成"};
constexpr words suspend[] = {"迎头停掘，待恢复掘进后处理", "该段正在探放水，施工结束后整改"};
constexpr words upgrade[] = {"范围扩大，超出区队处理能力", "反复出现，需矿上协调处理"};
constexpr words required[] = {"每班汇报整改进度，完成前不得恢复作业",
                              "由分管副矿长现场盯办，按期完成"};
constexpr words said[] = {"材料已领到，下个班处理",   "已和机电班沟通，检修班停电处理",
                          "夜班请继续观察顶板",       "交接班时已交代清楚",
                          "现场已挂警戒牌",           "请技术员补充措施",
                          "上个月同一位置也出过",     "已通知下一班班长",
                          "备件明天到，先做临时防护", "处理一半，剩下两排锚杆"};

}  // namespace

hazards::profession profession_of(topic about) {
  using enum hazards::profession;
  switch (about) {
    case topic::ventilation:
      return ventilation;
    case topic::monitoring:
      return monitoring;
    case topic::electrical:
      return electromechanical;
    case topic::transport:
      return transport;
    case topic::water:
      return water_control;
    case topic::dust:
      return occupational_disease;
    case topic::passage:
      return other;
    case topic::support:
    case topic::act:
      break;
  }
  return tunnelling;
}

std::span<const words> measures_for(topic about) {
  switch (about) {
    case topic::ventilation:
      return ventilation_measures;
    case topic::monitoring:
      return monitoring_measures;
    case topic::electrical:
      return electrical_measures;
    case topic::transport:
      return transport_measures;
    case topic::water:
      return water_measures;
    case topic::dust:
      return dust_measures;
    case topic::passage:
      return passage_measures;
    case topic::act:
      return act_measures;
    case topic::support:
      break;
  }
  return support_measures;
}

std::span<const words> contingencies_for(topic about) {
  switch (about) {
    case topic::support:
      return roof_contingencies;
    case topic::ventilation:
    case topic::monitoring:
      return air_contingencies;
    case topic::electrical:
      return power_contingencies;
    case topic::water:
      return water_contingencies;
    default:
      return common_contingencies;
  }
}

std::span<const words> verify_notes() { return verify; }
std::span<const words> reject_reasons() { return reject; }
std::span<const words> accept_notes() { return accept; }
std::span<const words> send_back_reasons() { return send_back; }
std::span<const words> extension_reasons() { return extension; }
std::span<const words> extension_refusals() { return refusal; }
std::span<const words> suspend_reasons() { return suspend; }
std::span<const words> upgrade_reasons() { return upgrade; }
std::span<const words> requirements() { return required; }
std::span<const words> comments() { return said; }

}  // namespace headway::demo
