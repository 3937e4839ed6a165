import { lock, opened } from './vault'

// A place behind a PIN closes a minute after the last touch, in every window of this browser.

export const lockAfter = 60_000

type word = { say: 'touched' | 'lock'; person: string }
const windows = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('headway-vault')

let touchedAt = Date.now()
let toldAt = 0
let holds = 0

/** While a camera, a recording or a file choice is open nobody touches the page: it is not idle, for a while. */
export function stayOpen(): () => void {
  holds += 1
  let released = false
  const release = () => { if (!released) { released = true; clearTimeout(timer); holds -= 1; touch() } }
  const timer = setTimeout(release, longestHold)
  return release
}
const longestHold = 3 * 60_000

/** The phone's own camera app stands before the page until a picture is chosen or not. */
function holdForFiles(event: Event): void {
  const input = event.target
  if (!(input instanceof HTMLInputElement) || input.type !== 'file') return
  const release = stayOpen()
  input.addEventListener('change', release, { once: true })
  input.addEventListener('cancel', release, { once: true })
}

function touch(): void {
  touchedAt = Date.now()
  if (!opened.value || touchedAt - toldAt < 5_000) return
  toldAt = touchedAt
  windows?.postMessage({ say: 'touched', person: opened.value.person } satisfies word)
}

function look(): void {
  if (holds > 0 || opened.value?.mode !== 'pin') return
  // A clock that was set back must not keep a place open for a day.
  const passed = Date.now() - touchedAt
  if (passed >= lockAfter || passed < -1000) lock()
}

/** Closes the place now, here and in the other windows. */
export function lockNow(): void {
  const person = opened.value?.person
  lock()
  if (person) windows?.postMessage({ say: 'lock', person } satisfies word)
}

/** From now on places close by themselves. */
export function watchIdle(): void {
  for (const one of ['pointerdown', 'keydown', 'touchstart', 'wheel'] as const) window.addEventListener(one, touch, { passive: true, capture: true })
  window.addEventListener('click', holdForFiles, { capture: true })
  // A sleeping phone stops the timer: what counts is when it was touched last.
  document.addEventListener('visibilitychange', () => { if (!document.hidden) look() })
  setInterval(look, 1000)
  windows?.addEventListener('message', (event: MessageEvent<word>) => {
    if (event.data.person !== opened.value?.person) return
    if (event.data.say === 'touched') touchedAt = Date.now()
    else lock()
  })
}

/** Somebody has just opened a place: the minute begins. */
export function beginMinute(): void { touchedAt = Date.now() }
