import { SextantError } from '../shared/errors.ts'
import type { EngineContext } from './context.ts'
import { partOf } from './pace.ts'
import { coinModel, regularity } from './rhythm/coin-models.ts'
import { type Convergence, type Fit, fitByLikelihood } from './rhythm/fit.ts'
import { type Groups, groupHistories, thinned } from './rhythm/grouping.ts'
import { checkHistories, type Histories } from './rhythm/histories.ts'
import type { RhythmModel } from './rhythm/model.ts'
import { paretoModel } from './rhythm/pareto-model.ts'

export type { Histories } from './rhythm/histories.ts'

/** Changes whenever the same input could give other bytes. Stored with each run. */
export const RHYTHM_VERSION = 'rhythm/2'

export const rhythmModels = ['bgnbd', 'mbgnbd', 'paretonbd', 'mbgcnbdk'] as const
export type RhythmModelName = (typeof rhythmModels)[number]

export interface RhythmParams {
  model: RhythmModelName
  /** Of `mbgcnbdk`: the regularity, 1 … 20; left out, it is chosen by likelihood. */
  k?: number | undefined
}

export interface RhythmFit {
  model: RhythmModelName
  /** r, alpha, a, b, or r, alpha, s, beta. */
  parameters: Record<string, number>
  /** Phases of a gap; above 1, orders come more regularly than by chance. */
  k: number
  logLikelihood: number
  standardErrors: Record<string, number | null>
  /** Of the fit that was kept; `bounded` by name. */
  convergence: Omit<Convergence, 'bounded'> & { bounded: string[] }
  /** The log-likelihood of each k that was tried. */
  tried: { k: number; logLikelihood: number }[]
  customers: number
  /** Customers with an order after the first. */
  repeating: number
}

/** Regularities that are tried; beyond, customers are a clockwork. */
const mostPhases = 20
/** Groups on which all starts are tried. */
const partSize = 200

/**
 * Fits one of four models of buying and leaving: BG/NBD, MBG/NBD, Pareto/NBD, MBG/CNBD-k (`rhythm/*-model(s).ts` have their
 * likelihoods). Parameters by maximum likelihood with analytic gradients, from four starts; errors from the observed
 * information. The unit of `alpha` and `beta` is that of the histories.
 *
 * k is chosen by the likelihood with the gaps between orders in it (`logGaps`), or else with t_x, given x, in it; both are set so that k = 1
 * has the log-likelihood of MBG/NBD.
 *
 * A few dozen evaluations of O(groups of equal histories), and O(customers) once.
 *
 * @throws rhythm.noCustomers, rhythm.badHistory, rhythm.noRepeats, engine.badParameter; ctx.signal.reason when cancelled
 * @example const { parameters } = await fitRhythm({ x, tx, T }, { model: 'mbgnbd' }, ctx)
 */
export async function fitRhythm(histories: Histories, params: RhythmParams, ctx: EngineContext): Promise<RhythmFit> {
  checkHistories(histories)
  const { model, k } = params
  if (k !== undefined && !(Number.isSafeInteger(k) && k >= 1 && k <= mostPhases)) {
    throw new SextantError('engine.badParameter', { parameter: 'k', value: k, reason: `it must be a whole number from 1 to ${mostPhases}` })
  }
  const groups = groupHistories(histories)
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0)
  const rate = sum(histories.x) / sum(histories.T)
  const fitted = (likelihood: RhythmModel, context: EngineContext, from?: Fit) => fitOf(likelihood, groups, rate, context, from)
  const told = (fit: Fit, names: readonly string[], phases: number, tried: RhythmFit['tried']): RhythmFit => ({
    model,
    parameters: named(names, Array.from(fit.parameters)),
    k: phases,
    logLikelihood: fit.logLikelihood,
    standardErrors: named(names, fit.standardErrors),
    convergence: { ...fit.convergence, bounded: fit.convergence.bounded.map((i) => names[i] as string) },
    tried,
    customers: histories.x.length,
    repeating: histories.x.reduce((count, orders) => count + (orders > 0 ? 1 : 0), 0)
  })
  if (model !== 'mbgcnbdk') {
    const likelihood = model === 'paretonbd' ? paretoModel : coinModel({ k: 1, firstToss: model === 'bgnbd' ? 0 : 1 })
    const fit = await fitted(likelihood, ctx)
    return told(fit, likelihood.names, 1, [{ k: 1, logLikelihood: fit.logLikelihood }])
  }

  const candidates = k === undefined ? Array.from({ length: mostPhases }, (_, i) => i + 1) : [k]
  const tried: { k: number; fit: Fit; logLikelihood: number }[] = []
  for (const [i, phases] of candidates.entries()) {
    const context = partOf(ctx, i / candidates.length, (i + 1) / candidates.length)
    const fit = await fitted(coinModel({ k: phases, firstToss: 1 }), context, tried.at(-1)?.fit)
    const logLikelihood = fit.logLikelihood + regularity(phases, histories.x, histories.tx, histories.logGaps)
    tried.push({ k: phases, fit: { ...fit, logLikelihood }, logLikelihood })
    // Worse twice in a row: it only gets worse.
    const [third, second, first] = tried.slice(-3).map((one) => one.logLikelihood)
    if (first !== undefined && (first as number) < (second as number) && (second as number) < (third as number)) break
  }
  const best = tried.reduce((kept, one) => (one.logLikelihood > kept.logLikelihood ? one : kept))
  return told(
    best.fit,
    coinModel({ k: 1, firstToss: 1 }).names,
    best.k,
    tried.map(({ k: phases, logLikelihood }) => ({ k: phases, logLikelihood }))
  )
}

/** `from`: a fit of a model beside this one, where the search begins too. */
async function fitOf(likelihood: RhythmModel, groups: Groups, rate: number, ctx: EngineContext, from?: Fit): Promise<Fit> {
  const on = (part: Groups, starts: Float64Array[]) => ({
    customers: part.customers,
    starts,
    logLikelihood: likelihood.likelihoodOf(part)
  })
  const starts = likelihood.starts(rate)
  if (from) starts[0] = from.parameters
  const part = groups.weight.length > 2 * partSize ? on(thinned(groups, partSize), starts) : undefined
  return fitByLikelihood({ ...on(groups, starts), part }, ctx)
}

function named<T>(names: readonly string[], values: readonly T[]): Record<string, T> {
  return Object.fromEntries(names.map((name, i) => [name, values[i] as T]))
}
