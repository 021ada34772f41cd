/** One Sextant a person: a second one hands over what it was asked to open and goes. */
import { app } from 'electron'
import * as z from 'zod'
import type { Wanted } from './arguments.ts'

const Handover = z.object({ wanted: z.object({ path: z.string(), create: z.boolean() }).nullable() })

/**
 * Whether this is the first. If so, `onSecond` hears of each later one. What is wanted is worked out by the second process,
 * which knows where it was started; Chromium would reorder its arguments.
 */
export function claimInstance(wanted: Wanted | null, onSecond: (wanted: Wanted | null) => void): boolean {
  if (!app.requestSingleInstanceLock({ wanted })) return false
  app.on('second-instance', (_event, _args, _cwd, data) => {
    onSecond(Handover.safeParse(data).data?.wanted ?? null)
  })
  return true
}
