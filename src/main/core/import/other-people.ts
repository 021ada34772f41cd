/** Customer numbers that stand for one person here and for another there, as where two shops, or two years, begin at 1. */

import { importing } from '../../../shared/messages/en/importing.ts'
import type { Warning } from '../../../shared/model/common.ts'
import type { CodedColumn, CodedTable } from './coded/coded-table.ts'
import { eachChange } from './coded/coded-table.ts'
import type { OrderColumnFinder } from './mapping/header-match.ts'
import { words } from './mapping/normalise.ts'
import type { ConversionRules } from './types.ts'

/** Of more customers nothing is told: it would take too much memory. */
const mostCustomers = 200_000

/** Columns of customer numbers, of their names, and of their e-mail addresses (-1: none). */
interface PeopleColumns {
  code: number
  name: number
  email: number
}

/** By the headers; null where no two columns number and name the customers of orders. */
export function peopleBy(columnOf: OrderColumnFinder): PeopleColumns | null {
  const [code, name, email] = [columnOf('customer'), columnOf('customerName'), columnOf('customerEmail')]
  return code < 0 || name < 0 || name === code ? null : { code, name, email: email === name || email === code ? -1 : email }
}

/** Watches numbers and names go by, of all files with one header. Memory: one entry a customer. */
export class OtherPeople {
  private readonly columns: PeopleColumns
  private readonly met = new Map<string, { name: string; email: string; isTold: boolean }>()
  private count = 0
  private example = ''

  constructor(columns: PeopleColumns) {
    this.columns = columns
  }

  add(row: readonly string[]): void {
    const [code = '', name = '', email = ''] = [this.columns.code, this.columns.name, this.columns.email].map((i) => (row[i] ?? '').trim())
    if (code === '' || name === '' || code === name) return
    const known = this.met.get(code)
    if (known === undefined) {
      if (this.met.size < mostCustomers) this.met.set(code, { name, email, isTold: false })
      return
    }
    if (known.isTold || known.name === name || !isAnother(known, { name, email })) return
    known.isTold = true
    if (this.count++ === 0) this.example = importing.twoPeople(code, known.name, name)
  }

  /** The same for rows that are kept coded. */
  addCoded(table: CodedTable): void {
    const used = Object.values(this.columns).filter((index) => index >= 0)
    if ((table.columns[this.columns.code] as CodedColumn).texts.size <= mostCustomers) {
      eachChange(table, used, (row) => {
        this.add(row)
        return true
      })
    }
  }

  /** What is to be said of customers that these columns number and name. */
  warnings({ customer, customerName }: ConversionRules['fields']): Warning[] {
    const { code, name } = this.columns
    if (this.count === 0 || customer !== code || customerName !== name) return []
    return [{ code: 'import.customerNumbersShared', count: this.count, example: this.example }]
  }
}

/** Whether the names have no word in common, and no e-mail address says that they are one person. */
function isAnother(one: { name: string; email: string }, other: { name: string; email: string }): boolean {
  if (one.email !== '' && one.email.toLowerCase() === other.email.toLowerCase()) return false
  const before = new Set(words(one.name))
  return !words(other.name).some((word) => before.has(word))
}
