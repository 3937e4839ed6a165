import { shrunk, writeInPage } from './pictures'
import type { picture_asked, picture_made } from './pictureWorker'

// A picture made small by the worker; by the page where the browser cannot draw in a worker.

let worker: Worker | undefined
let number = 0
const waiting = new Map<number, { resolve: (blob: Blob) => void; reject: (why: Error) => void }>()

function started(): Worker {
  if (worker) return worker
  const made = new Worker(new URL('./pictureWorker.ts', import.meta.url), { type: 'module' })
  made.onmessage = (event: MessageEvent<picture_made>) => {
    const asked = waiting.get(event.data.number)
    waiting.delete(event.data.number)
    if (event.data.blob) asked?.resolve(event.data.blob)
    else asked?.reject(new Error('this picture cannot be read'))
  }
  made.onerror = () => {
    for (const asked of waiting.values()) asked.reject(new Error('the pictures cannot be prepared'))
    waiting.clear()
    worker = undefined
    made.terminate()
  }
  worker = made
  return made
}

/** Throws when it is no picture that this browser can read. */
export async function shrink(from: Blob | ImageBitmap): Promise<Blob> {
  if (typeof OffscreenCanvas === 'undefined' || typeof Worker === 'undefined') return shrunk(from, writeInPage)
  const mine = ++number
  return new Promise<Blob>((resolve, reject) => {
    waiting.set(mine, { resolve, reject })
    started().postMessage({ number: mine, from } satisfies picture_asked, from instanceof Blob ? [] : [from])
  })
}

/** Has the worker ready before the first picture is taken. */
export function warmPictures(): void { if (typeof OffscreenCanvas !== 'undefined' && typeof Worker !== 'undefined') started() }
