/**
 * How often tables without groups are said to have some, and three heaps to be three: the verdict as the task gives it, 100 seeds a kind.
 * Takes about an hour; `node test/reference/make_verdicts.ts [seeds] > test/reference/verdicts.json`. A part of it runs with the tests
 * (`test/unit/tasks/segments-verdict.test.ts`).
 */
import { verdictOf } from '../support/null-tables.ts'

const seeds = Number(process.argv[2] ?? 100)
const kinds = ['gaussian', 'uniform', 'logNormal', 'integers', 'counts', 'blobs'] as const
const levels = Object.fromEntries(kinds.map((kind) => [kind, {} as Record<string, number>]))
for (let seed = 1; seed <= seeds; seed++) {
  for (const kind of kinds) {
    const { level } = await verdictOf(kind, seed)
    const counts = levels[kind] as Record<string, number>
    counts[level] = (counts[level] ?? 0) + 1
  }
  process.stderr.write(`${seed} ${JSON.stringify(levels)}\n`)
}
process.stdout.write(`${JSON.stringify({ rows: 200, columns: 3, draws: 199, seeds, levels }, null, 2)}\n`)
