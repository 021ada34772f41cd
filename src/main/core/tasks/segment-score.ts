import { KPROTOTYPES_VERSION } from '../../../engines/kprototypes.ts'
import { tally } from '../../../engines/math/tally.ts'
import { SextantError } from '../../../shared/errors.ts'
import type { IsoDate } from '../../../shared/model/common.ts'
import type { SegmentsResult } from '../../../shared/model/segments.ts'
import { withDatabase } from '../db/open.ts'
import { customerCodes } from '../db/queries/customers.ts'
import { loadPurchases } from '../db/queries/purchases.ts'
import type { RunIdentity } from '../db/queries/runs.ts'
import { explainingMark } from '../db/queries/segment-facts.ts'
import { earlierRun, SAID_VIEW } from '../db/queries/segment-identity.ts'
import {
  dataBasis,
  newestResult,
  type RunIds,
  reuseNewest,
  type StoredResult,
  storedSegments,
  storeSegments,
  withNames
} from '../db/queries/segments.ts'
import type { TaskContext } from '../jobs/types.ts'
import { refuseBeforeOrders } from './nothing-until.ts'
import { engineContext, STREAMS } from './segment-clustering.ts'
import { EXPLAIN_VERSION, explain, withIds } from './segment-explain.ts'
import { inputFingerprint } from './segment-features.ts'
import { comparedTo, type Identity, saidAsBefore } from './segment-identity.ts'
import { drawMap } from './segment-map.ts'
import { modelOf, score } from './segment-model.ts'
import { nameSegments } from './segment-names.ts'
import { describeSegments, nameFacts, summariseCategories, summariseFeatures } from './segment-profile.ts'
import { rulesOf } from './segment-rules.ts'
import { leftOutWarnings } from './segments.ts'

export interface ScoreInput {
  workspacePath: string
  asOf: IsoDate
}

/** Changes whenever the same input could give another result. */
const VERSION = `score/5 ${KPROTOTYPES_VERSION} ${EXPLAIN_VERSION}`

/**
 * “Score only”: the groups of the newest run as they are, and who is in them today. Nothing is found anew: centres, transforms
 * and scaling are those of the run that found them, and what was said of that run (its verdict, its number of groups) stays
 * said. Figures and explanations are of today. Stored as a run that goes on with the newest one.
 *
 * @throws run.noModel, run.tooFewCustomers
 */
export function scoreSegments({ workspacePath, asOf }: ScoreInput, ctx: TaskContext): Promise<SegmentsResult> {
  return withDatabase(workspacePath, 'write', async (db) => {
    ctx.onProgress({ phase: 'segments.assign', done: 0, total: null, unit: 'rows' })
    const {
      purchases,
      basis,
      explained: mark,
      base,
      before
    } = db.transaction(() => ({
      purchases: loadPurchases(db, asOf),
      basis: dataBasis(db),
      explained: explainingMark(db),
      base: newestResult(db),
      before: earlierRun(db, null)
    }))()
    const model = base && modelOf(db, base.run.id)
    if (base === null || before === null || model === null) throw new SextantError('run.noModel')
    if (purchases.customers.length === 0) refuseBeforeOrders(db, asOf)
    if (purchases.customers.length === 0) throw new SextantError('run.tooFewCustomers', { found: 0, needed: 1 })
    const { table, space, places } = score(db, model, purchases, asOf)
    const identity: RunIdentity = {
      seed: base.run.seed,
      params: { ...base.run.params, explained: mark, mode: 'score', foundBy: model.foundBy },
      engineVersion: VERSION,
      inputFingerprint: inputFingerprint(purchases, table),
      asOf
    }
    const stored = reuseNewest(db, identity, basis)
    if (stored) return withNames(db, { ...stored, stale: false, inputGone: null })

    // Groups that nobody is in today are gone until somebody is.
    const sizes = tally(places, model.limits.length)
    const there = [...sizes.keys()].filter((place) => (sizes[place] as number) > 0)
    const compact = Int32Array.from(sizes, (_, place) => there.indexOf(place))
    const { width } = space
    const centres = Float64Array.from(there.flatMap((place) => model.centres.slice(place * width, (place + 1) * width)))
    const labels = places.map((place) => compact[place] as number)
    const drafts = describeSegments(table, { labels, centroids: centres, sizes: tally(labels, there.length) }, width, purchases).sort(
      (a, b) => a.cluster - b.cluster
    )
    const profiles = drafts.map(({ profile }) => profile)
    const rules = rulesOf(table, labels, there.length, base.run.seed, ctx)
    const proposed = nameSegments(
      profiles,
      drafts.map(nameFacts),
      rules.map(({ conditions, ...figures }) => ({ ...figures, features: conditions.map(({ feature }) => feature) }))
    )
    // The groups are those that were found, so that their names are.
    const identities = there.map((place, i): Identity => {
      const { id, slot, name, given, because } = before.segments[place] as (typeof before.segments)[number]
      return { slot, name, given, proposed: proposed[i]?.name ?? name, because, continues: id }
    })
    const explained = await explain(db, { purchases, space, centres, places: labels, profiles, rules, seed: base.run.seed, asOf }, ctx)
    const map = drawMap(table, labels, engineContext(ctx, 'segments.explain', base.run.seed, STREAMS.map).rng)
    const codes = customerCodes(
      db,
      map.points.map(({ row }) => purchases.customers[row] ?? -1)
    )
    const now = ctx.now()
    const resultOf = (ids: RunIds): StoredResult => {
      const idOf = (place: number) => ids.segments[place] ?? -1
      return {
        // Its verdict may have come meanwhile.
        ...(storedSegments(db, base.run.id) ?? base),
        run: { id: ids.run, kind: 'segments', ...identity },
        customers: table.n,
        leftOut: leftOutWarnings(purchases),
        features: summariseFeatures(table),
        categories: summariseCategories(table),
        segments: drafts.map(({ cluster: _, once: _once, ...draft }, place) => ({
          id: idOf(place),
          silhouette: null,
          stability: base.segments[there[place] as number]?.stability ?? null,
          ...draft,
          ...(identities[place] as (typeof identities)[number])
        })),
        map: {
          ...map,
          points: map.points.map(({ row, cluster: place, x, y }) => {
            const customer = purchases.customers[row] ?? -1
            return { customer, code: codes.get(customer) ?? '', segment: idOf(place), x, y }
          })
        },
        currency: purchases.currency,
        compared: comparedTo(before, identities, table),
        mode: 'score',
        computedAt: Math.floor(now / 1000)
      }
    }
    ctx.onProgress({ phase: 'segments.save', done: 0, total: null, unit: 'rows' })
    ctx.committing?.()
    const result = storeSegments(db, {
      identity,
      basis,
      now,
      compared: before.id,
      segments: drafts.map(({ size }, place) => ({ ...(identities[place] as (typeof identities)[number]), size })),
      members: { customers: purchases.customers, slots: labels },
      marks: explained.marks,
      pains: explained.pains,
      viewsOf: (ids) => ({
        [SAID_VIEW]: saidAsBefore(before, identities, ids.segments),
        explanation: withIds(explained.explanation, ids.run, (place) => ids.segments[place] ?? -1),
        model: { ...model, centres: [...centres], limits: there.map((place) => model.limits[place] as number) }
      }),
      resultOf,
      beforeCommit: () => ctx.committing?.()
    })
    return withNames(db, { ...result, stale: false, inputGone: null })
  })
}
