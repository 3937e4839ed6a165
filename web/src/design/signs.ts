// The signs of states: one shape each, told apart without colour, at 12 px and through a scratched visor. Drawn on 24 × 24 with a pen, not filled. A sign
// always stands with its word, seen or read out.

export const signs = {
  queued: 'M12 2.5a9.5 9.5 0 1 0 0 19 9.5 9.5 0 0 0 0-19zM12 7v5.5l3.5 2',
  sending: 'M12 20V5M6 11l6-6 6 6M4 21.5h16',
  accepted: 'M4 12.5 9.5 18 20 6.5',
  refused: 'M8 2.5h8L21.5 8v8L16 21.5H8L2.5 16V8zM8.5 8.5l7 7M15.5 8.5l-7 7',
  live: 'M12 17.6v.8M7.5 14a6.4 6.4 0 0 1 9 0M4 10.2a11.3 11.3 0 0 1 16 0',
  offline: 'M12 17.6v.8M9.4 12.8A6.4 6.4 0 0 1 16.5 14M4 10.2a11.4 11.4 0 0 1 4.6-2.8M13.5 7a11.3 11.3 0 0 1 6.5 3.2M3.5 3.5l17 17',
  stale: 'M6 2.5h12M6 21.5h12M7.5 2.5c0 6 4.5 5.5 4.5 9.5s-4.5 3.5-4.5 9.5M16.5 2.5c0 6-4.5 5.5-4.5 9.5s4.5 3.5 4.5 9.5',
  locked: 'M5 11h14v10.5H5zM8 11V7.5a4 4 0 0 1 8 0V11M12 15v2.5',
  contested: 'M3 7h9l-3-3M21 17h-9l3 3M12 7v10',
  overdue: 'M12 2.5a9.5 9.5 0 1 0 0 19 9.5 9.5 0 0 0 0-19zM12 7v6M12 16.4v.7',
  clock: 'M12 2.5a9.5 9.5 0 1 0 0 19 9.5 9.5 0 0 0 0-19zM12 7v5.5h4.5M1.5 5.5l4-3.5M22.5 5.5l-4-3.5',
  unmeasured: 'M3 12h3M10.5 12h3M18 12h3',
} as const
export type sign = keyof typeof signs
