import { Dark, Quasar } from 'quasar'
import { ref, type Ref } from 'vue'
import { speak } from '@/api/client'
import type { language } from '@/api/types'
import { useLanguage } from '@/texts'

// How the app looks and sounds. Each person on a device has an own choice; before somebody signs in,
// the choice made last on this device holds.

export const themes = ['dark', 'lamp', 'light', 'system'] as const
export const textSizes = ['normal', 'large', 'largest'] as const
export const switches = ['on', 'off'] as const
export const motions = ['system', 'still'] as const
export type theme = (typeof themes)[number]
export type text_size = (typeof textSizes)[number]
export type on_off = (typeof switches)[number]
export type motion = (typeof motions)[number]

const languages = ['zh', 'en'] as const
const scales: Record<text_size, string> = { normal: '1', large: '1.25', largest: '1.5' }
const bars: Record<'dark' | 'light' | 'lamp', string> = { dark: '#0b0c0d', light: '#f2efe8', lamp: '#000000' }

let owner = ''
const forDevice = (key: string) => `headway.${key}`
const forPerson = (key: string) => `headway.${key}.${owner}`
function kept<T extends string>(key: string, allowed: readonly T[], otherwise: T): T {
  const own = owner ? localStorage.getItem(forPerson(key)) : null
  const found = own ?? localStorage.getItem(forDevice(key))
  return allowed.includes(found as T) ? (found as T) : otherwise
}
function keep(key: string, value: string): void {
  if (owner) localStorage.setItem(forPerson(key), value)
  localStorage.setItem(forDevice(key), value)
}

export const languageChosen = ref<language>(kept('language', languages, 'zh'))
export const languageWasChosen = (): boolean => localStorage.getItem('headway.language') !== null
export const themeChosen = ref<theme>(kept('theme', themes, 'dark'))
export const textSizeChosen = ref<text_size>(kept('text-size', textSizes, 'normal'))
export const motionChosen = ref<motion>(kept('motion', motions, 'system'))
/** Short tones on saved and refused. */
export const soundChosen = ref<on_off>(kept('sound', switches, 'on'))
/** A buzz on saved and refused. */
export const vibrationChosen = ref<on_off>(kept('vibration', switches, 'on'))
/** Single keys as shortcuts: people who speak to their computer turn them off. */
export const keysChosen = ref<on_off>(kept('keys', switches, 'on'))

const bright = window.matchMedia('(prefers-color-scheme: light)')

function showTheme(): void {
  const chosen = themeChosen.value
  const shown = chosen === 'system' ? (bright.matches ? 'light' : 'dark') : chosen
  document.documentElement.dataset.theme = shown
  Dark.set(shown !== 'light')
  document.querySelector('meta[name=theme-color]')?.setAttribute('content', bars[shown])
}
bright.addEventListener('change', showTheme)

export async function chooseLanguage(wanted: language): Promise<void> {
  languageChosen.value = wanted
  speak(wanted)
  await useLanguage(wanted)
  const pack = wanted === 'zh' ? await import('quasar/lang/zh-CN.js') : await import('quasar/lang/en-US.js')
  Quasar.lang.set(pack.default)
}

/** A person's own choice on this device, kept. */
export async function keepLanguage(wanted: language): Promise<void> {
  localStorage.setItem('headway.language', wanted)
  await chooseLanguage(wanted)
}

export function chooseTheme(wanted: theme): void { keep('theme', wanted); themeChosen.value = wanted; showTheme() }
export function chooseTextSize(wanted: text_size): void { keep('text-size', wanted); textSizeChosen.value = wanted; showSize() }
export function chooseMotion(wanted: motion): void { keep('motion', wanted); motionChosen.value = wanted; showMotion() }

function showSize(): void { document.documentElement.style.setProperty('--scale', scales[textSizeChosen.value]) }
function showMotion(): void { document.documentElement.dataset.motion = motionChosen.value }
function chooser(key: string, chosen: Ref<on_off>) { return (wanted: on_off): void => { keep(key, wanted); chosen.value = wanted } }
export const chooseSound = chooser('sound', soundChosen)
export const chooseVibration = chooser('vibration', vibrationChosen)
export const chooseKeys = chooser('keys', keysChosen)

function readKept(): void {
  themeChosen.value = kept('theme', themes, 'dark')
  textSizeChosen.value = kept('text-size', textSizes, 'normal')
  motionChosen.value = kept('motion', motions, 'system')
  soundChosen.value = kept('sound', switches, 'on')
  vibrationChosen.value = kept('vibration', switches, 'on')
  keysChosen.value = kept('keys', switches, 'on')
  showTheme()
  showSize()
  showMotion()
}

/** Another person stands before the device (none: ''): what that one chose holds from now on. */
export function preferencesOf(person: string): void {
  owner = person
  readKept()
}

/** Brings language, light and text size to the page as they were chosen last. */
export async function applyPreferences(): Promise<void> {
  readKept()
  await chooseLanguage(languageChosen.value)
}
