import type { plate_asked, plate_read } from './plateWorker'

// One reader of QR codes: the browser's own where it reads QR, else the one that comes with the app.

export interface plate_reader { readFrame: (video: HTMLVideoElement) => Promise<string[]>; readFile: (file: Blob) => Promise<string[]>; stop: () => void }

interface own_detector { detect: (source: ImageBitmapSource) => Promise<{ rawValue: string }[]> }
interface own_detector_class { new (wanted: { formats: string[] }): own_detector; getSupportedFormats: () => Promise<string[]> }

async function ownReader(): Promise<plate_reader | undefined> {
  const own = (globalThis as { BarcodeDetector?: own_detector_class }).BarcodeDetector
  if (!own || !(await own.getSupportedFormats().catch((): string[] => [])).includes('qr_code')) return undefined
  const detector = new own({ formats: ['qr_code'] })
  const read = async (source: ImageBitmapSource) => (await detector.detect(source).catch(() => [])).map((one) => one.rawValue)
  return {
    readFrame: read,
    readFile: async (file) => {
      const image = await createImageBitmap(file, { imageOrientation: 'from-image' })
      try { return await read(image) } finally { image.close() }
    },
    stop: () => undefined,
  }
}

function workerReader(): plate_reader {
  const worker = new Worker(new URL('./plateWorker.ts', import.meta.url), { type: 'module' })
  const waiting = new Map<number, (texts: string[]) => void>()
  let number = 0
  const stop = () => {
    for (const tell of waiting.values()) tell([])
    waiting.clear()
    worker.terminate()
  }
  worker.onmessage = (event: MessageEvent<plate_read>) => {
    waiting.get(event.data.number)?.(event.data.texts)
    waiting.delete(event.data.number)
  }
  worker.onerror = stop
  const ask = (asked: Omit<plate_asked, 'number'>, moved: Transferable[]) => new Promise<string[]>((resolve) => {
    const mine = ++number
    waiting.set(mine, resolve)
    worker.postMessage({ number: mine, ...asked } satisfies plate_asked, moved)
  })
  return {
    readFrame: async (video) => {
      if (video.videoWidth === 0) return []
      const frame = await createImageBitmap(video)
      return ask({ frame }, [frame])
    },
    readFile: (file) => ask({ file }, []),
    stop,
  }
}

export async function plateReader(): Promise<plate_reader> { return (await ownReader()) ?? workerReader() }
