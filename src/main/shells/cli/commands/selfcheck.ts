import path from 'node:path'
import { cli } from '../../../../shared/messages/en/cli.ts'
import { message } from '../../../../shared/messages/index.ts'
import { selfcheck } from '../../../core/tasks/selfcheck.ts'
import type { Arguments } from '../arguments.ts'
import type { Outcome } from '../commands.ts'
import { table } from '../table.ts'

/** `selfcheck`: our figure beside the published one. Exit code 1 when one differs. */
export async function run(args: Arguments): Promise<Outcome> {
  const stop = new AbortController()
  const cancel = () => stop.abort()
  process.once('SIGINT', cancel).once('SIGTERM', cancel)
  const data = args.text('data')
  const ctx = { signal: stop.signal, onProgress: () => {}, committing: () => {}, now: () => performance.now() }
  const found = await selfcheck({ dataFolder: data === undefined ? undefined : path.resolve(data) }, ctx).finally(() =>
    process.off('SIGINT', cancel).off('SIGTERM', cancel)
  )
  const cases = found.cases.map((check) => ({ name: message(`selfcheck.${check.id}`) ?? check.id, ...check }))
  const { states, columns, total } = cli.selfcheck
  const rows = cases.map(({ name, published, ours, state }) => [name, shown(published), ours && shown(ours), states[state]])
  const text = () => [table(columns, rows), total(found.same, found.differs, found.skipped)].join('\n')
  return { json: { ...found, cases }, text, failed: found.differs > 0 }
}

/** With as many digits as tell a difference from what is printed. */
const shown = (values: number[]): string => values.map((value) => String(Number(value.toPrecision(9)))).join(' / ')
