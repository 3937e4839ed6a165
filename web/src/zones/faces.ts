import { shallowRef } from 'vue'
import { onChange } from '@/api/changes'
import { answer, read } from '@/api/client'
import { whenLocked } from '@/vault/vault'

// The faces of those who are published, as the board shows them; others are known by their names.

const faces = shallowRef(new Map<string, string>())
let reading: Promise<void> | undefined
let wanted = false

function load(): void {
  reading ??= answer(read.GET('/api/v1/zones/posting'))
    .then((board) => { faces.value = new Map(board.items.flatMap((one) => one.holders.flatMap((each) => (each.picture ? [[each.person, each.picture] as const] : [])))) })
    .catch(() => undefined).finally(() => { reading = undefined })
}
onChange((changed) => { if (wanted && ['zone', '*'].includes(changed.subject_kind)) load() })
whenLocked(() => { faces.value = new Map(); wanted = false })

export function useFaces() {
  if (!wanted) { wanted = true; load() }
  return { faceOf: (person?: string): string | undefined => (person ? faces.value.get(person) : undefined) }
}
