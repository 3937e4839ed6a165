/** What the server says a person may do; it decides, the app only offers accordingly. */
export type permission =
  | 'hazards_read' | 'hazards_report' | 'hazards_verify' | 'hazards_grade' | 'hazards_assign' | 'hazards_rectify'
  | 'hazards_accept' | 'hazards_extend' | 'hazards_suspend' | 'hazards_supervise' | 'hazards_close' | 'hazards_settle' | 'hazards_comment'
  | 'people_read' | 'people_manage' | 'places_read' | 'places_manage' | 'imports_manage' | 'accounts_manage' | 'journal_read'
