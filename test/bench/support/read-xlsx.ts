/** One reading of a workbook by one reader, in a process of its own: `read-xlsx.ts READER FILE`. Prints milliseconds, cells and memory. */
import { openTables } from '../../../src/main/core/import/open.ts'

type Reader = (file: string) => Promise<number>

/** As the importer reads: the file hashed, every part checked, cells as text, the table found in its sheet. */
const sextant: Reader = async (file) => {
  const { signal } = new AbortController()
  let cells = 0
  for (const table of await openTables({ path: file, file }, {}, signal)) {
    for await (const batch of table.rows(signal)) for (const row of batch.cells) cells += row.length
  }
  return cells
}

/** Its streaming reader, with shared texts and styles kept so that cells have their values. */
const exceljs: Reader = async (file) => {
  const { default: library } = await import('exceljs')
  const reader = new library.stream.xlsx.WorkbookReader(file, {
    sharedStrings: 'cache',
    styles: 'cache',
    worksheets: 'emit',
    hyperlinks: 'ignore',
    entries: 'emit'
  })
  let cells = 0
  for await (const sheet of reader) {
    for await (const row of sheet) {
      const { values } = row
      if (Array.isArray(values)) cells += values.length - 1
    }
  }
  return cells
}

/** In its densest form: values without formatted texts, formulas or HTML. */
const sheetjs: Reader = async (file) => {
  const { readFileSync } = await import('node:fs')
  const { read } = await import('@e965/xlsx')
  const book = read(readFileSync(file), { type: 'buffer', dense: true, cellText: false, cellFormula: false, cellHTML: false })
  let cells = 0
  for (const name of book.SheetNames) {
    const rows = (book.Sheets[name] as { '!data'?: unknown[][] } | undefined)?.['!data'] ?? []
    for (const row of rows) cells += row?.length ?? 0
  }
  return cells
}

const readers: Readonly<Record<string, Reader>> = { sextant, exceljs, sheetjs }
const [, , name = '', file = ''] = process.argv
const reader = readers[name]
if (!reader) throw new Error(`There is no reader ${name}.`)
const start = performance.now()
const cells = await reader(file)
const ms = performance.now() - start
const { user, system } = process.cpuUsage()
console.log(JSON.stringify({ ms, cells, cpuMs: (user + system) / 1_000, megabytes: process.resourceUsage().maxRSS / 1_024 }))
