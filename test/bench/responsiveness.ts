/**
 * What a person waits for: how long Sextant takes to start, in the browser and on the command line, and for how long the
 * main process stands still while a large shop is imported and segmented by its workers.
 */
import { type ChildProcess, execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { connect } from '../e2e/support/client.ts'
import { closeBrowser, openBrowser } from '../e2e/support/driver.ts'
import { startShell } from '../e2e/support/shell.ts'
import { sampleOrders } from '../fixtures/sample-orders.ts'

const root = path.resolve(import.meta.dirname, '../..')
const data = process.env.SEXTANT_DATA ?? path.join(root, '..', 'shared', 'data')
const monitor = path.join(import.meta.dirname, 'support', 'loop-monitor.ts')
const repetitions = 5

export async function run(): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sextant-bench-'))
  try {
    report('command line, help', median(repeat(() => timed(() => cli('--help')))), 'ms')
    report('command line through npm, help', median(repeat(() => timed(npmHelp))), 'ms')
    const starts: number[] = []
    for (let i = 0; i < repetitions; i++) starts.push(await startToInteractive(path.join(folder, `start-${i}`)))
    report('start to interactive', median(starts), 'ms')
    await importAndSegment(folder)
  } finally {
    await closeBrowser()
    await rm(folder, { recursive: true, force: true })
  }
}

/** From starting the shell until its first screen can be used. The browser itself runs already, as a person's does. */
async function startToInteractive(dataFolder: string): Promise<number> {
  const browser = await openBrowser()
  const context = await browser.newContext()
  const page = await context.newPage()
  const begin = performance.now()
  const shell = await startShell({ dataFolder })
  await page.goto(shell.link)
  await page.getByRole('button').first().waitFor()
  const took = performance.now() - begin
  await context.close()
  await shell.stop()
  return took
}

async function importAndSegment(folder: string): Promise<void> {
  const files = await orderFiles(folder)
  const shell = await startShell({ dataFolder: path.join(folder, 'home'), execArgv: ['--import', monitor] })
  const peaks = watchMemory(shell.pid, shell.workers)
  const client = await connect(shell.link)
  await client.call('workspace.create', { name: 'Bench' })

  await longestGap(shell.process)
  const ids: string[] = []
  const phases: [name: string, ms: number, gapMs: number][] = []
  const phase = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const begin = performance.now()
    const result = await work()
    phases.push([name, performance.now() - begin, await longestGap(shell.process)])
    return result
  }

  await phase('handing the files over', async () => {
    for (const file of files) ids.push(await client.upload(file, path.basename(file)))
  })
  const sources = await phase('import', () => client.call('import.start', { files: ids, label: 'bench' }))
  const segments = await phase('segments', () => client.call('segments.run', {}))

  report('lines', sum(sources.map(({ rows }) => rows.read)), '')
  report('customers', segments.customers, '')
  for (const [name, ms, gapMs] of phases) {
    report(name, ms, 'ms')
    report('  main process, longest gap', gapMs, 'ms')
  }
  const { main, worker } = peaks.stop()
  report('main process, most memory', main, 'MB')
  report('worker, most memory', worker, 'MB')
  await shell.stop()
}

/** Online Retail where it is, else an order file of the same size class. */
async function orderFiles(folder: string): Promise<string[]> {
  const days = path.join(data, 'online-retail', 'by-day')
  if (existsSync(days)) return readdirSync(days).map((name) => path.join(days, name))
  console.log('  (Online Retail is not here: a made-up file of about 550,000 lines instead)')
  const file = path.join(folder, 'orders.csv')
  await writeFile(file, sampleOrders({ customers: 39_000, badRows: false }))
  return [file]
}

/** For how long the process stood still at most since this was last asked. */
async function longestGap(child: ChildProcess): Promise<number> {
  const answer = once(child, 'message')
  child.send('report')
  const [gapMs] = await answer
  return Number(gapMs)
}

/** Largest resident size seen, in megabytes, of the main process and of any of its workers. */
function watchMemory(main: number, workers: () => number[]) {
  const peaks = { main: 0, worker: 0 }
  const timer = setInterval(() => {
    peaks.main = Math.max(peaks.main, residentMegabytes(main))
    for (const worker of workers()) peaks.worker = Math.max(peaks.worker, residentMegabytes(worker))
  }, 500)
  return {
    stop() {
      clearInterval(timer)
      return peaks
    }
  }
}

function residentMegabytes(pid: number): number {
  try {
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024
  } catch {
    // It ended in the meantime.
    return 0
  }
}

const cli = (...args: string[]) => execFileSync(process.execPath, [path.join(root, 'out', 'main', 'cli.js'), ...args])
const npmHelp = () => execFileSync('npm', ['run', '-s', 'cli', '--', '--help'], { cwd: root, shell: process.platform === 'win32' })
const repeat = (measure: () => number): number[] => Array.from({ length: repetitions }, measure)

function timed(work: () => void): number {
  const begin = performance.now()
  work()
  return performance.now() - begin
}

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0)
const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
const report = (what: string, value: number, unit: string) => console.log(`  ${what.padEnd(34)} ${value.toFixed(0).padStart(8)} ${unit}`)
