import { shrunk, writeInWorker } from './pictures'

// Makes one picture small after another, away from the page, so that the page never stalls.

export interface picture_asked { number: number; from: Blob | ImageBitmap }
export interface picture_made { number: number; blob?: Blob }

let last: Promise<void> = Promise.resolve()
self.onmessage = (event: MessageEvent<picture_asked>) => {
  const { number, from } = event.data
  // One at a time: six large pictures at once would be too much for a small phone's memory.
  last = last.then(async () => {
    const blob = await shrunk(from, writeInWorker).catch(() => undefined)
    self.postMessage({ number, blob } satisfies picture_made)
  })
}
