import path from 'node:path'
import { SextantError } from '../../../../shared/errors.ts'
import { count } from '../../../../shared/format.ts'
import { cli } from '../../../../shared/messages/en/cli.ts'
import type { Progress } from '../../../../shared/model/job.ts'
import { continueSampleShop, SAMPLE_CUSTOMERS, SAMPLE_SEED, type SampleFiles, writeSampleShop } from '../../../core/sample/index.ts'
import type { Arguments } from '../arguments.ts'
import type { Outcome } from '../commands.ts'
import { createProgressPrinter } from '../progress.ts'
import { plain, table } from '../table.ts'

const text = cli.sample

interface Running {
  signal: AbortSignal
  onProgress: (progress: Progress) => void
}

/** `sample --out FOLDER`: the sample shop as spreadsheets, or with `--continue` its next three months. */
export async function run(args: Arguments): Promise<Outcome> {
  const out = path.resolve(args.required('out'))
  const from = args.text('continue')
  return from === undefined ? write(args, out) : goOn(args, path.resolve(from), out)
}

async function write(args: Arguments, folder: string): Promise<Outcome> {
  if (args.text('treated') !== undefined) throw usage(cli.errors.needs('treated', 'continue'))
  const customers = args.integer('customers', SAMPLE_CUSTOMERS.fewest, SAMPLE_CUSTOMERS.most) ?? SAMPLE_CUSTOMERS.usual
  const seed = args.integer('seed', SAMPLE_SEED.least, SAMPLE_SEED.most) ?? SAMPLE_SEED.usual
  const written = await withProgress((running) => writeSampleShop({ folder, customers, seed, ...running }))
  const json = { ...written, customers, seed }
  return { json, text: () => [filesTable(written), text.shop(plain(folder), count(customers), seed, written.replaced)].join('\n') }
}

/** The shop says itself how many customers it has and from which seed. */
async function goOn(args: Arguments, folder: string, out: string): Promise<Outcome> {
  for (const fixed of ['customers', 'seed']) {
    if (args.text(fixed) !== undefined) throw usage(cli.errors.notTogether(fixed, 'continue'))
  }
  const treatedCsv = args.text('treated') ?? null
  const written = await withProgress((running) => continueSampleShop({ folder, treatedCsv, out, ...running }))
  const lines = () => [
    filesTable(written),
    text.next(plain(out), written.replaced),
    ...(treatedCsv === null ? [] : [text.treated(written.treated)]),
    ...written.ignored.map(({ line, customer, reason }) => plain(text.ignored(line, customer, reason)))
  ]
  return { json: written, text: () => lines().join('\n') }
}

/** Says on stderr how far it is. Ctrl+C stops it, and nothing is written then. */
async function withProgress<T>(work: (running: Running) => Promise<T>): Promise<T> {
  const printer = createProgressPrinter(process.stderr, Date.now)
  const stop = new AbortController()
  const cancel = () => stop.abort(new SextantError('job.cancelled'))
  process.once('SIGINT', cancel).once('SIGTERM', cancel)
  try {
    return await work({ signal: stop.signal, onProgress: (progress) => printer.show({ state: 'running', progress, rate: null }) })
  } finally {
    process.off('SIGINT', cancel).off('SIGTERM', cancel)
    printer.end()
  }
}

function filesTable({ files }: SampleFiles): string {
  return table(
    text.columns,
    files.map(({ file, rows }) => [file, count(rows)])
  )
}

const usage = (reason: string): SextantError => new SextantError('cli.usage', { reason })
