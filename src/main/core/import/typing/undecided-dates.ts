import { dateForm, dateForms } from '../values/date.ts'

const orders = dateForm.dmy | dateForm.mdy | dateForm.ymd

/**
 * The columns of one file whose dates fit several orders of day, month and year alike, with one of them: whatever other files of the same header prove, this one
 * says nothing of it. Costs a glance at a column of anything else.
 */
export class UndecidedDates {
  /** By column; null: a cell proves the order, or it holds no such dates. */
  private readonly columns = new Map<number, string | null>()

  add(rows: readonly string[][], column: number, skip: ReadonlySet<number>): void {
    for (let i = 0; i < rows.length && this.isOpen(column); i++) if (!skip.has(i)) this.look(rows[i]?.[column] ?? '', column)
  }

  /** The same of a column whose different texts are known, in the order in which they came. */
  addTexts(texts: Iterable<string>, column: number): void {
    for (const text of texts) {
      if (!this.isOpen(column)) return
      this.look(text, column)
    }
  }

  private isOpen(column: number): boolean {
    return this.columns.get(column) !== null
  }

  private look(cell: string, column: number): void {
    const text = cell.trim()
    if (text === '') return
    const forms = dateForms(text)
    const read = forms & orders
    const isProof = read !== 0 && (read & (read - 1)) === 0
    // A column that does not begin with dates holds none.
    if (isProof || (read === 0 && !this.columns.has(column))) this.columns.set(column, null)
    else if ((forms & dateForm.differ) !== 0 && !this.columns.has(column)) this.columns.set(column, text.slice(0, 120))
  }

  /** One of the dates, if they are undecided. */
  sample(column: number): string | null {
    return this.columns.get(column) ?? null
  }
}
