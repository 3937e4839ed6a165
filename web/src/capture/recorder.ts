import { computed, onBeforeUnmount, ref } from 'vue'
import { stayOpen } from '@/vault/idle'
import { pickVoice, recordingType, voiceSecondsMost, type picked_voice } from './voice'

// Records one voice note after another, with the loudness for the meter.

export function useRecorder(done: (made: picked_voice) => void) {
  const state = ref<'idle' | 'opening' | 'recording' | 'refused'>('idle')
  const level = ref(0)
  const seconds = ref(0)
  let recorder: MediaRecorder | undefined
  let sound: AudioContext | undefined
  let timer: ReturnType<typeof setInterval> | undefined
  let stopWanted = false

  function meter(stream: MediaStream): void {
    sound = new AudioContext()
    const analyser = sound.createAnalyser()
    analyser.fftSize = 512
    sound.createMediaStreamSource(stream).connect(analyser)
    const wave = new Float32Array(analyser.fftSize)
    const began = performance.now()
    timer = setInterval(() => {
      analyser.getFloatTimeDomainData(wave)
      const loud = Math.sqrt(wave.reduce((sum, one) => sum + one * one, 0) / wave.length)
      // Speech lies between -50 dB and -10 dB.
      level.value = Math.min(1, Math.max(0, (20 * Math.log10(loud + 1e-6) + 50) / 40))
      seconds.value = (performance.now() - began) / 1000
      if (seconds.value >= voiceSecondsMost) stop()
    }, 80)
  }

  function release(stream: MediaStream): void {
    clearInterval(timer)
    for (const track of stream.getTracks()) track.stop()
    void sound?.close()
    sound = undefined
    recorder = undefined
    level.value = 0
    if (state.value === 'recording') state.value = 'idle'
  }

  async function start(): Promise<void> {
    const type = recordingType()
    if (!type || state.value === 'opening' || state.value === 'recording') return
    state.value = 'opening'
    stopWanted = false
    // Who speaks for a minute touches nothing: the place must not close over the note.
    const awake = stayOpen()
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, noiseSuppression: true, echoCancellation: true } })
      const parts: Blob[] = []
      const mine = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: 24_000 })
      recorder = mine
      mine.ondataavailable = (event) => { if (event.data.size > 0) parts.push(event.data) }
      mine.onstop = () => {
        const length = seconds.value
        release(stream)
        awake()
        if (parts.length > 0 && length >= 0.5) done(pickVoice(parts, type, length))
      }
      seconds.value = 0
      meter(stream)
      mine.start(500)
      state.value = 'recording'
      if (stopWanted) stop()
    } catch {
      awake()
      state.value = 'refused'
    }
  }

  function stop(): void {
    stopWanted = true
    if (recorder?.state === 'recording') recorder.stop()
  }

  onBeforeUnmount(stop)
  return { state, level, seconds, left: computed(() => Math.max(0, Math.ceil(voiceSecondsMost - seconds.value))), start, stop }
}
