import { count } from '../../../../shared/format.ts'
import { message, t } from '../../../../shared/messages/index.ts'
import type { Arguments } from '../arguments.ts'
import type { Outcome } from '../commands.ts'
import { withWorkspace } from '../core.ts'
import { table } from '../table.ts'

/** `quality`: what is odd or missing in the workspace, what contradicts itself first. */
export function run(args: Arguments): Promise<Outcome> {
  return withWorkspace(args, {}, async (core) => {
    const report = await core.call('quality.report', {})
    const { findings, passed, fields } = report
    const text = () =>
      [
        t('quality.finding', findings.length, passed),
        ...findings.flatMap(({ check, count: n, of }) => [
          '',
          `${message(`quality.check.${check}`, n)} (${count(n)} / ${count(of)})`,
          `  ${message(`quality.cost.${check}`)}`
        ]),
        '',
        table(
          { kind: t('quality.kind'), field: t('quality.field'), known: t('quality.known') },
          fields.map(({ kind, field, filled, of }) => [kind, field, `${count(filled)} / ${count(of)}`])
        )
      ].join('\n')
    return { json: report, text }
  })
}
