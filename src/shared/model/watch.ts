import * as z from 'zod'
import { Epoch, WireErrorShape } from './common.ts'

/** What may follow an import by itself. */
export const RerunKind = z.enum(['segments', 'support', 'alerts'])
export type RerunKind = z.infer<typeof RerunKind>

/** A file in a watched folder that could not be imported without a person. */
export const LeftFile = z.object({ file: z.string(), error: WireErrorShape, seenAt: Epoch })
export type LeftFile = z.infer<typeof LeftFile>

export const WatchedFolder = z.object({
  id: z.int(),
  path: z.string(),
  active: z.boolean(),
  rerun: z.array(RerunKind),
  /** Files that were imported from it. */
  imported: z.int(),
  /** When the newest of them was; null before the first. */
  lastImportedAt: Epoch.nullable(),
  left: z.array(LeftFile),
  /** Why nothing can be seen in the folder at the moment; null when all is well. */
  problem: WireErrorShape.nullable()
})
export type WatchedFolder = z.infer<typeof WatchedFolder>

/** With an import that is confirmed: from now on the same is done with whatever else comes into the folder. */
export const WatchRequest = z.object({ path: z.string(), rerun: z.array(RerunKind).default([]) })
export type WatchRequest = z.infer<typeof WatchRequest>
