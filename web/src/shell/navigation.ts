import {
  symRoundedBadge, symRoundedFileOpen, symRoundedGroups, symRoundedHistoryEdu, symRoundedLocationOn, symRoundedReport,
  symRoundedRoute, symRoundedScheduleSend, symRoundedSettings, symRoundedSpaceDashboard, symRoundedWbTwilight,
} from '@quasar/extras/material-symbols-rounded'
import type { permission } from '@/session/permissions'

export interface entry { to: string; text: string; icon: string; needs?: permission }

export const work: entry[] = [
  { to: '/', text: 'nav.shift', icon: symRoundedWbTwilight },
  { to: '/hazards', text: 'nav.hazards', icon: symRoundedReport },
  { to: '/board', text: 'nav.board', icon: symRoundedSpaceDashboard },
  { to: '/map', text: 'nav.map', icon: symRoundedRoute },
]
export const manage: entry[] = [
  { to: '/people', text: 'nav.people', icon: symRoundedGroups, needs: 'people_read' },
  { to: '/places', text: 'nav.places', icon: symRoundedLocationOn, needs: 'places_read' },
  { to: '/imports', text: 'nav.imports', icon: symRoundedFileOpen, needs: 'imports_manage' },
  { to: '/accounts', text: 'nav.accounts', icon: symRoundedBadge, needs: 'accounts_manage' },
  { to: '/journal', text: 'nav.journal', icon: symRoundedHistoryEdu, needs: 'journal_read' },
]
export const mine: entry[] = [
  { to: '/outbox', text: 'nav.outbox', icon: symRoundedScheduleSend },
  { to: '/settings', text: 'nav.settings', icon: symRoundedSettings },
]
