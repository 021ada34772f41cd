import { SextantError } from '../../../../shared/errors.ts'

import { cli } from '../../../../shared/messages/en/cli.ts'
import { undo } from '../../../../shared/messages/en/undo.ts'
import type { UndoReport } from '../../../../shared/model/source.ts'
import type { Arguments } from '../arguments.ts'
import type { Outcome } from '../commands.ts'
import { withWorkspace } from '../core.ts'

/** `undo-import ID`: takes an import back, the newest or any other. */
export function run(args: Arguments): Promise<Outcome> {
  const [given = ''] = args.positionals
  return withWorkspace(args, {}, async (core) => {
    if (!/^\d{1,15}$/.test(given)) throw new SextantError('import.notFound', { id: given })
    const report = await core.call('sources.undo', { importId: Number(given) })
    return { json: report, text: () => describe(report) }
  })
}

function describe({
  import: { label },
  removed,
  restored,
  stayed,
  keptCustomers,
  dissolvedMerges,
  repeats,
  rejectedBecauseOf,
  runs
}: UndoReport): string {
  const t = cli.undone
  const things = (Object.keys(removed) as (keyof typeof removed)[]).flatMap((name) =>
    removed[name] === 0 ? [] : [undo.thing(name, removed[name])]
  )
  return [
    t.done(label),
    things.length === 0 ? t.nothing : t.removed(things),
    ...(restored === 0 ? [] : [t.restored(restored)]),
    ...(stayed === 0 ? [] : [t.stayed(stayed)]),
    ...(keptCustomers.length === 0 ? [] : [t.kept(keptCustomers)]),
    ...(dissolvedMerges.length === 0 ? [] : [t.dissolved(dissolvedMerges)]),
    ...repeats.map(({ id, label }) => t.repeated(id, label)),
    ...(rejectedBecauseOf === 0 ? [] : [t.rejected(rejectedBecauseOf)]),
    ...(runs === 0 ? [] : [t.runs(runs)])
  ].join('\n')
}
