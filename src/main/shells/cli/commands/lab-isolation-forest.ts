import { count, decimal } from '../../../../shared/format.ts'
import { cli } from '../../../../shared/messages/en/cli.ts'
import { labIsolationForest, labIsolationForestDefaults } from '../../../core/tasks/lab-isolation-forest.ts'
import type { Arguments } from '../arguments.ts'
import type { Outcome } from '../commands.ts'
import { withTable } from '../lab.ts'
import { table } from '../table.ts'

/** Rows that people are shown; a pipe takes `--json`. */
const shown = 10
/** Beyond these a slip of the finger would run for days. */
const [mostTrees, mostSample, mostReasons] = [10_000, 65_536, 100_000]

/** `lab isolation-forest`: how strange each row is. */
export async function run(args: Arguments): Promise<Outcome> {
  const told = args.integer('reasons', 0, mostReasons)
  const asked = {
    trees: args.integer('trees', 1, mostTrees) ?? labIsolationForestDefaults.trees,
    sample: args.integer('sample', 2, mostSample) ?? labIsolationForestDefaults.sample
  }
  const reasons = told ?? (args.has('json') ? labIsolationForestDefaults.reasons : shown)
  const result = await withTable(args, (input, options, ctx) => labIsolationForest(input, { ...options, ...asked, reasons }, ctx))
  const rows = (result.reasons ?? []).slice(0, shown).map(({ line, score, columns }) => {
    const [first] = columns
    return [String(line), decimal(score, 4), first?.column ?? '', decimal(first?.value ?? 0, 4), decimal(first?.median ?? 0, 4)]
  })
  const text = () => [cli.lab.isolationForest(count(result.n), result.p), table(cli.lab.strangeColumns, rows)].join('\n')
  return { json: result, text }
}
