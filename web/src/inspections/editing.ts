import { registerEditor } from '@/outbox/editors'

registerEditor('inspect', { opens: ({ id }) => ({ path: '/inspect', query: { edit: id } }) })
