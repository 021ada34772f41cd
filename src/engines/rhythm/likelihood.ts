import type { EngineContext } from '../context.ts'
import { pacer } from '../pace.ts'
import type { RhythmFit } from '../rhythm.ts'
import { coinModel, regularity } from './coin-models.ts'
import type { Summary } from './event-log.ts'
import { groupHistories } from './grouping.ts'
import { paretoModel } from './pareto-model.ts'

/** The log-likelihood of histories under a model as it was fitted, be it to others: a density of the same moments of orders in all four. O(n). */
export async function logLikelihoodOf({ model, k, parameters }: RhythmFit, of: Summary, ctx: EngineContext): Promise<number> {
  const pace = pacer(ctx)
  const likelihood = model === 'paretonbd' ? paretoModel : coinModel({ k, firstToss: model === 'bgnbd' ? 0 : 1 })
  const at = Float64Array.from(likelihood.names, (name) => parameters[name] as number)
  const value = await likelihood.likelihoodOf(groupHistories(of))(at, new Float64Array(at.length), () => pace(0))
  return value + (model === 'mbgcnbdk' ? regularity(k, of.x, of.tx, of.logGaps) : 0)
}
