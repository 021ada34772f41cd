import { count } from '../../../../shared/format.ts'
import { cli } from '../../../../shared/messages/en/cli.ts'
import { message } from '../../../../shared/messages/index.ts'
import { readPlain } from '../../../core/import/index.ts'
import type { Arguments } from '../arguments.ts'
import type { Outcome } from '../commands.ts'
import { plain, table } from '../table.ts'

/** Rows that people are shown; a pipe takes `--json`. */
const shown = 20

/** `lab table`: a file as it is read, before anything is typed. */
export async function run(args: Arguments): Promise<Outcome> {
  const read = await readPlain(args.required('input'), { sheet: args.text('sheet'), noHeader: args.has('no-header') })
  const { columns, rows, leftOut, warnings } = read
  const told = warnings.map(({ code, count: n, example }) => plain(message(code, n, example) ?? code))
  const header = Object.fromEntries(columns.map((name, i) => [`column${i}`, name]))
  const head = rows.slice(0, shown).map((row) => row.slice(0, columns.length))
  const text = () => [cli.lab.table(count(rows.length), columns.length, leftOut.length), ...told, table(header, head)].join('\n')
  return { json: read, text }
}
