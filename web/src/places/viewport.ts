import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue'
import { shaped, type box } from './geometry'

// Looking at a drawing: drag, wheel, two fingers, buttons.

/** How often the whole may be enlarged. */
const closest = 24

export function useViewport(frame: Ref<SVGSVGElement | undefined>, whole: () => box | undefined) {
  const frameSize = ref({ width: 390, height: 560 })
  const view = ref<box>({ x: 0, y: 0, width: 100, height: 100 })
  /** True while the fingers have moved far enough to be no tap. */
  const dragged = ref(false)
  const fingers = new Map<number, { x: number; y: number }>()
  let moved = 0

  function fit(): void {
    const all = whole()
    if (all) view.value = shaped(all, frameSize.value)
  }

  function zoom(factor: number, at?: { x: number; y: number }): void {
    const all = whole()
    if (!all) return
    const full = shaped(all, frameSize.value).width
    const most = full * 1.6
    const width = Math.min(most, Math.max(full / closest, view.value.width * factor))
    const scale = width / view.value.width
    const share = at ? { x: at.x / frameSize.value.width, y: at.y / frameSize.value.height } : { x: 0.5, y: 0.5 }
    const height = view.value.height * scale
    view.value = { x: view.value.x + (view.value.width - width) * share.x, y: view.value.y + (view.value.height - height) * share.y, width, height }
  }

  const place = (event: PointerEvent | WheelEvent) => {
    const edge = frame.value?.getBoundingClientRect()
    return { x: event.clientX - (edge?.left ?? 0), y: event.clientY - (edge?.top ?? 0) }
  }
  function down(event: PointerEvent): void {
    fingers.set(event.pointerId, place(event))
    if (fingers.size === 1) { moved = 0; dragged.value = false }
  }
  function move(event: PointerEvent): void {
    const before = fingers.get(event.pointerId)
    if (!before) return
    const now = place(event)
    const others = [...fingers].filter(([finger]) => finger !== event.pointerId).map(([, at]) => at)
    const unit = view.value.width / frameSize.value.width
    if (others[0]) {
      const was = Math.hypot(before.x - others[0].x, before.y - others[0].y)
      const is = Math.hypot(now.x - others[0].x, now.y - others[0].y)
      if (was > 0 && is > 0) zoom(was / is, { x: (now.x + others[0].x) / 2, y: (now.y + others[0].y) / 2 })
      dragged.value = true
    } else {
      moved += Math.hypot(now.x - before.x, now.y - before.y)
      if (moved > 8) {
        if (!dragged.value) frame.value?.setPointerCapture(event.pointerId)
        dragged.value = true
      }
      view.value = { ...view.value, x: view.value.x - (now.x - before.x) * unit, y: view.value.y - (now.y - before.y) * unit }
    }
    fingers.set(event.pointerId, now)
  }
  function up(event: PointerEvent): void { fingers.delete(event.pointerId) }
  function wheel(event: WheelEvent): void { zoom(event.deltaY > 0 ? 1.15 : 1 / 1.15, place(event)) }

  let watcher: ResizeObserver | undefined
  onMounted(() => {
    watcher = new ResizeObserver(([entry]) => {
      if (!entry || entry.contentRect.width < 1 || entry.contentRect.height < 1) return
      frameSize.value = { width: entry.contentRect.width, height: entry.contentRect.height }
      fit()
    })
    if (frame.value) watcher.observe(frame.value)
  })
  onBeforeUnmount(() => watcher?.disconnect())

  return { view, window: frameSize, dragged, fit, zoom, down, move, up, wheel }
}
