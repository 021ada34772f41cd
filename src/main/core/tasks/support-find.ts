import { adjustedRand } from '../../../engines/math/adjusted-rand.ts'
import { behaviourFeatures, behaviourNull, tellsNeeds } from '../../../engines/support/behaviour.ts'
import { dealtNull } from '../../../engines/support/dealt.ts'
import { difficultyOf } from '../../../engines/support/difficulty.ts'
import {
  asIs,
  customerUnits,
  type Source,
  type SupportTable,
  sourceOf,
  supportFeatures,
  ticketUnits,
  type Units
} from '../../../engines/support/features.ts'
import { writesNext } from '../../../engines/support/next.ts'
import { findRouting, type Handling } from '../../../engines/support/routing.ts'
import { findThemes, type Themes } from '../../../engines/support/themes.ts'
import { type SupportTold, toldOf } from '../../../engines/support/told.ts'
import { withoutCourtesies } from '../../../engines/text/courtesies.ts'
import { languageOf, wordsOf } from '../../../engines/text/language.ts'
import { sentiment } from '../../../engines/text/sentiment.ts'
import { SextantError } from '../../../shared/errors.ts'
import type { SupportParams, SupportResult } from '../../../shared/model/support.ts'
import type { SupportColumns, SupportNames } from '../../../shared/model/support-columns.ts'
import type { SupportData } from '../db/queries/support-data.ts'
import type { TaskContext } from '../jobs/types.ts'
import { engineContext } from './segment-clustering.ts'
import { type DescribedCluster, describeClusters } from './support-describe.ts'
import type { SupportRead } from './support-read.ts'
import { type Cut, cutTable } from './support-tree.ts'
import { type SupportTrust, trustSupport } from './support-trust.ts'

const FEWEST_UNITS = 3
/** Of those who are named for a category so many may be chance. */
const FALSE_SHARE = 0.05
const STREAMS = { tree: 1, trust: 2, themes: 3 } as const

/** Everything that is found, before clusters have the names and colours of the run before. */
export interface FoundSupport {
  from: SupportResult['from']
  source: Source
  table: SupportTable
  told: SupportTold
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

/**
 * How a ticket comes into a cluster: its text is heard (`tones`), it is counted to its customer or stands for itself (`unitsOf`), what units are like is
 * measured (`supportFeatures`), those that are alike are joined and the tree is cut (`cutTable`), and it is asked how clear that is (`trustSupport`). What the
 * clusters are like, who answers best and who writes next is told of these.
 *
 * @throws support.tooFew, support.nothingTold, support.eachItsOwn, support.allAlike, engine.*
 */
export async function findSupport({ data, from, segments }: SupportRead, params: SupportParams, ctx: TaskContext): Promise<FoundSupport> {
  const isBehaviour = from === 'behaviour'
  const { tone, written, foreign } = tones(data.texts, from)
  const columns: SupportColumns = { ...data.columns, tickets: { ...data.columns.tickets, tone, written } }
  const units = unitsOf(columns, params, from)
  const source = sourceOf(columns, data.names, units, { unit: params.unit, currency: data.currency })
  const table = isBehaviour ? behaviourFeatures(source) : supportFeatures(source, asIs(columns.tickets.n))
  if (isBehaviour && !tellsNeeds(table)) throw new SextantError('support.nothingTold', { customers: table.n })
  if (table.p === 0) throw nothingApart(source)
  const told = toldOf(source, table)
  const products = Array.from(columns.tickets.product, (code) => data.names.product[code] ?? null)
  const themes = await findThemes(data.texts, engineContext(ctx, 'support.themes', params.seed, STREAMS.themes), products)
  const cut = await cutTable(table, params, engineContext(ctx, 'support.cluster', params.seed, STREAMS.tree))
  const without = () => (isBehaviour ? behaviourNull(source) : dealtNull(source))
  const trust = await trustSupport(without, table, cut, params, from, engineContext(ctx, 'support.trust', params.seed, STREAMS.trust))
  const { routing, byTeam, who } = whoAnswers(source, cut, params.unit, data.names)
  return {
    from,
    source,
    table,
    told,
    cut,
    trust,
    themes,
    described: describeClusters(source, table, told, cut.labels, cut.k, data.names, { ...themes, ...data }, who, from),
    routing,
    byTeam,
    next: isBehaviour ? null : writesNext(columns),
    foreign,
    segments: params.unit === 'customers' ? besideSegments(units, cut, data, segments) : null
  }
}

/** What is clustered: customers who wrote, all customers where nobody did, or tickets. */
function unitsOf(columns: SupportColumns, { unit }: SupportParams, from: SupportResult['from']): Units {
  const units = unit === 'tickets' ? ticketUnits(columns.tickets) : customerUnits(columns, from === 'behaviour' ? 'all' : 'wrote')
  const found = units.customer.length
  if (found < FEWEST_UNITS) throw new SextantError('support.tooFew', { found, needed: FEWEST_UNITS, unit, from })
  return units
}

/** Who answers what best among tickets as hard as each other, and of each category the one to ask. */
function whoAnswers(
  { columns: { tickets, lastDay }, units }: Source,
  cut: Cut,
  unit: SupportParams['unit'],
  names: SupportNames
): { routing: Handling[]; byTeam: boolean; who: Map<string, string> } {
  const { agent, team } = tickets
  const byTeam = !agent.some((code) => code >= 0)
  const clusterOf = new Int32Array(tickets.n).fill(-1)
  cut.labels.forEach((label, u) => {
    for (let at = units.starts[u] as number; at < (units.starts[u + 1] as number); at++) clusterOf[units.tickets[at] as number] = label
  })
  // Customers of one kind bring tickets as hard as each other; where tickets are clustered, how long they took is what made the cluster.
  const difficulty = difficultyOf(tickets, unit === 'customers' ? clusterOf : null)
  const routing = findRouting(tickets, { who: byTeam ? team : agent, difficulty, lastDay, q: FALSE_SHARE })
  const answering = byTeam ? names.team : names.agent
  const who = new Map(
    routing
      .filter(({ best, busy, instead }) => (best && !busy) || instead)
      .map(({ who: one, category: of }) => [names.category[of] as string, answering[one] as string])
  )
  return { routing, byTeam, who }
}

/** How far the clusters are the segments of the customers who have one; null of nobody. */
function besideSegments(
  { customer }: Units,
  { labels }: Cut,
  data: SupportData,
  segments: SupportRead['segments']
): SupportResult['segments'] {
  const both = Array.from(customer.keys()).filter((u) => segments.has(idOf(data, customer[u] as number)))
  if (both.length === 0) return null
  const sameClusters = adjustedRand(
    Int32Array.from(both, (u) => labels[u] as number),
    Int32Array.from(both, (u) => segments.get(idOf(data, customer[u] as number)) as number)
  )
  return { customers: both.length, sameClusters }
}

/** Why there is nothing to tell units apart by. */
function nothingApart({ columns: { tickets }, categories }: Source): SextantError {
  const named = new Set(tickets.category.filter((code) => code >= 0)).size
  if (named < 2 || categories.length > 0) return new SextantError('support.allAlike')
  return new SextantError('support.eachItsOwn', { tickets: tickets.n, categories: named })
}

/** The id of the customer in this place. */
export const idOf = (data: SupportData, place: number): number => data.customerIds[place] as number

/** How texts sound, where they are in English or too short to tell: tickets without their manners, and as written; thanks in an answer are an answer. */
function tones(texts: readonly string[], from: SupportResult['from']): { tone: Float64Array; written: Float64Array; foreign: number } {
  let foreign = 0
  const written = Float64Array.from(texts, (text) => {
    if (text === '') return Number.NaN
    const language = languageOf(wordsOf(text))
    if (language === null || language === 'eng') return sentiment(text)
    foreign++
    return Number.NaN
  })
  const tone = written.map((rating, i) =>
    from === 'behaviour' || Number.isNaN(rating) ? rating : sentiment(withoutCourtesies(texts[i] as string))
  )
  return { tone, written, foreign }
}
