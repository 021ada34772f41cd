import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import * as z from 'zod'
import type { SegmentChannel, SegmentPain, Strategy } from '../../../shared/model/explanation.ts'
import type { SegmentProfile } from '../../../shared/model/segments.ts'

/** What is advised, and the facts that call for it. Its texts stand in the catalogue under the same id. */
const Playbook = z.strictObject({
  id: z.string(),
  /** All of them have to hold; a fact that is not known does not. */
  when: z.array(z.strictObject({ fact: z.string(), atLeast: z.number().optional(), atMost: z.number().optional() }))
})
type Playbook = z.infer<typeof Playbook>

let known: readonly Playbook[] | undefined

/** The playbooks for segments that this build brings, the most urgent first. Read once a process. */
export function segmentPlaybooks(): readonly Playbook[] {
  known ??= z.array(Playbook).parse(JSON.parse(readFileSync(playbookFile(import.meta.dirname), 'utf8')))
  return known
}

/** Walks up from the running file, which serves the sources, the bundle and the package alike. */
function playbookFile(from: string): string {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, 'resources', 'playbooks', 'segments.json')
    if (existsSync(candidate)) return candidate
    if (folder === path.dirname(folder)) throw new Error(`No resources/playbooks above ${from}.`)
  }
}

/** What a segment is told by, as far as advice depends on it. */
export interface StrategyFacts {
  profile: readonly SegmentProfile[]
  /** Of this segment, most over-represented first. */
  pains: readonly SegmentPain[]
  /** `share`: of what the whole shop brings in a year. */
  risk: { count: number; net: number; share: number }
  championCount: number
  season: readonly { month: number; index: number | null; low: number | null }[]
  channels: readonly SegmentChannel[]
  /** Of the customer in the middle, since the first and the last order. */
  days: { sinceFirst: number; sinceLast: number }
}

/** More advice than this is none. */
const MOST = 3

/** The advice that the facts of a segment call for, the most urgent first, with the values that its texts speak about. */
export function strategiesFor(facts: StrategyFacts): Strategy[] {
  const values = valuesOf(facts)
  const fitting = segmentPlaybooks().filter(({ when }) =>
    when.every(({ fact, atLeast, atMost }) => {
      const value = values[fact]
      return typeof value === 'number' && value >= (atLeast ?? Number.NEGATIVE_INFINITY) && value <= (atMost ?? Number.POSITIVE_INFINITY)
    })
  )
  // What suits everyone is said where nothing else is.
  const told = fitting.filter(({ when }) => when.length > 0)
  return (told.length > 0 ? told : fitting).slice(0, MOST).map(({ id }) => ({ id, because: values }))
}

function valuesOf({ profile, pains, risk, championCount, season, channels, days }: StrategyFacts): Record<string, string | number> {
  const values: Record<string, string | number> = {
    riskCount: risk.count,
    riskNet: risk.net,
    riskShare: risk.share,
    championCount
  }
  // Who has nothing but returns has no first order.
  if (Number.isFinite(days.sinceFirst)) Object.assign(values, { daysSinceFirst: days.sinceFirst, daysSinceLast: days.sinceLast })
  for (const { feature, effect, median } of profile) {
    values[`effect:${feature}`] = effect
    if (feature === 'frequency') values.medianOrders = median
  }
  const [worst] = pains.filter(({ over }) => over)
  if (worst !== undefined) {
    Object.assign(values, {
      painRatio: worst.byCustomer?.ratio ?? 0,
      painShare: worst.share,
      painKind: worst.kind,
      painTopic: worst.topic,
      painCustomers: worst.customers
    })
  }
  const peaks = season.filter(({ low }) => (low ?? 0) > 1.2).sort((a, b) => (b.index ?? 0) - (a.index ?? 0))
  if (peaks[0] !== undefined) Object.assign(values, { peakIndex: peaks[0].index ?? 0, peakMonth: peaks[0].month })
  const paid = channels.filter(({ money }) => money !== null && money.back !== null && money.gained >= 5)
  const byReturn = paid.toSorted((a, b) => (b.money?.back ?? 0) - (a.money?.back ?? 0))
  const [best, last] = [byReturn[0], byReturn.at(-1)]
  if (best !== undefined)
    Object.assign(values, { channel: best.channel, channelBack: best.money?.back ?? 0, channelCost: best.money?.costEach ?? 0 })
  if (last !== undefined) Object.assign(values, { worstChannel: last.channel, worstChannelBack: last.money?.back ?? 0 })
  return values
}
