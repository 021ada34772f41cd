/**
 * A million lines of orders, about 100 MB: read, typed, validated, deduplicated, stored and indexed by the command line, beside
 * the `sqlite3` command with `.import` and the same indexes, and pandas with read_csv, to_sql and the same indexes.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Contestant, compare } from './support/measure.ts'
import { writeOrderCsv } from './support/order-file.ts'

const root = path.resolve(import.meta.dirname, '../..')
const rows = Number(process.env.SEXTANT_BENCH_ROWS ?? 1_000_000)
const rounds = 3
const indexed = ['order_id', 'customer_id', 'ordered_at', 'sku']
const indexes = (table: string) => indexed.map((column) => `CREATE INDEX ${table}_${column} ON ${table}(${column});`).join(' ')
const pythons = [process.env.SEXTANT_PYTHON, 'python3', '/usr/bin/python3'].filter((python) => python !== undefined)

export async function run(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sextant-bench-'))
  try {
    const file = path.join(folder, 'orders.csv')
    await writeOrderCsv(file, rows)
    let megabytes = 0
    let turn = 0
    const target = (extension: string) => path.join(folder, `${turn++}.${extension}`)
    const sextant: Contestant = {
      name: 'sextant import',
      async run() {
        const workspace = target('sextant')
        const command = [path.join(root, 'out', 'main', 'cli.js'), 'import', file, '--workspace', workspace, '--as', 'orders', '--json']
        const { ms, output, peak } = await timedProcess(process.execPath, command)
        megabytes = Math.max(megabytes, peak)
        const [source] = JSON.parse(output) as { rows: { stored: number } }[]
        return { ms, value: source?.rows.stored ?? Number.NaN }
      }
    }
    const peers = [sqlite(file, target), pandas(file, target)].filter((peer) => peer !== null)
    console.log(`  ${rows.toLocaleString('en')} lines; median of ${rounds}, rows last; ratios to Sextant`)
    await compare([sextant, ...peers], rounds)
    console.log(`  sextant, most memory of one process ${megabytes.toFixed(0)} MB`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function sqlite(file: string, target: (extension: string) => string): Contestant | null {
  try {
    execFileSync('sqlite3', ['--version'], { stdio: 'ignore' })
  } catch {
    console.log('  sqlite3: not found on this machine')
    return null
  }
  return {
    name: 'sqlite3 .import',
    async run() {
      const database = target('db')
      const { ms } = await timedProcess('sqlite3', [database, '.mode csv', `.import ${file} orders`, indexes('orders')])
      return { ms, value: Number(execFileSync('sqlite3', [database, 'SELECT count(*) FROM orders'], { encoding: 'utf8' })) }
    }
  }
}

function pandas(file: string, target: (extension: string) => string): Contestant | null {
  const python = pythons.find((candidate) => {
    try {
      execFileSync(candidate, ['-c', 'import pandas'], { stdio: 'ignore' })
      return true
    } catch {
      return false
    }
  })
  if (python === undefined) {
    console.log('  pandas: not found on this machine')
    return null
  }
  return {
    name: 'pandas to_sql',
    async run() {
      const program = [
        'import sys, time, sqlite3, pandas',
        'start = time.perf_counter()',
        'frame = pandas.read_csv(sys.argv[1])',
        'database = sqlite3.connect(sys.argv[2])',
        'frame.to_sql("orders", database, index=False)',
        `database.executescript(${JSON.stringify(indexes('orders'))})`,
        'print((time.perf_counter() - start) * 1000, len(frame))'
      ].join('\n')
      // Without the time that Python takes to load its libraries.
      const { output } = await timedProcess(python, ['-c', program, file, target('db')])
      const [ms = Number.NaN, value = Number.NaN] = output.split(' ').map(Number)
      return { ms, value }
    }
  }
}

interface Timed {
  ms: number
  output: string
  /** Most memory of the process or of any that it started, in megabytes; 0 where the system does not tell. */
  peak: number
}

async function timedProcess(command: string, args: readonly string[]): Promise<Timed> {
  const start = performance.now()
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore'] })
  const watch = watchMemory(child)
  let output = ''
  child.stdout.on('data', (text) => {
    output += text
  })
  const [code] = await once(child, 'close')
  const ms = performance.now() - start
  if (code !== 0) throw new Error(`${command} failed: ${output}`)
  return { ms, output, peak: watch.stop() }
}

/** The system keeps each process's high-water mark under /proc. */
function watchMemory({ pid }: ChildProcess): { stop(): number } {
  let peak = 0
  const look = () => {
    for (const process of family(pid ?? 0)) peak = Math.max(peak, highWater(process))
  }
  const timer = setInterval(look, 100)
  return {
    stop() {
      clearInterval(timer)
      return peak
    }
  }
}

function family(pid: number): number[] {
  try {
    const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(' ')
    )
    return [pid, ...children.filter((child) => child !== '').flatMap((child) => family(Number(child)))]
  } catch {
    return []
  }
}

function highWater(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}
