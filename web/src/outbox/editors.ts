import type { RouteLocationRaw } from 'vue-router'
import type { problem } from '@/api/types'

// A refused command can be put before its author again, in the form it came from. Each form
// registers here where it is opened; the outbox leads there with `?edit=<command id>`. The form then
// asks `takeForEditing(id)` (queue.ts) for the content, and sends the new command with
// `replaces: id`: the old one goes, the new one takes its place in the order, in one transaction.

/** A refused command as its form needs it. */
export interface refused_command {
  id: string
  kind: string
  subject: string
  path: string
  /** As it was entered, with `attachment:<key>` marks. */
  body: Record<string, unknown>
  attachments: Map<string, Blob>
  problem?: problem
}

export interface editor {
  /** Where the form stands for this command; `edit=<id>` must be in its query. */
  opens: (command: Pick<refused_command, 'id' | 'kind' | 'subject' | 'path'>) => RouteLocationRaw
}

const editors = new Map<string, editor>()

/** Called once per kind of command, from a module that is loaded at the start. */
export function registerEditor(kind: string, one: editor): void { editors.set(kind, one) }

/** The form for this kind; undefined: it can only be sent again as it is, or dropped. */
export function editorFor(kind: string): editor | undefined { return editors.get(kind) }
