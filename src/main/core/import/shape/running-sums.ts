import { dateForms } from '../values/date.ts'
import { type DecimalSign, numberForms, parseDecimal, toNumber } from '../values/number.ts'

const signs: readonly DecimalSign[] = ['.', ',']
/** Cents that got lost in rounding. */
const cent = 0.0051
/** So many rows are added up: reports that were made with totals are no longer. */
const mostRows = 50_000

/** What the rows of a table add up to so far, column by column: of all, and of those since the last total. */
export class RunningSums {
  private readonly columns: readonly number[]
  /** By sign, then by column. */
  private readonly all: number[][]
  private readonly since: number[][]
  private rowsOfAll = 0
  private rowsSince = 0

  /** @param rows some rows of the table, which tell its columns of numbers */
  constructor(rows: readonly (readonly string[])[]) {
    const width = rows.reduce((most, row) => Math.max(most, row.length), 0)
    const isNumber = (text: string): boolean => numberForms(text) !== 0 && dateForms(text) === 0
    this.columns = Array.from({ length: width }, (_, i) => i).filter((i) => {
      const filled = rows.map((row) => (row[i] ?? '').trim()).filter((text) => text !== '')
      return filled.filter(isNumber).length * 2 > filled.length
    })
    this.all = signs.map(() => this.columns.map(() => 0))
    this.since = signs.map(() => this.columns.map(() => 0))
  }

  /** Whether nothing is added up any more. */
  get isOver(): boolean {
    return this.columns.length === 0 || this.rowsOfAll >= mostRows
  }

  /** O(columns of numbers). */
  add(row: readonly string[]): void {
    if (this.isOver) return
    this.rowsOfAll++
    this.rowsSince++
    for (const [s, sign] of signs.entries()) {
      for (const [c, column] of this.columns.entries()) {
        const value = numberIn(row[column], sign)
        if (value === null) continue
        ;(this.all[s] as number[])[c] = (this.all[s]?.[c] ?? 0) + value
        ;(this.since[s] as number[])[c] = (this.since[s]?.[c] ?? 0) + value
      }
    }
  }

  /** After a total: what follows is added up anew. */
  begin(): void {
    for (const sums of this.since) sums.fill(0)
    this.rowsSince = 0
  }

  /** How many rows a row adds up, by the columns of numbers in which it does and those in which it does not: the sum of all, or of those since the last total. */
  match(row: readonly string[]): { rows: number; right: number; wrong: number } {
    const none = { rows: 0, right: 0, wrong: 0 }
    if (this.isOver) return none
    const candidates = signs.flatMap((sign, s) => [
      { ...this.compare(row, sign, this.since[s] ?? []), rows: this.rowsSince },
      { ...this.compare(row, sign, this.all[s] ?? []), rows: this.rowsOfAll }
    ])
    return candidates.filter(({ rows }) => rows > 0).reduce((best, next) => (next.right > best.right ? next : best), none)
  }

  private compare(row: readonly string[], sign: DecimalSign, sums: readonly number[]): { right: number; wrong: number } {
    let right = 0
    let wrong = 0
    for (const [c, column] of this.columns.entries()) {
      const value = numberIn(row[column], sign)
      if (value === null) continue
      const sum = sums[c] ?? 0
      if (Math.abs(value - sum) > Math.max(cent, 1e-9 * Math.abs(sum))) wrong++
      else if (value !== 0) right++
    }
    return { right, wrong }
  }
}

function numberIn(cell: string | undefined, sign: DecimalSign): number | null {
  const text = cell?.trim() ?? ''
  const exact = text === '' ? null : parseDecimal(text, sign)
  return exact === null ? null : toNumber(exact)
}
