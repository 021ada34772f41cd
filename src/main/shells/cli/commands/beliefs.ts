import { SextantError } from '../../../../shared/errors.ts'
import { cliUpsell } from '../../../../shared/messages/en/cli-upsell.ts'
import { upsell as words } from '../../../../shared/messages/en/upsell.ts'
import type { BeliefStatement } from '../../../../shared/model/belief.ts'
import type { Arguments } from '../arguments.ts'
import type { Outcome } from '../commands.ts'
import { withWorkspace } from '../core.ts'

/** `beliefs`: tests what somebody thinks that customers do, and lists what was tested. */
export function run(args: Arguments): Promise<Outcome> {
  const statement = statementOf(args)
  const asOf = args.date('as-of')
  return withWorkspace(args, {}, async (core) => {
    if (statement) await core.call('beliefs.test', { statement, asOf })
    const beliefs = await core.call('beliefs.list', {})
    const text = () =>
      beliefs.length === 0
        ? cliUpsell.noBeliefs
        : beliefs
            .map((belief) => {
              const said = words.belief.statement(belief.statement)
              return belief.verdict === null ? said : `${said} ${words.belief.verdict[belief.verdict]}: ${words.belief.found(belief)}`
            })
            .join('\n')
    return { json: { beliefs }, text }
  })
}

function statementOf(args: Arguments): BeliefStatement | null {
  const product = args.text('sooner')
  const segment = args.text('pays-more')
  const category = args.text('category')
  const stated = [product !== undefined, args.has('returns-less'), segment !== undefined].filter(Boolean).length
  if (stated > 1 || (segment === undefined) !== (category === undefined))
    throw new SextantError('cli.usage', { reason: cliUpsell.oneBelief })
  if (product !== undefined) return { template: 'sooner', product }
  if (segment !== undefined && category !== undefined) return { template: 'pays-more', segment, category }
  return args.has('returns-less') ? { template: 'returns-less' } : null
}
