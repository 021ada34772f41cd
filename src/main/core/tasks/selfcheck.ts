import { existsSync } from 'node:fs'
import path from 'node:path'
import { seededRng } from '../../../engines/math/rng.ts'
import { isSextantError } from '../../../shared/errors.ts'
import { readTable } from '../import/index.ts'
import type { TaskContext } from '../jobs/types.ts'
import { numericTable, withoutBlankRows } from './lab-table.ts'
import type { Bench, Check } from './selfcheck/check.ts'
import { featureChecks } from './selfcheck/features.ts'
import { kmeansChecks } from './selfcheck/kmeans.ts'
import { linkageChecks } from './selfcheck/linkage.ts'
import { rhythmChecks } from './selfcheck/rhythm.ts'

export interface SelfcheckInput {
  /** Where published tables are that are not built in, each in the folder of its name. Left out: their cases are skipped. */
  dataFolder?: string | undefined
}

export interface SelfcheckCase {
  id: string
  source: string
  published: number[]
  /** Null when skipped, and when the data could not be read. */
  ours: number[] | null
  tolerance: number
  state: 'same' | 'differs' | 'skipped'
}

export interface SelfcheckResult {
  cases: SelfcheckCase[]
  same: number
  differs: number
  skipped: number
}

/** Each engine adds its own. */
const checks: Check[] = [...kmeansChecks, ...featureChecks, ...linkageChecks, ...rhythmChecks]

/** Computes published figures anew, each case by itself: one that fails says so and stops no other. */
export async function selfcheck({ dataFolder }: SelfcheckInput, ctx: TaskContext): Promise<SelfcheckResult> {
  const bench: Bench = {
    context: (seed) => ({ signal: ctx.signal, now: ctx.now, rng: seededRng(seed), onProgress: () => {} }),
    async table(name, columns) {
      const file = dataFolder === undefined ? undefined : path.join(dataFolder, name)
      if (file === undefined || !existsSync(file)) return null
      const { faults: _, ...table } = await readTable(file, { signal: ctx.signal })
      const names = columns.map((column) => table.header[column - 1] ?? String(column))
      return numericTable(withoutBlankRows({ file: path.basename(file), ...table }), { columns: names })
    }
  }
  const cases: SelfcheckCase[] = []
  for (const [done, check] of checks.entries()) {
    ctx.onProgress({ phase: 'selfcheck', done, total: checks.length, unit: 'steps' })
    ctx.signal.throwIfAborted()
    cases.push(await run(check, bench))
  }
  const count = (state: SelfcheckCase['state']) => cases.filter((found) => found.state === state).length
  return { cases, same: count('same'), differs: count('differs'), skipped: count('skipped') }
}

async function run({ compute, ...check }: Check, bench: Bench): Promise<SelfcheckCase> {
  try {
    const ours = await compute(bench)
    const near = (value: number, i: number) => Math.abs(value - (check.published[i] ?? Number.NaN)) <= check.tolerance
    const same = ours?.length === check.published.length && ours.every(near)
    return { ...check, ours, state: ours === null ? 'skipped' : same ? 'same' : 'differs' }
  } catch (error) {
    // A table that is there and cannot be read is no reason to skip its case.
    if (!isSextantError(error) || isSextantError(error, 'job.cancelled')) throw error
    return { ...check, ours: null, state: 'differs' }
  }
}
