import { attachmentMark } from '@/outbox/queue'
import { uuid7 } from '@/outbox/uuid'

// Pictures are made small on the device before they are stored or sent: upright, at most 1600 px,
// JPEG. Drawing them anew also leaves behind where they were taken.

export interface picked_photo { key: string; blob: Blob; url: string }

const longest = 1600
const quality = 0.82
export const photosMost = 6

export function fitted(width: number, height: number, most: number = longest): { width: number; height: number } {
  const factor = Math.min(1, most / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * factor)), height: Math.max(1, Math.round(height * factor)) }
}

/** Throws when the file is no picture that this browser can read. */
export async function shrink(file: Blob): Promise<Blob> {
  const image = await createImageBitmap(file, { imageOrientation: 'from-image' })
  try {
    const size = fitted(image.width, image.height)
    const canvas = document.createElement('canvas')
    canvas.width = size.width
    canvas.height = size.height
    const context = canvas.getContext('2d')
    if (!context) throw new Error('this browser draws no pictures')
    context.drawImage(image, 0, 0, size.width, size.height)
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture could not be written'))), 'image/jpeg', quality)
    })
  } finally {
    image.close()
  }
}

export async function pickPhoto(file: Blob): Promise<picked_photo> {
  const blob = await shrink(file)
  return { key: uuid7(), blob, url: URL.createObjectURL(blob) }
}

export const marksOf = (photos: picked_photo[]): string[] => photos.map((one) => attachmentMark(one.key))
export const blobsOf = (...groups: picked_photo[][]): Map<string, Blob> => new Map(groups.flat().map((one) => [one.key, one.blob]))
