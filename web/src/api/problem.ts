import type { problem } from './types'

/** A refusal by the server (RFC 9457), or the absence of any answer (status 0). */
export class Refusal extends Error {
  constructor(readonly problem: problem, readonly retryAfterSeconds?: number) {
    super(problem.title)
    this.name = 'Refusal'
  }
  get status(): number { return this.problem.status }
  /** No answer, overloaded or broken: the same request may succeed later. */
  get passing(): boolean { return isPassing(this.status) }
}

export function isPassing(status: number): boolean {
  return status === 0 || status === 408 || status === 429 || status >= 500
}

export const unreachable: problem = { title: '', status: 0, code: 'unreachable' }

/** Reads what the server said; whatever is not a problem document becomes one. */
export function asProblem(status: number, body: unknown): problem {
  if (typeof body === 'object' && body !== null && 'title' in body) {
    const given = body as Partial<problem>
    const errors = Array.isArray(given.errors) ? given.errors : undefined
    return { title: String(given.title), status, detail: given.detail, code: given.code ?? '', request_id: given.request_id, errors }
  }
  return { title: '', status, code: status === 0 ? 'unreachable' : 'unexpected' }
}

export function retryAfter(response: Response): number | undefined {
  const seconds = Number(response.headers.get('Retry-After'))
  return Number.isFinite(seconds) && seconds > 0 ? seconds : undefined
}
