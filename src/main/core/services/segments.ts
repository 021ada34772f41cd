import { SextantError } from '../../../shared/errors.ts'
import type { Explanation } from '../../../shared/model/explanation.ts'
import { SegmentsParams, type SegmentsResult } from '../../../shared/model/segments.ts'
import { latestRun } from '../db/queries/customers.ts'
import { nameIsTaken, renameSegment, runView } from '../db/queries/segment-identity.ts'
import { painRows } from '../db/queries/segment-views.ts'
import { latestSegments, storedSegments, withNames } from '../db/queries/segments.ts'
import { workspaceState } from '../db/queries/workspace.ts'
import type { Context, Handlers } from './context.ts'

export const segmentsHandlers = {
  'segments.latest'({ session, now }) {
    const { db } = session.current()
    return latestSegments(db, workspaceState(db, now()).asOf)
  },

  async 'segments.run'(context, { recompute, asOf: asked, wait, ...given }) {
    const { session, jobs, emit, now } = context
    const { path: workspacePath, name, db } = session.current()
    const asOf = asked ?? workspaceState(db, now()).asOf
    if (asOf === null) throw new SextantError('workspace.empty')
    const input = { workspacePath, params: SegmentsParams.parse(given), asOf, recompute }
    const result = await jobs.submit({ kind: 'segments', label: name, task: 'segments', input }).result
    emit('workspace.changed', { reason: 'segmented' })
    if (!result.verdictPending && !recompute) return result
    const judged = judgeRun(context, workspacePath, name, result.run.id, recompute)
    if (!wait) return result
    await judged
    return segmentsOf(context, workspacePath, result)
  },

  async 'segments.features'({ session, jobs, now }) {
    const { path: workspacePath, name, db } = session.current()
    const { asOf } = workspaceState(db, now())
    if (asOf === null) throw new SextantError('workspace.empty')
    return jobs.submit({ kind: 'features', label: name, task: 'featureOverview', input: { workspacePath, asOf } }).result
  },

  async 'segments.judge'(context) {
    const { path: workspacePath, name, db } = context.session.current()
    const result = latestSegments(db, workspaceState(db, context.now()).asOf)
    if (result === null) return null
    await judgeRun(context, workspacePath, name, result.run.id, false)
    return segmentsOf(context, workspacePath, result)
  },

  async 'segments.score'({ session, jobs, emit, now }) {
    const { path: workspacePath, name, db } = session.current()
    const { asOf } = workspaceState(db, now())
    if (asOf === null) throw new SextantError('workspace.empty')
    const result = await jobs.submit({ kind: 'segments', label: name, task: 'segmentScore', input: { workspacePath, asOf } }).result
    emit('workspace.changed', { reason: 'segmented' })
    return result
  },

  'segments.rename'({ session, emit, now }, { id, name }) {
    const { db } = session.current()
    if (name !== null && nameIsTaken(db, id, name)) throw new SextantError('segment.nameTaken', { name })
    if (!renameSegment(db, id, name)) throw new SextantError('segment.notFound', { id })
    emit('workspace.changed', { reason: 'segmented' })
    return latestSegments(db, workspaceState(db, now()).asOf) as SegmentsResult
  },

  'segments.explanation'({ session }) {
    const { db } = session.current()
    const run = latestRun(db)
    return run === null ? null : runView<Explanation>(db, run, 'explanation')
  },

  'segments.painRows': ({ session }, { offset, limit, ...cell }) => painRows(session.current().db, cell, offset, limit),

  async 'segments.migration'({ session, jobs }, { from, to }) {
    const { path: workspacePath, name } = session.current()
    return jobs.submit({ kind: 'movement', label: name, task: 'segmentMigration', input: { workspacePath, from, to } }).result
  },

  async 'segments.drift'({ session, jobs, now }) {
    const { path: workspacePath, name, db } = session.current()
    const { asOf } = workspaceState(db, now())
    if (asOf === null) throw new SextantError('workspace.empty')
    return jobs.submit({ kind: 'drift', label: name, task: 'segmentDrift', input: { workspacePath, asOf } }).result
  },

  async 'segments.members'({ session, jobs }, { segment, format }) {
    const { path: workspacePath, name } = session.current()
    return jobs.submit({ kind: 'members', label: name, task: 'segmentMembers', input: { workspacePath, segment, format } }).result
  }
} satisfies Partial<Handlers>

/** Starts the comparison with chance. Whoever does not wait learns of it by its job and event. */
function judgeRun({ jobs, emit }: Context, workspacePath: string, label: string, run: number, recompute: boolean): Promise<unknown> {
  const { result } = jobs.submit({ kind: 'verdict', label, task: 'segmentChance', input: { workspacePath, run, recompute } })
  result.then(
    () => emit('workspace.changed', { reason: 'segmented' }),
    () => {}
  )
  return result
}

/** The result as it is stored now, unless another workspace was opened meanwhile. */
function segmentsOf({ session }: Context, workspacePath: string, result: SegmentsResult): SegmentsResult {
  const { db, path } = session.current()
  return path === workspacePath ? withNames(db, { ...result, ...storedSegments(db, result.run.id) }) : result
}

/** The same once more for data that has changed, as a person last chose it; as usual where nobody chose yet. */
export function rerunSegments(context: Context): Promise<SegmentsResult> {
  const { db } = context.session.current()
  const { asOf } = workspaceState(db, context.now())
  const last = asOf === null ? null : latestSegments(db, asOf)
  const chosen = SegmentsParams.safeParse(last?.run.params)
  return segmentsHandlers['segments.run'](context, { ...(chosen.success ? chosen.data : {}), recompute: false, wait: false })
}
