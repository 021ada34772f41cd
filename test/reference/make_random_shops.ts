/**
 * How often customers who differ by chance alone are said to fall into groups: beside the null that keeps what follows from the number of orders,
 * and beside one that knows only how features correlate. `node test/reference/make_random_shops.ts [seeds a kind]`; with 40, half an hour. Its
 * figures are in `docs/methods/verdict.md`, and a part of it runs with the tests (`test/unit/tasks/segments-random-shops.test.ts`).
 */
import { shopVerdict } from '../support/shop-verdict.ts'

const seeds = Number(process.argv[2] ?? 40)
const ALPHA = 0.01
const alarms: Record<string, Record<string, { evidence: number; useful: number; either: number }>> = {}
for (const tied of [true, false]) {
  for (const kind of ['uniform', 'gamma', 'channels'] as const) {
    const count = { evidence: 0, useful: 0, either: 0 }
    for (let seed = 1; seed <= seeds; seed++) {
      const { evidence, useful } = await shopVerdict(kind, seed, { tied })
      if (evidence <= ALPHA) count.evidence++
      if (useful <= ALPHA) count.useful++
      if (Math.min(evidence, useful) <= ALPHA) count.either++
      process.stderr.write(`${tied ? 'tied' : 'loose'} ${kind} ${seed} ${evidence} ${useful} ${JSON.stringify(count)}\n`)
    }
    alarms[tied ? 'tied' : 'loose'] = { ...alarms[tied ? 'tied' : 'loose'], [kind]: count }
  }
}
process.stdout.write(`${JSON.stringify({ customers: 300, draws: 199, alpha: ALPHA, seeds, alarms }, null, 2)}\n`)
