// Pictures are made small on the device before they are stored or sent: upright, at most 1600 px on
// the longer side, at most 300 kB where the picture lets itself be, JPEG. Drawing them anew leaves
// behind where and with what they were taken. Runs in the worker; in the page only where a browser
// cannot draw in a worker.

const longest = 1600
const heaviest = 300_000
/** How good, and how large beside the full size: tried in turn until the picture is light enough. */
const attempts: readonly { quality: number; scale: number }[] = [
  { quality: 0.85, scale: 1 }, { quality: 0.75, scale: 1 }, { quality: 0.62, scale: 1 }, { quality: 0.5, scale: 1 },
  { quality: 0.6, scale: 0.75 }, { quality: 0.5, scale: 0.6 }, { quality: 0.4, scale: 0.5 },
]

export interface size { width: number; height: number }
export function fitted(width: number, height: number, most: number = longest): size {
  const factor = Math.min(1, most / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * factor)), height: Math.max(1, Math.round(height * factor)) }
}

type write_picture = (image: ImageBitmap, wanted: size, quality: number) => Promise<Blob>

/** Steps down until light enough; a picture that stays heavy is kept at the last step, never refused. */
export async function lightened(image: ImageBitmap, write: write_picture): Promise<Blob> {
  const full = fitted(image.width, image.height)
  let made: Blob | undefined
  for (const { quality, scale } of attempts) {
    made = await write(image, { width: Math.max(1, Math.round(full.width * scale)), height: Math.max(1, Math.round(full.height * scale)) }, quality)
    if (made.size <= heaviest) return made
  }
  return made as Blob
}

/** Throws when the file is no picture that this browser can read. A frame is closed afterwards. */
export async function shrunk(from: Blob | ImageBitmap, write: write_picture): Promise<Blob> {
  const image = from instanceof Blob ? await createImageBitmap(from, { imageOrientation: 'from-image' }) : from
  try { return await lightened(image, write) } finally { image.close() }
}

export const writeInWorker: write_picture = async (image, wanted, quality) => {
  const canvas = new OffscreenCanvas(wanted.width, wanted.height)
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('this browser draws no pictures')
  pen.imageSmoothingQuality = 'high'
  pen.drawImage(image, 0, 0, wanted.width, wanted.height)
  return canvas.convertToBlob({ type: 'image/jpeg', quality })
}

export const writeInPage: write_picture = async (image, wanted, quality) => {
  const canvas = document.createElement('canvas')
  canvas.width = wanted.width
  canvas.height = wanted.height
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('this browser draws no pictures')
  pen.imageSmoothingQuality = 'high'
  pen.drawImage(image, 0, 0, wanted.width, wanted.height)
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture could not be written'))), 'image/jpeg', quality)
  })
}
