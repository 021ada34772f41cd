import { count } from '../../../../shared/format.ts'
import { cli } from '../../../../shared/messages/en/cli.ts'
import { labStl } from '../../../core/tasks/lab-stl.ts'
import type { Arguments } from '../arguments.ts'
import type { Outcome } from '../commands.ts'
import { withTable } from '../lab.ts'

/** Beyond these a slip of the finger would run for days. */
const most = 100_000

/** `lab stl`: a series as trend, season and rest. */
export async function run(args: Arguments): Promise<Outcome> {
  const asked = {
    value: args.text('value'),
    period: args.integer('period', 2, most) ?? 2,
    seasonal: args.text('seasonal') === 'periodic' ? ('periodic' as const) : args.integer('seasonal', 3, most),
    trend: args.integer('trend', 3, most),
    degree: args.has('constant') ? (0 as const) : undefined,
    robust: args.has('robust')
  }
  const result = await withTable(args, (input, { seed, timedFrom }, ctx) => labStl(input, { seed, timedFrom, ...asked }, ctx))
  return { json: result, text: () => cli.lab.stl(count(result.n), result.columns[0] ?? '', asked.period) }
}
