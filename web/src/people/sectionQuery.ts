import { me } from '@/session/me'

/** How a list is asked for a section: one's own is what the server gives unasked, and what this device keeps under the bare address. */
export const sectionQuery = (section: string): { section?: string } => (section && section !== me.value?.section ? { section } : {})
