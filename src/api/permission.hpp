// Who may do what. A route declares the permission it needs; a role is a set of permissions; an
// account holds one or more roles. The table of roles is `permissions_of` in permission.cpp.
#pragma once

#include <bitset>
#include <boost/describe.hpp>
#include <cstdint>
#include <span>

namespace headway::api {

// DOMAIN.md; `holder` is a member who holds a zone or post, `mine_office` the mine's safety office
// and its leaders, who see every section.
enum class role : std::uint8_t {
  worker,
  holder,
  crew_leader,
  technician,
  inspector,
  secretary,
  section_chief,
  mine_office,
  administrator
};
BOOST_DESCRIBE_ENUM(role, worker, holder, crew_leader, technician, inspector, secretary,
                    section_chief, mine_office, administrator)
inline constexpr std::size_t role_count = 9;

enum class permission : std::uint8_t {
  read_section,       // hazards, places, directory and roster of one's own section
  read_all_sections,  // of every section of the mine
  report_hazard,
  verify_hazard,    // verify, reject, grade
  assign_hazard,    // five fixes, grant or refuse an extension, suspend, resume
  rectify_hazard,   // start, rectify, ask for an extension
  accept_hazard,    // accept, send back
  close_hazard,     // close, archive
  escalate_hazard,  // upgrade, put under listed supervision
  settle_contest,
  claim_zone,          // and withdraw one's own claim
  manage_zones,        // draw, appoint, decide claims, publish, suspend, end
  inspect,             // record an inspection
  manage_inspections,  // checklists, rhythms, written plans, excuses
  plan_coverage,       // demands, special periods, plan, publish, repair
  manage_places,
  manage_people,
  manage_accounts,
  manage_rules,
  import_data,
  export_data,
  read_journal,
  read_metrics
};
BOOST_DESCRIBE_ENUM(permission, read_section, read_all_sections, report_hazard, verify_hazard,
                    assign_hazard, rectify_hazard, accept_hazard, close_hazard, escalate_hazard,
                    settle_contest, claim_zone, manage_zones, inspect, manage_inspections,
                    plan_coverage, manage_places, manage_people, manage_accounts, manage_rules,
                    import_data, export_data, read_journal, read_metrics)

using permission_set = std::bitset<32>;

inline permission_set set_of(std::initializer_list<permission> all) {
  permission_set made;
  for (const auto each : all)
    made.set(static_cast<std::size_t>(each));
  return made;
}

permission_set permissions_of(role r);

}  // namespace headway::api
