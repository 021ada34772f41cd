/** Who steps up from plan to plan: how many did, what came before it, and who stands so now. Point in time: a day knows what was over by then. */
import { fisherGreater } from '../rules/measures.ts'
import { type Chance, formerDays, standingTally, waitTallies } from './former-days.ts'
import type { PlanTrack } from './plan-ladders.ts'

/** Changes whenever the same input could give other bytes. Stored with each run. */
export const PLANS_VERSION = 'plans/1'

/** Days within which a step counts as one after a day. */
export const PLAN_DAYS = 30

/** What tells who takes a step: so much of the limit used in the newest period, or so many days on the plan. Figures of later days. */
export interface PlanSign {
  by: 'usage' | 'tenure'
  /** Share of the limit, or days. */
  least: number
  readyHits: number
  readyTimes: number
  otherHits: number
  otherTimes: number
}

const EARLY = 0.7
const [FEWEST_TIMES, FEWEST_HITS, MOST_CHANCE] = [10, 3, 0.01]
/** Every twentieth of the limit up to one and a half times, and days on the plan. */
const SHARES = Array.from({ length: 30 }, (_, i) => (i + 1) / 20)
const [SHORTEST_MONTH, MOST_DAYS] = [28, 12]
const DAYS = [30, 60, 90, 120, 180, 270, 365]

/** Place of the newest change up to a day; −1 before the first. */
function changeOn({ starts, day }: PlanTrack, c: number, on: number): number {
  let found = -1
  for (let i = starts[c] as number; i < (starts[c + 1] as number) && (day[i] as number) <= on; i++) found = i
  return found
}

/** Step of a customer on a day, and since when; null: none. O(its changes). */
export function planOn(track: PlanTrack, c: number, on: number): { level: number; since: number } | null {
  const at = changeOn(track, c, on)
  const level = at < 0 ? -1 : (track.level[at] as number)
  return level < 0 ? null : { level, since: track.day[at] as number }
}

/** The first day after a day on which a customer is higher than a step; never: infinity. */
function nextUp({ starts, day, level }: PlanTrack, c: number, after: number, than: number): number {
  for (let i = starts[c] as number; i < (starts[c + 1] as number); i++) {
    if ((day[i] as number) > after && (level[i] as number) > than) return day[i] as number
  }
  return Number.POSITIVE_INFINITY
}

/** Customers who ever went from a step to a higher one, and who came down to it from a higher one; until the last day. O(changes). */
export function planMoves({ customers, starts, day, level, lastDay }: PlanTrack, of: number): { up: number; down: number } {
  let [up, down] = [0, 0]
  for (let c = 0; c < customers; c++) {
    let before = -1
    let [rose, fell] = [false, false]
    for (let i = starts[c] as number; i < (starts[c + 1] as number) && (day[i] as number) <= lastDay; i++) {
      const now = level[i] as number
      if (now < 0) continue
      if (before === of && now > of) rose = true
      if (before > of && now === of) fell = true
      before = now
    }
    if (rose) up++
    if (fell) down++
  }
  return { up, down }
}

/** Place of the newest report of a step that was known on a day and is fresh; −1: none. */
function reportOn({ reports, end, of, fresh }: PlanTrack, c: number, on: number, level: number): number {
  for (let i = (reports[c + 1] as number) - 1; i >= (reports[c] as number); i--) {
    const known = (end[i] as number) - 1
    if (known > on) continue
    return known >= on - fresh && of[i] === level ? i : -1
  }
  return -1
}

interface Time {
  late: boolean
  hit: boolean
  days: number
  share: number
}

/**
 * What tells who steps up from a step, or null where nothing does: looked for in the first 70 % of the days, and asked again of the later ones. A time
 * is a customer on the last day of a period, or for days on the plan on one of days thirty apart, and what came until the next such time, at most thirty
 * days: no step counts twice. Earlier: the best of all thresholds at 1 % divided by their number; later: 1 % (Fisher). Use of the limit comes before
 * days on the plan. O(reports + days · customers · changes).
 */
export function signOfStep(track: PlanTrack, level: number): PlanSign | null {
  const { firstDay, lastDay, customers } = track
  const splitDay = firstDay + Math.floor((lastDay - firstDay) * EARLY)
  const grid: number[] = []
  for (let day = lastDay - PLAN_DAYS; day >= firstDay; day -= PLAN_DAYS) grid.unshift(day)
  const timesOn = (c: number, days: readonly number[]): Time[] =>
    days.flatMap((day, i) => {
      const [standing, over] = [planOn(track, c, day), Math.min(day + PLAN_DAYS, days[i + 1] ?? Number.POSITIVE_INFINITY)]
      const late = day >= splitDay
      // The outcome of an earlier time is not of later days; that of the last ones is known.
      if (standing?.level !== level || day + PLAN_DAYS > (late ? lastDay : splitDay)) return []
      const report = reportOn(track, c, day, level)
      const share = report < 0 ? Number.NaN : (track.share[report] as number)
      return [{ late, hit: nextUp(track, c, day, level) <= over, days: day - standing.since, share }]
    })
  const all = (daysOf: (c: number) => readonly number[]) => Array.from({ length: customers }, (_, c) => timesOn(c, daysOf(c))).flat()
  const used = all((c) => monthlyEnds(track, c, c + 1)).filter(({ share }) => !Number.isNaN(share))
  return (
    confirmed(used, 'usage', SHARES, ({ share }, least) => share >= least) ??
    confirmed(
      all(() => grid),
      'tenure',
      DAYS,
      ({ days }, least) => days >= least
    )
  )
}

/** Last days of the periods of some customers, from the newest back, at least as far apart as the shortest month; ascending. O(reports log). */
function monthlyEnds({ reports, end }: PlanTrack, from: number, to: number): number[] {
  const ends = [...new Set(end.subarray(reports[from], reports[to]))].sort((a, b) => b - a)
  const found: number[] = []
  for (const one of ends) if (one - 1 <= (found[0] ?? Number.POSITIVE_INFINITY) - SHORTEST_MONTH) found.unshift(one - 1)
  return found
}

function confirmed(
  times: readonly Time[],
  by: PlanSign['by'],
  candidates: readonly number[],
  is: (time: Time, least: number) => boolean
): PlanSign | null {
  const [early, late] = [times.filter((time) => !time.late), times.filter((time) => time.late)]
  const asked = candidates
    .map((least) => ({ least, table: tableOf(early, (time) => is(time, least)) }))
    .filter(
      ({ table: { readyTimes, readyHits, otherTimes } }) =>
        readyTimes >= FEWEST_TIMES && readyHits >= FEWEST_HITS && otherTimes >= FEWEST_TIMES
    )
  const [best] = asked.sort((a, b) => clearness(b.table) - clearness(a.table) || a.least - b.least)
  if (best === undefined || chanceOf(best.table) * asked.length > MOST_CHANCE) return null
  const table = tableOf(late, (time) => is(time, best.least))
  return chanceOf(table) < MOST_CHANCE ? { by, least: best.least, ...table } : null
}

type Table = Omit<PlanSign, 'by' | 'least'>

function tableOf(times: readonly Time[], is: (time: Time) => boolean): Table {
  const table = { readyHits: 0, readyTimes: 0, otherHits: 0, otherTimes: 0 }
  for (const time of times) {
    const [hits, of] = is(time) ? (['readyHits', 'readyTimes'] as const) : (['otherHits', 'otherTimes'] as const)
    table[of]++
    if (time.hit) table[hits]++
  }
  return table
}

const chanceOf = ({ readyHits, readyTimes, otherHits, otherTimes }: Table): number =>
  fisherGreater(readyHits, readyTimes, readyHits + otherHits, readyTimes + otherTimes)

/** How many standard errors more of the ready than expected: orders thresholds also where the chance is too small for a number. */
function clearness({ readyHits, readyTimes, otherHits, otherTimes }: Table): number {
  const [hits, all] = [readyHits + otherHits, readyTimes + otherTimes]
  const share = hits / all
  const variance = (share * (1 - share) * readyTimes * otherTimes) / all
  return variance > 0 ? (readyHits - share * readyTimes) / Math.sqrt(variance) : 0
}

export interface PlanStanding {
  since: number
  /** From which day the sign is there without a break; −1: it is not. */
  readyFrom: number
  /** Use of the limit in the newest period; NaN: not known. */
  share: number
}

/** Where a customer on a step stands on a day; null: on another one. O(changes + reports). */
export function standingOfStep(
  track: PlanTrack,
  c: number,
  level: number,
  { by, least }: Pick<PlanSign, 'by' | 'least'>,
  on: number
): PlanStanding | null {
  const plan = planOn(track, c, on)
  if (plan === null || plan.level !== level) return null
  const { since } = plan
  const at = reportOn(track, c, on, level)
  const share = at < 0 ? Number.NaN : (track.share[at] as number)
  if (by === 'tenure') return { since, readyFrom: since + least <= on ? since + least : -1, share }
  if (!(share >= least)) return { since, readyFrom: -1, share }
  let first = at
  while (first > (track.reports[c] as number) && (track.share[first - 1] as number) >= least && track.of[first - 1] === level) first--
  return { since, readyFrom: (track.end[first] as number) - 1, share }
}

export interface ReadyForStep extends PlanStanding {
  customer: number
  chance: Chance
  /** Chance of those on the step without the sign; null where they are too few. */
  usual: number | null
}

/**
 * Former days on which somebody stood as one does today: as long after the end of a period, which is when one knows more and steps are taken; where
 * there are no periods, a third of the horizon apart. Up to twelve, the latest first, of a known outcome.
 */
function daysLikeToday(track: PlanTrack, horizon: number): number[] {
  const ends = monthlyEnds(track, 0, track.customers)
  const newest = ends.at(-1)
  if (newest === undefined) return formerDays(track, horizon)
  return ends
    .map((day) => day + track.lastDay - newest)
    .filter((day) => day + horizon <= track.lastDay)
    .slice(-MOST_DAYS)
    .reverse()
}

/**
 * Who shows the sign on the last day, each with how often those stepped up within the horizon who showed it as long on former days. O(former days ·
 * customers · changes).
 */
export function readyForStep(track: PlanTrack, level: number, sign: PlanSign, horizon: number): ReadyForStep[] {
  const days = daysLikeToday(track, horizon)
  const [ofReady, ofOthers] = [waitTallies(horizon), standingTally()]
  for (let c = 0; c < track.customers; c++) {
    for (const day of days) {
      const state = standingOfStep(track, c, level, sign, day)
      if (state === null) continue
      const hit = nextUp(track, c, day, level) <= day + horizon
      if (state.readyFrom < 0) ofOthers.add(c, hit)
      else ofReady.add(c, day - state.readyFrom, hit)
    }
  }
  const chances = ofReady.chances()
  const usual = ofOthers.chance()?.chance ?? null
  const found: ReadyForStep[] = []
  for (let c = 0; c < track.customers; c++) {
    const state = standingOfStep(track, c, level, sign, track.lastDay)
    if (state === null || state.readyFrom < 0) continue
    const chance = chances(track.lastDay - state.readyFrom)
    if (chance !== null && chance.hits > 0) found.push({ customer: c, ...state, chance, usual })
  }
  return found
}

/**
 * How often the limit of a plan below the highest was reached in a period, and how often the customer was higher within thirty days: of the period's
 * last day, or of the step itself where that came in the period. Those of one week are one; those whose days are not over are left out. O(reports ·
 * changes).
 */
export function limitReached(track: PlanTrack): { hits: number; of: number } {
  const { customers, reports, begin, end, share, of, lastDay, steps } = track
  let [hits, all] = [0, 0]
  for (let c = 0; c < customers; c++) {
    let before = Number.NEGATIVE_INFINITY
    for (let i = reports[c] as number; i < (reports[c + 1] as number); i++) {
      const [from, to, level] = [begin[i], end[i], of[i]] as [number, number, number]
      const day = to - 1
      if ((share[i] as number) < 1 || level >= steps - 1 || day < before + 7 || day + PLAN_DAYS > lastDay) continue
      if ((planOn(track, c, from)?.level ?? -1) > level) continue
      before = day
      all++
      if (nextUp(track, c, from, level) <= day + PLAN_DAYS) hits++
    }
  }
  return { hits, of: all }
}
