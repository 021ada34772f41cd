/**
 * The sample shop: believable spreadsheets of a mid-size shop with planted structure, written from a seed. What is
 * planted, and how, is in docs/sample-shop.md; no engine knows it.
 */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { SextantError } from '../../../shared/errors.ts'
import type { Progress } from '../../../shared/model/job.ts'
import { isoDate, PERIOD } from './calendar.ts'
import { type BadRow, withBadRows } from './files/bad-rows.ts'
import { type Cell, toCsv } from './files/csv.ts'
import { continuationReadme, readme } from './files/readme.ts'
import { exists, type OutputFile, storeFiles } from './files/store.ts'
import {
  customersTable,
  feedbackTable,
  offersTable,
  ordersTable,
  productsTable,
  spendTable,
  type Table,
  ticketsTable,
  touchpointsTable,
  type Window
} from './files/tables.ts'
import { type IgnoredRow, readTreated, type Treated } from './files/treated.ts'
import { type SheetCell, toXlsx } from './files/xlsx.ts'
import { DEFAULT_CUSTOMERS, DEFAULT_SEED, FORMAT } from './parameters.ts'
import { populate } from './population.ts'
import type { Treatment } from './process/treatments.ts'
import { GENERATOR, truthOf } from './truth.ts'
import { simulate, type World } from './world.ts'

export const SAMPLE_CUSTOMERS = { fewest: 200, most: 50_000, usual: DEFAULT_CUSTOMERS } as const
export const SAMPLE_SEED = { least: 0, most: Number.MAX_SAFE_INTEGER, usual: DEFAULT_SEED } as const

interface Running {
  signal?: AbortSignal
  onProgress?: (progress: Progress) => void
}

export interface SampleOptions extends Running {
  folder: string
  customers?: number
  seed?: number
}

export interface ContinueOptions extends Running {
  /** Where `writeSampleShop` wrote. */
  folder: string
  /** CSV with customer_id, intervention, date and, if it matters, variant; null when nobody was treated. */
  treatedCsv: string | null
  out: string
}

export interface SampleFiles {
  folder: string
  files: { file: string; rows: number }[]
  /** Whether files that were written here before were overwritten. */
  replaced: boolean
}

const SHOP: Window = { from: Number.NEGATIVE_INFINITY, to: PERIOD.end }
const AFTERWARDS: Window = { from: PERIOD.end, to: PERIOD.horizon }
const ORDER_WIDTHS = [13, 17, 12, 11, 46, 19, 9, 11, 10, 11, 9, 14, 13, 13, 11]

/**
 * Writes the sample shop. Equal customers and seed give equal bytes on any machine. 1,800 customers take about two
 * seconds; time and memory grow with their number.
 * @throws `engine.badParameter`, `sample.folderInUse`, storage errors; `signal.reason` when aborted
 */
export async function writeSampleShop(options: SampleOptions): Promise<SampleFiles> {
  const { folder, customers = DEFAULT_CUSTOMERS, seed = DEFAULT_SEED } = options
  checkNumber('customers', customers, SAMPLE_CUSTOMERS.fewest, SAMPLE_CUSTOMERS.most)
  checkNumber('seed', seed, SAMPLE_SEED.least, SAMPLE_SEED.most)
  const replaced = await refuseForeignFiles(folder, 'planted.json')
  const world = await simulateShop(customers, seed, new Map(), options)
  const bad: BadRow[] = []
  const tables: Table<Cell>[] = csvTables(world, SHOP).map((t) => spoil(t, bad))
  const orders = spoil<SheetCell>(ordersTable(world, SHOP), bad)
  const rows = [orders, ...tables].map((t) => ({ file: t.file, rows: t.rows.length }))
  const planted = { ...truthOf(world, bad), files: rows }
  await store(options, folder, [...encode(orders, tables), json('planted.json', planted), text('README.txt', readme(customers, seed))])
  return { folder, files: rows, replaced }
}

/**
 * Writes the three months that follow a sample shop. Treated customers answer as docs/sample-shop.md says, everybody
 * else goes on by its own process. Rows of `treatedCsv` that can have no effect come back in `ignored`.
 * @throws `sample.notASample`, `sample.badTreated`, `sample.sameFolder`, `sample.folderInUse`, `file.notFound`, storage errors
 */
export async function continueSampleShop(options: ContinueOptions): Promise<SampleFiles & { treated: number; ignored: IgnoredRow[] }> {
  const { folder, out, treatedCsv } = options
  if (path.resolve(folder) === path.resolve(out)) throw new SextantError('sample.sameFolder', { folder })
  const { customers, seed } = await readShop(folder)
  const replaced = await refuseForeignFiles(out, 'continuation.json')
  const { buyers, prospects } = populate(seed, customers)
  const known = new Set([...buyers, ...prospects].filter((c) => c.registeredAt < PERIOD.end).map((c) => c.id))
  const treated = await treatedFrom(treatedCsv, known)
  const world = await simulateShop(customers, seed, treated.byCustomer, options)
  const tables = csvTables(world, AFTERWARDS)
  const orders = ordersTable(world, AFTERWARDS)
  const rows = [orders, ...tables].map((t) => ({ file: t.file, rows: t.rows.length }))
  const account = json('continuation.json', accountOf(world, treated, rows))
  await store(options, out, [...encode(orders, tables), account, text('README.txt', continuationReadme())])
  return { folder: out, files: rows, replaced, treated: treated.byCustomer.size, ignored: treated.ignored }
}

function csvTables(world: World, window: Window): Table<Cell>[] {
  const tables = [
    customersTable(world, window),
    ticketsTable(world, window),
    touchpointsTable(world, window),
    feedbackTable(world, window),
    offersTable(world, window),
    spendTable(world, window)
  ]
  // The range does not change in the three months after.
  return window === SHOP ? [productsTable(window), ...tables] : tables
}

function spoil<C>(table: Table<C | string>, bad: BadRow[]): Table<C | string> {
  const spoiled = withBadRows<C>(table)
  bad.push(...spoiled.bad)
  return spoiled.table
}

function encode(orders: Table<SheetCell>, tables: Table<Cell>[]): OutputFile[] {
  return [
    { name: orders.file, bytes: toXlsx('Orders', orders.header, ORDER_WIDTHS, orders.rows) },
    ...tables.map((t) => ({ name: t.file, bytes: toCsv(t.header, t.rows) }))
  ]
}

const text = (name: string, content: string): OutputFile => ({ name, bytes: Buffer.from(content, 'utf8') })
const json = (name: string, value: unknown): OutputFile => text(name, `${JSON.stringify(value, null, 1)}\n`)

async function simulateShop(
  customers: number,
  seed: number,
  treatments: ReadonlyMap<string, Treatment[]>,
  running: Running
): Promise<World> {
  const onProgress = (share: number) =>
    running.onProgress?.({ phase: 'sample.simulate', done: Math.round(share * customers), total: customers, unit: 'steps' })
  return simulate({ customers, seed, treatments, signal: running.signal, onProgress })
}

async function store(running: Running, folder: string, files: OutputFile[]): Promise<void> {
  running.onProgress?.({ phase: 'sample.write', done: 0, total: files.length, unit: 'steps' })
  await storeFiles(folder, files, running.signal)
  running.onProgress?.({ phase: 'sample.write', done: files.length, total: files.length, unit: 'steps' })
}

async function treatedFrom(file: string | null, known: ReadonlySet<string>): Promise<Treated> {
  if (file === null) return { byCustomer: new Map(), ignored: [] }
  const content = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new SextantError('file.notFound', { file }, { cause })
  })
  return readTreated(file, content, (customer) => known.has(customer))
}

/** What came of the treatments: the orders that they caused, for whoever judges an estimate of their effect. */
function accountOf(world: World, treated: Treated, files: SampleFiles['files']): Record<string, unknown> {
  const caused = world.orders.filter((o) => o.reason === 'treatment' && o.at >= PERIOD.end)
  return {
    format: FORMAT,
    generator: GENERATOR,
    seed: world.seed,
    customers: world.customers,
    period: { from: isoDate(PERIOD.end), to: isoDate(PERIOD.horizon - 1) },
    treated: [...treated.byCustomer].map(([customer, treatments]) => ({
      customer,
      interventions: treatments.map((t) => ({ kind: t.kind, date: isoDate(t.at), variant: t.variant })),
      orders: caused.filter((o) => o.customer?.id === customer).map((o) => o.number)
    })),
    ignored: treated.ignored,
    files
  }
}

/** A folder may be written to again, but only what is ours is overwritten. `mark` is the file that shows it. Answers whether it is there. */
async function refuseForeignFiles(folder: string, mark: string): Promise<boolean> {
  const ours = await readFile(path.join(folder, mark), 'utf8').then(
    (content) => content.includes(`"generator": "${GENERATOR}"`),
    () => false
  )
  if (ours) return true
  const names = [
    'orders.xlsx',
    'customers.csv',
    'products.csv',
    'tickets.csv',
    'touchpoints.csv',
    'feedback.csv',
    'offers.csv',
    'spend.csv'
  ]
  for (const file of [...names, mark, 'README.txt']) {
    if (await exists(path.join(folder, file))) throw new SextantError('sample.folderInUse', { folder, file })
  }
  return false
}

async function readShop(folder: string): Promise<{ customers: number; seed: number }> {
  const content = await readFile(path.join(folder, 'planted.json'), 'utf8').catch((cause: unknown) => {
    throw new SextantError('sample.notASample', { folder, reason: 'there is no planted.json' }, { cause })
  })
  const planted = parse(content)
  if (planted?.generator !== GENERATOR)
    throw new SextantError('sample.notASample', { folder, reason: 'planted.json is not of a sample shop' })
  if (planted.format !== FORMAT)
    throw new SextantError('sample.notASample', { folder, reason: 'it was written by another version of Sextant' })
  const { customers, seed } = planted
  if (typeof customers !== 'number' || typeof seed !== 'number')
    throw new SextantError('sample.notASample', { folder, reason: 'planted.json is damaged' })
  checkNumber('customers', customers, SAMPLE_CUSTOMERS.fewest, SAMPLE_CUSTOMERS.most)
  checkNumber('seed', seed, SAMPLE_SEED.least, SAMPLE_SEED.most)
  return { customers, seed }
}

function parse(content: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(content)
    return typeof value === 'object' && value !== null ? { ...value } : null
  } catch {
    return null
  }
}

function checkNumber(parameter: string, value: number, fewest: number, most: number): void {
  if (Number.isSafeInteger(value) && value >= fewest && value <= most) return
  throw new SextantError('engine.badParameter', { parameter, value, reason: `it must be a whole number from ${fewest} to ${most}` })
}
