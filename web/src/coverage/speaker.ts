import { useDirectory } from '@/api/directory'
import { useTexts } from '@/texts'
import type { speaker } from './words'

/** The texts and names by which gaps are said, in the language of the screen. Asked at each word, so that it follows a change. */
export function useSpeaker(): speaker {
  const { t } = useTexts()
  const { personName } = useDirectory()
  return { t: (key, named) => t(key, named), name: personName, get comma() { return t('say.comma') }, get pause() { return t('coverage.pause') } }
}
