// How old what the screen shows is.

export type age =
  /** Read from the server just now. */
  | { state: 'fresh' }
  /** From this device's store; `since`: when the server said it, in milliseconds by the mine's clock. */
  | { state: 'stale'; since: number }
  /** Nothing is there. */
  | { state: 'none' }

export const fresh: age = { state: 'fresh' }
export const none: age = { state: 'none' }

/** Of several parts of one screen the oldest speaks for all. */
export function oldest(parts: readonly age[]): age {
  const stale = parts.flatMap((one) => (one.state === 'stale' ? [one.since] : []))
  if (stale.length > 0) return { state: 'stale', since: Math.min(...stale) }
  return parts.some((one) => one.state === 'fresh') ? fresh : none
}
