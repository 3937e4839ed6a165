import { base, bodyOf, call, reach, refused, spoken } from '@/api/client'
import { asProblem, Refusal } from '@/api/problem'
import type { attachment } from '@/api/types'
import type { open_partition } from '@/vault/partition'
import { database, type entry_row } from './database'
import { openPart } from './sealing'
import { kept } from './store'

// Resumable upload: what has arrived is asked for before anything is sent again.

const chunk = 512 * 1024

async function begin(size: number, media_type: string): Promise<string> {
  return (await call<{ upload: string; offset: number }>('POST', '/attachments', { body: { size, media_type } })).upload
}

/** Uploads what is in memory, where nothing can be kept. */
export async function uploadNow(file: Blob): Promise<string> {
  const upload = await begin(file.size, file.type)
  await sendFrom(upload, file, 0)
  return (await call<attachment>('POST', `/attachments/uploads/${upload}/complete`)).id
}

/** How much has arrived; undefined when the server no longer knows the upload. */
async function arrived(upload: string): Promise<number | undefined> {
  const response = await reach(`${base}/attachments/uploads/${upload}`, { method: 'HEAD' })
  if (response.status === 404 || response.status === 410) return undefined
  if (!response.ok) throw refused(response, asProblem(response.status, undefined))
  return Number(response.headers.get('Upload-Offset') ?? 0)
}

async function sendFrom(upload: string, file: Blob, start: number): Promise<void> {
  for (let offset = start; offset < file.size;) {
    const response = await reach(`${base}/attachments/uploads/${upload}`, {
      method: 'PATCH', body: file.slice(offset, offset + chunk),
      headers: { 'Upload-Offset': String(offset), 'Content-Type': 'application/offset+octet-stream', 'Accept-Language': spoken() },
    })
    const said = await bodyOf(response)
    // Where it really stands, when an answer was lost on the way.
    const stands = response.headers.get('Upload-Offset')
    if (response.status === 409 && stands !== null && Number(stands) !== offset) { offset = Number(stands); continue }
    if (!response.ok) throw refused(response, asProblem(response.status, said))
    const reached = Number((said as { offset?: number } | undefined)?.offset ?? offset + chunk)
    if (reached <= offset) throw new Refusal({ title: '', status: 503, code: 'upload_stalled' })
    offset = reached
  }
}

/** Uploads one stored file and answers with its content address. One file at a time is readable in memory. */
export async function sendAttachment(open: open_partition, row: entry_row, key: string): Promise<string> {
  const file = await kept(() => database.parts.get(key))
  if (!file) throw new Refusal({ title: '', status: 410, code: 'attachment_lost' })
  if (file.remote) return file.remote
  let upload = file.upload
  let offset = upload ? await arrived(upload) : undefined
  if (upload === undefined || offset === undefined) {
    const begun = await begin(file.size, file.media_type)
    await kept(() => database.parts.update(key, { upload: begun }))
    upload = begun
    offset = 0
  }
  try {
    await sendFrom(upload, await openPart(open, row, file), offset)
    const done = await call<attachment>('POST', `/attachments/uploads/${upload}/complete`)
    await kept(() => database.parts.update(key, { remote: done.id }))
    return done.id
  } catch (error) {
    if (!(error instanceof Refusal) || ![404, 410].includes(error.status)) throw error
    // The server has restarted and forgotten the upload: the next attempt begins it again.
    await kept(() => database.parts.update(key, { upload: undefined }))
    throw new Refusal({ title: '', status: 503, code: 'upload_stalled' })
  }
}
