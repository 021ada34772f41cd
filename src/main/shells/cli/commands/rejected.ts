import { SextantError } from '../../../../shared/errors.ts'
import { cli } from '../../../../shared/messages/en/cli.ts'
import type { Arguments } from '../arguments.ts'
import type { Outcome } from '../commands.ts'
import { withWorkspace } from '../core.ts'
import { outPath, writeTable } from '../out-file.ts'

/**
 * `rejected ID --out F.csv`: the rejected rows of one source that are not mended yet, to be mended and imported again; as a workbook where
 * the name says so.
 */
export function run(args: Arguments): Promise<Outcome> {
  const [given = ''] = args.positionals
  const out = outPath(args, 'out') ?? ''
  return withWorkspace(args, {}, async (core) => {
    const sourceId = Number(given)
    const groups = await core.call('sources.list', {})
    const source = groups.flatMap((group) => group.sources).find(({ id }) => id === sourceId)
    if (source === undefined) throw new SextantError('source.notFound', { id: given })
    const rows = await writeTable(out, (format) => core.call('sources.rejectedTable', { sourceId, format }))
    const { mended } = source
    return { json: { source: sourceId, rejected: rows, mended, out }, text: () => cli.rejected(rows, mended, out) }
  })
}
