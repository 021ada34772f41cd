import type { Database } from 'better-sqlite3'
import { noStage, standing } from '../../../engines/journey/timeline.ts'
import { SextantError } from '../../../shared/errors.ts'
import type { JourneySelection } from '../../../shared/model/journey.ts'
import { storedBeliefs } from '../db/queries/journey-beliefs.ts'
import { segmentMembers } from '../db/queries/journey-events.ts'
import { strayed } from './journey-beliefs.ts'
import { funnelRows } from './journey-funnel.ts'
import { cohortOf, type Prepared, windowOf } from './journey-read.ts'

/** Ids of exactly the customers whom a number of the journey counted. O(events). */
export function selectedCustomers(db: Database, prepared: Prepared, { pick, scope }: JourneySelection): number[] {
  const { customers } = prepared.timeline
  return rowsOf(db, prepared, pick, scope).map((row) => customers[row] as number)
}

function rowsOf(db: Database, prepared: Prepared, pick: JourneySelection['pick'], scope: JourneySelection['scope']): number[] {
  const { timeline, columns } = prepared
  switch (pick.kind) {
    case 'stage':
      return pick.group === 'entered'
        ? standingIn(db, prepared, scope, pick.stage, null)
        : standingIn(db, prepared, scope, pick.stage, pick.group)
    case 'channel': {
      const s = stageIndex(prepared, pick.stage)
      const channel = prepared.meta.channels.indexOf(pick.channel)
      return standingIn(db, prepared, scope, pick.stage, null).filter(
        (row) => timeline.channel[prepared.flow.by[row * timeline.stages + s] as number] === channel
      )
    }
    case 'pain':
      return whoMet(db, prepared, scope, pick.stage, pick.code, pick.group === 'stayed')
    case 'change':
      return Array.from(columns.changeRows.subarray(columns.changeStarts[pick.change] ?? 0, columns.changeStarts[pick.change + 1] ?? 0))
    case 'gap': {
      const isIn = groupTest(db, prepared, pick)
      return [...standingIn(db, prepared, scope, pick.stage, 'moved'), ...standingIn(db, prepared, scope, pick.stage, 'stayed')].filter(
        isIn
      )
    }
    case 'funnel':
      return funnelRows(db, prepared, { ...pick.funnel, scope }, pick.step, pick.group)
    case 'belief': {
      const belief = storedBeliefs(db).find(({ id }) => id === pick.belief)
      if (belief === undefined) throw new SextantError('journey.noBelief', { id: pick.belief })
      return strayed(prepared, belief, pick.from, pick.to, pick.instead)
    }
  }
}

/** Whether a row belongs to a group, as `groupGaps` counts it. */
function groupTest(db: Database, { columns, meta }: Prepared, { by, group, segment }: Extract<JourneySelection['pick'], { kind: 'gap' }>) {
  if (by === 'segment') {
    const members = new Set(segment === null ? [] : segmentMembers(db, segment))
    return (row: number) => members.has(columns.customers[row] as number)
  }
  const of = by === 'channel' ? columns.firstChannel : columns.firstDevice
  const wanted = (by === 'channel' ? meta.channels : meta.devices).indexOf(group)
  return (row: number) => of[row] === wanted
}

function stageIndex({ meta }: Prepared, id: number): number {
  const index = meta.setup.stages.findIndex((stage) => stage.id === id)
  if (index === -1) throw new SextantError('journey.noStage', { id })
  return index
}

function standingIn(
  db: Database,
  prepared: Prepared,
  scope: JourneySelection['scope'],
  stage: number,
  wanted: 'moved' | 'stayed' | 'open' | null
): number[] {
  const s = stageIndex(prepared, stage)
  const cohort = cohortOf(db, prepared, scope)
  const window = windowOf(prepared, scope)
  const rows: number[] = []
  for (let row = 0; row < prepared.timeline.customers.length; row++) {
    const is = standing(prepared.timeline, prepared.flow, cohort, window, row, s)
    if (is !== null && (wanted === null || is === wanted)) rows.push(row)
  }
  return rows
}

/** The same customers as `painCounts` counts. */
function whoMet(
  db: Database,
  prepared: Prepared,
  scope: JourneySelection['scope'],
  stage: number,
  code: number | null,
  stayedOnly: boolean
): number[] {
  const { timeline, flow, isPain, painHome } = prepared
  const s = stageIndex(prepared, stage)
  const cohort = cohortOf(db, prepared, scope)
  const window = windowOf(prepared, scope)
  const rows: number[] = []
  for (let row = 0; row < timeline.customers.length; row++) {
    const is = standing(timeline, flow, cohort, window, row, s)
    if (is !== 'stayed' && (stayedOnly || is !== 'moved')) continue
    const entry = flow.entry[row * timeline.stages + s] as number
    let current = noStage
    for (let e = timeline.starts[row] as number; e < (timeline.starts[row + 1] as number); e++) {
      if (timeline.stage[e] !== noStage) current = timeline.stage[e] as number
      const k = timeline.code[e] as number
      if (code === null ? isPain[k] === 0 : k !== code) continue
      const since = (timeline.at[e] as number) - entry
      const home = painHome[k] === noStage ? current : (painHome[k] as number)
      if (home === s && since >= 0 && since <= window) {
        rows.push(row)
        break
      }
    }
  }
  return rows
}
