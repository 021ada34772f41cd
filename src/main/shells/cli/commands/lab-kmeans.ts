import { count, decimal } from '../../../../shared/format.ts'
import { cli } from '../../../../shared/messages/en/cli.ts'
import { type LabKmeansResult, labKmeans, labKmeansDefaults } from '../../../core/tasks/lab.ts'
import type { Arguments } from '../arguments.ts'
import type { Outcome } from '../commands.ts'
import { withTable } from '../lab.ts'
import { table } from '../table.ts'

/** Beyond these a slip of the finger would run for days. */
const mostStarts = 10_000
const mostIterations = 1_000_000

/** `lab kmeans`: the engine alone, on a plain table. */
export async function run(args: Arguments): Promise<Outcome> {
  const asked = {
    k: args.integer('k', 1, Number.MAX_SAFE_INTEGER) ?? 1,
    starts: args.integer('starts', 1, mostStarts) ?? labKmeansDefaults.starts,
    scale: args.oneOf('scale', ['none', 'z', 'robust']) ?? labKmeansDefaults.scale,
    tolerance: args.number('tolerance') ?? labKmeansDefaults.tolerance,
    maxIterations: args.integer('max-iterations', 1, mostIterations) ?? labKmeansDefaults.maxIterations
  }
  const result = await withTable(args, (input, options, ctx) => labKmeans(input, { ...options, ...asked }, ctx))
  return { json: result, text: () => describe(result) }
}

function describe({ labels, centroids, inertia, iterations, n, p, columns }: LabKmeansResult): string {
  const rows = centroids.map((centre, cluster) => [
    String(cluster),
    count(labels.filter((label) => label === cluster).length),
    ...centre.map((value) => decimal(value, 4))
  ])
  // Columns of the table may share a name with ours, so they are numbered as keys.
  const header = { ...cli.lab.clusterColumns, ...Object.fromEntries(columns.map((name, index) => [`column${index}`, name])) }
  return [cli.lab.kmeans(centroids.length, count(n), p, decimal(inertia, 4), iterations), table(header, rows)].join('\n')
}
