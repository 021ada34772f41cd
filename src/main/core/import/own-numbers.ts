/** Which order numbers are numbers of their day, their till or their shop alone. */
import { type CodedColumn, type CodedTable, eachChange } from './coded/coded-table.ts'
import { DailyNumbers, mostNumbers } from './daily-numbers.ts'
import type { OrderColumnFinder } from './mapping/header-match.ts'
import { TillNumbers, tillColumns } from './till-numbers.ts'

/** Which columns number the orders, date them, name whose they are (-1: none) and where they were sold. */
export interface NumberColumns {
  order: number
  date: number
  customer: number
  tills: { column: number; isTill: boolean }[]
}

/** By the headers; null where none numbers or none dates the orders. */
export function numberedBy(headers: readonly string[], columnOf: OrderColumnFinder): NumberColumns | null {
  const [order, date, customer] = [columnOf('order'), columnOf('orderedAt'), columnOf('customer')]
  if (order < 0 || date < 0 || order === date) return null
  return { order, date, customer, tills: tillColumns(headers).filter(({ column }) => column !== order && column !== date) }
}

/** Watches the numbers of all rows go by, in the order of the file. */
export class OwnNumbers {
  readonly columns: NumberColumns
  private readonly tills: TillNumbers[]
  /** Of all rows, and of each choice of the columns of tills: bit i stands for the i-th. */
  private readonly daily: DailyNumbers[]

  constructor(columns: NumberColumns) {
    this.columns = columns
    this.tills = columns.tills.map(({ isTill }) => new TillNumbers(isTill))
    this.daily = Array.from({ length: 1 << columns.tills.length }, () => new DailyNumbers())
  }

  add(row: readonly string[]): void {
    const { order, date, customer, tills } = this.columns
    const [number, day, who] = [row[order] ?? '', row[date] ?? '', (row[customer] ?? '').trim()]
    const places = tills.map(({ column }) => (row[column] ?? '').trim())
    for (const [i, seen] of this.tills.entries()) seen.add(number, day, places[i] ?? '', who)
    for (const [bits, seen] of this.daily.entries()) {
      seen.add(number, day, bits === 0 ? '' : places.filter((_, i) => bits & (1 << i)).join('\n'))
    }
  }

  /** The same for rows that are kept coded. */
  addCoded(table: CodedTable): void {
    const { order, date, customer, tills } = this.columns
    const used = [order, date, ...(customer < 0 || tills.length === 0 ? [] : [customer]), ...tills.map(({ column }) => column)]
    if ((table.columns[order] as CodedColumn).texts.size <= mostNumbers) {
      eachChange(table, used, (row) => {
        this.add(row)
        return !this.isTold
      })
    }
  }

  /** Most numbers are not those of tills: nothing more is to be seen then. */
  private get isTold(): boolean {
    return this.tills.length === 0 && this.daily.every((seen) => seen.isTold)
  }

  /** The columns whose texts are part of the numbers, and whether the day is. */
  get scope(): { tills: number[]; isDaily: boolean } {
    const own = this.tills.map((seen) => seen.areOwn)
    const bits = own.reduce((sum, isOwn, i) => sum | (isOwn ? 1 << i : 0), 0)
    return {
      tills: this.columns.tills.flatMap(({ column }, i) => (own[i] ? [column] : [])),
      isDaily: (this.daily[bits] as DailyNumbers).areDaily
    }
  }
}
