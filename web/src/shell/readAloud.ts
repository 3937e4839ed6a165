import { computed, ref } from 'vue'
import { languageChosen } from '@/settings/preferences'

// Reading a screen aloud, card by card, with the voices of the device. Where there is no voice for the language nothing is offered.

const speaker = typeof speechSynthesis === 'undefined' ? undefined : speechSynthesis
const voices = ref<SpeechSynthesisVoice[]>(speaker?.getVoices() ?? [])
speaker?.addEventListener?.('voiceschanged', () => { voices.value = speaker.getVoices() })
const voice = computed(() => voices.value.find((one) => one.lang.toLowerCase().startsWith(languageChosen.value)))

export const canRead = computed(() => voice.value !== undefined)
export const reading = ref(false)

const cards = 'main .hazard-row, main article, main .panel, main .card, main li, main [data-read]'
const current = 'being-read'
let queue: HTMLElement[] = []
let at = 0

/** What a card says: its words as seen, without drawings and buttons. */
export function wordsOf(card: Element): string {
  const walker = document.createTreeWalker(card, NodeFilter.SHOW_TEXT, (node) => {
    const within = node.parentElement
    return !within || within.closest('svg, [aria-hidden=true], script, style, button') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT
  })
  const words: string[] = []
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent?.trim()
    if (text) words.push(text)
  }
  return words.join(', ')
}

function readable(): HTMLElement[] {
  const all = [...document.querySelectorAll<HTMLElement>(cards)].filter((one) => one.getClientRects().length > 0 && wordsOf(one) !== '')
  // The outermost: an article is read as a whole, not once more for each of its parts – unless it is very long.
  const short = all.filter((one) => wordsOf(one).length < 600)
  return short.filter((one) => !short.some((other) => other !== one && other.contains(one)))
}

function say(): void {
  for (const one of document.querySelectorAll(`.${current}`)) one.classList.remove(current)
  const card = queue[at]
  if (!speaker || !card?.isConnected) { stopReading(); return }
  card.classList.add(current)
  card.scrollIntoView({ block: 'center', behavior: 'auto' })
  speaker.cancel()
  const words = new SpeechSynthesisUtterance(wordsOf(card))
  words.voice = voice.value ?? null
  words.lang = voice.value?.lang ?? 'zh-CN'
  const spoken = card
  words.onend = () => { if (reading.value && queue[at] === spoken) readNext(1) }
  speaker.speak(words)
}

/** From the first card that is in sight. */
export function startReading(): void {
  queue = readable()
  const inSight = queue.findIndex((one) => one.getBoundingClientRect().bottom > 80)
  at = Math.max(0, inSight)
  reading.value = queue.length > 0
  if (reading.value) say()
}
export function readNext(step: 1 | -1): void {
  at += step
  if (at < 0 || at >= queue.length) stopReading()
  else say()
}
/** While reading, a touch on a card reads that one. */
export function readFrom(touched: Element): boolean {
  const found = queue.findIndex((one) => one.contains(touched))
  if (found < 0) return false
  at = found
  say()
  return true
}
export function stopReading(): void {
  reading.value = false
  queue = []
  speaker?.cancel()
  for (const one of document.querySelectorAll(`.${current}`)) one.classList.remove(current)
}
