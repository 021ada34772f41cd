import { count, decimal } from '../../../../shared/format.ts'
import { cliUpsell } from '../../../../shared/messages/en/cli-upsell.ts'
import { labFpGrowth, labFpGrowthDefaults } from '../../../core/tasks/lab-fp-growth.ts'
import type { Arguments } from '../arguments.ts'
import type { Outcome } from '../commands.ts'
import { withTable } from '../lab.ts'
import { table } from '../table.ts'

/** Rules that people are shown; a pipe takes `--json`. */
const shown = 20

/** `lab fpgrowth`: what is bought together. */
export async function run(args: Arguments): Promise<Outcome> {
  const format = args.oneOf('format', ['basket', 'long']) ?? labFpGrowthDefaults.format
  const asked = {
    format,
    support: args.number('support') ?? labFpGrowthDefaults.support,
    confidence: args.number('confidence') ?? labFpGrowthDefaults.confidence,
    minLength: args.integer('min-length', 2, 100) ?? labFpGrowthDefaults.minLength,
    maxLength: args.integer('max-length', 2, 100) ?? labFpGrowthDefaults.maxLength,
    basket: args.text('basket'),
    item: args.text('item')
  }
  const result = await withTable(args, (input, options, ctx) => labFpGrowth(input, { ...options, ...asked }, ctx), format === 'basket')
  const words = cliUpsell.rules
  const rows = result.rules
    .slice(0, shown)
    .map((rule) => [rule.if.join(' + '), rule.then, decimal(rule.support, 4), decimal(rule.confidence, 3), decimal(rule.lift, 2)])
  const text = () =>
    [words.found(count(result.count), count(result.transactions), count(result.items)), table(words.columns, rows)].join('\n')
  return { json: result, text }
}
