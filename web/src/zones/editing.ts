import { registerEditor } from '@/outbox/editors'

registerEditor('zone_claim', { opens: ({ id, subject }) => ({ path: `/zones/${subject}`, query: { edit: id } }) })
