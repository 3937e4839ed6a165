import { computed, onScopeDispose, shallowReactive, watch } from 'vue'

// How old is what stands on the screen? Whoever shows data says when they were read from the server;
// the shell says it to people whenever the data are not live.

const shown = shallowReactive(new Map<symbol, number>())

/** Within a component: the moment (milliseconds) when the data that it shows were read, undefined while it shows none. */
export function showsDataOf(readAt: () => number | undefined): void {
  const own = Symbol('shown')
  watch(readAt, (at) => { if (at === undefined) shown.delete(own); else shown.set(own, at) }, { immediate: true })
  onScopeDispose(() => shown.delete(own))
}

/** The age of a screen is that of its oldest part. */
export const oldestShown = computed<number | undefined>(() => (shown.size ? Math.min(...shown.values()) : undefined))
