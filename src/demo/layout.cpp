#include "demo/layout.hpp"

namespace headway::demo {
namespace {

using enum places::place_kind;
constexpr auto whole = belongs::mine, ours = belongs::section;

// Three main roads run from west to east in the south; gateways leave them to the north. Two pairs
// of gateways are driven as twins with cross-cuts between them, one gateway alone.
constexpr drawn_place all_places[] = {
    {"QH", "", whole, mine, mine_name, 0, {0, 700}, {1200, 700}, 0},
    {"XF", "QH", whole, roadway, "西翼辅助运输大巷", 2400, {0, 600}, {1200, 600}, 0},
    {"XY", "QH", whole, roadway, "西翼胶带运输大巷", 2400, {0, 630}, {1200, 630}, 0},
    {"XH", "QH", whole, roadway, "西翼回风大巷", 2400, {0, 660}, {1200, 660}, 0},
    {"XF-BD", "XF", whole, chamber, "西翼采区变电所", 45, {360, 600}, {360, 565}, 0},
    {"XF-SB", "XF", whole, chamber, "西翼中央水泵房", 40, {430, 600}, {430, 565}, 0},
    {"XF-SC", "XF-SB", whole, chamber, "西翼水仓", 120, {430, 565}, {490, 565}, 0},
    {"XF-XF", "XF", whole, chamber, "消防材料库", 20, {660, 600}, {660, 575}, 0},
    {"XH-LX", "QH", whole, roadway, "西翼回风联络巷", 90, {740, 600}, {740, 660}, 0},

    {"3105-Y", "XY", ours, gateway, "3105运输顺槽", 1260, {200, 630}, {200, 170}, 0},
    {"3105-F", "XF", ours, gateway, "3105辅运顺槽", 1180, {250, 600}, {250, 185}, 0},
    {"3105-L1", "3105-F", ours, roadway, "3105一号联络巷", 30, {200, 510}, {250, 510}, 0},
    {"3105-L2", "3105-F", ours, roadway, "3105二号联络巷", 30, {200, 410}, {250, 410}, 0},
    {"3105-L3", "3105-F", ours, roadway, "3105三号联络巷", 30, {200, 310}, {250, 310}, 0},
    {"3105-L4", "3105-F", ours, roadway, "3105四号联络巷", 30, {200, 225}, {250, 225}, 0},
    {"3105-JT", "3105-Y", ours, chamber, "3105运输顺槽机头硐室", 25, {170, 575}, {200, 575}, 0},
    {"3105-BN", "3105-F", ours, chamber, "3105避难硐室", 30, {250, 360}, {290, 360}, 0},
    {"3105-PD", "3105-F", ours, chamber, "3105配电点", 12, {250, 260}, {275, 260}, 0},
    {"3105-YJ", "3105-Y", ours, heading, "3105运输顺槽掘进工作面", 0, {200, 170}, {200, 140}, 1},
    {"3105-FJ", "3105-F", ours, heading, "3105辅运顺槽掘进工作面", 0, {250, 185}, {250, 155}, 1},

    {"3107-Y", "XY", ours, gateway, "3107运输顺槽", 640, {540, 630}, {540, 345}, 0},
    {"3107-F", "XF", ours, gateway, "3107辅运顺槽", 590, {590, 600}, {590, 365}, 0},
    {"3107-L1", "3107-F", ours, roadway, "3107一号联络巷", 30, {540, 510}, {590, 510}, 0},
    {"3107-L2", "3107-F", ours, roadway, "3107二号联络巷", 30, {540, 410}, {590, 410}, 0},
    {"3107-JT", "3107-Y", ours, chamber, "3107运输顺槽机头硐室", 25, {510, 545}, {540, 545}, 0},
    {"3107-SB", "3107-F", ours, chamber, "3107临时水泵房", 15, {590, 455}, {620, 455}, 0},
    {"3107-YJ", "3107-Y", ours, heading, "3107运输顺槽掘进工作面", 0, {540, 345}, {540, 315}, 2},
    {"3107-FJ", "3107-F", ours, heading, "3107辅运顺槽掘进工作面", 0, {590, 365}, {590, 335}, 2},

    {"3109-H", "XH", ours, gateway, "3109回风顺槽", 430, {900, 660}, {900, 430}, 0},
    {"3109-JT", "3109-H", ours, chamber, "3109回风顺槽机头硐室", 22, {870, 560}, {900, 560}, 0},
    {"3109-ZC", "3109-H", ours, chamber, "3109一号钻场", 8, {900, 500}, {925, 500}, 0},
    {"3109-HJ", "3109-H", ours, heading, "3109回风顺槽掘进工作面", 0, {900, 430}, {900, 400}, 0},
};

constexpr drawn_risk all_risks[] = {
    {"3105-YJ", "迎头顶板离层冒落", 3}, {"3105-YJ", "迎头瓦斯积聚", 3},
    {"3105-FJ", "迎头顶板离层冒落", 3}, {"3107-YJ", "迎头顶板淋水", 2},
    {"3107-FJ", "过断层破碎带", 3},     {"3109-HJ", "探放水期间突水", 3},
    {"3109-HJ", "迎头顶板离层冒落", 2}, {"3105-Y", "带式输送机火灾", 2},
    {"3107-Y", "带式输送机火灾", 2},    {"3105-F", "无轨胶轮车运输", 2},
    {"3107-F", "无轨胶轮车运输", 2},    {"3109-H", "巷道底鼓变形", 1},
    {"3105-JT", "机头转动部位伤人", 2}, {"3107-JT", "机头转动部位伤人", 2},
    {"3109-JT", "机头转动部位伤人", 2}, {"3105-PD", "带电检修触电", 2},
    {"3107-SB", "水泵故障淹巷", 2},     {"XF-BD", "电气火灾", 2},
    {"XF-SB", "供电中断淹泵房", 3},     {"XF-SC", "清理水仓人员跌落", 1},
};

}  // namespace

std::span<const drawn_place> drawn_places() { return all_places; }
std::span<const drawn_risk> drawn_risks() { return all_risks; }

}  // namespace headway::demo
