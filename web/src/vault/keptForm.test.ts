import { effectScope, reactive, ref, nextTick, type EffectScope } from 'vue'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { database } from '@/outbox/database'
import { emptyStore, rawStore, whoIs } from '@/outbox/testing'
import { keepForm, type kept_form } from './keptForm'
import { lock, makePartition, tryPin } from './vault'

const pins = { p1: '204060', p2: '135790' }
const scopes: EffectScope[] = []

/** A form as a screen makes it, until `gone`. */
function opensForm() {
  const scope = effectScope()
  scopes.push(scope)
  return scope.run(() => {
    const given = reactive({ text: '' })
    const files = ref(new Map<string, Blob>())
    const draft: kept_form = keepForm({
      said: () => ({ ...given, photos: [...files.value.keys()] }), files: () => files.value,
      fill: (said, found) => { given.text = String(said.text); files.value = new Map(found) },
    })
    return { given, files, draft, gone: () => { scope.stop() } }
  })!
}
/** Until the store has nothing left to do. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) { await nextTick(); await new Promise((resolve) => setTimeout(resolve, 5)) }
}

beforeEach(emptyStore)
afterEach(() => { for (const one of scopes.splice(0)) one.stop() })

describe('a form that is half filled in', () => {
  it('comes back with its pictures after the place has closed, sealed meanwhile', async () => {
    await makePartition(whoIs('p1'), pins.p1)
    const before = opensForm()
    await before.draft.begin('report')
    before.given.text = 'half a sentence'
    before.files.value = new Map([['k', new Blob(['a picture'], { type: 'image/jpeg' })]])
    await settled()
    lock()
    before.gone()
    expect(await rawStore()).not.toMatch(/half a sentence|a picture/)
    await tryPin('p1', pins.p1)
    const after = opensForm()
    await after.draft.begin('report')
    expect(after.given.text).toBe('half a sentence')
    expect(await after.files.value.get('k')?.text()).toBe('a picture')
  })

  it('is nobody else’s, and nothing of it is written into the place of whoever comes next', async () => {
    await makePartition(whoIs('p1'), pins.p1)
    const first = opensForm()
    await first.draft.begin('report')
    await makePartition(whoIs('p2'), pins.p2)
    first.given.text = 'of the first'
    await settled()
    expect(await database.drafts.where('person').equals('p2').count()).toBe(0)
    const second = opensForm()
    await second.draft.begin('report')
    expect(second.given.text).toBe('')
  })

  it('is forgotten once it is sent, and kept not at all while nobody has touched it', async () => {
    await makePartition(whoIs('p1'), pins.p1)
    const form = opensForm()
    await form.draft.begin('report')
    await settled()
    expect(await database.drafts.count()).toBe(0)
    form.given.text = 'x'
    await settled()
    expect(await database.drafts.count()).toBe(1)
    form.draft.end()
    form.given.text = ''
    await settled()
    expect(await database.drafts.count()).toBe(0)
  })

  it('is forgotten when all is taken out again', async () => {
    await makePartition(whoIs('p1'), pins.p1)
    const form = opensForm()
    await form.draft.begin('report')
    form.given.text = 'x'
    form.files.value = new Map([['k', new Blob(['y'])]])
    await settled()
    expect(await database.drafts.count()).toBe(2)
    form.given.text = ''
    form.files.value = new Map()
    await settled()
    expect(await database.drafts.count()).toBe(0)
  })
})
