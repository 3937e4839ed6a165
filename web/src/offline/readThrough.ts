import { noteVersions } from './versions'
import { siteNow } from '@/api/clock'
import { inContact } from '@/api/contact'
import { reach, readBy } from '@/api/client'
import { Refusal, unreachable } from '@/api/problem'
import type { open_partition } from '@/vault/partition'
import { opened } from '@/vault/vault'
import { fresh, none, type age } from './age'
import { getText, putText, type kept_copy } from './cache'
import { overlayInspections, pendingInspection } from './inspectionOverlay'
import { overlay, pendingRecord } from './overlay'
import { hazardFromShelf, isShelfList, listFromShelf } from './shelf'
import { ruleFor } from './table'
import { overlayZones } from './zoneOverlay'

// Every read of the app passes here: from the server when it answers, else from what this device
// keeps, and on top of either what the person did and has not sent yet.

/** One reading by a screen: how it wants it, and how old what it got was. */
export interface reading {
  keptOnly: boolean
  ages: age[]
  /** As the server says it, without what is pending, or not at all. */
  raw?: boolean
}

let current: reading | undefined
/** Runs `load`; the reads that it begins at once belong to this reading. */
export function withReading<T>(now: reading, load: () => T): T {
  const before = current
  current = now
  try { return load() } finally { current = before }
}

/** With something at hand a screen does not wait long for a network that does not answer. */
const patience = 2_500
const patienceApart = 400
/** With nothing at hand it waits this long. */
const longest = 20_000

const answerFrom = (text: string): Response => new Response(text, { status: 200, headers: { 'Content-Type': 'application/json' } })

/** What may be pending for what is served under these addresses. */
const overlays: [prefix: string, lay: (said: unknown, address: string) => boolean][] = [
  ['/api/v1/hazards', overlay], ['/api/v1/my', overlay], ['/api/v1/zones', overlayZones], ['/api/v1/inspections', overlayInspections],
]

function withPending(address: string, text: string): Response {
  const lay = overlays.find(([prefix]) => address.startsWith(prefix))?.[1]
  if (!lay) return answerFrom(text)
  const said: unknown = JSON.parse(text)
  noteVersions(said)
  return lay(said, address) ? answerFrom(JSON.stringify(said)) : answerFrom(text)
}

async function keptAnswer(open: open_partition, address: string): Promise<kept_copy | undefined> {
  const rule = ruleFor(address)
  const exact = rule && (await getText(open, address, rule.max_age))
  if (exact) return exact
  if (isShelfList(address)) return listFromShelf(open, address)
  return rule?.name === 'hazard' ? hazardFromShelf(open, address) : undefined
}

async function fromKept(open: open_partition, address: string, now: reading): Promise<Response | undefined> {
  const found = await keptAnswer(open, address)
  if (found) {
    now.ages.push({ state: 'stale', since: found.at })
    return withPending(address, found.text)
  }
  const own = pendingRecord(address) ?? pendingInspection(address)
  if (own === undefined) return undefined
  now.ages.push({ state: 'stale', since: siteNow() })
  return answerFrom(JSON.stringify(own))
}

async function fromServer(open: open_partition | undefined, request: Request, address: string, now: reading, signal: AbortSignal): Promise<Response> {
  const response = await reach(new Request(request, { signal })).catch((error: unknown) => {
    throw error instanceof Refusal ? error : new Refusal(unreachable)
  })
  if (!response.ok) return response
  const text = await response.text()
  now.ages.push(fresh)
  const rule = ruleFor(address)
  if (open && opened.value === open && rule && text.length <= rule.max_bytes) void putText(open, address, text)
  return now.raw ? answerFrom(text) : withPending(address, text)
}

async function through(request: Request, now: reading): Promise<Response> {
  const url = new URL(request.url)
  const address = url.pathname + url.search
  const open = opened.value
  if (now.keptOnly) {
    const found = open && (await fromKept(open, address, now))
    if (!found) now.ages.push(none)
    if (found) return found
    throw new Refusal(unreachable)
  }
  const gone = new AbortController()
  const timer = setTimeout(() => { gone.abort() }, longest)
  const served = fromServer(open, request, address, now, gone.signal).finally(() => { clearTimeout(timer) })
  if (!open || now.raw || !(ruleFor(address) ?? isShelfList(address))) return served
  const late = new Promise<undefined>((resolve) => { setTimeout(() => { resolve(undefined) }, inContact.value ? patience : patienceApart) })
  try {
    const first = await Promise.race([served, late])
    if (first) return first
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 0) throw error
  }
  const kept = await fromKept(open, address, now)
  if (!kept) return served
  served.catch(() => undefined)
  return kept
}

export function startReadingThrough(): void {
  readBy(() => {
    const now = current ?? { keptOnly: false, ages: [] }
    return (request) => through(request, now)
  })
}
