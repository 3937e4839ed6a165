import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url'

// Reads QR codes from pictures and from frames of the camera, away from the page. The reader comes
// with the app and is kept for offline use; it is never fetched from elsewhere.

export interface plate_asked { number: number; frame?: ImageBitmap; file?: Blob }
export interface plate_read { number: number; texts: string[] }

prepareZXingModule({ overrides: { locateFile: (path: string, prefix: string) => (path.endsWith('.wasm') ? wasm : prefix + path) }, fireImmediately: false })

const mostPixels = 1280

async function pixels(asked: plate_asked): Promise<ImageData> {
  const image = asked.frame ?? await createImageBitmap(asked.file as Blob, { imageOrientation: 'from-image' })
  const factor = Math.min(1, mostPixels / Math.max(image.width, image.height))
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(image.width * factor)), Math.max(1, Math.round(image.height * factor)))
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  if (!pen) throw new Error('this browser draws no pictures')
  pen.drawImage(image, 0, 0, canvas.width, canvas.height)
  image.close()
  return pen.getImageData(0, 0, canvas.width, canvas.height)
}

self.onmessage = async (event: MessageEvent<plate_asked>) => {
  const { number } = event.data
  let texts: string[] = []
  try {
    const found = await readBarcodes(await pixels(event.data), { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: 4 })
    texts = found.filter((one) => one.isValid).map((one) => one.text)
  } catch { /* what cannot be read holds no code */ }
  self.postMessage({ number, texts } satisfies plate_read)
}
