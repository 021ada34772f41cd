/**
 * How often advice is called validated where there is none: purchases by lot, and purchases that follow the rule of thumb alone, 100 shops each. At most
 * five may be; no speed is measured.
 */
import { seededRng } from '../../src/engines/math/rng.ts'
import { judgePropensity } from '../../src/engines/upsell/propensity.ts'
import { propensityInput } from '../fixtures/propensity.ts'
import { engineContext } from './support/measure.ts'

const SEEDS = 100

export async function run(): Promise<void> {
  for (const [what, known] of [
    ['purchases by lot', 0],
    ['purchases that follow the rule of thumb', 3]
  ] as const) {
    let refused = 0
    for (let seed = 1; seed <= SEEDS; seed++) {
      const { report } = await judgePropensity(propensityInput(seed, 300, 0, known, 8), { ...engineContext(), rng: seededRng(seed) })
      if (report.verdict === 'not-better') refused++
    }
    console.log(`  ${what}: ${refused} of ${SEEDS} not better`)
    if (refused < 0.95 * SEEDS) throw new Error(`${SEEDS - refused} of ${SEEDS} were not refused.`)
  }
}
