import { computed } from 'vue'
import { createI18n, useI18n } from 'vue-i18n'
import type { language } from '@/api/types'
import type zh from './zh.json'

// Only the language that somebody reads is fetched; the other one when it is chosen.
const texts = { zh: () => import('./zh.json'), en: () => import('./en.json') }

export const i18n = createI18n({
  legacy: false,
  locale: 'zh',
  fallbackLocale: false,
  messages: {} as Record<string, typeof zh>,
  missingWarn: false,
  fallbackWarn: false,
})

export async function useLanguage(wanted: language): Promise<void> {
  if (!i18n.global.availableLocales.includes(wanted)) i18n.global.setLocaleMessage(wanted, (await texts[wanted]()).default)
  i18n.global.locale.value = wanted
  document.documentElement.lang = wanted === 'zh' ? 'zh-CN' : 'en'
}

/** Texts for a screen: `t`, whether a key exists, and the language as the API names it. */
export function useTexts() {
  const { t, te, locale } = useI18n({ useScope: 'global' })
  return { t, te, language: computed<language>(() => (locale.value === 'en' ? 'en' : 'zh')) }
}
