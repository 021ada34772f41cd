/** Reading workbooks of 200,000 and 1,000,000 rows beside the two readers that people know. */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { type Contestant, compare } from './support/measure.ts'
import { writeOrderWorkbook } from './support/order-workbook.ts'

const reader = path.join(import.meta.dirname, 'support', 'read-xlsx.ts')
/** Rows, rounds, and who takes part: of the million rows one peer needs more memory than it may have, the other a minute. */
const sizes: readonly (readonly [rows: number, rounds: number, peers: readonly string[]])[] = [
  [200_000, 5, ['exceljs', 'sheetjs']],
  [1_000_000, 3, ['exceljs']]
]
const names: Readonly<Record<string, string>> = { exceljs: 'exceljs, streaming', sheetjs: '@e965/xlsx' }

interface Reading {
  ms: number
  cells: number
  megabytes: number
}

export async function run(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sextant-bench-'))
  try {
    for (const [rows, rounds, peers] of sizes) {
      const file = path.join(folder, `${rows}.xlsx`)
      await writeOrderWorkbook(file, rows)
      let megabytes = 0
      const contestant = (name: string): Contestant => ({
        name: names[name] ?? name,
        async run() {
          const { ms, cells, megabytes: peak } = await read(name, file)
          if (name === 'sextant') megabytes = Math.max(megabytes, peak)
          return { ms, value: cells }
        }
      })
      console.log(
        `  ${rows.toLocaleString('en')} rows of 10 cells; median of ${rounds}, each in a process of its own, cells last; ratios to Sextant`
      )
      await compare(['sextant', ...peers].map(contestant), rounds)
      console.log(`  sextant, most memory ${megabytes.toFixed(0)} MB`)
      rmSync(file)
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function read(name: string, file: string): Promise<Reading> {
  const { stdout } = await promisify(execFile)(process.execPath, [reader, name, file])
  return JSON.parse(stdout) as Reading
}
