import { type Agreement, agreementWithMlKmeans } from '../../../engines/kmeans/agreement.ts'
import { KMEANS_VERSION } from '../../../engines/kmeans.ts'
import { SILHOUETTE_VERSION } from '../../../engines/silhouette.ts'
import { SextantError } from '../../../shared/errors.ts'
import type { IsoDate, Warning } from '../../../shared/model/common.ts'
import type { SegmentsParams, SegmentsResult } from '../../../shared/model/segments.ts'
import { withDatabase } from '../db/open.ts'
import { loadPurchases, type Purchases } from '../db/queries/purchases.ts'
import {
  dataBasis,
  type Members,
  type RunIdentity,
  type RunIds,
  reuseNewest,
  type StoredResult,
  storedMembers,
  storeSegments
} from '../db/queries/segments.ts'
import type { TaskContext } from '../jobs/types.ts'
import { type Clustering, cluster, engineContext, STREAMS } from './segment-clustering.ts'
import { type FeatureTable, featureTable, inOrder, inputFingerprint } from './segment-features.ts'
import { drawMap, type MapDraft } from './segment-map.ts'
import { nameSegments } from './segment-names.ts'
import { describeSegments, type SegmentDraft, summariseFeatures } from './segment-profile.ts'
import { judge } from './segment-verdict.ts'

export interface SegmentsInput {
  workspacePath: string
  params: SegmentsParams
  asOf: IsoDate
  /** Compute again even though the newest run is the same, and fail if the answer differs by a byte. */
  recompute: boolean
}

/** Changes whenever the same input could give another result. */
const VERSION = `segments/1 ${KMEANS_VERSION} ${SILHOUETTE_VERSION}`

/** Two can always be split in two: there is nothing to find below three. */
const FEWEST_CUSTOMERS = 3

/**
 * Customer segments: what each customer bought up to the as-of date, clustered by k-means and stored as a run. If the
 * newest run has the same seed, parameters, engine version, input and as-of date, it is the answer.
 *
 * @throws workspace.empty, run.tooFewCustomers, run.noVariation, run.notReproduced
 */
export async function segments({ workspacePath, params, asOf, recompute }: SegmentsInput, ctx: TaskContext): Promise<SegmentsResult> {
  const { k, features, seed, starts } = params
  const chosen: SegmentsParams = { k, features: inOrder(features), seed, starts }
  return withDatabase(workspacePath, 'write', async (db) => {
    ctx.onProgress({ phase: 'segments.load', done: 0, total: null, unit: 'rows' })
    const { purchases, basis } = db.transaction(() => ({ purchases: loadPurchases(db, asOf), basis: dataBasis(db) }))()
    ctx.signal.throwIfAborted()
    const table = tableToCluster(purchases, asOf, chosen)
    const identity: RunIdentity = {
      seed: chosen.seed,
      params: chosen,
      engineVersion: VERSION,
      inputFingerprint: inputFingerprint(purchases, table),
      asOf
    }
    const stored = reuseNewest(db, identity, basis)
    if (stored && !recompute) return { ...stored, stale: false, inputGone: null }

    const found = await compute(purchases, table, chosen, ctx)
    if (stored) {
      const ids: RunIds = { run: stored.run.id, segments: stored.segments.map(({ id }) => id) }
      const again = resultOf(found, identity, ids, stored.computedAt)
      const same = JSON.stringify(again) === JSON.stringify(stored) && sameMembers(found.members, storedMembers(db, ids))
      if (!same) throw new SextantError('run.notReproduced', { id: stored.run.id })
      return { ...stored, stale: false, inputGone: null }
    }
    ctx.onProgress({ phase: 'segments.save', done: 0, total: null, unit: 'rows' })
    const now = ctx.now()
    ctx.committing?.()
    const result = storeSegments(db, {
      identity,
      basis,
      now,
      segments: found.drafts.map(({ size }, slot) => ({ slot, name: found.names[slot] ?? '', size })),
      members: found.members,
      resultOf: (ids) => resultOf(found, identity, ids, Math.floor(now / 1000)),
      beforeCommit: () => ctx.committing?.()
    })
    return { ...result, stale: false, inputGone: null }
  })
}

/** The features of those who bought, if there is something to tell apart. */
function tableToCluster(purchases: Purchases, asOf: IsoDate, params: SegmentsParams): FeatureTable {
  const found = purchases.customers.length
  const { noPurchase, otherCurrency } = purchases.without
  if (found + noPurchase.count + otherCurrency.count === 0) throw new SextantError('workspace.empty')
  if (found < FEWEST_CUSTOMERS) throw new SextantError('run.tooFewCustomers', { found, needed: FEWEST_CUSTOMERS })
  const table = featureTable(purchases, asOf, params.features)
  if (table.scaled.every((value) => value === 0)) throw new SextantError('run.noVariation')
  return table
}

/** Everything but what the database gives: segments in slot order, their members by slot. */
interface Found {
  purchases: Purchases
  table: FeatureTable
  params: SegmentsParams
  clustering: Clustering
  drafts: SegmentDraft[]
  names: string[]
  agreement: Agreement
  map: MapDraft
  members: Members
}

async function compute(purchases: Purchases, table: FeatureTable, params: SegmentsParams, ctx: TaskContext): Promise<Found> {
  const { scaled, n, p } = table
  const clustering = await cluster(scaled, n, p, params, ctx)
  const agreeing = engineContext(ctx, 'segments.agree', params.seed, STREAMS.agreement)
  const agreement = await agreementWithMlKmeans(scaled, n, p, clustering.k, agreeing)
  const drafts = describeSegments(table, clustering.partition, purchases)
  const slotOf = new Int32Array(clustering.k)
  drafts.forEach(({ cluster }, slot) => {
    slotOf[cluster] = slot
  })
  const slots = clustering.partition.labels.map((label) => slotOf[label] as number)
  return {
    purchases,
    table,
    params,
    clustering,
    drafts,
    names: nameSegments(drafts.map(({ profile }) => profile)),
    agreement,
    map: drawMap(table, slots, engineContext(ctx, 'segments.agree', params.seed, STREAMS.map).rng),
    members: { customers: purchases.customers, slots }
  }
}

function resultOf(found: Found, identity: RunIdentity, ids: RunIds, computedAt: number): StoredResult {
  const { purchases, table, params, clustering, drafts, names, agreement, map } = found
  const { k, silhouette, partition } = clustering
  const idOf = (slot: number) => ids.segments[slot] ?? -1
  return {
    run: { id: ids.run, kind: 'segments', ...identity },
    verdict: judge(silhouette.mean, table.n, k, params.k === 'auto' ? k : params.k),
    k,
    kChosenBy: clustering.chosenBy,
    customers: table.n,
    leftOut: leftOutWarnings(purchases),
    silhouette: silhouette.mean,
    silhouetteRows: silhouette.rows,
    silhouetteError: silhouette.error,
    inertia: partition.inertia,
    criteria: clustering.criteria,
    features: summariseFeatures(table),
    segments: drafts.map(({ cluster, ...draft }, slot) => ({
      id: idOf(slot),
      slot,
      name: names[slot] ?? '',
      silhouette: silhouette.perCluster[cluster] ?? null,
      ...draft
    })),
    agreement: { package: 'ml-kmeans', ...agreement },
    map: {
      ...map,
      points: map.points.map(({ customer, segment, x, y }) => ({
        customer: purchases.customers[customer] ?? -1,
        segment: idOf(segment),
        x,
        y
      }))
    },
    currency: purchases.currency,
    computedAt
  }
}

function leftOutWarnings({ without }: Purchases): Warning[] {
  return Object.entries(without)
    .filter(([, { count }]) => count > 0)
    .map(([reason, { count, example }]) => ({ code: `segmenting.leftOut.${reason}`, count, example }))
}

function sameMembers(a: Members, b: Members): boolean {
  return String(a.customers) === String(b.customers) && String(a.slots) === String(b.slots)
}
