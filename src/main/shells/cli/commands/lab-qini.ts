import { decimal } from '../../../../shared/format.ts'
import { cliUpsell } from '../../../../shared/messages/en/cli-upsell.ts'
import { labQini } from '../../../core/tasks/lab-qini.ts'
import type { Arguments } from '../arguments.ts'
import type { Outcome } from '../commands.ts'
import { withTable } from '../lab.ts'

/** `lab qini`: how well a score ranks by what treating changes. */
export async function run(args: Arguments): Promise<Outcome> {
  const asked = { treatment: args.required('treatment'), outcome: args.required('outcome'), score: args.required('score') }
  const result = await withTable(args, (input, options, ctx) => labQini(input, { ...options, ...asked }, ctx))
  return { json: result, text: () => cliUpsell.qini(decimal(result.qini, 5), decimal(result.low, 5), decimal(result.high, 5)) }
}
