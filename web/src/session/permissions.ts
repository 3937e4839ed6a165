/** What the server says a person may do; it decides, the app only offers accordingly. */
export type permission =
  | 'read_section' | 'read_all_sections' | 'report_hazard' | 'verify_hazard' | 'assign_hazard' | 'rectify_hazard' | 'accept_hazard'
  | 'close_hazard' | 'escalate_hazard' | 'settle_contest' | 'manage_places' | 'manage_people' | 'manage_accounts' | 'manage_rules'
  | 'import_data' | 'export_data' | 'read_journal' | 'read_metrics'
