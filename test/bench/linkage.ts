/**
 * Hierarchical clustering of 10,000 rows in 10 columns, in groups and without, beside R's fastcluster and scipy; and 200,000 rows in two stages.
 * The height of the last merge comes last. Memory is the most that a process of its own ever held, and what the linkage added to it. `SEXTANT_BENCH_ROWS=20000` takes more rows.
 */
import { execFile, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { twoStage, twoStageError } from '../../src/engines/linkage/two-stage.ts'
import { type Linkage, linkage } from '../../src/engines/linkage.ts'
import { seededRng } from '../../src/engines/math/rng.ts'
import { type Contestant, compare, engineContext, timed } from './support/measure.ts'
import { startScikitLearn } from './support/scikit-learn.ts'

const N = Number(process.env.SEXTANT_BENCH_ROWS ?? 10_000)
const [P, GROUPS, ROUNDS] = [10, 12, 3]
const MANY = 200_000
const PYTHON = process.env.SEXTANT_PYTHON ?? '/usr/bin/python3'
const execute = promisify(execFile)

export async function run(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sextant-bench-'))
  try {
    for (const [what, groups] of [
      ['in groups', GROUPS],
      ['without groups', 0]
    ] as const) {
      const data = rows(N, groups)
      const file = path.join(folder, `${groups}.f64`)
      writeFileSync(file, data)
      for (const how of groups > 0 ? (['ward', 'average', 'complete'] as const) : (['ward'] as const)) {
        await beside(data, file, what, how)
        if (groups > 0) await memory(file, how)
      }
    }
    await stages()
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function beside(data: Float64Array, file: string, what: string, how: Linkage): Promise<void> {
  const scipy = await startScikitLearn(
    `import numpy as np
from scipy.cluster.hierarchy import linkage
data = np.fromfile(${JSON.stringify(file)}).reshape(-1, ${P})
def measured():
    return float(linkage(data, ${JSON.stringify(how)})[-1, 2])`
  )
  try {
    const contestants: Contestant[] = [
      ...(hasFastcluster() ? [{ name: 'R fastcluster', peer: true, run: () => fastcluster(file, how) }] : []),
      ...(scipy ? [{ name: 'scipy', peer: true, run: () => scipy.measure('measured()') }] : []),
      { name: 'sextant', run: () => ours(data, how) }
    ]
    console.log(`  ${how}, ${N.toLocaleString('en')} x ${P} ${what}; median of ${ROUNDS}`)
    await compare(contestants, ROUNDS)
  } finally {
    scipy?.close()
  }
}

function ours(data: Float64Array, how: Linkage): Promise<{ ms: number; value: number }> {
  return timed(async () => (await linkage(data, N, P, { linkage: how, metric: 'euclidean' }, engineContext())).heights[N - 2] ?? 0)
}

/** The most memory of each, as the system keeps it for a process; nothing where it does not. */
async function memory(file: string, how: Linkage): Promise<void> {
  if (!existsSync('/proc/self/status')) return
  const python = `import re, numpy as np
from scipy.cluster.hierarchy import linkage
def most():
    return re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read()).group(1)
data = np.fromfile(${JSON.stringify(file)}).reshape(-1, ${P})
before = most()
height = linkage(data, ${JSON.stringify(how)})[-1, 2]
print(before, most(), height)`
  const own = path.join(import.meta.dirname, 'support', 'linkage-process.ts')
  const [ours, theirs] = await Promise.all([peakOf(process.execPath, [own, file, String(P), how]), peakOf(PYTHON, ['-c', python])])
  if (ours === null || theirs === null) return console.log('  memory: scipy not found on this machine')
  const said = ({ whole, added }: Peak) => `${whole.toFixed(0)} MB, of which the linkage ${added.toFixed(0)}`
  console.log(
    `  ${how}, most memory: sextant ${said(ours)}; scipy ${said(theirs)}; ratio ${(ours.whole / theirs.whole).toFixed(2)}, of the linkage alone ${(ours.added / theirs.added).toFixed(2)}`
  )
}

interface Peak {
  /** Megabytes: of the whole process, and since its rows were read. */
  whole: number
  added: number
}

async function peakOf(command: string, args: string[]): Promise<Peak | null> {
  const found = await execute(command, args).catch(() => null)
  if (found === null) return null
  const [before = 0, after = 0] = found.stdout.trim().split(' ').map(Number)
  return { whole: after / 1024, added: (after - before) / 1024 }
}

function hasFastcluster(): boolean {
  return spawnSync('Rscript', ['-e', 'library(fastcluster)'], { stdio: 'ignore' }).status === 0
}

/** From the rows to the tree, distances counted, as with the others. */
async function fastcluster(file: string, how: Linkage): Promise<{ ms: number; value: number }> {
  const code = `suppressMessages(library(fastcluster))
x <- matrix(readBin(${JSON.stringify(file)}, 'double', ${N * P}), ncol = ${P}, byrow = TRUE)
took <- system.time(h <- fastcluster::hclust(dist(x), method = ${JSON.stringify(how === 'ward' ? 'ward.D2' : how)}))[3]
cat(took * 1000, max(h$height))`
  const { stdout } = await execute('Rscript', ['-e', code])
  const [ms, value] = stdout.trim().split(/\s+/).map(Number)
  return { ms: ms ?? Number.NaN, value: value ?? Number.NaN }
}

async function stages(): Promise<void> {
  const data = rows(MANY, GROUPS)
  const params = { linkage: 'ward', metric: 'euclidean' } as const
  const started = performance.now()
  const found = await twoStage(data, MANY, P, params, engineContext())
  const took = performance.now() - started
  const error = await twoStageError(data, MANY, P, params, found, GROUPS, engineContext())
  console.log(`  ward, ${MANY.toLocaleString('en')} x ${P} in two stages, ${found.tree.n} leaves: ${(took / 1000).toFixed(1)} s`)
  console.log(
    `  on ${error.rows} rows clustered exactly: correlation of trees ${error.cophenetic?.toFixed(3)}, ARI ${error.sameClusters.toFixed(3)}`
  )
}

/** Normal rows around some centres; around none: without groups. */
function rows(n: number, groups: number): Float64Array {
  const rng = seededRng(3)
  const normal = () => Math.sqrt(-2 * Math.log(1 - rng())) * Math.cos(2 * Math.PI * rng())
  const centres = Float64Array.from({ length: Math.max(1, groups) * P }, () => (groups > 0 ? 2 * normal() : 0))
  return Float64Array.from(
    { length: n * P },
    (_, at) => normal() + (centres[(Math.floor(at / P) % Math.max(1, groups)) * P + (at % P)] ?? 0)
  )
}
