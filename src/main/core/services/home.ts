import type { ResponseOf } from '../../../shared/contract.ts'
import { homeFigures } from '../db/queries/home.ts'
import { lastImport } from '../db/queries/last-import.ts'
import { latestSegments } from '../db/queries/segments.ts'
import { workspaceState } from '../db/queries/workspace.ts'
import type { Handlers } from './context.ts'
import { supportHeadline } from './support.ts'

export const homeHandlers = {
  'home.summary'({ session, now }) {
    const { db } = session.current()
    const segments = latestSegments(db, workspaceState(db, now()).asOf)
    return {
      ...homeFigures(db, now()),
      lastImport: lastImport(db),
      segments: segments && headline(segments),
      support: supportHeadline(db, now())
    }
  }
} satisfies Partial<Handlers>

function headline({ stale, segments, features }: NonNullable<ResponseOf<'segments.latest'>>): ResponseOf<'home.summary'>['segments'] {
  const groups = segments.map(({ id, slot, name, size, revenueShare, profile }) => ({ id, slot, name, size, revenueShare, profile }))
  return { stale, features, groups: groups.toSorted((a, b) => (b.revenueShare ?? 0) - (a.revenueShare ?? 0) || a.slot - b.slot) }
}
