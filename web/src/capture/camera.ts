import { onBeforeUnmount, ref, shallowRef } from 'vue'

// The camera that looks ahead, as a stream for a <video>. Absent where the page is not served
// securely or the person refuses: then a picture is taken with the phone's own camera app.

export type camera_state = 'off' | 'starting' | 'on' | 'none'
interface torch_track { getCapabilities?: () => { torch?: boolean } }

export function useCamera() {
  const state = ref<camera_state>('off')
  const stream = shallowRef<MediaStream>()
  const hasTorch = ref(false)
  const torch = ref(false)
  let wanted = false

  async function start(): Promise<void> {
    if (wanted) return
    wanted = true
    state.value = 'starting'
    if (!navigator.mediaDevices?.getUserMedia) { state.value = 'none'; return }
    try {
      const opened = await navigator.mediaDevices.getUserMedia({ video: { facingMode: { ideal: 'environment' }, width: { ideal: 1920 }, height: { ideal: 1080 } }, audio: false })
      // Left again while the person was still being asked.
      if (!wanted) { for (const track of opened.getTracks()) track.stop(); return }
      stream.value = opened
      hasTorch.value = (opened.getVideoTracks()[0] as torch_track | undefined)?.getCapabilities?.().torch === true
      state.value = 'on'
    } catch {
      state.value = 'none'
    }
  }

  async function setTorch(on: boolean): Promise<void> {
    const track = stream.value?.getVideoTracks()[0]
    await track?.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] }).then(() => { torch.value = on }, () => { hasTorch.value = false })
  }

  function stop(): void {
    wanted = false
    for (const track of stream.value?.getTracks() ?? []) track.stop()
    stream.value = undefined
    torch.value = false
    state.value = 'off'
  }

  onBeforeUnmount(stop)
  return { state, stream, hasTorch, torch, start, stop, setTorch }
}
