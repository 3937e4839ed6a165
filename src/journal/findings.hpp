// What `verify` can find. `where` of a finding says which fact ("node/seq"), subject or table.
#pragma once

#include "base/problem.hpp"

namespace headway::journal::problems {

// ---- of a fact --------------------------------------------------------------------------------
inline constexpr problem_kind altered{"verify.altered", 500, "这条事实被改动过：内容与校验值对不上",
                                      "This fact was altered: its hash does not fit its content"};
inline constexpr problem_kind facts_missing{"verify.facts_missing", 500, "这条事实前面缺了事实",
                                            "Facts before this one are missing"};
inline constexpr problem_kind chain_broken{"verify.chain_broken", 500,
                                           "这条事实接不上前一条事实的校验值",
                                           "This fact does not follow the fact before it"};
inline constexpr problem_kind clock_back{"verify.clock_back", 500, "这条事实的时钟倒退了",
                                         "The clock of this fact goes back"};
inline constexpr problem_kind kind_unknown{"verify.kind_unknown", 500, "不认识这种事实：{kind}",
                                           "This fact is of an unknown kind: {kind}"};
inline constexpr problem_kind unreadable{"verify.unreadable", 500, "这条事实读不出来：{reason}",
                                         "This fact cannot be read: {reason}"};

// ---- of a subject -----------------------------------------------------------------------------
inline constexpr problem_kind state_missing{"verify.state_missing", 500, "缺少它的当前状态",
                                            "Its state is missing"};
inline constexpr problem_kind state_differs{"verify.state_differs", 500,
                                            "它的当前状态与由事实推算的不一致",
                                            "Its state is not what its facts give"};
inline constexpr problem_kind contests_differ{"verify.contests_differ", 500,
                                              "它的争议步骤与由事实推算的不一致",
                                              "Its contested facts are not what its facts give"};
inline constexpr problem_kind records_differ{"verify.records_differ", 500,
                                             "它在表 {table} 里的记录与由事实推算的不一致",
                                             "Its records in {table} are not what its facts give"};

// ---- of a table or the whole journal ----------------------------------------------------------
inline constexpr problem_kind rows_without_fact{"verify.rows_without_fact", 500,
                                                "这张表里有不是由事实得来的行",
                                                "This table holds rows that no fact gives"};
inline constexpr problem_kind facts_without_node{"verify.facts_without_node", 500,
                                                 "有 {count} 条事实不属于任何已知的机器",
                                                 "{count} facts belong to no known node"};

}  // namespace headway::journal::problems
