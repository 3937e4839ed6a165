import { beforeEach, describe, expect, it, vi } from 'vitest'
import { database } from '@/outbox/database'
import { emptyStore, rawStore, whoIs } from '@/outbox/testing'
import { afterWrong, freeLeft, untried, waitFor, type attempts } from './attempts'
import { dropDraft, forgetOldDrafts, loadDraft, saveDraft } from './drafts'
import { isTooEasy } from './pin'
import { changePin, destroyPartition, keepSecrets, lock, makePartition, opened, openDesk, pinTiles, provePin, tryPin, whenLocked } from './vault'

beforeEach(async () => {
  vi.useRealTimers()
  await emptyStore()
})

describe('wrong PINs', () => {
  it('are free five times, then wait half a minute, doubling to a quarter of an hour', () => {
    let tried: attempts = untried
    const waits: number[] = []
    for (let one = 0; one < 12; one++) { tried = afterWrong(tried, 0); waits.push(waitFor(tried, 0) / 1000) }
    expect(waits).toEqual([0, 0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900])
    expect(freeLeft(afterWrong(untried, 0))).toBe(4)
  })
  it('do not wait for days when the clock was set back', () => {
    expect(waitFor({ wrong: 6, not_before: 86_400_000 }, 0)).toBe(15 * 60_000)
  })
})

describe('a PIN', () => {
  it('is refused when anybody would try it first', () => {
    expect(['000000', '123456', '987654', '777777'].map(isTooEasy)).toEqual([true, true, true, true])
    expect(['135790', '112233', '204060'].map(isTooEasy)).toEqual([false, false, false])
  })
})

describe('a place behind a PIN', () => {
  it('opens with it, without a network, and not without', async () => {
    await makePartition(whoIs('p1'), '204060')
    await keepSecrets({ token: 'the-token' })
    lock()
    expect(opened.value).toBeUndefined()
    expect(await tryPin('p1', '204061')).toMatchObject({ state: 'wrong', free: 4 })
    expect(await tryPin('p1', '204060')).toEqual({ state: 'open' })
    expect(opened.value?.secrets).toMatchObject({ token: 'the-token', session: { name: 'name of p1' } })
  })

  it('keeps token, PIN and private key from whoever reads the store', async () => {
    await makePartition(whoIs('p1'), '204060')
    await keepSecrets({ token: 'the-token' })
    const raw = await rawStore()
    for (const word of ['the-token', '204060', opened.value!.secrets.private_key]) expect(raw).not.toContain(word)
  })

  it('counts a wrong PIN over a restart, makes wait, and forgets after the right one', async () => {
    await makePartition(whoIs('p1'), '204060')
    lock()
    for (let one = 0; one < 5; one++) await tryPin('p1', '111112')
    const sixth = await tryPin('p1', '111112')
    expect(sixth.state === 'wrong' && sixth.wait > 20_000 && sixth.wait <= 30_000).toBe(true)
    expect(await tryPin('p1', '204060')).toMatchObject({ state: 'wait' })
    expect((await database.partitions.get('p1'))?.tried.wrong).toBe(6)
    await database.partitions.update('p1', { tried: { wrong: 6, not_before: 0 } })
    expect(await tryPin('p1', '204060')).toEqual({ state: 'open' })
    expect((await database.partitions.get('p1'))?.tried.wrong).toBe(0)
  })

  it('does not open with the store alone, nor on another device', async () => {
    await makePartition(whoIs('p1'), '204060')
    lock()
    await database.secrets.clear()
    expect(await tryPin('p1', '204060')).toMatchObject({ state: 'wrong' })
  })

  it('takes another PIN and keeps what lies in it', async () => {
    await makePartition(whoIs('p1'), '204060')
    await saveDraft('d', { text: 'x' })
    expect(await changePin('999999', '135790')).toBe(false)
    expect(await changePin('204060', '135790')).toBe(true)
    lock()
    expect(await tryPin('p1', '204060')).toMatchObject({ state: 'wrong' })
    expect(await tryPin('p1', '135790')).toEqual({ state: 'open' })
    expect((await loadDraft('d'))?.value).toEqual({ text: 'x' })
  })

  it('is tried as often as at the lock by whoever holds it open, and stays open', async () => {
    await makePartition(whoIs('p1'), '204060')
    for (let one = 0; one < 5; one++) expect(await provePin('111112')).toMatchObject({ state: 'wrong', free: 4 - one })
    expect(await provePin('111112')).toMatchObject({ state: 'wrong', free: 0 })
    expect(await provePin('204060')).toMatchObject({ state: 'wait' })
    await database.partitions.update('p1', { tried: { wrong: 6, not_before: 0 } })
    expect(await provePin('204060')).toEqual({ state: 'open' })
    expect((await database.partitions.get('p1'))?.tried.wrong).toBe(0)
    expect(opened.value?.person).toBe('p1')
  })

  it('tells everybody who holds something readable to forget it', async () => {
    const forget = vi.fn()
    whenLocked(forget)
    await makePartition(whoIs('p1'), '204060')
    forget.mockClear()
    lock()
    expect(forget).toHaveBeenCalledOnce()
  })

  it('when shut out by the server loses its key and keeps its name', async () => {
    await makePartition(whoIs('p1'), '204060')
    await destroyPartition('p1', true)
    expect(opened.value).toBeUndefined()
    expect(await database.partitions.get('p1')).toMatchObject({ mode: 'revoked', name: 'name of p1' })
    expect((await database.partitions.get('p1'))?.wrapped).toBeUndefined()
    expect(await tryPin('p1', '204060')).toEqual({ state: 'gone' })
  })
})

describe('a place at the desk', () => {
  it('opens without a PIN until sign-out, and can take one with all that lies in it', async () => {
    await makePartition(whoIs('p1'))
    await saveDraft('d', { text: 'x' })
    lock()
    expect(pinTiles.value).toEqual([])
    expect(await openDesk('p1')).toBe(true)
    expect(await changePin(undefined, '204060')).toBe(true)
    lock()
    expect(await openDesk('p1')).toBe(false)
    expect(await tryPin('p1', '204060')).toEqual({ state: 'open' })
    expect((await loadDraft('d'))?.value).toEqual({ text: 'x' })
  })
})

describe('a draft', () => {
  it('survives the lock with its pictures, sealed, and is nobody else’s', async () => {
    await makePartition(whoIs('p1'), '204060')
    await saveDraft('report', { text: 'half a sentence' }, new Map([['k', new Blob(['a picture'], { type: 'image/jpeg' })]]))
    expect(await rawStore()).not.toMatch(/half a sentence|a picture/)
    lock()
    await makePartition(whoIs('p2'), '135790')
    expect(await loadDraft('report')).toBeUndefined()
    await tryPin('p1', '204060')
    const found = await loadDraft<{ text: string }>('report')
    expect(found?.value.text).toBe('half a sentence')
    expect(await found?.files.get('k')?.text()).toBe('a picture')
    await dropDraft('report')
    expect(await loadDraft('report')).toBeUndefined()
  })

  it('does not outlive the place that could open it, nor its use', async () => {
    await makePartition(whoIs('p1'), '204060')
    await saveDraft('report', { text: 'x' })
    await makePartition(whoIs('p1'), '135790')
    expect(await database.drafts.count()).toBe(0)
    await saveDraft('report', { text: 'x' })
    await forgetOldDrafts(Date.now() + 29 * 86_400_000)
    expect(await database.drafts.count()).toBe(1)
    await forgetOldDrafts(Date.now() + 31 * 86_400_000)
    expect(await database.drafts.count()).toBe(0)
    await saveDraft('report', { text: 'x' })
    await destroyPartition('p1', false)
    expect(await database.drafts.count()).toBe(0)
  })
})
