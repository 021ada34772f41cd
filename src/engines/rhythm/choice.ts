import type { EngineContext } from '../context.ts'
import { sampleRows } from '../math/sample.ts'
import { z975 } from '../math/tail.ts'
import { partOf } from '../pace.ts'
import { fitRhythm, type RhythmFit, type RhythmModelName, rhythmModels } from '../rhythm.ts'
import { type Beginning, fitOwn, type OwnFits, type PoolingTrial, tryPooling } from './beginnings.ts'
import { type EventLog, ordersAfter, type Summary, summarise } from './event-log.ts'
import { logLikelihoodOf } from './likelihood.ts'
import { type Prospect, prospectOf } from './outlook.ts'
import { pick } from './pick.ts'

/** Changes whenever the same input could give other bytes. Stored with each run. */
export const RHYTHM_CHOICE_VERSION = 'rhythm-choice/2'

const A_WEEK = 7
/** Repeat buyers that a model needs, and weeks before the hold-out and in it. */
const FEWEST_REPEATING = 30
const LEAST_WEEKS_BEFORE = 10
const LEAST_WEEKS_HELD_OUT = 4
const MOST_WEEKS_HELD_OUT = 26
/** Models are fitted and told apart on at most so many customers, drawn at random: their likelihoods lie far apart. The chosen one is judged on more. */
const CHOSEN_ON = 4_000
const JUDGED_ON = 20_000
export const HORIZON_WEEKS = [4, 13, 26] as const

export interface Judged {
  /** (expected − came) / came. */
  bias: number
  meanAbsoluteError: number
  expected: number
}

/** Customers put in order of what was expected, a tenth in each group. */
export interface CalibrationGroup {
  customers: number
  /** Mean chance that was stated, and share that came true. */
  expected: number
  observed: number
  /** 95 % band of that share if the statements are right. */
  low: number
  high: number
  inside: boolean
}

export interface RhythmChoice {
  /** First day that the models did not know, minus 1; days that they were held against. */
  splitDay: number
  heldOutDays: number
  customers: number
  repeating: number
  models: {
    model: RhythmModelName
    k: number
    parameters: Record<string, number>
    standardErrors: Record<string, number | null>
    state: RhythmFit['convergence']['state']
    logLikelihood: number
    /** Of what customers did in the hold-out, given what they had done before. */
    heldOut: number
  }[]
  chosen: RhythmModelName
  /** What groups by how customers began would add, each as it was tried. */
  pooling: PoolingTrial[]
  /** Where one adds more than chance: the one that adds most, and the regularity of each of its groups. */
  pooledBy: { by: Beginning['by']; k: Record<string, number> } | null
  orders: number
  model: Judged
  naive: { samePeriod: Judged; recencyCut: Judged }
  /** Which forecast of the number of orders is used: a naive rule where it is nearer for each customer, clearly, and in all. */
  used: 'model' | 'samePeriod' | 'recencyCut'
  calibration: { weeks: number; groups: CalibrationGroup[] }[]
  /** Of the waits until the next order, as the model places them: a tenth is expected below each. */
  placed: (CalibrationGroup & { below: number })[]
  /** All groups of both lie inside their bands. */
  fits: boolean
}

export type ChoiceOutcome = { choice: RhythmChoice; reason: null } | { choice: null; reason: 'tooShort' | 'tooFewRepeating' }

/**
 * Chooses among the models of buying by the likelihood of a hold-out: each is fitted to all but the last third of the time, and
 * the better it foresaw that, the better it is. The chosen one is then held against two naive rules and against its own chances.
 *
 * The likelihood of a hold-out is that of everything over that of what came before; parameters are those from before.
 * In the same way it is asked whether who began alike (`beginnings`) should borrow from each other alone.
 *
 * Four fits, of a drawn part, and one for each beginning.
 * @throws ctx.signal.reason when cancelled
 */
export async function chooseRhythm(
  log: EventLog,
  firstDay: number,
  lastDay: number,
  beginnings: readonly Beginning[],
  ctx: EngineContext
): Promise<ChoiceOutcome> {
  const weeks = Math.floor((lastDay - firstDay) / A_WEEK)
  const heldOutWeeks = Math.min(MOST_WEEKS_HELD_OUT, Math.floor(weeks / 3))
  if (heldOutWeeks < LEAST_WEEKS_HELD_OUT || weeks - heldOutWeeks < LEAST_WEEKS_BEFORE) return { choice: null, reason: 'tooShort' }
  const heldOutDays = heldOutWeeks * A_WEEK
  const splitDay = lastDay - heldOutDays
  const before = summarise(log, { endDay: splitDay, unit: A_WEEK })
  if (before.x.reduce((sum, x) => sum + (x > 0 ? 1 : 0), 0) < FEWEST_REPEATING) return { choice: null, reason: 'tooFewRepeating' }
  const all = summarise(log, { endDay: lastDay, unit: A_WEEK })
  const learnt = pick(before, drawn(before.customer.length, CHOSEN_ON, ctx))
  const whole = pick(all, placesOf(all, learnt.customer))

  const models: RhythmChoice['models'] = []
  const fits: RhythmFit[] = []
  for (const [i, model] of rhythmModels.entries()) {
    const fit = await fitRhythm(learnt, { model }, partOf(ctx, i / 6, (i + 1) / 6))
    const heldOut = (await logLikelihoodOf(fit, whole, ctx)) - (await logLikelihoodOf(fit, learnt, ctx))
    fits.push(fit)
    const { k, parameters, standardErrors, convergence, logLikelihood } = fit
    models.push({ model, k, parameters, standardErrors, state: convergence.state, logLikelihood, heldOut })
  }
  const sound = models.map((_, i) => i).filter((i) => models[i]?.state !== 'unfinished' && Number.isFinite(models[i]?.heldOut))
  const candidates = sound.length > 0 ? sound : models.map((_, i) => i)
  const best = candidates.reduce((kept, i) => ((models[i]?.heldOut ?? 0) > (models[kept]?.heldOut ?? 0) ? i : kept))
  const fit = fits[best] as RhythmFit

  const pooling: PoolingTrial[] = []
  let own: { beginning: Beginning; fits: OwnFits; gain: number } | null = null
  for (const beginning of beginnings) {
    const groupFits = await fitOwn(learnt, beginning, fit.model, () => undefined, partOf(ctx, 4 / 6, 5 / 6))
    if (groupFits.size < 2) continue
    const trial = await tryPooling(beginning, groupFits, fit, learnt, whole, ctx)
    pooling.push(trial)
    if (trial.atLeast > 0 && trial.gain > (own?.gain ?? 0)) own = { beginning, fits: groupFits, gain: trial.gain }
  }

  const known = pick(before, drawn(before.customer.length, JUDGED_ON, ctx))
  const prospects = memoised((customer) => own?.fits.get(own.beginning.of[customer] as number) ?? fit, known)
  const came = ordersAfter(log, splitDay, known.customer)
  const recent = countsBetween(log, splitDay - heldOutDays, splitDay, known.customer)
  const expected = Float64Array.from(prospects, (one) => one.ordersWithin(heldOutWeeks))
  const cut = Float64Array.from(known.x, (x, i) => {
    const sinceLast = ((known.T[i] as number) - (known.tx[i] as number)) * A_WEEK
    return sinceLast <= heldOutDays && (known.T[i] as number) > 0 ? (x / Math.max(1, known.T[i] as number)) * heldOutWeeks : 0
  })
  const firstAfter = firstOrders(log, splitDay, known.customer)
  const calibration = HORIZON_WEEKS.filter((horizon) => horizon <= heldOutWeeks).map((horizon) => ({
    weeks: horizon,
    groups: grouped(
      Float64Array.from(prospects, (one) => one.orderWithin(horizon)),
      firstAfter.map((days) => Number(days <= horizon * A_WEEK))
    )
  }))
  const placed = placedWaits(prospects, firstAfter, heldOutWeeks)
  return {
    reason: null,
    choice: {
      splitDay,
      heldOutDays,
      customers: before.customer.length,
      repeating: fit.repeating,
      models,
      chosen: fit.model,
      pooling,
      pooledBy: own && { by: own.beginning.by, k: Object.fromEntries([...own.fits].map(([group, { k }]) => [group, k])) },
      orders: came.reduce((sum, count) => sum + count, 0),
      model: judge(expected, came),
      naive: { samePeriod: judge(recent, came), recencyCut: judge(cut, came) },
      used: winner(expected, { samePeriod: recent, recencyCut: cut }, came),
      calibration,
      placed,
      fits: [...calibration.flatMap(({ groups }) => groups), ...placed].every(({ inside }) => inside)
    }
  }
}

/** The forecast of a naive rule for the time after the end of the log. */
export function naiveForecast(
  log: EventLog,
  lastDay: number,
  days: number,
  histories: Summary,
  rule: 'samePeriod' | 'recencyCut'
): Float64Array {
  if (rule === 'samePeriod') return countsBetween(log, lastDay - days, lastDay, histories.customer)
  return Float64Array.from(histories.x, (x, i) => {
    const [T, tx] = [histories.T[i] as number, histories.tx[i] as number]
    return (T - tx) * A_WEEK <= days && T > 0 ? (x / Math.max(1, T)) * (days / A_WEEK) : 0
  })
}

function drawn(n: number, most: number, ctx: EngineContext): Int32Array {
  return n <= most ? Int32Array.from({ length: n }, (_, i) => i) : sampleRows(n, most, ctx.rng).sort()
}

/** Both lists of customers ascend. */
function placesOf(all: Summary, customers: Int32Array): Int32Array {
  let at = 0
  return customers.map((customer) => {
    while (all.customer[at] !== customer) at++
    return at
  })
}

/** Equal histories under one fit have one prospect, whose figures are computed once. */
function memoised(fitOf: (customer: number) => RhythmFit, { customer, x, tx, T }: Summary): Prospect[] {
  const ofFits = new Map<RhythmFit, Map<string, Prospect>>()
  return Array.from(x, (orders, i) => {
    const fit = fitOf(customer[i] as number)
    const known = ofFits.get(fit) ?? new Map<string, Prospect>()
    ofFits.set(fit, known)
    const key = `${orders} ${tx[i]} ${T[i]}`
    const found = known.get(key)
    if (found !== undefined) return found
    const prospect = prospectOf(fit, orders, tx[i] as number, T[i] as number)
    const [within, orderWithin] = [new Map<number, number>(), new Map<number, number>()]
    const kept = (of: Map<number, number>, h: number, compute: (h: number) => number): number => {
      const value = of.get(h) ?? compute(h)
      of.set(h, value)
      return value
    }
    const once: Prospect = {
      alive: prospect.alive,
      ordersWithin: (h) => kept(within, h, prospect.ordersWithin),
      orderWithin: (h) => kept(orderWithin, h, prospect.orderWithin)
    }
    known.set(key, once)
    return once
  })
}

function judge(expected: Float64Array, came: Float64Array): Judged {
  const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0)
  const all = sum(came)
  return {
    expected: sum(expected),
    bias: all > 0 ? (sum(expected) - all) / all : 0,
    meanAbsoluteError: expected.reduce((total, value, i) => total + Math.abs(value - (came[i] as number)), 0) / came.length
  }
}

/** A naive rule wins that is nearer for each customer by more than chance, and no further off in all. */
function winner(
  model: Float64Array,
  rules: Readonly<Record<'samePeriod' | 'recencyCut', Float64Array>>,
  came: Float64Array
): RhythmChoice['used'] {
  const ours = judge(model, came)
  let used: RhythmChoice['used'] = 'model'
  let least = ours.meanAbsoluteError
  for (const rule of ['samePeriod', 'recencyCut'] as const) {
    const theirs = judge(rules[rule], came)
    const gains = model.map(
      (value, i) => Math.abs(value - (came[i] as number)) - Math.abs((rules[rule][i] as number) - (came[i] as number))
    )
    const mean = gains.reduce((sum, gain) => sum + gain, 0) / gains.length
    const variance = gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / Math.max(1, gains.length - 1)
    const clear = mean > z975 * Math.sqrt(variance / gains.length)
    if (clear && Math.abs(theirs.bias) <= Math.abs(ours.bias) && theirs.meanAbsoluteError < least) {
      used = rule
      least = theirs.meanAbsoluteError
    }
  }
  return used
}

const GROUPS = 10

function grouped(chances: Float64Array, happened: Float64Array): CalibrationGroup[] {
  const order = Int32Array.from(chances, (_, i) => i).sort((a, b) => (chances[a] as number) - (chances[b] as number) || a - b)
  return Array.from({ length: GROUPS }, (_, g) => order.subarray((g * order.length) / GROUPS, ((g + 1) * order.length) / GROUPS))
    .filter((rows) => rows.length > 0)
    .map((rows) => {
      let [expected, observed, variance] = [0, 0, 0]
      for (const row of rows) {
        const chance = chances[row] as number
        expected += chance
        variance += chance * (1 - chance)
        observed += happened[row] as number
      }
      return groupOf(rows.length, expected, observed, variance)
    })
}

function groupOf(customers: number, expected: number, observed: number, variance: number): CalibrationGroup {
  const reach = z975 * Math.sqrt(variance) + 0.5
  const [low, high] = [Math.max(0, expected - reach), Math.min(customers, expected + reach)]
  return {
    customers,
    expected: expected / customers,
    observed: observed / customers,
    low: low / customers,
    high: high / customers,
    inside: observed >= low && observed <= high
  }
}

/**
 * Where the model places the wait until the next order, between 0 (at once) and 1 (never): if it is right, a tenth lies below 0.1, and so on. Each place
 * is judged by those customers alone whose hold-out was long enough for it; the others' waits are not known.
 */
function placedWaits(prospects: readonly Prospect[], firstAfter: Float64Array, weeks: number): RhythmChoice['placed'] {
  return Array.from({ length: GROUPS - 1 }, (_, i) => (i + 1) / GROUPS).flatMap((below) => {
    let [customers, observed] = [0, 0]
    prospects.forEach((prospect, i) => {
      if (prospect.orderWithin(weeks) < below) return
      customers++
      const waited = (firstAfter[i] as number) / A_WEEK
      if (waited <= weeks && prospect.orderWithin(waited) <= below) observed++
    })
    if (customers === 0) return []
    return [{ below, ...groupOf(customers, below * customers, observed, below * (1 - below) * customers) }]
  })
}

/** Orders of each customer after one day up to and including another, those of one day as one. */
function countsBetween(log: EventLog, after: number, until: number, of: Int32Array): Float64Array {
  const keep = Array.from(log.day.keys()).filter((i) => (log.day[i] as number) <= until)
  const until_: EventLog = {
    ...log,
    customer: Int32Array.from(keep, (i) => log.customer[i] as number),
    day: Int32Array.from(keep, (i) => log.day[i] as number),
    value: log.value && Float64Array.from(keep, (i) => log.value?.[i] as number)
  }
  return ordersAfter(until_, after, of)
}

/** Days from the split to the first order after it; infinite without one. */
function firstOrders(log: EventLog, splitDay: number, of: Int32Array): Float64Array {
  const first = new Float64Array(log.customers).fill(Number.POSITIVE_INFINITY)
  for (let i = 0; i < log.day.length; i++) {
    const wait = (log.day[i] as number) - splitDay
    if (wait > 0 && wait < (first[log.customer[i] as number] as number)) first[log.customer[i] as number] = wait
  }
  return Float64Array.from(of, (customer) => first[customer] as number)
}
