import { onScopeDispose, ref, type Ref } from 'vue'
import { siteNow } from '@/api/clock'
import { useTexts } from '@/texts'
import type { instant } from '@/api/types'

// Times as people at the mine read them: 24 hours, the mine's own clock (China has one zone). What is
// now and today is asked of the mine's clock too: the phone's may be a day off.

const zone = 'Asia/Shanghai'
const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })

export interface wall_clock { year: string; month: string; day: string; hour: string; minute: string; second: string }
export function wallClock(at: instant | number | Date): wall_clock {
  return Object.fromEntries(parts.formatToParts(new Date(at)).map((part) => [part.type, part.value])) as unknown as wall_clock
}

export function localDate(at: instant | number | Date): string {
  const clock = wallClock(at)
  return `${clock.year}-${clock.month}-${clock.day}`
}

/** Today, by the mine's clock. */
export const dateNow = (): string => localDate(siteNow())

/** 14:05 */
export function hourMinute(at: instant | number | Date): string {
  const clock = wallClock(at)
  return `${clock.hour}:${clock.minute}`
}

/** The wall clock of a `datetime-local` field as an instant; the mine's zone is +08:00. */
export function fromField(field: string): instant { return new Date(`${field}:00+08:00`).toISOString() }
export function toField(at: instant | number | Date): string { return `${localDate(at)}T${hourMinute(at)}` }

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

export function useTimes() {
  const { t } = useTexts()

  /** 3 days, 5 hours, 12 minutes: the one or two units that matter. */
  function span(milliseconds: number): string {
    const length = Math.abs(milliseconds)
    if (length < minute) return t('time.seconds', { n: Math.round(length / 1000) })
    if (length < hour) return t('time.minutes', { n: Math.floor(length / minute) })
    if (length < day) {
      const minutes = Math.floor((length % hour) / minute)
      const hours = t('time.hours', { n: Math.floor(length / hour) })
      return minutes && length < 6 * hour ? `${hours} ${t('time.minutes', { n: minutes })}` : hours
    }
    return t('time.days', { n: Math.floor(length / day) })
  }

  /** How far two clocks are apart, to the minute: one that is 23 h 58 min ahead is not "23 hours" ahead. */
  function apart(length: number): string {
    const minutes = Math.round(Math.abs(length) / minute)
    const units = [[Math.floor(minutes / 1440), 'time.days'], [Math.floor((minutes % 1440) / 60), 'time.hours'], [minutes % 60, 'time.minutes']] as const
    return units.filter(([n]) => n > 0).map(([n, key]) => t(key, { n })).join(' ')
  }

  /** Today 14:05, otherwise 06-21 14:05, with the year when it is another. */
  function moment(at: instant | number, now: number = siteNow()): string {
    const date = localDate(at)
    const time = hourMinute(at)
    if (date === localDate(now)) return t('time.today', { time })
    if (date === localDate(now - day)) return t('time.yesterday', { time })
    if (date === localDate(now + day)) return t('time.tomorrow', { time })
    return `${date.slice(0, 4) === localDate(now).slice(0, 4) ? date.slice(5) : date} ${time}`
  }

  /** To the second, for proof. */
  function exact(at: instant): string {
    const clock = wallClock(at)
    return `${clock.year}-${clock.month}-${clock.day} ${clock.hour}:${clock.minute}:${clock.second}`
  }

  function ago(at: instant, now: number = siteNow()): string {
    const passed = now - new Date(at).getTime()
    return passed < minute ? t('time.just_now') : t('time.ago', { time: span(passed) })
  }

  return { span, apart, moment, exact, ago, hourMinute, localDate }
}

/** The present by the mine's clock, ticking. */
export function useNow(every = 20_000): Ref<number> { return ticking(siteNow, every) }
/** The present by this device's own clock, for what it times by itself. */
export function useDeviceNow(every: number): Ref<number> { return ticking(Date.now, every) }

function ticking(clock: () => number, every: number): Ref<number> {
  const now = ref(clock())
  const timer = setInterval(() => { now.value = clock() }, every)
  onScopeDispose(() => clearInterval(timer))
  return now
}
