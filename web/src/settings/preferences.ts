import { ref } from 'vue'
import { Quasar, Dark } from 'quasar'
import { speak } from '@/api/client'
import type { language } from '@/api/types'
import { useLanguage } from '@/texts'

export type theme = 'dark' | 'light' | 'system'
export type text_size = 'normal' | 'large' | 'largest'

const scales: Record<text_size, string> = { normal: '1', large: '1.15', largest: '1.3' }

function kept<T extends string>(key: string, allowed: readonly T[], otherwise: T): T {
  const found = localStorage.getItem(`headway.${key}`)
  return allowed.includes(found as T) ? (found as T) : otherwise
}

export const languageChosen = ref<language>(kept('language', ['zh', 'en'], 'zh'))
export const languageWasChosen = (): boolean => localStorage.getItem('headway.language') !== null
export const themeChosen = ref<theme>(kept('theme', ['dark', 'light', 'system'], 'dark'))
export const textSizeChosen = ref<text_size>(kept('text-size', ['normal', 'large', 'largest'], 'normal'))

const bright = window.matchMedia('(prefers-color-scheme: light)')

function showTheme(): void {
  const light = themeChosen.value === 'light' || (themeChosen.value === 'system' && bright.matches)
  document.documentElement.dataset.theme = light ? 'light' : 'dark'
  Dark.set(!light)
  document.querySelector('meta[name=theme-color]')?.setAttribute('content', light ? '#f2efe8' : '#0b0c0d')
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

export function chooseTheme(wanted: theme): void {
  localStorage.setItem('headway.theme', wanted)
  themeChosen.value = wanted
  showTheme()
}

export function chooseTextSize(wanted: text_size): void {
  localStorage.setItem('headway.text-size', wanted)
  textSizeChosen.value = wanted
  document.documentElement.style.setProperty('--scale', scales[wanted])
}

/** Brings language, light and text size to the page as they were chosen last. */
export async function applyPreferences(): Promise<void> {
  showTheme()
  chooseTextSize(textSizeChosen.value)
  await chooseLanguage(languageChosen.value)
}
