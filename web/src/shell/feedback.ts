import { soundChosen, vibrationChosen } from '@/settings/preferences'

// Saved and refused, felt through a glove and heard beside a running machine: two notes up, or two low
// ones; a short buzz, or a long double one. The tones are made here, no file is fetched.

export type signal = 'saved' | 'refused'

interface note { at: number; hertz: number; lasts: number }
const tunes: Record<signal, { shape: OscillatorType; notes: note[] }> = {
  saved: { shape: 'triangle', notes: [{ at: 0, hertz: 880, lasts: 0.07 }, { at: 0.09, hertz: 1320, lasts: 0.11 }] },
  refused: { shape: 'square', notes: [{ at: 0, hertz: 247, lasts: 0.16 }, { at: 0.22, hertz: 196, lasts: 0.24 }] },
}
const buzzes: Record<signal, number[]> = { saved: [45], refused: [140, 90, 140] }
const loudness = 0.16
const once = 900

let context: AudioContext | undefined
function play(kind: signal): void {
  try {
    context ??= new AudioContext()
    if (context.state === 'suspended') void context.resume()
    const { shape, notes } = tunes[kind]
    for (const { at, hertz, lasts } of notes) {
      const tone = context.createOscillator()
      const volume = context.createGain()
      const begins = context.currentTime + at
      tone.type = shape
      tone.frequency.value = hertz
      // Ends softly: a cut tone clicks.
      volume.gain.setValueAtTime(loudness, begins)
      volume.gain.exponentialRampToValueAtTime(0.001, begins + lasts)
      tone.connect(volume).connect(context.destination)
      tone.start(begins)
      tone.stop(begins + lasts)
    }
  } catch { /* a device without sound stays silent */ }
}

let last: { kind: signal; at: number } | undefined
/** Tells by ear and hand what became of what the person did; the same within a second is told once. */
export function signal(kind: signal): void {
  const now = performance.now()
  if (last?.kind === kind && now - last.at < once) return
  last = { kind, at: now }
  if (soundChosen.value === 'on') play(kind)
  if (vibrationChosen.value === 'on') navigator.vibrate?.(buzzes[kind])
}
