import type { Database } from 'better-sqlite3'
import { type Agreement, agreementWithMlKmeans } from '../../../engines/kmeans/agreement.ts'
import { KMEANS_VERSION } from '../../../engines/kmeans.ts'
import { SILHOUETTE_VERSION } from '../../../engines/silhouette.ts'
import { SextantError } from '../../../shared/errors.ts'
import type { IsoDate, Warning } from '../../../shared/model/common.ts'
import type { SegmentsParams, SegmentsResult } from '../../../shared/model/segments.ts'
import { withDatabase } from '../db/open.ts'
import { customerCodes } from '../db/queries/customers.ts'
import { loadPurchases, type Purchases } from '../db/queries/purchases.ts'
import { comparedRun, type EarlierRun, earlierRun, runView } from '../db/queries/segment-identity.ts'
import {
  dataBasis,
  type Members,
  type RunIdentity,
  type RunIds,
  reuseNewest,
  type StoredResult,
  storedMembers,
  storeSegments,
  withNames
} from '../db/queries/segments.ts'
import type { TaskContext } from '../jobs/types.ts'
import { type Clustering, cluster, engineContext, STREAMS } from './segment-clustering.ts'
import { EXPLAIN_VERSION, type Explained, explain, withIds } from './segment-explain.ts'
import { type FeatureTable, featureTable, inOrder, inputFingerprint } from './segment-features.ts'
import { comparedTo, type Identity, identify } from './segment-identity.ts'
import { drawMap, type MapDraft } from './segment-map.ts'
import { keepModel } from './segment-model.ts'
import { nameSegments } from './segment-names.ts'
import { describeSegments, type SegmentDraft, summariseFeatures } from './segment-profile.ts'
import { judge } from './segment-verdict.ts'
import { withThreads } from './threads.ts'

export interface SegmentsInput {
  workspacePath: string
  params: SegmentsParams
  asOf: IsoDate
  /** Compute again even though the newest run is the same, and fail if the answer differs by a byte. */
  recompute: boolean
}

/** Changes whenever the same input could give another result. */
const VERSION = `segments/3 ${KMEANS_VERSION} ${SILHOUETTE_VERSION} ${EXPLAIN_VERSION}`

/** Two can always be split in two: there is nothing to find below three. */
const FEWEST_CUSTOMERS = 3

/**
 * Customer segments: what each customer bought up to the as-of date, clustered by k-means, explained, and stored as a run
 * that goes on with the newest one: its names, slots and colours stay. If the newest run has the same seed, parameters,
 * engine version, input and as-of date, it is the answer.
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
    if (stored && !recompute) return withNames(db, { ...stored, stale: false, inputGone: null })

    const compared = stored ? comparedRun(db, stored.run.id) : null
    const before = stored && compared === null ? null : earlierRun(db, compared)
    const found = await compute(db, before, purchases, table, chosen, asOf, ctx)
    const codes = customerCodes(db, drawnCustomers(found))
    if (stored) {
      const ids: RunIds = { run: stored.run.id, segments: stored.segments.map(({ id }) => id) }
      const again = resultOf(found, codes, identity, ids, stored.computedAt)
      const same =
        JSON.stringify(again) === JSON.stringify(stored) &&
        sameMembers(found.members, storedMembers(db, ids)) &&
        Object.entries(viewsOf(found, ids)).every(([name, view]) => JSON.stringify(view) === JSON.stringify(runView(db, ids.run, name)))
      if (!same) throw new SextantError('run.notReproduced', { id: stored.run.id })
      return withNames(db, { ...stored, stale: false, inputGone: null })
    }
    ctx.onProgress({ phase: 'segments.save', done: 0, total: null, unit: 'rows' })
    const now = ctx.now()
    ctx.committing?.()
    const result = storeSegments(db, {
      identity,
      basis,
      now,
      compared: before?.id ?? null,
      segments: found.drafts.map(({ size }, place) => ({ ...(found.identities[place] as Identity), size })),
      members: found.members,
      marks: found.explained.marks,
      pains: found.explained.pains,
      viewsOf: (ids) => viewsOf(found, ids),
      resultOf: (ids) => resultOf(found, codes, identity, ids, Math.floor(now / 1000)),
      beforeCommit: () => ctx.committing?.()
    })
    return withNames(db, { ...result, stale: false, inputGone: null })
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

/** Everything but the ids that the database gives: segments with the largest share of revenue first, and their members by that place. */
interface Found {
  asOf: IsoDate
  before: EarlierRun | null
  purchases: Purchases
  table: FeatureTable
  params: SegmentsParams
  clustering: Clustering
  drafts: SegmentDraft[]
  identities: Identity[]
  explained: Explained
  /** Row-major k x p in the scaled space, by place. */
  centres: Float64Array
  agreement: Agreement
  map: MapDraft
  members: Members
}

async function compute(
  db: Database,
  before: EarlierRun | null,
  purchases: Purchases,
  table: FeatureTable,
  params: SegmentsParams,
  asOf: IsoDate,
  ctx: TaskContext
): Promise<Found> {
  const { scaled, n, p } = table
  const clustering = await withThreads((threads) => cluster(scaled, n, p, params, ctx, threads))
  const agreeing = engineContext(ctx, 'segments.agree', params.seed, STREAMS.agreement)
  const agreement = await agreementWithMlKmeans(scaled, n, p, clustering.k, agreeing)
  const drafts = describeSegments(table, clustering.partition, purchases)
  const placeOf = new Int32Array(clustering.k)
  drafts.forEach(({ cluster }, place) => {
    placeOf[cluster] = place
  })
  const places = clustering.partition.labels.map((label) => placeOf[label] as number)
  const members: Members = { customers: purchases.customers, slots: places }
  const profiles = drafts.map(({ profile }) => profile)
  const proposed = nameSegments(
    profiles,
    drafts.map(({ share }) => share)
  )
  const identities = identify(
    before,
    members,
    drafts.map(({ centroid }) => centroid),
    proposed,
    table
  )
  const centres = Float64Array.from(
    drafts.flatMap(({ cluster }) => [...clustering.partition.centroids.subarray(cluster * p, (cluster + 1) * p)])
  )
  const explained = await explain(db, { purchases, table, centres, places, profiles, seed: params.seed, asOf }, ctx)
  return {
    asOf,
    before,
    purchases,
    table,
    params,
    clustering,
    drafts,
    identities,
    explained,
    centres,
    agreement,
    map: drawMap(table, places, engineContext(ctx, 'segments.agree', params.seed, STREAMS.map).rng),
    members
  }
}

/** What is stored beside the result. */
function viewsOf({ explained, table, centres, members, drafts, asOf }: Found, ids: RunIds): Record<string, unknown> {
  return {
    explanation: withIds(explained.explanation, ids.run, (place) => ids.segments[place] ?? -1),
    model: keepModel(table, centres, members.slots, drafts.length, { run: ids.run, asOf })
  }
}

function resultOf(found: Found, codes: ReadonlyMap<number, string>, identity: RunIdentity, ids: RunIds, computedAt: number): StoredResult {
  const { before, purchases, table, params, clustering, drafts, identities, agreement, map } = found
  const { k, silhouette, partition } = clustering
  const idOf = (place: number) => ids.segments[place] ?? -1
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
    segments: drafts.map(({ cluster, ...draft }, place) => ({
      id: idOf(place),
      silhouette: silhouette.perCluster[cluster] ?? null,
      ...draft,
      ...(identities[place] as Identity)
    })),
    agreement: { package: 'ml-kmeans', ...agreement },
    map: {
      ...map,
      points: map.points.map(({ row, cluster: place, x, y }) => {
        const customer = purchases.customers[row] ?? -1
        return { customer, code: codes.get(customer) ?? '', segment: idOf(place), x, y }
      })
    },
    currency: purchases.currency,
    compared: before && comparedTo(before, identities),
    mode: 'refit',
    computedAt
  }
}

function drawnCustomers({ map, purchases }: Found): number[] {
  return map.points.map(({ row }) => purchases.customers[row] ?? -1)
}

/** Who is not among the customers, and why. */
export function leftOutWarnings({ without }: Purchases): Warning[] {
  return Object.entries(without)
    .filter(([, { count }]) => count > 0)
    .map(([reason, { count, example }]) => ({ code: `segmenting.leftOut.${reason}`, count, example }))
}

function sameMembers(a: Members, b: Members): boolean {
  return String(a.customers) === String(b.customers) && String(a.slots) === String(b.slots)
}
