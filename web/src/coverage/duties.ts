import { useDirectory } from '@/api/directory'
import { usePeopleCodes } from '@/people/codes'
import { useTexts } from '@/texts'
import type { demand_subject } from './types'

/** What somebody does on a shift, in the words of the directory alone: it works on a phone without a network. */
export function useDutyName(): (about?: demand_subject) => string {
  const { t } = useTexts()
  const { postName } = useDirectory()
  const { certificate } = usePeopleCodes()
  return (about) => (!about ? t('coverage.mine.with_crew') : about.post ? postName(about.post) : about.certificate ? certificate(about.certificate) : t(`coverage.kinds.${about.kind}`))
}
