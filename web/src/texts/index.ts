import { computed } from 'vue'
import { createI18n, useI18n } from 'vue-i18n'
import type { language } from '@/api/types'
import zh from './zh.json'

// Chinese is always there; English is fetched when somebody wants it.

export const i18n = createI18n({
  legacy: false,
  locale: 'zh',
  fallbackLocale: 'zh',
  messages: { zh } as Record<string, typeof zh>,
  missingWarn: false,
  fallbackWarn: false,
})

export async function useLanguage(wanted: language): Promise<void> {
  if (wanted === 'en' && !i18n.global.availableLocales.includes('en')) {
    i18n.global.setLocaleMessage('en', (await import('./en.json')).default)
  }
  i18n.global.locale.value = wanted
  document.documentElement.lang = wanted === 'zh' ? 'zh-CN' : 'en'
}

/** Texts for a screen: `t`, whether a key exists, and the language as the API names it. */
export function useTexts() {
  const { t, te, locale } = useI18n({ useScope: 'global' })
  return { t, te, language: computed<language>(() => (locale.value === 'en' ? 'en' : 'zh')) }
}
