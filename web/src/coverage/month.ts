import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { localDate } from '@/design/times'
import { monthOf } from '@/people/roster'

/** The month of the address; without one the given, which then stands in no address. */
export function useMonth(usual: () => string = () => monthOf(localDate(Date.now()))) {
  const route = useRoute()
  const router = useRouter()
  return computed({
    get: () => (typeof route.query.month === 'string' && /^\d{4}-(0[1-9]|1[0-2])$/.test(route.query.month) ? route.query.month : usual()),
    set: (wanted) => { void router.replace({ path: route.path, query: wanted === usual() ? {} : { month: wanted } }) },
  })
}
