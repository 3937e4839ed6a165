import Dexie, { type Table } from 'dexie'
import type { problem } from '@/api/types'
import type { attempts } from '@/vault/attempts'
import type { bytes } from '@/vault/crypto'

// What this device keeps. Version 1 kept commands in plain; version 2 keeps partitions, one per
// person, and everything a person did sealed. What version 1 left is taken into the person's
// partition when it is next opened (adopt.ts), and stays as it is until then.

export type command_state = 'queued' | 'sending' | 'accepted' | 'refused'

/** Version 1: one thing a person did, in plain. */
export interface plain_command {
  id: string
  order: number
  person: string
  subject: string
  subject_kind: string
  kind: string
  path: string
  body: Record<string, unknown>
  version?: number
  observed_at: string
  device: string
  attachments: string[]
  state: command_state
  attempts: number
  not_before: number
  lease_until: number
  settled_at?: number
  problem?: problem
}
/** Version 1: a file of a plain command. */
export interface plain_attachment { key: string; command: string; blob: Blob; media_type: string; upload?: string; remote?: string }

export interface kept_value { key: string; value: string }

/** One person's place on this device. Everything but the name, to choose by, is sealed. */
export interface partition_row {
  person: string
  name: string
  /** `pin`: opens with the PIN. `desk`: its key lies in this browser until sign-out. `revoked`: its key is gone. */
  mode: 'pin' | 'desk' | 'revoked'
  /** When it was last open: whoever was here last stands first. */
  used_at: number
  tried: attempts
  salt?: bytes
  rounds?: number
  /** The data key, sealed by what PIN and device make together; at the desk by the device alone. */
  wrapped?: bytes
  /** Sealed by the partition: who this is, its token, its private key. */
  secrets?: bytes
}

/** One thing a person did. Only what is needed to send in order can be read without the person. */
export interface entry_row {
  id: string
  /** Grows by one per command of this device; commands of one subject leave in this order. */
  order: number
  person: string
  /** Which subject, blinded by the partition: equal for equal subjects of one person. */
  lane: string
  state: command_state
  attempts: number
  /** Milliseconds; not sent before. */
  not_before: number
  /** While sending: another tab may take over after this moment. */
  lease_until: number
  settled_at?: number
  observed_at: string
  /** What a courier was told about it; the author asks again. */
  courier?: string
  attachments: string[]
  /** Sealed by the partition: subject, kind, path and what else the lists show. */
  head: bytes
  /** Sealed by the content key: see the handover contract. */
  body: bytes
  /** The content key, sealed by the partition. */
  own_key: bytes
  /** The content key, sealed for the server; absent until the site's key is known. */
  handover?: sealed_for_site
  /** Sealed by the partition: why it was refused or waits. */
  problem?: bytes
}

export interface sealed_for_site { key_id: string; ephemeral: string; wrapped_key: string; signature: string; device: string }

/** A file of an entry, sealed by the entry's content key. */
export interface part_row {
  key: string
  command: string
  media_type: string
  data: bytes
  /** The size in plain, and of the resumable upload once begun its id. */
  size: number
  upload?: string
  /** Its content address, once complete. */
  remote?: string
}

/** What a form holds before it is sent, sealed by the partition. */
export interface draft_row { key: string; person: string; at: number; value: bytes; files: { key: string; media_type: string; data: bytes }[] }

/** Device-wide secrets that no script can read out. */
export interface secret_row { key: string; value: CryptoKey }

export class OutboxDatabase extends Dexie {
  commands!: Table<plain_command, string>
  attachments!: Table<plain_attachment, string>
  kept!: Table<kept_value, string>
  partitions!: Table<partition_row, string>
  secrets!: Table<secret_row, string>
  entries!: Table<entry_row, string>
  parts!: Table<part_row, string>
  drafts!: Table<draft_row, string>

  constructor() {
    // Strict: a report that was said to be saved survives the battery, not only the process.
    super('headway-outbox', { chromeTransactionDurability: 'strict' })
    this.version(1).stores({ commands: 'id, order, state, subject, person', attachments: 'key, command', kept: 'key' })
    this.version(2).stores({
      commands: 'id, order, state, subject, person', attachments: 'key, command', kept: 'key',
      partitions: 'person', secrets: 'key', entries: 'id, order, person, state', parts: 'key, command', drafts: 'key, person',
    }).upgrade(async (change) => {
      // Names and tables lay here in plain; they are read anew, into the partition.
      await change.table('kept').delete('directory')
    })
  }
}

export const database = new OutboxDatabase()
