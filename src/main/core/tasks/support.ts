import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { adjustedRand } from '../../../engines/math/adjusted-rand.ts'
import { quantile } from '../../../engines/math/quantile.ts'
import { behaviourFeatures, behaviourNull, tellsNeeds } from '../../../engines/support/behaviour.ts'
import { dealtNull } from '../../../engines/support/dealt.ts'
import { difficultyOf } from '../../../engines/support/difficulty.ts'
import {
  asIs,
  customerUnits,
  delays,
  type Source,
  type SupportTable,
  sourceOf,
  supportFeatures,
  ticketUnits
} from '../../../engines/support/features.ts'
import { writesNext } from '../../../engines/support/next.ts'
import { FALSE_RISES, findRising } from '../../../engines/support/rising.ts'
import { findRouting, type Handling } from '../../../engines/support/routing.ts'
import { findThemes, type Themes } from '../../../engines/support/themes.ts'
import { languageOf, wordsOf } from '../../../engines/text/language.ts'
import { sentiment } from '../../../engines/text/sentiment.ts'
import { SextantError } from '../../../shared/errors.ts'
import type { IsoDate } from '../../../shared/model/common.ts'
import type { SupportParams, SupportResult } from '../../../shared/model/support.ts'
import type { SupportColumns } from '../../../shared/model/support-columns.ts'
import { withDatabase } from '../db/open.ts'
import type { Column } from '../db/queries/columns.ts'
import { customerCodes } from '../db/queries/customers.ts'
import { isoDate, secondsADay } from '../db/queries/dates.ts'
import { segmentGroups } from '../db/queries/journey-segments.ts'
import { confirmRun, type RunIdentity } from '../db/queries/runs.ts'
import { storeRunView } from '../db/queries/segment-identity.ts'
import { dataBasis } from '../db/queries/segments.ts'
import { loadBehaviour } from '../db/queries/support-behaviour.ts'
import { loadSupport, type SupportData } from '../db/queries/support-data.ts'
import { asKnown, earlierSupport, goneClusters, storeGone } from '../db/queries/support-identity.ts'
import { latestSupport, storeSupport } from '../db/queries/support-run.ts'
import type { TaskContext } from '../jobs/types.ts'
import { engineContext } from './segment-clustering.ts'
import { aboutColumns } from './support-about.ts'
import { type DescribedCluster, describeClusters, quotesOf, type Voices } from './support-describe.ts'
import { identifySupport } from './support-identity.ts'
import { stageNumbers } from './support-pains.ts'
import { type Cut, cutTable } from './support-tree.ts'
import { type SupportTrust, trustSupport } from './support-trust.ts'
import { SUPPORT_RUN_VERSION } from './support-version.ts'

export interface SupportInput {
  workspacePath: string
  params: SupportParams
  asOf: IsoDate
  /** Compute again though the newest run is the same, and fail if the answer differs. */
  recompute: boolean
}

type Stored = Omit<SupportResult, 'run'>

const FEWEST_UNITS = 3
/** Of those who are named for a category, so many may be chance. */
const FALSE_SHARE = 0.05
const TREND_DAYS = 91
const MOST_NEXT = 200
const STREAMS = { tree: 1, trust: 2, themes: 3 } as const

/**
 * Support clusters: customers (or tickets) that are alike in what they need after the purchase, with what each needs, who handles it best, what is rising
 * and who will write next. Of a shop without tickets, customers that are alike in what they send back, say when asked, and how they come again. If the newest run has the same seed, parameters, engine version, input and as-of date, it is the answer.
 *
 * @throws support.tooFew, support.nothingTold, run.noVariation, run.notReproduced, engine.*
 */
export async function support({ workspacePath, params, asOf, recompute }: SupportInput, ctx: TaskContext): Promise<SupportResult> {
  return withDatabase(workspacePath, 'write', async (db) => {
    ctx.onProgress({ phase: 'support.load', done: 0, total: null, unit: 'rows' })
    const { data, from, basis, segments } = db.transaction(() => ({
      ...readData(db, params, asOf),
      basis: dataBasis(db),
      segments: segmentsOf(db)
    }))()
    ctx.signal.throwIfAborted()
    const identity: RunIdentity = {
      seed: params.seed,
      params: { ...params },
      engineVersion: SUPPORT_RUN_VERSION,
      inputFingerprint: fingerprint(data, from, segments),
      asOf
    }
    const before = latestSupport<Stored>(db)
    const same = before !== null && !before.gone && JSON.stringify(before.identity) === JSON.stringify(identity)
    if (same && !recompute) {
      confirmRun(db, before.id, dataBasis(db))
      return asStored(db, before.id, identity, before.result)
    }
    const found = await compute(data, from, segments, params, ctx)
    const codes = customerCodes(db, [...data.customerIds])
    if (same) {
      const again = resultOf(found, data, params, codes, before.result.clusters)
      if (JSON.stringify(again) !== JSON.stringify(before.result)) throw new SextantError('run.notReproduced', { id: before.id })
      return asStored(db, before.id, identity, before.result)
    }
    ctx.onProgress({ phase: 'support.save', done: 0, total: null, unit: 'rows' })
    const { source, cut, described, table } = found
    const ids =
      params.unit === 'customers'
        ? Float64Array.from(source.units.customer, (c) => data.customerIds[c] as number)
        : Float64Array.from(source.units.tickets, (ticket) => data.ticketIds[ticket] as number)
    const named =
      params.unit === 'customers'
        ? Array.from(ids, (id) => codes.get(id) ?? '')
        : Array.from(source.units.tickets, (ticket) => data.numbers[ticket] as string)
    // Names and judgements may have changed while it was computed: they are read, and carried over, in one transaction.
    return db.transaction(() => {
      const { clusters, gone } = identifySupport(earlierSupport(db), goneClusters(db), {
        unit: params.unit,
        members: named,
        labels: cut.labels,
        proposed: described.map(({ name }) => name)
      })
      const result = resultOf(found, data, params, codes, clusters)
      const id = storeSupport(db, {
        identity,
        now: ctx.now(),
        verdict: found.trust.verdict.level,
        basis,
        clusters: clusters.map((cluster, place) => ({ ...cluster, size: described[place]?.size ?? 0 })),
        units: ids,
        codes: named,
        places: cut.labels,
        artifacts: { tree: treeColumns(cut, ids), features: leafColumns(table, cut), voices: voiceColumns(found, data, stageNumbers(db)) },
        result
      })
      storeRunView(db, id, 'features', table.features)
      storeGone(db, gone)
      ctx.committing?.()
      return asStored(db, id, identity, result)
    })()
  })
}

/** Tickets; where there are none, what else tells customers apart. */
function readData(db: Database, { unit, about: chosen }: SupportParams, asOf: IsoDate): { data: SupportData; from: SupportResult['from'] } {
  const tickets = loadSupport(db, asOf)
  if (unit === 'tickets') return { data: tickets, from: 'tickets' }
  const from = tickets.columns.tickets.n > 0 ? 'tickets' : 'behaviour'
  const data = from === 'tickets' ? tickets : loadBehaviour(db, asOf)
  const { about, notes } = aboutColumns(db, data.customerIds, asOf, chosen)
  return { data: { ...data, columns: { ...data.columns, about }, notes: [...data.notes, ...notes] }, from }
}

/** A stored result as it is answered: with what its clusters are called now. */
function asStored(db: Database, id: number, identity: RunIdentity, result: Stored): SupportResult {
  return { run: { id, kind: 'support', ...identity }, ...result, clusters: asKnown(db, id, result.clusters) }
}

/** What the dendrogram is drawn from. */
function treeColumns({ tree, leaf, order }: Cut, units: Float64Array): Record<string, Column> {
  return { parts: tree.parts, heights: tree.heights, sizes: tree.sizes, order, leaf, units }
}

/** What each ticket is about, and where in the journey that hurts. */
function voiceColumns({ themes: { of }, source, from }: Found, { ticketIds, names }: SupportData, stageOf: (category: string) => number) {
  // Answers are no tickets that could be opened.
  const about = from === 'behaviour' ? [] : Array.from(of.keys()).filter((i) => (of[i] as number) >= 0)
  const { category } = source.columns.tickets
  return {
    tickets: Float64Array.from(about, (i) => ticketIds[i] as number),
    theme: Int32Array.from(about, (i) => of[i] as number),
    stage: Int32Array.from(about, (i) => stageOf(names.category[category[i] as number] ?? ''))
  }
}

/** What the branches of the dendrogram are like: of each leaf the means of its units. */
function leafColumns({ n, p, scaled, original }: SupportTable, { tree, leaf }: Cut): Record<string, Column> {
  const [sums, own, known] = [new Float64Array(tree.n * p), new Float64Array(tree.n * p), new Float32Array(tree.n * p)]
  const [squares, units] = [new Float64Array(p), new Float64Array(tree.n)]
  for (let u = 0; u < n; u++) {
    const row = leaf[u] as number
    units[row] = (units[row] as number) + 1
    for (let d = 0; d < p; d++) {
      const [from, to] = [u * p + d, row * p + d]
      const value = scaled[from] as number
      sums[to] = (sums[to] as number) + value
      squares[d] = (squares[d] as number) + value * value
      const said = original[from] as number
      if (Number.isNaN(said)) continue
      own[to] = (own[to] as number) + said
      known[to] = (known[to] as number) + 1
    }
  }
  return {
    scaled: Float32Array.from(sums, (sum, i) => sum / (units[Math.floor(i / p)] as number)),
    original: Float32Array.from(own, (sum, i) => (known[i] === 0 ? 0 : sum / (known[i] as number))),
    known,
    // Columns are centred: their squares alone are their spread.
    spread: squares.map((sum) => Math.sqrt(sum / n))
  }
}

interface Found {
  from: SupportResult['from']
  source: Source
  table: SupportTable
  cut: Cut
  trust: SupportTrust
  themes: Themes
  described: DescribedCluster[]
  routing: Handling[]
  byTeam: boolean
  next: ReturnType<typeof writesNext>
  /** Texts whose tone is not rated. */
  foreign: number
  segments: SupportResult['segments']
}

async function compute(
  data: SupportData,
  from: SupportResult['from'],
  segments: ReadonlyMap<number, number>,
  params: SupportParams,
  ctx: TaskContext
): Promise<Found> {
  const { tone, foreign } = tones(data.texts)
  const columns: SupportColumns = { ...data.columns, tickets: { ...data.columns.tickets, tone } }
  const told = from === 'behaviour'
  const units = told ? customerUnits(columns, 'all') : params.unit === 'customers' ? customerUnits(columns) : ticketUnits(columns.tickets)
  const n = units.customer.length
  if (n < FEWEST_UNITS) throw new SextantError('support.tooFew', { found: n, needed: FEWEST_UNITS, unit: params.unit, from })
  const source = sourceOf(columns, data.names, units, { unit: params.unit, currency: data.currency })
  const table = told ? behaviourFeatures(source) : supportFeatures(source, asIs(columns.tickets.n))
  if (told && !tellsNeeds(table)) throw new SextantError('support.nothingTold', { customers: n })
  if (table.p === 0) throw new SextantError('run.noVariation')
  const themes = await findThemes(data.texts, engineContext(ctx, 'support.themes', params.seed, STREAMS.themes))
  const cut = await cutTable(table, params, engineContext(ctx, 'support.cluster', params.seed, STREAMS.tree))
  const without = () => (told ? behaviourNull(source) : dealtNull(source))
  const trust = await trustSupport(without, table, cut, params, from, engineContext(ctx, 'support.trust', params.seed, STREAMS.trust))
  const { agent, team } = columns.tickets
  const byTeam = !agent.some((code) => code >= 0)
  const clusterOf = new Int32Array(columns.tickets.n).fill(-1)
  for (let u = 0; u < n; u++) {
    for (let at = units.starts[u] as number; at < (units.starts[u + 1] as number); at++)
      clusterOf[units.tickets[at] as number] = cut.labels[u] as number
  }
  // Customers of one kind bring tickets as hard as each other; where tickets are clustered, how long they took is what made the cluster.
  const difficulty = difficultyOf(columns.tickets, params.unit === 'customers' ? clusterOf : null)
  const routing = findRouting(columns.tickets, { who: byTeam ? team : agent, difficulty, q: FALSE_SHARE })
  const answering = byTeam ? data.names.team : data.names.agent
  const who = new Map(
    routing
      .filter(({ best, busy, instead }) => (best && !busy) || instead)
      .map(({ who: one, category: of }) => [data.names.category[of] as string, answering[one] as string])
  )
  const inSegments = Array.from(units.customer.keys()).filter(
    (u) => params.unit === 'customers' && segments.has(idOf(data, units.customer[u] as number))
  )
  return {
    from,
    source,
    table,
    cut,
    trust,
    themes,
    described: describeClusters(source, table, cut.labels, cut.k, data.names, { ...themes, ...data }, who, from),
    routing,
    byTeam,
    next: told ? null : writesNext(columns),
    foreign,
    segments:
      inSegments.length === 0
        ? null
        : {
            customers: inSegments.length,
            sameClusters: adjustedRand(
              Int32Array.from(inSegments, (u) => cut.labels[u] as number),
              Int32Array.from(inSegments, (u) => segments.get(idOf(data, units.customer[u] as number)) as number)
            )
          }
  }
}

const idOf = (data: SupportData, place: number): number => data.customerIds[place] as number

/** How texts sound, where they are in English or too short to tell. */
function tones(texts: readonly string[]): { tone: Float64Array; foreign: number } {
  let foreign = 0
  const tone = Float64Array.from(texts, (text) => {
    if (text === '') return Number.NaN
    const language = languageOf(wordsOf(text))
    if (language === null || language === 'eng') return sentiment(text)
    foreign++
    return Number.NaN
  })
  return { tone, foreign }
}

function segmentsOf(db: Database): ReadonlyMap<number, number> {
  return segmentGroups(db)?.slotOf ?? new Map()
}

function resultOf(
  found: Found,
  data: SupportData,
  params: SupportParams,
  codes: ReadonlyMap<number, string>,
  identities: readonly { id: number; slot: number }[]
): Stored {
  const { from, source, table, cut, trust, themes, described, routing, byTeam, next, foreign } = found
  const { columns, units } = source
  const { tickets } = columns
  const answering = byTeam ? data.names.team : data.names.agent
  const clusterOf = new Map(Array.from(units.customer, (c, u) => [c, identities[cut.labels[u] as number]?.id ?? null]))
  return {
    verdict: trust.verdict,
    unit: params.unit,
    from,
    linkage: params.linkage,
    metric: params.metric,
    units: table.n,
    tickets: units.tickets.length,
    notes: [...data.notes, ...(foreign > 0 ? [{ code: 'support.note.otherLanguage', count: foreign, example: '' }] : [])],
    known: from === 'behaviour' ? toldShares(source) : knownShares(source),
    cophenetic: cut.cophenetic,
    k: cut.k,
    kChosenBy: cut.chosenBy,
    cuts: cut.cuts,
    criteria: cut.criteria,
    chance: trust.chance,
    agreement: trust.agreement,
    otherLinkages: trust.otherLinkages,
    segments: found.segments,
    twoStage: cut.twoStage,
    clusters: described.map((cluster, c) => ({
      id: identities[c]?.id ?? -1,
      slot: identities[c]?.slot ?? c,
      ...cluster,
      proposed: cluster.name,
      // What is so only as long as nobody says otherwise is read with the result.
      given: false,
      review: null,
      stability: trust.stability[c] ?? null,
      silhouette: cut.silhouette.perCluster[c] ?? null
    })),
    themes: themesOf({ ...themes, ...data }, columns),
    rising: (from === 'behaviour' ? [] : findRising(columns, { q: FALSE_RISES })).map(({ product, category, fromDay, ...rising }) => ({
      product: data.names.product[product] ?? null,
      category: data.names.category[category] ?? null,
      from: isoDate(fromDay * secondsADay),
      ...rising
    })),
    routing: routing.map(({ who, category, ...handling }) => ({
      who: answering[who] as string,
      category: data.names.category[category] as string,
      ...handling
    })),
    timeToTicket: from === 'behaviour' ? null : timeToTicket(columns),
    next: next && {
      lift: next.lift,
      low: next.low,
      high: next.high,
      validated: next.low > 1,
      before: next.before,
      customers: (next.low > 1 ? next.customers : []).slice(0, MOST_NEXT).map(({ customer, chance }) => ({
        customer: codes.get(idOf(data, customer)) ?? '',
        chance,
        cluster: params.unit === 'customers' ? (clusterOf.get(customer) ?? null) : null
      }))
    }
  }

  function knownShares({ columns: { tickets: of }, delay }: Source): Record<string, number> {
    const share = (known: (i: number) => boolean) => {
      let count = 0
      for (let i = 0; i < of.n; i++) if (known(i)) count++
      return of.n === 0 ? 0 : count / of.n
    }
    const numbers = { response: of.response, resolution: of.resolution, reopens: of.reopens, rating: of.rating, tone: of.tone, delay }
    const codesOf = { customer: of.customer, category: of.category, channel: of.channel, product: of.product, agent: of.agent }
    return Object.fromEntries([
      ...Object.entries(codesOf).map(([name, column]) => [name, share((i) => (column[i] as number) >= 0)]),
      ...Object.entries(numbers).map(([name, column]) => [name, share((i) => !Number.isNaN(column[i] as number))])
    ])
  }

  function toldShares({ columns: { returns, orderStarts, tickets: answers } }: Source): Record<string, number> {
    const share = (is: (c: number) => boolean) => Array.from(returns.keys()).filter(is).length / Math.max(1, returns.length)
    const answered = (values: Float64Array) => new Set(answers.customer.filter((_, i) => !Number.isNaN(values[i] as number)))
    const [rated, sounded] = [answered(answers.rating), answered(answers.tone)]
    return {
      returns: share((c) => (returns[c] as number) > 0),
      again: share((c) => (orderStarts[c + 1] as number) - (orderStarts[c] as number) > 1),
      rating: share((c) => rated.has(c)),
      tone: share((c) => sounded.has(c))
    }
  }

  function themesOf(voices: Voices, { lastDay }: SupportColumns): SupportResult['themes'] {
    const first = tickets.opened.reduce((least, day) => (day < least ? day : least), Number.POSITIVE_INFINITY)
    const days = lastDay + 1 - Math.floor(first)
    return voices.themes.map(({ words, size }, theme) => {
      const own = Array.from(voices.of.keys()).filter((i) => voices.of[i] === theme)
      const rated = own.map((i) => tickets.tone[i] as number).filter((tone) => !Number.isNaN(tone))
      const recent = own.filter((i) => (tickets.opened[i] as number) > lastDay + 1 - TREND_DAYS).length
      const before = size - recent
      return {
        words,
        tickets: size,
        tone: rated.length === 0 ? null : rated.reduce((sum, tone) => sum + tone, 0) / rated.length,
        trend: !(days >= 2 * TREND_DAYS) || before === 0 ? null : recent / TREND_DAYS / (before / (days - TREND_DAYS)),
        quotes: quotesOf(voices, own)
      }
    })
  }
}

function timeToTicket(columns: SupportColumns): SupportResult['timeToTicket'] {
  const sorted = delays(columns)
    .filter((delay) => !Number.isNaN(delay))
    .sort()
  if (sorted.length === 0) return null
  return { tickets: sorted.length, early: quantile(sorted, 0.25), median: quantile(sorted, 0.5), late: quantile(sorted, 0.75) }
}

/** SHA-256, hex, of all that the clusters are found in. O(rows). */
function fingerprint(
  { columns, names, customerIds, numbers, texts, notes }: SupportData,
  from: SupportResult['from'],
  segments: ReadonlyMap<number, number>
): string {
  const hash = createHash('sha256')
  const { tickets, about, ...others } = columns
  hash.update(JSON.stringify([from, names, notes, numbers, texts, [...segments], about.map(({ name, level }) => [name, level])]))
  for (const column of [customerIds, ...Object.values(others), ...Object.values(tickets), ...about.map(({ values }) => values)]) {
    if (typeof column === 'number') hash.update(`${column} `)
    else hash.update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength))
  }
  return hash.digest('hex')
}
