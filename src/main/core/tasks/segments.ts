import type { Database } from 'better-sqlite3'
import { CHANCE_VERSION } from '../../../engines/chance.ts'
import { GAP_VERSION } from '../../../engines/gap.ts'
import { type Agreement, agreementWithMlKmeans } from '../../../engines/kmeans/agreement.ts'
import { KMEANS_VERSION, type KmeansResult } from '../../../engines/kmeans.ts'
import { KPROTOTYPES_VERSION } from '../../../engines/kprototypes.ts'
import { SILHOUETTE_VERSION, type Silhouette } from '../../../engines/silhouette.ts'
import { STABILITY_VERSION } from '../../../engines/stability.ts'
import { SextantError } from '../../../shared/errors.ts'
import { featureLeftOut } from '../../../shared/feature-words.ts'
import type { IsoDate, Warning } from '../../../shared/model/common.ts'
import type { Criterion, DroppedFeature, Proposal, SegmentsParams, SegmentsResult } from '../../../shared/model/segments.ts'
import { withDatabase } from '../db/open.ts'
import { customerCodes } from '../db/queries/customers.ts'
import { loadPurchases, type Purchases } from '../db/queries/purchases.ts'
import type { RunIdentity } from '../db/queries/runs.ts'
import { explainingMark } from '../db/queries/segment-facts.ts'
import { comparedRun, type EarlierRun, earlierRun, runView, SAID_VIEW } from '../db/queries/segment-identity.ts'
import {
  dataBasis,
  type Members,
  type RunIds,
  reuseNewest,
  type StoredResult,
  storedMembers,
  storeSegments,
  withNames
} from '../db/queries/segments.ts'
import type { TaskContext } from '../jobs/types.ts'
import { featureWithoutData, loadFeatures } from './feature-sources.ts'
import { refuseBeforeOrders } from './nothing-until.ts'
import { engineContext, type Scan, STREAMS, scan } from './segment-clustering.ts'
import { EXPLAIN_VERSION, type Explained, explain, withIds } from './segment-explain.ts'
import { clusteredRows, type FeatureTable, featureTable, inputFingerprint } from './segment-features.ts'
import { comparedTo, type Identity, identify, saidLater } from './segment-identity.ts'
import { drawMap, type MapDraft } from './segment-map.ts'
import { keepModel } from './segment-model.ts'
import { nameSegments } from './segment-names.ts'
import { describeSegments, nameFacts, type SegmentDraft, summariseCategories, summariseFeatures } from './segment-profile.ts'
import { type Candidate, type Proposals, propose } from './segment-proposals.ts'
import { rulesOf } from './segment-rules.ts'
import { type Space, spaceOf } from './segment-space.ts'
import { seedsAgree, type Trust, trust } from './segment-trust.ts'
import { pending, withoutComparing } from './segment-verdict.ts'
import { withThreads } from './threads.ts'

export interface SegmentsInput {
  workspacePath: string
  params: SegmentsParams
  asOf: IsoDate
  /** Compute again even though the newest run is the same, and fail if the answer differs by a byte. */
  recompute: boolean
}

/** Changes whenever the same input could give another result. */
const VERSION = [
  'segments/9',
  KMEANS_VERSION,
  KPROTOTYPES_VERSION,
  SILHOUETTE_VERSION,
  GAP_VERSION,
  STABILITY_VERSION,
  CHANCE_VERSION,
  EXPLAIN_VERSION
].join(' ')

/** Two can always be split in two: there is nothing to find below three. */
const FEWEST_CUSTOMERS = 3

/**
 * Customer segments: what each customer bought up to the as-of date, clustered by k-means, explained, and stored as a run
 * that goes on with the newest one: its names, slots and colours stay. If the newest run has the same seed, parameters,
 * engine version, input and as-of date, it is the answer.
 *
 * @throws workspace.empty, asOf.beforeOrders, run.tooFewCustomers, run.needsNumber, run.allLeftOut, run.noVariation, run.notReproduced
 */
export async function segments({ workspacePath, params, asOf, recompute }: SegmentsInput, ctx: TaskContext): Promise<SegmentsResult> {
  const { k, features, seed, starts, treatments = {} } = params
  const isTreated = Object.keys(treatments).length > 0
  const chosen: SegmentsParams = { k, features: namesAsked(features), seed, starts, ...(isTreated && { treatments }) }
  return withDatabase(workspacePath, 'write', async (db) => {
    ctx.onProgress({ phase: 'segments.load', done: 0, total: null, unit: 'rows' })
    const { purchases, table, basis, explained } = db.transaction(() => ({
      ...loadTable(db, asOf, chosen),
      basis: dataBasis(db),
      explained: explainingMark(db)
    }))()
    ctx.signal.throwIfAborted()
    if (table.scaled.every((value) => value === 0)) throw new SextantError('run.noVariation')
    const identity: RunIdentity = {
      seed: chosen.seed,
      params: { ...chosen, explained },
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
        JSON.stringify(again) === JSON.stringify(beforeComparing(stored)) &&
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

/** As they are stored: each once, in an order of their own, presets as such, so that a preset stays one when there is more data. */
export function namesAsked(names: readonly string[]): string[] {
  return [...new Set(names)].sort()
}

/** The features of those who bought. @throws workspace.empty, asOf.beforeOrders, run.tooFewCustomers, run.featureWithoutData, run.needsNumber, run.allLeftOut */
export function loadTable(
  db: Database,
  asOf: IsoDate,
  params: Pick<SegmentsParams, 'features' | 'treatments'>
): { purchases: Purchases; table: FeatureTable } {
  const purchases = loadPurchases(db, asOf)
  const found = purchases.customers.length
  const { noPurchase, otherCurrency } = purchases.without
  if (found + noPurchase.count + otherCurrency.count === 0) throw new SextantError('workspace.empty')
  if (found === 0) refuseBeforeOrders(db, asOf)
  if (found < FEWEST_CUSTOMERS) throw new SextantError('run.tooFewCustomers', { found, needed: FEWEST_CUSTOMERS })
  const sources = loadFeatures(db, purchases, asOf, params.features)
  const lacking = featureWithoutData(params.features, sources)
  if (lacking !== null) {
    const everything = loadFeatures(db, purchases, asOf, ['everything'])
    const there = [...everything.numbers, ...everything.categories].map(({ feature }) => feature)
    throw new SextantError('run.featureWithoutData', { feature: lacking, there })
  }
  const table = featureTable(sources, params.treatments)
  if (table.p === 0) {
    if (table.categories.length > 0) throw new SextantError('run.needsNumber', { features: table.categories.map(({ feature }) => feature) })
    if (isAlike(table.dropped)) throw new SextantError('run.noVariation')
    throw new SextantError('run.allLeftOut', { leftOut: table.dropped.map(featureLeftOut) })
  }
  return { purchases, table }
}

/** Everybody has the same, as far as anybody has anything. */
function isAlike(dropped: readonly DroppedFeature[]): boolean {
  const tells = dropped.some(({ reason, share }) => reason === 'allDifferent' || (reason === 'missing' && (share ?? 0) < 1))
  return !tells && dropped.some(({ reason }) => reason === 'constant')
}

/** A stored result without what was learnt of it later. */
function beforeComparing(stored: StoredResult): StoredResult {
  if (stored.chance === null) return stored
  return {
    ...stored,
    verdict: pending,
    verdictPending: true,
    chance: null,
    proposals: stored.proposals.map((of) => ({ ...of, verdict: null, chance: null }))
  }
}

/** Everything but the ids that the database gives: segments with the largest share of revenue first, and their members by that place. */
interface Found {
  asOf: IsoDate
  before: EarlierRun | null
  purchases: Purchases
  table: FeatureTable
  params: SegmentsParams
  k: number
  chosenBy: SegmentsResult['kChosenBy']
  proposals: Proposals
  space: Space
  scanned: Scan
  trusted: Trust
  seeds: SegmentsResult['seedAgreement']
  partition: KmeansResult
  silhouette: Silhouette
  drafts: SegmentDraft[]
  identities: Identity[]
  explained: Explained
  /** Row-major k x `space.width`, by place. */
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
  const { rows, mixed } = clusteredRows(table)
  const space = spaceOf(rows, n, mixed)
  const { scanned, trusted, seeds, k, chosenBy, proposals } = await withThreads(async (threads) => {
    const scanned = await scan(space, params, ctx, threads)
    const trusted = await trust(space, scanned, params, ctx, threads)
    const proposals = propose(candidates(scanned, trusted), n)
    const proposed = (proposals.taken === 'useful' && proposals.useful) || proposals.evidence
    const k = params.k === 'auto' ? proposed : Math.min(params.k, scanned.ks.at(-1) as number)
    const chosenBy: SegmentsResult['kChosenBy'] = params.k === 'auto' ? proposals.taken : 'request'
    const seeds = await seedsAgree(space, scanned.partitions[scanned.ks.indexOf(k)] as KmeansResult, k, params, ctx, threads)
    return { scanned, trusted, proposals, k, chosenBy, seeds }
  })
  const at = scanned.ks.indexOf(k)
  const partition = scanned.partitions[at] as KmeansResult
  const agreeing = engineContext(ctx, 'segments.agree', params.seed, STREAMS.agreement)
  const agreement = await agreementWithMlKmeans(scaled, n, p, k, agreeing)
  const { width } = space
  const drafts = describeSegments(table, partition, width, purchases)
  const placeOf = new Int32Array(k)
  drafts.forEach(({ cluster }, place) => {
    placeOf[cluster] = place
  })
  const places = partition.labels.map((label) => placeOf[label] as number)
  const members: Members = { customers: purchases.customers, slots: places }
  const profiles = drafts.map(({ profile }) => profile)
  const rules = rulesOf(table, places, k, params.seed, ctx)
  const proposed = nameSegments(
    profiles,
    drafts.map(nameFacts),
    rules.map(({ conditions, ...figures }) => ({ ...figures, features: conditions.map(({ feature }) => feature) }))
  )
  const identities = identify(
    before,
    members,
    drafts.map((draft) => ({ ...draft, ...nameFacts(draft) })),
    proposed,
    table,
    mixed.gamma
  )
  const centres = Float64Array.from(
    drafts.flatMap(({ cluster }) => [...partition.centroids.subarray(cluster * width, (cluster + 1) * width)])
  )
  const explained = await explain(db, { purchases, space, centres, places, profiles, rules, seed: params.seed, asOf }, ctx)
  return {
    asOf,
    before,
    purchases,
    table,
    params,
    k,
    chosenBy,
    proposals,
    space,
    scanned,
    trusted,
    seeds,
    partition,
    silhouette: scanned.silhouettes[at] as Silhouette,
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
function viewsOf(
  { before, explained, table, space, centres, members, drafts, identities, asOf }: Found,
  ids: RunIds
): Record<string, unknown> {
  const said = saidLater(before, members, identities, ids)
  return {
    ...(said.length > 0 && { [SAID_VIEW]: said }),
    explanation: withIds(explained.explanation, ids.run, (place) => ids.segments[place] ?? -1),
    model: keepModel(table, space, centres, members.slots, drafts.length, { run: ids.run, asOf })
  }
}

function resultOf(found: Found, codes: ReadonlyMap<number, string>, identity: RunIdentity, ids: RunIds, computedAt: number): StoredResult {
  const { before, purchases, table, params, k, scanned, trusted, silhouette, partition, drafts, identities, agreement, map } = found
  const sure = withoutComparing(table.n, k, params.k === 'auto' ? k : params.k)
  const stability = trusted.stability[scanned.ks.indexOf(k)] ?? []
  const idOf = (place: number) => ids.segments[place] ?? -1
  return {
    run: { id: ids.run, kind: 'segments', ...identity },
    verdict: sure ?? pending,
    verdictPending: sure === null,
    proposals: proposalsOf(found, sure),
    chance: null,
    k,
    kChosenBy: found.chosenBy,
    customers: table.n,
    leftOut: leftOutWarnings(purchases),
    silhouette: silhouette.mean,
    silhouetteRows: silhouette.rows,
    silhouetteError: silhouette.error,
    inertia: partition.inertia,
    criteria: criteriaOf(found),
    gap: trusted.gap && {
      firstSEmax: trusted.gap.firstSEmax,
      tibs2001SEmax: trusted.gap.tibs2001SEmax,
      rows: trusted.gap.rows,
      references: trusted.gap.references
    },
    seedAgreement: found.seeds,
    features: summariseFeatures(table),
    categories: summariseCategories(table),
    gamma: table.categories.length > 0 ? found.space.mixed.gamma : null,
    dropped: table.dropped,
    segments: drafts.map(({ cluster, once: _, ...draft }, place) => ({
      id: idOf(place),
      silhouette: silhouette.perCluster[cluster] ?? null,
      stability: stability[cluster] ?? null,
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
    compared: before && comparedTo(before, identities, table),
    mode: 'refit',
    computedAt
  }
}

/** What the proposals are made from. */
function candidates({ ks, silhouettes, partitions }: Scan, { stability }: Trust): Candidate[] {
  return ks.map((k, i) => ({
    k,
    silhouette: (silhouettes[i] as Silhouette).mean,
    smallest: Math.min(...(partitions[i] as KmeansResult).sizes),
    leastStable: leastOf(stability[i] ?? [])
  }))
}

/** Null where nothing is known. */
export function leastOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : Math.min(...known)
}

function criteriaOf({ scanned, trusted }: Found): Criterion[] {
  return scanned.ks.map((k, i) => {
    const { inertia, sizes } = scanned.partitions[i] as KmeansResult
    const gap = trusted.gap?.k[k - 1]
    const known = (trusted.stability[i] ?? []).filter((value) => value !== null)
    return {
      k,
      silhouette: (scanned.silhouettes[i] as Silhouette).mean,
      inertia,
      ...(scanned.criteria[i] ?? { calinskiHarabasz: null, daviesBouldin: null }),
      gap: gap?.gap ?? null,
      gapSE: gap?.se ?? null,
      stability: known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length,
      leastStable: leastOf(known),
      smallest: Math.min(...sizes)
    }
  })
}

function proposalsOf({ proposals }: Found, sure: Proposal['verdict']): Proposal[] {
  const { evidence, useful } = proposals
  const best: Proposal = { kind: 'evidence', k: evidence, verdict: sure, chance: null }
  return useful === null ? [best] : [best, { kind: 'useful', k: useful, verdict: sure, chance: null }]
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
