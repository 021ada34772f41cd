import { count } from '../../../../shared/format.ts'
import { cli } from '../../../../shared/messages/en/cli.ts'
import type { Source } from '../../../../shared/model/source.ts'
import type { Arguments } from '../arguments.ts'
import type { Outcome } from '../commands.ts'
import { withWorkspace } from '../core.ts'
import { table } from '../table.ts'

/** `sources`: what was imported, oldest first, and the totals of the workspace. */
export function run(args: Arguments): Promise<Outcome> {
  return withWorkspace(args, {}, async (core) => {
    const groups = await core.call('sources.list', {})
    const sources = groups.flatMap((group) => group.sources).sort((a, b) => a.id - b.id)
    const { rows, amounts } = await core.call('sources.totals', {})
    const { counts } = core.workspace
    const { customers, orders, orderLines, anonymousLines, cancellationLines } = counts
    const { sources: _, ...totalsOf } = counts
    const totals = { rows, ...totalsOf, amounts }
    const text = () =>
      [
        sources.length === 0 ? cli.sources.none : table(cli.sources.columns, sources.map(cells)),
        cli.sources.totals(count(customers), count(orders), count(orderLines), count(anonymousLines), count(cancellationLines)),
        ...amounts.map(({ total, currency }) => cli.sources.amount(total, currency))
      ].join('\n')
    return { json: { sources, totals }, text }
  })
}

const cells = ({ id, importId, kind, file, sheet, rows }: Source): (string | null)[] => [
  String(id),
  String(importId),
  kind,
  file,
  sheet,
  ...[rows.read, rows.stored, rows.updated, rows.duplicate, rows.rejected, rows.blank].map(count)
]
