import { SextantError } from '../../../shared/errors.ts'
import type { HomeSummary } from '../../../shared/model/home.ts'
import { SupportParams, type SupportResult } from '../../../shared/model/support.ts'
import { dataBasis } from '../db/queries/segments.ts'
import { getSetting, setSetting } from '../db/queries/settings.ts'
import { asKnown, renameSupport, reviewSupport, supportNameIsTaken } from '../db/queries/support-identity.ts'
import { supportAmongSql, supportParts, supportTickets } from '../db/queries/support-picks.ts'
import { countTickets, lastTicketDay, latestSupport, supportMembers } from '../db/queries/support-run.ts'
import { complementsAmong } from '../db/queries/upsell-view.ts'
import { workspaceState } from '../db/queries/workspace.ts'
import { aboutChoices } from '../tasks/support-about.ts'
import { readSupportChange } from '../tasks/support-change.ts'
import { readSupportCourse } from '../tasks/support-course.ts'
import { readSupportPains } from '../tasks/support-pains.ts'
import { readSupportTree } from '../tasks/support-tree-read.ts'
import { SUPPORT_RUN_VERSION } from '../tasks/support-version.ts'
import type { Context, Handlers } from './context.ts'

type Database = ReturnType<Context['session']['current']>['db']

/** That of the workspace; of one that holds nothing but tickets, the day of the last of them. */
const asOfOf = (db: Database, now: number): string | null => workspaceState(db, now).asOf ?? lastTicketDay(db)

type Newest = NonNullable<ReturnType<typeof latestSupport<Omit<SupportResult, 'run'>>>>

const isStale = (db: Database, { gone, identity, basis }: Newest, now: number): boolean =>
  gone || identity.asOf !== asOfOf(db, now) || identity.engineVersion !== SUPPORT_RUN_VERSION || basis !== dataBasis(db)

/** The newest run, unless all that it was found in went with an undone import; null before the first. */
function shown(db: Database, now: number): Newest | null {
  const newest = latestSupport<Omit<SupportResult, 'run'>>(db)
  if (newest === null) return null
  const { tickets, orderLines, feedback } = workspaceState(db, now).counts
  return (newest.result.from === 'behaviour' ? orderLines + feedback : tickets) === 0 ? null : newest
}

/** What the morning page says of the newest run; null before the first. */
export function supportHeadline(db: Database, now: number): HomeSummary['support'] {
  const newest = shown(db, now)
  if (newest === null) return null
  const rising = newest.result.rising.map(({ product, category, from, tickets, expected, ratio }) => ({
    product,
    category,
    from,
    tickets,
    expected,
    ratio
  }))
  return { stale: isStale(db, newest, now), rising }
}

/** Finds the groups anew, asked as they were last. */
export function rerunSupport(context: Context): Promise<SupportResult> {
  const newest = latestSupport(context.session.current().db)
  const chosen = SupportParams.safeParse(newest?.identity.params)
  return supportHandlers['support.run'](context, { ...(chosen.success ? chosen.data : SupportParams.parse({})), recompute: false })
}

/** Why no day can be told up to which anything is known. */
function nothingDated(db: Database): SextantError {
  const tickets = countTickets(db)
  return tickets === 0 ? new SextantError('support.empty') : new SextantError('support.undated', { tickets })
}

export const supportHandlers = {
  async 'support.run'({ session, jobs, emit, now }, { asOf: asked, recompute, ...given }) {
    const { path: workspacePath, name, db } = session.current()
    const asOf = asked ?? asOfOf(db, now())
    if (asOf === null) throw nothingDated(db)
    const input = { workspacePath, params: SupportParams.parse(given), asOf, recompute }
    const result = await jobs.submit({ kind: 'support', label: name, task: 'support', input }).result
    emit('workspace.changed', { reason: 'support' })
    return result
  },

  'support.about'({ session, now }) {
    const { db } = session.current()
    const asOf = asOfOf(db, now())
    return asOf === null ? [] : aboutChoices(db, asOf)
  },

  'support.latest'({ session, now }) {
    const { db } = session.current()
    const newest = shown(db, now())
    if (newest === null) return null
    const { id, identity, result } = newest
    return {
      run: { id, kind: 'support', ...identity },
      ...result,
      clusters: asKnown(db, id, result.clusters),
      stale: isStale(db, newest, now())
    }
  },

  'support.members'({ session, now }) {
    const { db } = session.current()
    const newest = shown(db, now())
    return newest === null ? [] : supportMembers(db, newest.id, newest.result.unit)
  },

  'support.parts': ({ session }, { run, parts }) => supportParts(session.current().db, run, parts),

  'support.rename'({ session, emit, now }, { id, name }) {
    const { db } = session.current()
    if (name !== null && supportNameIsTaken(db, id, name)) throw new SextantError('support.nameTaken', { name })
    const newest = shown(db, now())
    const proposed = newest?.result.clusters.find((cluster) => cluster.id === id)?.proposed
    if (proposed === undefined || !renameSupport(db, id, name ?? proposed, name !== null))
      throw new SextantError('support.notFound', { id })
    emit('workspace.changed', { reason: 'support' })
    return {}
  },

  'support.review'({ session, emit }, { id, judgement, note }) {
    if (!reviewSupport(session.current().db, id, judgement, note)) throw new SextantError('support.notFound', { id })
    emit('workspace.changed', { reason: 'support' })
    return {}
  },

  'support.tree'({ session, now }, { from, to }) {
    const { db } = session.current()
    const newest = shown(db, now())
    return newest === null ? null : readSupportTree(db, newest.id, to === null ? null : { from, to })
  },

  'support.tickets'({ session, now }, { pick, offset, limit }) {
    const { db } = session.current()
    return supportTickets(db, pick, { offset, limit, asOf: asOfOf(db, now()) })
  },

  'support.change'({ session, now }) {
    const { db } = session.current()
    const day = getSetting(db, 'supportChange')
    const newest = shown(db, now())
    if (day === undefined || newest === null) return null
    const { id, identity, result } = newest
    return readSupportChange(db, { run: id, unit: result.unit, asOf: identity.asOf, clusters: result.clusters, day })
  },

  'support.pains'({ session, now }) {
    const { db } = session.current()
    const newest = shown(db, now())
    return newest === null ? null : readSupportPains(db, newest.id, newest.identity.asOf)
  },

  'support.course'({ session, now }, { cluster }) {
    const { db } = session.current()
    const newest = shown(db, now())
    if (newest === null || !newest.result.clusters.some(({ id }) => id === cluster)) return null
    return readSupportCourse(db, { run: newest.id, unit: newest.result.unit, asOf: newest.identity.asOf, cluster })
  },

  'support.complements'({ session }, { cluster }) {
    const { db } = session.current()
    return complementsAmong(db, supportAmongSql(db, { by: 'cluster', cluster }))
  },

  'support.setChange'({ session, emit }, { day }) {
    setSetting(session.current().db, 'supportChange', day)
    emit('workspace.changed', { reason: 'support' })
    return {}
  }
} satisfies Partial<Handlers>
