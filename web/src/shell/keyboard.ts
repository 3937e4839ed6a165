import { onBeforeUnmount, onMounted, ref } from 'vue'
import { useRouter } from 'vue-router'
import { keysChosen } from '@/settings/preferences'

// The desk without a mouse. Arrows move within lists and tabs always; single letters can be turned off
// (WCAG 2.1.4), because whoever dictates to the computer would set them off by speaking.

export const shortcutsOpen = ref(false)

/** After `g`: where to. */
export const goKeys: { key: string; to: string; text: string }[] = [
  { key: 's', to: '/', text: 'nav.shift' }, { key: 'h', to: '/hazards', text: 'nav.hazards' }, { key: 'b', to: '/board', text: 'nav.board' },
  { key: 'm', to: '/map', text: 'nav.map' }, { key: 'c', to: '/coverage', text: 'nav.coverage' }, { key: 'p', to: '/people', text: 'nav.people' }, { key: 'l', to: '/places', text: 'nav.places' },
  { key: 'j', to: '/journal', text: 'nav.journal' }, { key: 'o', to: '/outbox', text: 'nav.outbox' }, { key: ',', to: '/settings', text: 'nav.settings' },
]
const patience = 1200

const focusable = 'a[href], button:not(:disabled), input:not(:disabled), [tabindex="0"]'
const rows = 'li, tr, .hazard-row'

const editable = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || (target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type)) || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)

function focusRow(row: Element | undefined): boolean {
  if (!row) return false
  const wanted = row.matches(focusable) ? row : row.querySelector(focusable)
  if (!(wanted instanceof HTMLElement)) return false
  wanted.focus()
  wanted.scrollIntoView({ block: 'nearest' })
  return true
}

/** Moves the focus among the rows of the list that it is in; false where there is none. */
function moveInList(step: number, enter: boolean): boolean {
  const active = document.activeElement
  const row = active?.closest('main')?.contains(active) ? active?.closest(rows) : null
  if (!row?.parentElement) {
    if (!enter) return false
    const first = [...document.querySelectorAll(`main :is(${rows})`)].find((one) => one.getClientRects().length > 0 && (one.matches(focusable) || one.querySelector(focusable)))
    return focusRow(first)
  }
  const all = [...document.querySelectorAll(`main :is(${rows})`)].filter((one) => one.getClientRects().length > 0 && (one.matches(focusable) || one.querySelector(focusable)) && !one.querySelector(`:is(${rows})`))
  // a row may hold the row (a list item around a card): the innermost counts
  const here = all.findIndex((one) => one === active || one.contains(active))
  return here >= 0 && focusRow(all[here + step])
}

function focusSearch(): boolean {
  const field = [...document.querySelectorAll<HTMLInputElement>('main input[type=search], main input[type=text], main input:not([type])')].find((one) => one.getClientRects().length > 0)
  field?.focus()
  return field !== undefined
}

export function useKeyboard(): void {
  const router = useRouter()
  let going = -patience

  function letters(event: KeyboardEvent): boolean {
    const key = event.key.toLowerCase()
    if (performance.now() - going < patience) {
      going = -patience
      const found = goKeys.find((one) => one.key === key)
      if (found) void router.push(found.to)
      return found !== undefined
    }
    if (event.key === '?') { shortcutsOpen.value = true; return true }
    if (key === 'g') { going = performance.now(); return true }
    if (key === 'n') { void router.push('/report'); return true }
    if (key === '/') return focusSearch()
    if (key === 'j') return moveInList(1, true)
    if (key === 'k') return moveInList(-1, true)
    return false
  }

  function pressed(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || editable(event.target) || document.querySelector('[role=dialog], dialog[open]')) return
    const arrow = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const taken = arrow ? moveInList(arrow, false) : keysChosen.value === 'on' && letters(event)
    if (taken) event.preventDefault()
  }
  onMounted(() => document.addEventListener('keydown', pressed))
  onBeforeUnmount(() => document.removeEventListener('keydown', pressed))
}
