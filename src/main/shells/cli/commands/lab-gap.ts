import { count, decimal } from '../../../../shared/format.ts'
import { cli } from '../../../../shared/messages/en/cli.ts'
import { labGap, labGapDefaults } from '../../../core/tasks/lab-gap.ts'
import type { Arguments } from '../arguments.ts'
import type { Outcome } from '../commands.ts'
import { withTable } from '../lab.ts'
import { table } from '../table.ts'

/** Beyond these a slip of the finger would run for days. */
const most = 10_000

/** `lab gap`: how many clusters, by the gap statistic. */
export async function run(args: Arguments): Promise<Outcome> {
  const asked = {
    kMax: args.integer('k-max', 1, most) ?? labGapDefaults.kMax,
    references: args.integer('references', 2, most) ?? labGapDefaults.references,
    starts: args.integer('starts', 1, most) ?? labGapDefaults.starts
  }
  const result = await withTable(args, (input, options, ctx) => labGap(input, { ...options, ...asked }, ctx))
  const rows = result.k.map(({ k, gap, se }) => [String(k), decimal(gap, 4), decimal(se, 4)])
  const text = () =>
    [cli.lab.gap(result.firstSEmax, result.tibs2001SEmax, count(result.n), result.p), table(cli.lab.gapColumns, rows)].join('\n')
  return { json: result, text }
}
