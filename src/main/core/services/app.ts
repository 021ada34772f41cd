import type { Handlers } from './context.ts'

export const appHandlers = {
  'app.info': ({ info }) => info
} satisfies Partial<Handlers>
