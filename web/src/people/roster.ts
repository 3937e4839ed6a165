import type { date, listed_exception, roster, roster_day, shift_definition, shift_name, shift_period } from '@/api/administration'
import type { id } from '@/api/types'

// The month as a table, and shift systems as people fill them in. Pure.

const day = 86_400_000
const asDate = (of: number): date => new Date(of).toISOString().slice(0, 10)

export function monthOf(date: date): string { return date.slice(0, 7) }
export function addMonths(month: string, count: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7)
}
export function daysOf(month: string): date[] {
  const first = Date.parse(`${month}-01T00:00:00Z`)
  const next = Date.parse(`${addMonths(month, 1)}-01T00:00:00Z`)
  return Array.from({ length: (next - first) / day }, (_, index) => asDate(first + index * day))
}
export function addDays(date: date, count: number): date { return asDate(Date.parse(`${date}T00:00:00Z`) + count * day) }
export function daysBetween(from: date, to: date): number { return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / day) }
/** 0 is Sunday. */
export function weekday(date: date): number { return new Date(`${date}T00:00:00Z`).getUTCDay() }

/** The shift that a crew works on a day; 0: it rests. */
export function shiftOfCrew(day: roster_day, crew: id): number {
  return day.shifts.find((one) => one.crews.includes(crew))?.number ?? 0
}

/** crew → date → what differs for its people. */
export function exceptionsByCrew(roster: roster, crewOf: (person: id) => id | undefined): Map<string, listed_exception[]> {
  const found = new Map<string, listed_exception[]>()
  for (const one of roster.exceptions) {
    const key = `${crewOf(one.person) ?? ''} ${one.date}`
    found.set(key, [...(found.get(key) ?? []), one])
  }
  return found
}

/** The shifts of a date: those of the last period that has begun, before the first its own. */
export function shiftsOn(periods: shift_period[], date: date): shift_definition[] {
  return (periods.filter((one) => one.from <= date).at(-1) ?? periods[0])?.system.shifts ?? []
}

export interface written_shift { name: shift_name; at: string; maintenance: boolean }

/** 14:05 as the clock shows it, whichever day the minutes fall on. */
export function clockOf(minutes: number): string {
  const within = ((minutes % 1440) + 1440) % 1440
  return `${String(Math.floor(within / 60)).padStart(2, '0')}:${String(within % 60).padStart(2, '0')}`
}

/**
 * Starting times as people write them, as minutes from 00:00 of the shift date: the first one from
 * noon on belongs to the evening before, and each later one follows the one above it.
 */
export function definitionsOf(written: written_shift[]): shift_definition[] {
  let last = -Infinity
  return written.map((one, index) => {
    const [hours, minutes] = one.at.split(':').map(Number) as [number, number]
    let starts = hours * 60 + minutes
    if (index === 0 && starts >= 720) starts -= 1440
    while (starts <= last) starts += 1440
    last = starts
    return { name: one.name, starts_minute: starts, maintenance: one.maintenance }
  })
}
export function writtenOf(definitions: shift_definition[]): written_shift[] {
  return definitions.map((one) => ({ name: one.name, at: clockOf(one.starts_minute), maintenance: one.maintenance }))
}

export const threeShifts: shift_definition[] = [
  { name: 'morning', starts_minute: 480, maintenance: false }, { name: 'afternoon', starts_minute: 960, maintenance: false }, { name: 'night', starts_minute: 1440, maintenance: false },
]
export const fourShifts: shift_definition[] = [
  { name: 'night', starts_minute: 0, maintenance: false }, { name: 'morning', starts_minute: 360, maintenance: true },
  { name: 'afternoon', starts_minute: 720, maintenance: false }, { name: 'evening', starts_minute: 1080, maintenance: false },
]
