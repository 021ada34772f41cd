import { SextantError } from '../../../../shared/errors.ts'
import { count, decimal } from '../../../../shared/format.ts'
import { cli } from '../../../../shared/messages/en/cli.ts'
import { labLinkage, labLinkageDefaults, labLinkages, labMetrics } from '../../../core/tasks/lab-linkage.ts'
import type { Arguments } from '../arguments.ts'
import type { Outcome } from '../commands.ts'
import { withTable } from '../lab.ts'
import { table } from '../table.ts'

/** The last merges are where a tree is cut; a pipe takes `--json`. */
const shown = 10

/** `lab linkage`: the tree of merges of a plain table. */
export async function run(args: Arguments): Promise<Outcome> {
  const asked = {
    linkage: args.oneOf('linkage', labLinkages) ?? labLinkageDefaults.linkage,
    metric: args.oneOf('metric', labMetrics) ?? labLinkageDefaults.metric,
    clusters: args.integer('clusters', 1, Number.MAX_SAFE_INTEGER)
  }
  if (asked.linkage === 'ward' && asked.metric !== 'euclidean') throw new SextantError('cli.usage', { reason: cli.lab.wardIsEuclidean })
  const result = await withTable(args, (input, options, ctx) => labLinkage(input, { ...options, ...asked }, ctx))
  const rows = result.merges
    .slice(-shown)
    .reverse()
    .map(([a, b, height, size]) => [String(a), String(b), decimal(height, 4), count(size)])
  const cophenetic = result.cophenetic === null ? null : decimal(result.cophenetic, 4)
  const text = () => [cli.lab.linkage(count(result.n), result.p, cophenetic), table(cli.lab.mergeColumns, rows)].join('\n')
  return { json: result, text }
}
