import { watch } from 'vue'
import { dropDraft, loadDraft, saveDraft } from './drafts'
import { opened } from './vault'

// A form that keeps itself: what is written, photographed and spoken in it lies in the person's place
// from the moment it is there, and comes back when the form opens again, whatever closed it.

export interface form_content {
  /** What is filled in, as JSON can say it, with `attachment:<key>` where files go. */
  said: () => Record<string, unknown>
  files: () => Map<string, Blob>
  fill: (said: Record<string, unknown>, files: ReadonlyMap<string, Blob>) => void
}

const filesOf = (name: string): string => `${name} files`

export interface kept_form {
  /** The form stands there with its first values: what was half filled in comes back, and every change is kept from now on. Without a name nothing is. */
  begin: (name?: string) => Promise<void>
  /** Saved or sent: nothing is half filled in any more. */
  end: () => void
}

/** Within a component. The names of forms that can be open at once differ. */
export function keepForm(form: form_content): kept_form {
  /** Under which name and in whose place it is kept now. */
  let now: { name: string; person: string } | undefined
  /** The form as it opens: that is not worth keeping. */
  let untouched = ''
  let opening = 0
  let newest = 0
  let work: Promise<void> = Promise.resolve()

  /** After what is under way; the form never waits for the store. Never in the place of whoever came since. */
  function store(person: string, write: () => Promise<void>): void {
    work = work.then(() => (opened.value?.person === person ? write() : undefined)).catch(() => undefined)
  }
  const drop = async (name: string) => { await dropDraft(name); await dropDraft(filesOf(name)) }

  function keepWords(): void {
    const here = now
    if (!here) return
    const mine = ++newest
    store(here.person, async () => {
      if (mine !== newest || now !== here) return
      const said = form.said()
      await (JSON.stringify(said) === untouched ? drop(here.name) : saveDraft(here.name, said))
    })
  }
  /** Apart from the words: a photo is not sealed anew for every letter. */
  function keepFiles(): void {
    const here = now
    if (!here) return
    const files = form.files()
    store(here.person, async () => { if (now === here) await (files.size > 0 ? saveDraft(filesOf(here.name), [], files) : dropDraft(filesOf(here.name))) })
  }
  watch(() => JSON.stringify(form.said()), keepWords)
  watch(() => [...form.files().values()], keepFiles)

  async function begin(name?: string): Promise<void> {
    const person = opened.value?.person
    const mine = ++opening
    now = undefined
    if (name === undefined || person === undefined) return
    untouched = JSON.stringify(form.said())
    await work
    const [words, files] = await Promise.all([loadDraft<Record<string, unknown>>(name), loadDraft(filesOf(name))]).catch(() => [undefined, undefined])
    if (mine !== opening || opened.value?.person !== person) return
    now = { name, person }
    if (words) form.fill(words.value, files?.files ?? new Map<string, Blob>())
  }

  function end(): void {
    const here = now
    opening += 1
    now = undefined
    if (here) store(here.person, () => drop(here.name))
  }
  return { begin, end }
}
