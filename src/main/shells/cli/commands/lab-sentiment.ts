import { count, decimal } from '../../../../shared/format.ts'
import { cli } from '../../../../shared/messages/en/cli.ts'
import { labSentiment } from '../../../core/tasks/lab-sentiment.ts'
import type { Arguments } from '../arguments.ts'
import type { Outcome } from '../commands.ts'
import { withTable } from '../lab.ts'

/** `lab sentiment`: how the texts of a column sound. */
export async function run(args: Arguments): Promise<Outcome> {
  const result = await withTable(args, (input, options, ctx) => labSentiment(input, { ...options, text: args.required('text') }, ctx))
  const mean = result.scores.reduce((sum, score) => sum + score, 0) / result.n
  return { json: result, text: () => cli.lab.sentiment(count(result.n), decimal(mean, 3), count(result.languages.eng ?? 0)) }
}
