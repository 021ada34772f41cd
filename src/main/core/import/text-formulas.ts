import { type CodedTable, codedUnless } from './coded/coded-table.ts'
import type { RowBatch, Table } from './types.ts'

const EQUALS = 61
/** How programs write a code so that a spreadsheet keeps its leading zeros. Within the quotes of CSV, so that `""` is one quote. */
const textFormula = /^="((?:[^"]|"")*)"$/

/**
 * The table without the formulas that are nothing but a text: `="00123"` is 00123. How many there are is noted; a row that is
 * rejected is kept as it stands.
 */
export function withoutTextFormulas(table: Table): Table {
  const { below } = table
  return {
    ...table,
    coded: codedUnless(table.coded, holdsFormula),
    ...(below && { below: () => wrapped(below()) }),
    async *rows(signal) {
      for await (const batch of table.rows(signal)) yield plain(batch)
    }
  }
}

function holdsFormula({ columns }: CodedTable): boolean {
  return columns.some(({ texts }) => {
    const { bytes } = texts
    for (let code = 0; code < texts.size; code++)
      if (bytes[texts.start(code)] === EQUALS && texts.end(code) > texts.start(code)) return true
    return false
  })
}

const wrapped = (table: Table | null): Table | null => table && withoutTextFormulas(table)

/** Most cells are looked at for their first character alone. */
function mayHoldFormula(row: readonly string[]): boolean {
  for (const text of row) if (text.charCodeAt(0) === EQUALS) return true
  return false
}

function plain(batch: RowBatch): RowBatch {
  let count = 0
  let example = ''
  const cells = batch.cells.map((row) => {
    if (!mayHoldFormula(row)) return row
    return row.map((text) => {
      const inner = textFormula.exec(text)?.[1]
      if (inner === undefined) return text
      if (count++ === 0) example = text
      return inner.replaceAll('""', '"')
    })
  })
  if (count === 0) return batch
  const notes = [...(batch.notes ?? []), { code: 'import.textFormula', count, example }]
  return { ...batch, cells, raw: batch.raw ?? batch.cells, notes }
}
