import { siteNow } from '@/api/clock'
import type { hazard_filter, hazard_record } from '@/api/types'
import type { open_partition } from '@/vault/partition'
import { opened, whenLocked } from '@/vault/vault'
import { getText, putText, type kept_copy } from './cache'
import { shelf } from './table'

// The hazards of the section as records on this device: open ones and what happened lately. Lists
// without a network are filtered from here, by the same words as the server's.

interface shelf_copy { at: number; items: hazard_record[] }
let taken: { open: open_partition; copy: shelf_copy } | undefined
whenLocked(() => { taken = undefined })

export async function takeShelf(open: open_partition): Promise<shelf_copy | undefined> {
  if (taken?.open === open) return taken.copy
  const found = await getText(open, shelf.path, shelf.max_age)
  if (!found) return undefined
  const copy = { at: found.at, items: JSON.parse(found.text) as hazard_record[] }
  if (opened.value === open) taken = { open, copy }
  return copy
}

export async function putShelf(open: open_partition, items: hazard_record[], at: number): Promise<void> {
  await putText(open, shelf.path, JSON.stringify(items), at)
  if (opened.value === open) taken = { open, copy: { at, items } }
}

const listPath = '/api/v1/hazards'
export const isShelfList = (address: string): boolean => address === listPath || address.startsWith(`${listPath}?`)

const finished = new Set(['closed', 'archived', 'rejected'])
const isOverdue = (one: hazard_record, now: number): boolean =>
  one.suspended === undefined && ['assigned', 'rectifying'].includes(one.state) && one.fixes !== undefined && new Date(one.fixes.deadline).getTime() < now

export function fits(one: hazard_record, filter: hazard_filter, now: number): boolean {
  const words = filter.text?.trim()
  return (!filter.section || one.section === filter.section) && (!filter.state || one.state === filter.state) && (!filter.place || one.place === filter.place)
    && (!filter.level || one.grade.level === filter.level) && (!filter.responsible || one.fixes?.responsible === filter.responsible)
    && (!filter.reporter || one.reported.by === filter.reporter) && (filter.open !== 'true' || !finished.has(one.state))
    && (filter.overdue !== 'true' || isOverdue(one, now)) && (filter.disputed !== 'true' || one.disputes.some((each) => each.outcome === undefined))
    && (!words || one.description.includes(words) || one.code.includes(words))
}

// As the server sorts them: by when it came to know them, whatever the devices' clocks said.
const newestFirst = (left: hazard_record, right: hazard_record): number => right.reported.recorded_at.localeCompare(left.reported.recorded_at)
const soonestFirst = (left: hazard_record, right: hazard_record): number => (left.fixes?.deadline ?? '9').localeCompare(right.fixes?.deadline ?? '9')

const mark = 'kept-'
/** A page of the kept list; the cursor counts what was shown. */
export function pageOf(items: hazard_record[], query: URLSearchParams, now: number): { items: hazard_record[]; next?: string } {
  const filter = Object.fromEntries(query) as hazard_filter
  const found = items.filter((one) => fits(one, filter, now)).sort(filter.sort === 'deadline' ? soonestFirst : newestFirst)
  const cursor = query.get('cursor') ?? ''
  const from = cursor.startsWith(mark) ? Number(cursor.slice(mark.length)) : 0
  const to = from + Number(query.get('limit') ?? 30)
  return { items: found.slice(from, to), ...(to < found.length ? { next: `${mark}${to}` } : {}) }
}

/** undefined when nothing is kept, or the cursor is one of the server's, which only the server can read. */
export async function listFromShelf(open: open_partition, address: string): Promise<kept_copy | undefined> {
  const query = new URL(address, 'http://kept').searchParams
  const cursor = query.get('cursor')
  if (cursor && !cursor.startsWith(mark)) return undefined
  const copy = await takeShelf(open)
  return copy && { at: copy.at, text: JSON.stringify(pageOf(copy.items, query, siteNow())) }
}

export async function hazardFromShelf(open: open_partition, address: string): Promise<kept_copy | undefined> {
  const copy = await takeShelf(open)
  const found = copy?.items.find((one) => one.id === address.split('/').pop())
  return copy && found && { at: copy.at, text: JSON.stringify(found) }
}
