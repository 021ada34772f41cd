import type { EngineContext } from '../../../engines/context.ts'
import { changesOf, type Found, type Series } from '../../../engines/journey/series.ts'
import { type Flow, never, type Timeline } from '../../../engines/journey/timeline.ts'
import { milestones, passedSteps } from '../../../engines/journey/visits.ts'
import { benjaminiHochberg } from '../../../engines/math/benjamini-hochberg.ts'
import { quantile } from '../../../engines/math/quantile.ts'
import { twoShares } from '../../../engines/math/two-shares.ts'
import { wilson } from '../../../engines/math/wilson.ts'
import { pacer } from '../../../engines/pace.ts'
import type { JourneyChange, Stage } from '../../../shared/model/journey.ts'
import { endOfDay, isoDate } from '../db/queries/dates.ts'
import type { BuiltTimeline } from './journey-timeline.ts'

/** A change as it is kept: with the customers whose visits or entries make it up. */
export interface KeptChange extends JourneyChange {
  /** Rows of the timeline, ascending. */
  rows: Int32Array
}

/** What a series is of. */
interface Place {
  unit: 'visits' | 'customers'
  /** Step of the chain, or stage. */
  step: number
  by: 'device' | 'channel' | null
  group: number
}

interface Claim extends Found {
  place: Place
  series: Series
  q: number
}

/** Trials below which a group is not looked at by itself. */
const leastTrials = 120
/** Share of false claims among all: `sure`, `likely`. */
const sure = 0.001
const likely = 0.05
/** A difference of less is not worth a claim, however sure. */
const leastDifference = 0.05
/** Whether the rest of the customers had it too: below this, they had. */
const alsoElsewhere = 0.05

export interface ChangesFound {
  changes: KeptChange[]
  looks: number
  /** Codes of the steps on the way to a purchase within a visit; the last is -1. */
  chain: number[]
}

/**
 * Stretches of time in which fewer, or more, went on: from step to step within visits, and from stage to stage; for everybody and
 * for each device and channel. All looks are one family for the false-discovery rate. What several series saw of one
 * incident is told once: where the rest had it too, of everybody; else of the group that had it.
 */
export async function findChanges(
  built: BuiltTimeline,
  flow: Flow,
  stages: readonly Stage[],
  window: number,
  ctx: EngineContext
): Promise<ChangesFound> {
  const { timeline, visits, labels } = built
  const isPurchase = purchaseCodes(built, stages)
  const chain = milestones(visits, isPurchase, stepCodes(built, isPurchase))
  const mask = passedSteps(visits, chain, isPurchase)
  const stageOfCode = commonStages(timeline, labels.length)

  const places: { place: Place; series: Series }[] = []
  const groups = (values: Uint8Array, most: number) =>
    Array.from({ length: most }, (_, g) => g).filter((g) => g !== 0 && values.includes(g))
  const byGroups = [
    { by: null, groups: [0] },
    { by: 'device' as const, groups: groups(visits.device, built.devices.length) },
    { by: 'channel' as const, groups: groups(visits.channel, built.channels.length) }
  ]
  for (let step = 0; step + 1 < chain.length; step++) {
    for (const { by, groups } of byGroups) {
      for (const group of groups) {
        const place: Place = { unit: 'visits', step, by, group }
        const of = by === 'device' ? visits.device : visits.channel
        const picked = visitsAt(mask, step, by === null ? null : of, group)
        if (picked.length >= leastTrials) places.push({ place, series: visitSeries(built, mask, step, picked, places.length) })
      }
    }
  }
  for (let s = 0; s + 1 < stages.length; s++) {
    const entries = settledEntries(built, flow, s, window)
    for (const group of [0, ...groups(built.firstChannel, built.channels.length)]) {
      const place: Place = { unit: 'customers', step: s, by: group === 0 ? null : 'channel', group }
      const series = stageSeries(built, flow, s, entries, group, window, places.length)
      if (series.at.length >= leastTrials) places.push({ place, series })
    }
  }

  const pause = pacer(ctx)
  const looks: number[] = []
  const found: { claim: Found; look: number; place: Place; series: Series }[] = []
  for (const [i, { place, series }] of places.entries()) {
    const result = changesOf(series, ctx.rng)
    result.found.forEach((claim, k) => {
      found.push({ claim, look: looks.length + k, place, series })
    })
    looks.push(...result.looks)
    await pause((i + 1) / places.length)
  }
  const q = benjaminiHochberg(looks)
  const claims = found
    .map(({ claim, look, place, series }): Claim => ({ ...claim, place, series, q: q[look] as number }))
    .map(sinceThen)
    .filter((claim) => claim.q <= likely && !isFading(claim) && differenceOf(claim) >= leastDifference)
    .sort((a, b) => a.q - b.q || b.score - a.score)

  const told = tellOnce(claims, places, chain.length)
  const changes = told.map((claim, id) => describe(claim, id, built, stages, chain, stageOfCode, isPurchase))
  return { changes: changes.map((change, id) => ({ ...change, id })), looks: looks.length, chain }
}

const differenceOf = ({ hits, of, hitsOutside, ofOutside }: Claim): number => Math.abs(hits / of - hitsOutside / ofOutside)

/** A stretch of customers from the first on: the last of those who were customers before the data begin. */
function isFading({ place, trials }: Claim): boolean {
  return place.unit === 'customers' && trials[0] === 0
}

/** What was different from the first day on is told as the change that came after it. */
function sinceThen(claim: Claim): Claim {
  const { place, trials, series } = claim
  const last = trials.at(-1) as number
  if (place.unit === 'customers' || trials[0] !== 0 || last === series.at.length - 1) return claim
  const rest = Int32Array.from({ length: series.at.length - 1 - last }, (_, i) => last + 1 + i)
  const hits = rest.reduce((sum, i) => sum + (series.happened[i] as number), 0)
  const ofOutside = series.at.length - rest.length
  const all = series.happened.reduce((sum, one) => sum + one, 0)
  return { ...claim, trials: rest, hits, of: rest.length, hitsOutside: all - hits, ofOutside }
}

/** Visits that took a step, of a group unless there is none. */
function visitsAt(mask: Uint32Array, step: number, of: Uint8Array | null, group: number): Int32Array {
  const found = new Int32Array(mask.length)
  const bit = 1 << step
  let n = 0
  for (let v = 0; v < mask.length; v++) if (((mask[v] as number) & bit) !== 0 && (of === null || of[v] === group)) found[n++] = v
  return found.slice(0, n)
}

function visitSeries({ visits }: BuiltTimeline, mask: Uint32Array, step: number, picked: Int32Array, key: number): Series {
  const next = 1 << (step + 1)
  const series: Series = {
    key,
    at: new Float64Array(picked.length),
    happened: new Uint8Array(picked.length),
    row: new Int32Array(picked.length)
  }
  for (let i = 0; i < picked.length; i++) {
    const v = picked[i] as number
    series.at[i] = visits.at[v] as number
    series.happened[i] = ((mask[v] as number) & next) !== 0 ? 1 : 0
    series.row[i] = visits.row[v] as number
  }
  return series
}

/**
 * Customers by the moment of their entry, once their window has ended. Who is seen soon after the data begin was mostly a customer
 * before, so that these are no measure for those who come later: the first quarter, or two windows, is left out.
 */
function settledEntries({ timeline }: BuiltTimeline, flow: Flow, s: number, window: number): Int32Array {
  const { customers, starts, at, stages, end, base } = timeline
  const n = customers.length
  const seen = new Float64Array(n)
  for (let row = 0; row < n; row++) seen[row] = at[starts[row] as number] as number
  const begin = n === 0 ? 0 : quantile(seen.slice().sort(), 0.01)
  const settled = begin + Math.max(2 * window, (end - base - begin) / 4)
  // Sorted as numbers: the moment before the row, both whole.
  const keys = new Float64Array(n)
  let found = 0
  for (let row = 0; row < n; row++) {
    const entry = flow.entry[row * stages + s] as number
    if (entry !== never && (seen[row] as number) >= settled && entry + window <= end - base) keys[found++] = entry * n + row
  }
  return Int32Array.from(keys.subarray(0, found).sort(), (key) => key % n)
}

/** Of these customers, those of a channel unless there is none: whether they went on in time. */
function stageSeries(
  { timeline, firstChannel }: BuiltTimeline,
  flow: Flow,
  s: number,
  entries: Int32Array,
  group: number,
  window: number,
  key: number
): Series {
  const row = group === 0 ? entries : entries.filter((of) => firstChannel[of] === group)
  const series: Series = { key, at: new Float64Array(row.length), happened: new Uint8Array(row.length), row }
  for (let i = 0; i < row.length; i++) {
    const cell = (row[i] as number) * timeline.stages + s
    const entry = flow.entry[cell] as number
    const next = flow.next[cell] as number
    series.at[i] = entry
    series.happened[i] = next !== never && next <= entry + window ? 1 : 0
  }
  return series
}

/**
 * One claim an incident. The strongest claim of a stretch of time at a place stands for all that overlap it there. A claim about
 * everybody is handed to a group when the others had nothing then; a claim about a group is dropped when the others had the same.
 */
function tellOnce(claims: readonly Claim[], places: readonly { place: Place; series: Series }[], steps: number): Claim[] {
  const told: Claim[] = []
  for (const claim of claims) {
    const mine = span(claim)
    if (told.some((other) => samePlace(other.place, claim.place, steps) && overlap(span(other), mine) >= 0.5)) continue
    told.push(localise(claim, claims, places))
  }
  return told
}

const span = ({ series, trials }: Claim): [number, number] => [
  series.at[trials[0] as number] as number,
  series.at[trials.at(-1) as number] as number
]

/** Of the shorter one. */
function overlap([a, b]: [number, number], [c, d]: [number, number]): number {
  return (Math.min(b, d) - Math.max(a, c)) / Math.max(1, Math.min(b - a, d - c))
}

/** Steps of a visit lie within the stages that end with the purchase; what hits one step shows in the stages too. */
function samePlace(a: Place, b: Place, steps: number): boolean {
  return a.unit === b.unit ? a.step === b.step : steps > 0
}

/** The group that had it alone, if there is one; else the claim about everybody that covers it. */
function localise(claim: Claim, claims: readonly Claim[], places: readonly { place: Place; series: Series }[]): Claim {
  const mine = span(claim)
  const near = claims.filter(
    (other) => other.place.unit === claim.place.unit && other.place.step === claim.place.step && overlap(span(other), mine) >= 0.5
  )
  const everybody = places.find(({ place }) => place.unit === claim.place.unit && place.step === claim.place.step && place.by === null)
  if (everybody === undefined) return claim
  const alone = near.filter(({ place }) => place.by !== null).find((other) => !restHadIt(other, everybody.series))
  if (alone !== undefined) return alone
  return near.find(({ place }) => place.by === null) ?? claim
}

/** Whether those outside the group differed in the group's stretch of time, the same way. */
function restHadIt(claim: Claim, everybody: Series): boolean {
  const [from, to] = span(claim)
  const inside = [0, 0]
  const outside = [0, 0]
  const all = everybody.at
  for (let i = 0; i < all.length; i++) {
    const cell = (all[i] as number) >= from && (all[i] as number) <= to ? inside : outside
    cell[0] = (cell[0] as number) + (everybody.happened[i] as number)
    cell[1] = (cell[1] as number) + 1
  }
  const mine = claim.series
  for (let i = 0; i < mine.at.length; i++) {
    const cell = (mine.at[i] as number) >= from && (mine.at[i] as number) <= to ? inside : outside
    cell[0] = (cell[0] as number) - (mine.happened[i] as number)
    cell[1] = (cell[1] as number) - 1
  }
  const [a = 0, ofA = 0] = inside
  const [b = 0, ofB = 0] = outside
  const sameWay = Math.sign(a / ofA - b / ofB) === Math.sign(claim.hits / claim.of - claim.hitsOutside / claim.ofOutside)
  return sameWay && twoShares(a, ofA, b, ofB) < alsoElsewhere
}

function describe(
  claim: Claim,
  id: number,
  built: BuiltTimeline,
  stages: readonly Stage[],
  chain: readonly number[],
  stageOfCode: Uint8Array,
  isPurchase: Uint8Array
): KeptChange {
  const { timeline, labels } = built
  const { place, series, hits, of, hitsOutside, ofOutside } = claim
  const [from, to] = span(claim)
  const usual = hitsOutside / ofOutside
  const nameOf = (code: number) => (code === -1 ? '' : (labels[code]?.label ?? ''))
  const step = chain[place.step] as number
  const inside = wilson(hits, of)
  return {
    id,
    unit: place.unit,
    from: place.unit === 'visits' ? nameOf(step) : '',
    to: place.unit === 'visits' ? nameOf(chain[place.step + 1] as number) : '',
    stage: place.unit === 'visits' ? ((stages[stageOfCode[step] as number] ?? stages[0]) as Stage).id : (stages[place.step] as Stage).id,
    by: place.by,
    group: place.by === null ? null : ((place.by === 'device' ? built.devices : built.channels)[place.group] ?? null),
    firstDay: isoDate(timeline.base + from),
    lastDay: isoDate(timeline.base + to),
    ongoing: claim.trials.at(-1) === series.at.length - 1,
    inside,
    outside: wilson(hitsOutside, ofOutside),
    customers: new Set(claim.trials.map((i) => series.row[i] as number)).size,
    missing: usual * of - hits,
    p: claim.p,
    q: claim.q,
    certainty: claim.q <= sure ? 'sure' : 'likely',
    weeks: weeksOf(series, timeline.base),
    signs: place.unit === 'visits' ? signsOf(claim, built, chain, isPurchase) : [],
    rows: Int32Array.from(new Set(claim.trials.map((i) => series.row[i] as number))).sort()
  }
}

/** Points that a chart of a change may have. */
const mostPoints = 110
const week = 7 * 86_400

/** A series by weeks from its first day, or by as many weeks as keep it below so many points. Weeks without a trial are left out. */
function weeksOf({ at, happened }: Series, base: number): JourneyChange['weeks'] {
  const begin = endOfDay(isoDate(base + (at[0] as number))) - 86_400
  const span = base + (at.at(-1) as number) - begin
  const step = week * Math.max(1, Math.ceil(span / week / mostPoints))
  const weeks: JourneyChange['weeks'] = []
  for (let i = 0; i < at.length; i++) {
    const day = isoDate(begin + step * Math.floor((base + (at[i] as number) - begin) / step))
    if (weeks.at(-1)?.day !== day) weeks.push({ day, hits: 0, of: 0 })
    const last = weeks.at(-1) as JourneyChange['weeks'][number]
    last.hits += happened[i] as number
    last.of++
  }
  return weeks
}

/** What visits of the step met then and hardly at other times: at most three, by how many more visits than usual met it. */
function signsOf(
  { place, series, trials }: Claim,
  built: BuiltTimeline,
  chain: readonly number[],
  isPurchase: Uint8Array
): JourneyChange['signs'] {
  const { visits, labels } = built
  const [from, to] = [series.at[trials[0] as number] as number, series.at[trials.at(-1) as number] as number]
  const step = chain[place.step] as number
  const of = place.by === 'device' ? visits.device : visits.channel
  const inside = new Int32Array(labels.length)
  const outside = new Int32Array(labels.length)
  let visitsInside = 0
  let visitsOutside = 0
  for (let v = 0; v < visits.row.length; v++) {
    if (place.by !== null && of[v] !== place.group) continue
    const codes = visits.codes.subarray(visits.starts[v], visits.starts[v + 1])
    if (!codes.includes(step)) continue
    const isIn = (visits.at[v] as number) >= from && (visits.at[v] as number) <= to
    const cell = isIn ? inside : outside
    if (isIn) visitsInside++
    else visitsOutside++
    for (const code of codes) cell[code] = (cell[code] as number) + 1
  }
  const skip = new Set(chain)
  return Array.from(labels.keys())
    .filter((code) => !skip.has(code) && isPurchase[code] === 0 && labels[code]?.kind === 'touchpoint')
    .map((code) => {
      const a = inside[code] as number
      const b = outside[code] as number
      return {
        label: labels[code]?.label ?? '',
        inside: a / visitsInside,
        outside: b / visitsOutside,
        p: twoShares(a, visitsInside, b, visitsOutside)
      }
    })
    .filter(({ inside: a, outside: b, p }) => a > b && p * labels.length < sure)
    .sort((a, b) => b.inside - b.outside - (a.inside - a.outside))
    .slice(0, 3)
    .map(({ label, inside: a, outside: b }) => ({ label, inside: a, outside: b }))
}

/** Codes that are a purchase: orders, and touchpoints that are mostly mapped to the purchase or what comes after it by buying again. */
function purchaseCodes({ timeline, labels }: BuiltTimeline, stages: readonly Stage[]): Uint8Array {
  const purchase = stages.findIndex(({ role }) => role === 'purchase')
  const loyalty = stages.findIndex(({ role }) => role === 'loyalty')
  const all = new Int32Array(labels.length)
  const firsts = new Int32Array(labels.length)
  const buys = new Int32Array(labels.length)
  for (let e = 0; e < timeline.code.length; e++) {
    const code = timeline.code[e] as number
    all[code] = (all[code] as number) + 1
    if (timeline.stage[e] === purchase) firsts[code] = (firsts[code] as number) + 1
    if (timeline.stage[e] === purchase || timeline.stage[e] === loyalty) buys[code] = (buys[code] as number) + 1
  }
  return Uint8Array.from(labels, ({ kind }, code) => {
    if (kind === 'order' || kind === 'repeat') return 1
    return kind === 'touchpoint' && (firsts[code] as number) > 0 && (buys[code] as number) >= 0.5 * (all[code] as number) ? 1 : 0
  })
}

/** Touchpoints that lie before the purchase. */
function stepCodes(built: BuiltTimeline, isPurchase: Uint8Array): Uint8Array {
  const common = commonStages(built.timeline, built.labels.length)
  return Uint8Array.from(built.labels, ({ kind }, code) =>
    kind === 'touchpoint' && isPurchase[code] === 0 && common[code] !== 255 ? 1 : 0
  )
}

/** The stage that most events of each code are in. */
export function commonStages({ code, stage }: Timeline, codes: number): Uint8Array {
  const votes = new Int32Array(codes * 256)
  for (let e = 0; e < code.length; e++) {
    const i = (code[e] as number) * 256 + (stage[e] as number)
    votes[i] = (votes[i] as number) + 1
  }
  return Uint8Array.from({ length: codes }, (_, c) => {
    const mine = votes.subarray(c * 256, (c + 1) * 256)
    let best = 255
    for (let s = 0; s < 255; s++) if ((mine[s] as number) > 0 && (best === 255 || (mine[s] as number) > (mine[best] as number))) best = s
    return (mine[best] as number) >= (mine[255] as number) ? best : 255
  })
}
