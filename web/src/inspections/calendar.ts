import { localDate } from '@/design/times'
import { periodKind } from './words'
import type { round_cell, round_state } from './types'

// The rounds of a month as a calendar: rows of rhythms, days across; a longer period spans its days.

export interface day_cell { date: string; day: number; rounds: round_cell[] }
export interface calendar_row { rhythm: string; days: day_cell[]; long: round_cell[] }

/** The worst of a day stands for it. */
const order: round_state[] = ['missed', 'late', 'open', 'excused', 'done']
export const worstOf = (rounds: readonly Pick<round_cell, 'state'>[]): round_state | undefined => order.find((state) => rounds.some((one) => one.state === state))

export function daysOf(month: string): string[] {
  const [year, number] = month.split('-').map(Number) as [number, number]
  const count = new Date(Date.UTC(year, number, 0)).getUTCDate()
  return Array.from({ length: count }, (_, index) => `${month}-${String(index + 1).padStart(2, '0')}`)
}

export function calendarOf(month: string, rounds: readonly round_cell[]): calendar_row[] {
  const dates = daysOf(month)
  const rhythms = [...new Set(rounds.map((one) => one.rhythm))]
  return rhythms.map((rhythm) => {
    const mine = rounds.filter((one) => one.rhythm === rhythm)
    const long = mine.filter((one) => ['month', 'ten_day'].includes(periodKind(one.period, one.from, one.until)))
    const short = mine.filter((one) => !long.includes(one))
    // A shift belongs to the date of its period, not to that of the clock.
    const dateOf = (one: round_cell) => (one.period.length >= 10 ? one.period.slice(0, 10) : localDate(one.from))
    return { rhythm, long, days: dates.map((date) => ({ date, day: Number(date.slice(8)), rounds: short.filter((one) => dateOf(one) === date) })) }
  })
}

/** The month before or after. */
export function monthBeside(month: string, by: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7)
}
