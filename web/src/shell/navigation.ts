import {
  symRoundedBadge, symRoundedCalendarMonth, symRoundedCoPresent, symRoundedFactCheck, symRoundedFileOpen, symRoundedGroups, symRoundedHistoryEdu, symRoundedLocationOn,
  symRoundedPersonPinCircle, symRoundedReport, symRoundedRoute, symRoundedScheduleSend, symRoundedSettings, symRoundedShareLocation, symRoundedSpaceDashboard, symRoundedWbTwilight,
} from '@quasar/extras/material-symbols-rounded'
import type { permission } from '@/api/types'

export interface entry { to: string; text: string; icon: string; needs?: permission }

export const work: entry[] = [
  { to: '/', text: 'nav.shift', icon: symRoundedWbTwilight },
  { to: '/hazards', text: 'nav.hazards', icon: symRoundedReport },
  { to: '/board', text: 'nav.board', icon: symRoundedSpaceDashboard },
  { to: '/map', text: 'nav.map', icon: symRoundedRoute },
  { to: '/my-zone', text: 'nav.my_zone', icon: symRoundedPersonPinCircle },
  { to: '/zones', text: 'nav.zones', icon: symRoundedShareLocation },
  { to: '/inspections', text: 'nav.inspections', icon: symRoundedFactCheck },
  { to: '/posting', text: 'nav.posting', icon: symRoundedCoPresent },
  { to: '/coverage', text: 'nav.coverage', icon: symRoundedCalendarMonth, needs: 'read_section' },
]
export const manage: entry[] = [
  { to: '/people', text: 'nav.people', icon: symRoundedGroups, needs: 'read_section' },
  { to: '/places', text: 'nav.places', icon: symRoundedLocationOn, needs: 'read_section' },
  { to: '/imports', text: 'nav.imports', icon: symRoundedFileOpen, needs: 'export_data' },
  { to: '/accounts', text: 'nav.accounts', icon: symRoundedBadge, needs: 'manage_accounts' },
  { to: '/journal', text: 'nav.journal', icon: symRoundedHistoryEdu, needs: 'read_journal' },
]
export const mine: entry[] = [
  { to: '/outbox', text: 'nav.outbox', icon: symRoundedScheduleSend },
  { to: '/settings', text: 'nav.settings', icon: symRoundedSettings },
]
