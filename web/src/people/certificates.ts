import type { certificate, date } from '@/api/administration'
import type { post } from '@/api/types'
import { daysBetween } from './roster'

// What certificates say on a day: held, soon to expire, expired, or missing for a post.

export type standing = 'held' | 'soon' | 'expired' | 'missing'
export interface judged { code: certificate['code']; standing: standing; expires?: date; days?: number; posts: post[] }

/** Renewal courses are booked about two months ahead. */
const soonDays = 60

export function judge(held: certificate[], posts: post[], today: date): judged[] {
  const needs = (code: certificate['code']) => posts.filter((post) => post.certificates.includes(code))
  const found: judged[] = held.map((one) => {
    const days = daysBetween(today, one.expires)
    return { code: one.code, expires: one.expires, days, standing: days < 0 ? 'expired' : days <= soonDays ? 'soon' : 'held', posts: needs(one.code) }
  })
  const wanted = new Set(posts.flatMap((post) => post.certificates))
  for (const code of wanted) if (!held.some((one) => one.code === code)) found.push({ code, standing: 'missing', posts: needs(code) })
  const order: standing[] = ['missing', 'expired', 'soon', 'held']
  return found.sort((left, right) => order.indexOf(left.standing) - order.indexOf(right.standing) || (left.expires ?? '').localeCompare(right.expires ?? ''))
}
