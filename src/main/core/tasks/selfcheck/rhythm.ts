import { expectedValue, fitGammaGamma } from '../../../../engines/gamma-gamma.ts'
import { growForest, scoreRows } from '../../../../engines/isolation-forest.ts'
import { rocAuc } from '../../../../engines/math/roc-auc.ts'
import { type FittedModel, prospectOf } from '../../../../engines/rhythm/outlook.ts'
import { fitRhythm, type Histories, type RhythmFit, type RhythmModelName } from '../../../../engines/rhythm.ts'
import type { Bench, Check } from './check.ts'

const BGNBD = 'Fader, Hardie, Lee (2005), Marketing Science 24, CDNOW'
const PARETO = 'Fader, Hardie, Lee (2005), as compared there, CDNOW'
const MBGNBD = 'another implementation, CDNOW (model: Batislam et al. 2007)'
const GAMMA = 'Fader, Hardie (2013), The gamma-gamma model of monetary value, CDNOW'
const ODDS = 'Zhao, Nasrullah, Li (2019), PyOD, JMLR 20: table of benchmarks; ± 0.03'

const HISTORIES = 'cdnow/cdnow_customers_summary.csv'
const SPENDS = 'cdnow/cdnow_customers_summary_with_transactions.csv'

async function cdnow({ table }: Bench): Promise<Histories | null> {
  const read = await table(HISTORIES, [2, 3, 4])
  return read && { x: columnOf(read, 0), tx: columnOf(read, 1), T: columnOf(read, 2) }
}

async function fitted(model: RhythmModelName, bench: Bench): Promise<RhythmFit | null> {
  const histories = await cdnow(bench)
  return histories && fitRhythm(histories, { model }, bench.context(1))
}

async function spends(bench: Bench) {
  const read = await bench.table(SPENDS, [2, 5])
  return read && fitGammaGamma({ x: columnOf(read, 0), meanValue: columnOf(read, 1) }, bench.context(1))
}

/** The parameters as printed. */
const printed: FittedModel = { model: 'bgnbd', k: 1, parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } }

/** Mean over ten seeds on all rows; the source's is over ten random halves. */
const oddsCheck = (name: string, columns: number, published: number): Check => ({
  id: `isolation-${name}`,
  source: ODDS,
  published: [published],
  tolerance: 0.03,
  compute: async (bench) => {
    const read = await bench.table(
      `anomaly/${name}.csv`,
      Array.from({ length: columns + 1 }, (_, j) => j + 1)
    )
    if (read === null) return null
    const { data, n } = read
    const label = columnOf(read, columns)
    const values = data.filter((_, at) => at % (columns + 1) < columns)
    let sum = 0
    for (let seed = 0; seed < 10; seed++) {
      const ctx = bench.context(seed)
      const forest = await growForest(values, n, columns, { trees: 100, sample: 256 }, ctx)
      sum += rocAuc(await scoreRows(forest, values, n, ctx), label)
    }
    return [sum / 10]
  }
})

export const rhythmChecks: Check[] = [
  {
    id: 'bgnbd-expected',
    source: BGNBD,
    published: [1.226],
    tolerance: 5e-4,
    compute: async () => [prospectOf(printed, 2, 30.43, 38.86).ordersWithin(39)]
  },
  {
    id: 'gamma-gamma-expected',
    source: GAMMA,
    published: [24.65, 18.91, 35.17],
    tolerance: 0.1,
    compute: async () => {
      const parameters = { p: 6.25, q: 3.74, v: 15.44 }
      const first = [
        [2, 22.35],
        [1, 11.77],
        [0, 0]
      ]
      return first.map(([x = 0, z = 0]) => expectedValue(parameters, x, z) ?? Number.NaN)
    }
  },
  ...(
    [
      ['bgnbd', BGNBD, [0.243, 4.414, 0.793, 2.426], -9582.4, 5e-4, 0.05],
      ['paretonbd', PARETO, [0.553, 10.578, 0.606, 11.669], -9595, 5e-3, 0.05],
      ['mbgnbd', MBGNBD, [0.5248, 6.183, 0.8914, 1.614], -9582.13, 5e-4, 5e-3]
    ] as const
  ).flatMap(([model, source, parameters, logLikelihood, tolerance, near]): Check[] => [
    {
      id: `${model}-parameters`,
      source,
      published: [...parameters],
      tolerance,
      compute: async (bench) => {
        const fit = await fitted(model, bench)
        return fit && Object.values(fit.parameters)
      }
    },
    {
      id: `${model}-likelihood`,
      source,
      published: [logLikelihood],
      tolerance: near,
      compute: async (bench) => {
        const fit = await fitted(model, bench)
        return fit && [fit.logLikelihood]
      }
    }
  ]),
  {
    id: 'gamma-gamma-parameters',
    source: GAMMA,
    published: [6.25, 3.74, 15.44],
    tolerance: 0.01,
    compute: async (bench) => {
      const fit = await spends(bench)
      return fit && Object.values(fit.parameters)
    }
  },
  {
    id: 'gamma-gamma-likelihood',
    source: GAMMA,
    published: [-4055.92],
    tolerance: 5e-3,
    compute: async (bench) => {
      const fit = await spends(bench)
      return fit && [fit.logLikelihood]
    }
  },
  oddsCheck('cardio', 21, 0.9213),
  oddsCheck('pima', 8, 0.6806)
]

function columnOf({ data, n, p }: { data: Float64Array; n: number; p: number }, j: number): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => data[i * p + j] as number)
}
