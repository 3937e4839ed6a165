import { computed, type ComputedRef } from 'vue'
import { useDirectory } from '@/api/directory'
import { loadZones, zonesNow } from '@/zones/known'
import type { plated } from './plates'

/** Everything of which this device could know the plate. Reads the zones when it is first asked for. */
export function useKnownPlates(): ComputedRef<plated[]> {
  const { places } = useDirectory()
  void loadZones()
  return computed(() => [
    ...places.value.places.filter((one) => one.open).map((one) => ({ kind: 'place' as const, id: one.id, name: one.name, plate_code: one.plate_code })),
    ...zonesNow.value.map((one) => ({ kind: 'zone' as const, id: one.id, name: one.name, plate_code: one.plate_code })),
  ])
}
