import { SextantError } from '../../../shared/errors.ts'
import type { JourneySelection, JourneySetup } from '../../../shared/model/journey.ts'
import { deleteBelief, storeBelief, storedBeliefs } from '../db/queries/journey-beliefs.ts'
import { storeSetup } from '../db/queries/stages.ts'
import { workspaceState } from '../db/queries/workspace.ts'
import { checkBelief } from '../tasks/journey-beliefs.ts'
import { journeyFunnel } from '../tasks/journey-funnel.ts'
import { type Prepared, readJourney } from '../tasks/journey-read.ts'
import { selectedCustomers } from '../tasks/journey-select.ts'
import { builtInStages } from '../tasks/journey-stages.ts'
import { journeyView } from '../tasks/journey-view.ts'
import type { Context, Handlers } from './context.ts'

export const journeyHandlers = {
  'journey.view'({ session, now }, scope) {
    const { db, path } = session.current()
    const prepared = readJourney(db, path)
    return prepared && journeyView(db, prepared, scope, workspaceState(db, now()).asOf)
  },

  'journey.run': (context, { recompute, asOf }) => read(context, recompute, asOf),

  'journey.setup'({ session }) {
    const { db, path } = session.current()
    const prepared = readJourney(db, path)
    if (prepared === null) return { stages: [...builtInStages], rules: [], chosen: false, proposals: [], values: [] }
    const { setup, chosen, proposals, values } = prepared.meta
    return { ...setup, chosen, proposals, values }
  },

  /** Reading the journey anew follows, since each touchpoint may be in another stage now. */
  async 'journey.saveSetup'(context, { setup }) {
    const { db } = context.session.current()
    if (setup !== null) checkSetup(setup)
    storeSetup(db, setup)
    return read(context, false)
  },

  'journey.funnel'({ session }, request) {
    const { db, path } = session.current()
    return journeyFunnel(db, mustRead(readJourney(db, path)), request)
  },

  'journey.beliefs'({ session }) {
    const { db, path } = session.current()
    const prepared = readJourney(db, path)
    return storedBeliefs(db).map((belief) => checkBelief(prepared, belief))
  },

  'journey.saveBelief'({ session, emit, now }, { id, belief }) {
    const { db, path } = session.current()
    const stored = storeBelief(db, belief, id, now())
    if (stored === null) throw new SextantError('journey.noBelief', { id: id ?? '?' })
    emit('workspace.changed', { reason: 'journey' })
    const found = storedBeliefs(db).find((one) => one.id === stored)
    if (found === undefined) throw new SextantError('journey.noBelief', { id: stored })
    return checkBelief(readJourney(db, path), found)
  },

  'journey.deleteBelief'({ session, emit }, { id }) {
    if (!deleteBelief(session.current().db, id)) throw new SextantError('journey.noBelief', { id })
    emit('workspace.changed', { reason: 'journey' })
    return {}
  }
} satisfies Partial<Handlers>

async function read({ session, jobs, emit, now }: Context, recompute: boolean, asked?: string): Promise<{ run: number }> {
  const { db, path: workspacePath, name } = session.current()
  const asOf = asked ?? workspaceState(db, now()).asOf
  if (asOf === null) throw new SextantError('journey.empty')
  const input = { workspacePath, asOf, recompute }
  const { run } = await jobs.submit({ kind: 'journey', label: name, task: 'journey', input }).result
  emit('workspace.changed', { reason: 'journey' })
  return { run }
}

/** Ids behind a number of the journey, kept while a list of them is paged through. */
let kept: { key: string; ids: readonly number[] } | null = null

export function journeySelection({ session }: Pick<Context, 'session'>, selection: JourneySelection): readonly number[] {
  const { db, path } = session.current()
  const prepared = mustRead(readJourney(db, path))
  const { run } = prepared
  const key = JSON.stringify([path, run.id, run.computedAt, run.identity.inputFingerprint, selection])
  // A belief may have changed meanwhile, and costs little.
  if (kept?.key === key && selection.pick.kind !== 'belief') return kept.ids
  const ids = selectedCustomers(db, prepared, selection)
  kept = { key, ids }
  return ids
}

function mustRead(prepared: Prepared | null): Prepared {
  if (prepared === null) throw new SextantError('journey.notRead')
  return prepared
}

/** What a schema cannot say of stages and rules. */
function checkSetup(setup: JourneySetup): void {
  const ids = setup.stages.map(({ id }) => id)
  const roles = setup.stages.flatMap(({ role }) => (role === null ? [] : [role]))
  const problem =
    new Set(ids).size < ids.length
      ? 'two stages have the same id'
      : new Set(roles).size < roles.length
        ? 'two stages have the same role'
        : setup.stages.some(({ name, role }) => name === null && role === null)
          ? 'a stage has no name'
          : setup.rules.some(({ stage }) => stage !== null && !ids.includes(stage))
            ? 'a rule leads to a stage that is not there'
            : null
  if (problem !== null) throw new SextantError('request.invalid', { method: 'journey.saveSetup', reason: problem })
}
