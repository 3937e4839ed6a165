import { attachmentMark } from '@/outbox/queue'
import { uuid7 } from '@/outbox/uuid'
import { shrink } from '@/capture/shrink'

// The photos of a form: made small before they are stored or sent (capture/pictures.ts).

export interface picked_photo { key: string; blob: Blob; url: string }

export const photosMost = 6

export async function pickPhoto(from: Blob | ImageBitmap): Promise<picked_photo> {
  const blob = await shrink(from)
  return { key: uuid7(), blob, url: URL.createObjectURL(blob) }
}

export const marksOf = (photos: picked_photo[]): string[] => photos.map((one) => attachmentMark(one.key))
export const blobsOf = (...groups: { key: string; blob: Blob }[][]): Map<string, Blob> => new Map(groups.flat().map((one) => [one.key, one.blob]))
