/**
 * Generated and broken files of all formats, each imported or refused with a code: no crash, no hang, no unbounded memory, and
 * every row of what is imported accounted for. `SEXTANT_FUZZ=20000` makes it so many files, `SEXTANT_FUZZ_SEED` begins elsewhere.
 */
import { expect, it } from 'vitest'
import { fuzz } from '../fuzz/run.ts'

const count = Number(process.env.SEXTANT_FUZZ ?? 250)
const first = Number(process.env.SEXTANT_FUZZ_SEED ?? 1)
/** The process as a whole: its heap, the thread of old workbooks, the database's cache. */
const mostMegabytes = 900

it(`${count} files`, { timeout: 60_000 + count * 2_000 }, async () => {
  const { files, outcomes, defects, slowest, megabytes } = await fuzz(first, count)
  const told = Object.entries(outcomes).sort((a, b) => b[1] - a[1])
  console.log(`  ${files} files: ${told.map(([outcome, n]) => `${n} ${outcome}`).join(', ')}`)
  console.log(`  slowest ${Math.round(slowest.cpuMs)} ms (seed ${slowest.seed}, ${slowest.story}); ${Math.round(megabytes)} MB`)
  expect(defects).toEqual([])
  expect(files).toBe(count)
  // Most of them are broken; still, both must come.
  expect(outcomes.imported ?? 0).toBeGreaterThan(count / 100)
  expect(Object.keys(outcomes).length).toBeGreaterThan(3)
  expect(megabytes).toBeLessThan(mostMegabytes)
})
