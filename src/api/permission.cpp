#include "api/permission.hpp"

namespace headway::api {

permission_set permissions_of(role r) {
  using enum permission;
  const auto everyone = set_of({read_section, report_hazard, rectify_hazard, claim_zone, inspect});
  switch (r) {
    case role::worker:
      return everyone;
    case role::holder:
      return everyone | set_of({accept_hazard});
    case role::crew_leader:
      return everyone | set_of({verify_hazard, assign_hazard, accept_hazard});
    case role::technician:
      return everyone |
             set_of({verify_hazard, accept_hazard, manage_inspections, manage_places, export_data});
    case role::inspector:
      return everyone |
             set_of({verify_hazard, assign_hazard, accept_hazard, close_hazard, escalate_hazard,
                     settle_contest, manage_inspections, export_data, read_journal});
    case role::secretary:
      return everyone | set_of({verify_hazard, accept_hazard, settle_contest, manage_zones,
                                plan_coverage, export_data, read_journal});
    case role::section_chief:
      return everyone |
             set_of({verify_hazard, assign_hazard, accept_hazard, close_hazard, escalate_hazard,
                     settle_contest, manage_zones, manage_inspections, plan_coverage, manage_places,
                     manage_people, import_data, export_data, read_journal});
    case role::mine_office:
      return everyone | set_of({read_all_sections, verify_hazard, assign_hazard, accept_hazard,
                                close_hazard, escalate_hazard, settle_contest, manage_inspections,
                                manage_rules, export_data, read_journal});
    // Keeps the system running; takes no part in the safety practice itself.
    case role::administrator:
      return set_of({read_section, read_all_sections, manage_places, manage_people, manage_accounts,
                     manage_rules, import_data, export_data, read_journal, read_metrics});
  }
  return {};
}

}  // namespace headway::api
