import { count, decimal } from '../../../../shared/format.ts'
import { cli } from '../../../../shared/messages/en/cli.ts'
import { labSilhouette } from '../../../core/tasks/lab.ts'
import type { Arguments } from '../arguments.ts'
import type { Outcome } from '../commands.ts'
import { withTable } from '../lab.ts'
import { table } from '../table.ts'

/** `lab silhouette`: how well the labels of one column separate the rows, measured on the others. */
export async function run(args: Arguments): Promise<Outcome> {
  const result = await withTable(args, (input, options, ctx) => labSilhouette(input, { ...options, labels: args.required('labels') }, ctx))
  const rows = result.perCluster.map(({ label, size, silhouette }) => [label, count(size), decimal(silhouette, 4)])
  const text = () => [cli.lab.silhouette(decimal(result.silhouette, 4), count(result.n)), table(cli.lab.silhouetteColumns, rows)].join('\n')
  return { json: result, text }
}
