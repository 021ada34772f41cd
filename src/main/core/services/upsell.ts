import { SextantError } from '../../../shared/errors.ts'
import type { GivenLadders } from '../../../shared/model/upsell.ts'
import { beliefChoices, listBeliefs, removeBelief } from '../db/queries/beliefs.ts'
import { planNames } from '../db/queries/plans.ts'
import { dataBasis } from '../db/queries/segments.ts'
import { getSetting, setSetting } from '../db/queries/settings.ts'
import { latestUpsell } from '../db/queries/upsell-run.ts'
import { countOffers, upsellOffers, upsellSums } from '../db/queries/upsell-view.ts'
import { workspaceState } from '../db/queries/workspace.ts'
import type { Context, Handlers } from './context.ts'

const laddersOf = (db: ReturnType<Context['session']['current']>['db']): GivenLadders => getSetting(db, 'ladders') ?? []

export const upsellHandlers = {
  async 'upsell.run'({ session, jobs, emit, now }, { asOf: asked, recompute, ...chosen }) {
    const { path: workspacePath, name, db } = session.current()
    const asOf = asked ?? workspaceState(db, now()).asOf
    if (asOf === null) throw new SextantError('workspace.empty')
    const params = { ...chosen, ladders: laddersOf(db) }
    const result = await jobs.submit({ kind: 'upsell', label: name, task: 'upsell', input: { workspacePath, params, asOf, recompute } })
      .result
    emit('workspace.changed', { reason: 'upsell' })
    return result
  },

  'upsell.latest'({ session, now }) {
    const { db } = session.current()
    const newest = latestUpsell(db)
    if (newest === null) return null
    const {
      id,
      identity,
      basis,
      gone,
      result: { offers: _paged, ...found }
    } = newest
    const isOther = JSON.stringify(identity.params.ladders ?? []) !== JSON.stringify(laddersOf(db))
    const stale = gone || isOther || identity.asOf !== workspaceState(db, now()).asOf || basis !== dataBasis(db)
    return {
      run: { id, kind: 'upsell', ...identity },
      ...found,
      ...upsellSums(db),
      capacity: getSetting(db, 'offerCapacity') ?? null,
      stale
    }
  },

  'upsell.offers'({ session }, { offset, limit, ...filter }) {
    const { db } = session.current()
    return { ...countOffers(db, filter), rows: upsellOffers(db, filter, { offset, limit }) }
  },

  'upsell.ladders'({ session }) {
    return laddersOf(session.current().db)
  },

  'upsell.plans'({ session }) {
    return planNames(session.current().db)
  },

  'upsell.setCapacity'({ session, emit }, { capacity }) {
    setSetting(session.current().db, 'offerCapacity', capacity)
    emit('workspace.changed', { reason: 'settings' })
    return {}
  },

  'upsell.setLadders'({ session, emit }, { ladders }) {
    setSetting(session.current().db, 'ladders', ladders.length > 0 ? ladders : null)
    emit('workspace.changed', { reason: 'settings' })
    return {}
  },

  async 'upsell.table'({ session, jobs }, { format, holdOut, seed, ...filter }) {
    const { path: workspacePath, name } = session.current()
    return jobs.submit({ kind: 'members', label: name, task: 'upsellTable', input: { workspacePath, filter, format, holdOut, seed } })
      .result
  },

  'beliefs.list'({ session }) {
    return listBeliefs(session.current().db)
  },

  'beliefs.choices'({ session }) {
    return beliefChoices(session.current().db)
  },

  async 'beliefs.test'({ session, jobs, emit, now }, { statement, asOf: asked }) {
    const { path: workspacePath, name, db } = session.current()
    const asOf = asked ?? workspaceState(db, now()).asOf
    if (asOf === null) throw new SextantError('workspace.empty')
    const result = await jobs.submit({ kind: 'belief', label: name, task: 'belief', input: { workspacePath, statement, asOf } }).result
    emit('workspace.changed', { reason: 'upsell' })
    return result
  },

  'beliefs.remove'({ session, emit }, { id }) {
    removeBelief(session.current().db, id)
    emit('workspace.changed', { reason: 'upsell' })
    return {}
  }
} satisfies Partial<Handlers>
