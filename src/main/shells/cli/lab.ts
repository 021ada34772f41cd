/** What all `lab` commands share: the table that `--input` names, and where engines report to. */
import path from 'node:path'
import { SextantError } from '../../../shared/errors.ts'
import { readTable } from '../../core/import/index.ts'
import type { TaskContext } from '../../core/jobs/types.ts'
import type { LabOptions } from '../../core/tasks/lab-common.ts'
import type { LabTable } from '../../core/tasks/lab-table.ts'
import type { Arguments } from './arguments.ts'

const maxSeed = 0xffffffff

/** Reads the table, then runs the engine on it. Ctrl+C stops it. */
export async function withTable<T>(
  args: Arguments,
  engine: (table: LabTable, options: LabOptions, ctx: TaskContext) => Promise<T>,
  /** The first line is data, whatever the arguments say. */
  noHeader = args.has('no-header')
): Promise<T> {
  const started = performance.now()
  const stop = new AbortController()
  const cancel = () => stop.abort()
  process.once('SIGINT', cancel).once('SIGTERM', cancel)
  try {
    const table = await loadTable(args, noHeader || args.has('no-header'), stop.signal)
    const options = {
      columns: args.list('columns'),
      omit: args.list('omit'),
      seed: args.integer('seed', 0, maxSeed) ?? 1,
      timedFrom: args.has('timing') ? started : undefined
    }
    return await engine(table, options, { signal: stop.signal, onProgress: () => {}, committing: () => {}, now: () => performance.now() })
  } finally {
    process.off('SIGINT', cancel).off('SIGTERM', cancel)
  }
}

async function loadTable(args: Arguments, noHeader: boolean, signal: AbortSignal): Promise<LabTable> {
  const input = args.required('input')
  const { faults, ...table } = await readTable(input, { noHeader, signal })
  const file = path.basename(input)
  const [fault] = faults
  // Engines are tried on tables that are as they should be; an importer would reject the row instead.
  if (fault) throw new SextantError('file.badQuoting', { file, line: table.lines[fault.row] ?? 0 })
  return { file, ...table }
}
