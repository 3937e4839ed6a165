import { answer, read } from '@/api/client'
import { siteNow } from '@/api/clock'
import { inContact, whenBackInContact } from '@/api/contact'
import { onChange } from '@/api/changes'
import type { hazard_record, id } from '@/api/types'
import { me } from '@/session/me'
import { opened, whenLocked } from '@/vault/vault'
import { withReading } from './readThrough'
import { putShelf, takeShelf } from './shelf'
import { keptAnswers, shelf } from './table'

// Fills what works without a network, in good time: at the start of a place, when the server is
// back, and again from time to time.

const readAt = new Map<string, number>()
whenLocked(() => { readAt.clear() })

const due = (name: string, every: number): boolean => Date.now() - (readAt.get(name) ?? 0) >= every

async function refreshAnswers(): Promise<void> {
  for (const one of keptAnswers) {
    if (one.refresh !== 'contact' || !due(one.name, one.every ?? 0) || !opened.value) continue
    readAt.set(one.name, Date.now())
    // The board asks for a section where somebody sees several.
    const query = one.name === 'board' && me.value?.section ? { section: me.value.section } : {}
    await answer(read.GET(one.path as '/api/v1/my', { params: { query } } as never)).catch(() => undefined)
  }
}

/** The open hazards first, then the latest, up to the bound. */
async function fillShelf(): Promise<void> {
  const open = opened.value
  if (!open || !due(shelf.name, shelf.every)) return
  const before = await takeShelf(open)
  if (before && siteNow() - before.at < shelf.every) return
  readAt.set(shelf.name, Date.now())
  const found = new Map<id, hazard_record>()
  for (const filter of [{ open: 'true' as const }, {}]) {
    let cursor: string | undefined
    do {
      const page = await withReading({ keptOnly: false, ages: [], raw: true }, () => answer(read.GET('/api/v1/hazards', { params: { query: { ...filter, limit: 200, cursor } } })))
      if (opened.value !== open) return
      for (const one of page.items) found.set(one.id, one)
      cursor = page.next
    } while (cursor && found.size < shelf.most)
  }
  await putShelf(open, [...found.values()].slice(0, shelf.most), siteNow())
}

/** What is waiting for this person is read with its history: it is worked on where no network is. */
async function readToDo(): Promise<void> {
  // Kept a moment ago by what is read at every contact.
  const mine = await withReading({ keptOnly: true, ages: [] }, () => answer(read.GET('/api/v1/my')))
  for (const one of mine.to_do.slice(0, 20)) {
    const path = { id: one.hazard.id }
    if (!due(path.id, shelf.every) || !opened.value) continue
    readAt.set(path.id, Date.now())
    await answer(read.GET('/api/v1/hazards/{id}/timeline', { params: { path } })).catch(() => undefined)
  }
}

let running = false
export async function refreshKept(): Promise<void> {
  if (running || !opened.value || !inContact.value) return
  running = true
  try {
    await refreshAnswers()
    await fillShelf()
    await readToDo()
  } catch { /* the next contact tries again */ } finally { running = false }
}

export function startRefreshing(): void {
  whenBackInContact(() => { void refreshKept() })
  setInterval(() => { if (!document.hidden) void refreshKept() }, 5 * 60_000)
  onChange((changed) => { if (changed.subject_kind === '*') void refreshKept() })
}
