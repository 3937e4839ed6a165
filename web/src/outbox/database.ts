import Dexie, { type Table } from 'dexie'
import type { problem } from '@/api/types'

export type command_state = 'queued' | 'sending' | 'accepted' | 'refused'

/** One thing a person did, kept before it is sent and until it has been seen to arrive. */
export interface queued_command {
  /** The command id: the server answers a repeated one with the first answer. */
  id: string
  /** Grows by one per command of this device; commands of one subject leave in this order. */
  order: number
  person: string
  subject: string
  subject_kind: string
  /** Which sentence describes it to people: a key under `outbox.kinds`. */
  kind: string
  path: string
  /** As it will be sent, with `attachment:<key>` in the place of attachments not yet uploaded. */
  body: Record<string, unknown>
  version?: number
  observed_at: string
  device: string
  attachments: string[]
  state: command_state
  attempts: number
  /** Milliseconds; not sent before. */
  not_before: number
  /** While sending: another tab may take over after this moment. */
  lease_until: number
  settled_at?: number
  problem?: problem
}

/** A file that waits for its upload, or has had it. */
export interface queued_attachment {
  key: string
  command: string
  blob: Blob
  media_type: string
  /** The resumable upload, once begun. */
  upload?: string
  /** Its content address, once complete. */
  remote?: string
}

export interface kept_value { key: string; value: string }

class OutboxDatabase extends Dexie {
  commands!: Table<queued_command, string>
  attachments!: Table<queued_attachment, string>
  kept!: Table<kept_value, string>

  constructor() {
    super('headway-outbox')
    this.version(1).stores({
      commands: 'id, order, state, subject, person',
      attachments: 'key, command',
      kept: 'key',
    })
  }
}

export const database = new OutboxDatabase()
