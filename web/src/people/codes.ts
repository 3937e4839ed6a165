import { shallowRef } from 'vue'
import type { people_codes } from '@/api/administration'
import { answer, read } from '@/api/client'
import { codeText } from '@/api/directory'
import { useTexts } from '@/texts'

const none: people_codes = { crew_kinds: [], posts: [], certificates: [], exceptions: [], shifts: [] }
const known = shallowRef<people_codes>(none)
let reading: Promise<void> | undefined

/** The code tables of people; read once. Until they are there, codes stand for themselves. */
export function usePeopleCodes() {
  const { language } = useTexts()
  if (known.value === none) {
    reading ??= answer(read.GET('/api/v1/people/codes')).then((found) => { known.value = found }).catch(() => undefined).finally(() => { reading = undefined })
  }
  const word = (table: keyof people_codes) => (code?: string) => codeText(known.value[table], code, language.value)
  const options = (table: keyof people_codes) => known.value[table].map((one) => ({ value: one.code, label: one[language.value] }))
  return {
    options, crewKind: word('crew_kinds'), postKind: word('posts'), certificate: word('certificates'), exception: word('exceptions'), shiftName: word('shifts'),
  }
}
