import createClient from 'openapi-fetch'
import { noteContact, readClocks } from './clock'
import { noteReached, noteUnreached } from './contact'
import { credentialsNow } from './credentials'
import { asProblem, Refusal, retryAfter, unreachable } from './problem'
import type { paths } from './schema'
import type { problem } from './types'

export const base = '/api/v1'

let language = 'zh'
/** The language in which the server words its problems. */
export function speak(code: string): void { language = code === 'en' ? 'en' : 'zh-CN' }
export function spoken(): string { return language }

type lost_session = (problem: problem) => void
let onLostSession: lost_session = () => undefined
/** Called when the server no longer knows who we are. */
export function whenSessionIsLost(call: lost_session): void { onLostSession = call }

/** fetch as the person whose place is open; a Refusal where there is no network. */
export async function reach(input: string | Request, init: RequestInit = {}): Promise<Response> {
  const as = credentialsNow()
  const headers = new Headers(init.headers ?? (input instanceof Request ? input.headers : undefined))
  for (const [name, value] of Object.entries(as.headers)) headers.set(name, value)
  const before = readClocks()
  try {
    const response = await fetch(input, { ...init, headers, credentials: as.credentials })
    noteContact(response.headers.get('Headway-Time'), before, readClocks())
    noteReached()
    return response
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    noteUnreached()
    throw new Refusal(unreachable)
  }
}

const client = createClient<paths>({ baseUrl: '', fetch: (request: Request) => reach(request) })
client.use({
  onRequest({ request }) {
    request.headers.set('Accept-Language', language)
    return request
  },
})

type through = (request: Request) => Promise<Response>
let reading: () => through = () => reach
/** How reading goes: past what this device keeps (offline/readThrough.ts). Asked at each call. */
export function readBy(choose: () => through): void { reading = choose }

/** Typed reading: `await read.GET('/api/v1/hazards', …)` through `answer`, which throws a Refusal. */
export const read: Pick<typeof client, 'GET'> = {
  GET: ((path: never, init: object = {}) => client.GET(path, { ...init, fetch: reading() } as never)) as unknown as typeof client.GET,
}

interface outcome<T> { data?: T; error?: unknown; response: Response }
export async function answer<T>(pending: Promise<outcome<T>>): Promise<T> {
  const { data, error, response } = await pending
  if (response.ok && data !== undefined) return data
  throw refused(response, asProblem(response.status, error))
}

export function refused(response: Response, problem: problem): Refusal {
  if (response.status === 401) onLostSession(problem)
  return new Refusal(problem, retryAfter(response))
}

/** For what is no subject's command and no plain read: sessions, uploads, imports. */
export async function call<T>(method: string, path: string, init: { body?: unknown; raw?: BodyInit; headers?: Record<string, string>; quiet401?: boolean } = {}): Promise<T> {
  const headers: Record<string, string> = { 'Accept-Language': language, ...init.headers }
  let body: BodyInit | undefined = init.raw
  if (init.body !== undefined) {
    headers['Content-Type'] = 'application/json'
    body = JSON.stringify(init.body)
  }
  const response = await reach(base + path, { method, headers, body })
  const said = await bodyOf(response)
  if (response.ok) return said as T
  const problem = asProblem(response.status, said)
  throw init.quiet401 ? new Refusal(problem, retryAfter(response)) : refused(response, problem)
}

export async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text()
  if (!text) return undefined
  try { return JSON.parse(text) } catch { return undefined }
}
