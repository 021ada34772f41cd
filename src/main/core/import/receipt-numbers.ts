/** Order numbers that begin anew each day, or that several tills give, each its own. */
import { type CodedTable, differentTexts, partRows } from './coded/coded-table.ts'
import { matchHeader } from './mapping/header-match.ts'
import { words } from './mapping/normalise.ts'

/** Of the numbers of all days, at least so many must stand on another day too, and so many days must begin with one of the first numbers. */
const mostly = 0.5
const nearly = 0.8
/** The very first may be missing: a receipt that was cancelled. */
const first = 3
/** By so many different numbers of days it is told: memory is to stay small. */
const mostNumbers = 200_000
/** A file of one day, as some tills write them, has so many numbers, and few between the first and the last are missing. */
const fewest = 10
const missing = 0.2

const longestDate = 60
/** How columns of tills are called. */
const tills = new Set(words('till tills register registers kasse kassen caisse caja cassa kassa caixa terminal pos'))
/** And of shops, of which an order may have parcels of several. */
const shops = new Set(words('store shop branch outlet filiale laden magasin boutique tienda sucursal negozio filiale winkel filiaal loja'))
const dressing = new Set(words('no nr num number nummer numero n id code name cash of the der de la du del della di van da'))
/** So many of the numbers must stand at several tills, or shops. */
const atTills = 0.5
const atShops = 0.8

/** Columns of orders by the headers; `place`: of tills or shops, -1 if there is none. */
export interface NumberColumns {
  order: number
  date: number
  place: number
  /** So many of the numbers must stand at several of them. */
  share: number
}

/** Which column numbers the orders and which dates them; null if that is open. */
export function numberedBy(headers: readonly string[]): NumberColumns | null {
  const best = (field: 'order' | 'orderedAt'): number => {
    const sure = headers.map((header) => matchHeader(header).get('orders')?.get(field) ?? 0)
    const most = Math.max(0, ...sure)
    return most === 0 ? -1 : sure.indexOf(most)
  }
  const [order, date] = [best('order'), best('orderedAt')]
  if (order < 0 || date < 0 || order === date) return null
  const placeOf = (names: ReadonlySet<string>): number =>
    headers.findIndex((header, i) => {
      const said = words(header)
      return (
        i !== order && i !== date && said.some((word) => names.has(word)) && said.every((word) => names.has(word) || dressing.has(word))
      )
    })
  const till = placeOf(tills)
  return { order, date, place: till < 0 ? placeOf(shops) : till, share: till < 0 ? atShops : atTills }
}

/** Watches the numbers of orders go by, with their days and, where a column tells, their tills. Memory: some 100 bytes for each number of each day. */
export class ReceiptNumbers {
  private readonly days = new DailyNumbers()
  private readonly daysAtPlaces = new DailyNumbers()
  /** Of each number, where it was first; and those that are somewhere else too. */
  private readonly places = new Map<string, string>()
  private readonly several = new Set<string>()
  private readonly columns: NumberColumns

  constructor(columns: NumberColumns) {
    this.columns = columns
  }

  addRow(row: readonly string[]): void {
    const { order, date, place } = this.columns
    this.add(row[order] ?? '', dayIn(row[date] ?? ''), place < 0 ? null : (row[place] ?? ''))
  }

  /** The same for rows that are kept coded. O(rows). */
  addCoded({ columns, rows }: CodedTable): void {
    const { order, date, place } = this.columns
    const [numbers, dates, places] = [columns[order], columns[date], columns[place]]
    if (numbers === undefined || dates === undefined || numbers.texts.size > mostNumbers) {
      this.days.rule()
      return
    }
    const texts = [...differentTexts(numbers)]
    const days = [...differentTexts(dates)].map(dayIn)
    const tillNames = places === undefined ? [] : [...differentTexts(places)]
    let last = -1
    for (let row = 0; row < rows && !this.isTold; row++) {
      const [part, at] = [Math.floor(row / partRows), row % partRows]
      const [n, d] = [numbers.parts[part]?.[at] as number, dates.parts[part]?.[at] as number]
      const p = places === undefined ? 0 : (places.parts[part]?.[at] as number)
      // The lines of an order mostly stand together.
      const key = (p * days.length + d) * texts.length + n
      if (key === last) continue
      last = key
      this.add(texts[n] as string, days[d] as string, places === undefined ? null : (tillNames[p] as string))
    }
  }

  private get isTold(): boolean {
    return this.days.isTold && (this.columns.place < 0 || this.places.size >= mostNumbers)
  }

  private add(text: string, day: string, place: string | null): void {
    const number = text.trim()
    if (number === '') return
    this.days.add(number, day)
    if (place === null) return
    const till = place.trim()
    this.daysAtPlaces.add(number, `${till}\n${day}`)
    const known = this.places.get(number)
    if (known !== undefined) {
      if (known !== till) this.several.add(number)
    } else if (this.places.size < mostNumbers) this.places.set(number, till)
  }

  /** Whether each till, or shop, gives numbers of its own: most of them stand at several. An order is of one till. */
  get arePlaced(): boolean {
    return this.several.size > 1 && this.several.size >= this.columns.share * this.places.size
  }

  get areDaily(): boolean {
    return this.arePlaced ? this.daysAtPlaces.areDaily : this.days.areDaily
  }
}

/** Watches numbers and days go by, in any order. Memory: one entry for each number of each day. */
class DailyNumbers {
  private readonly days = new Map<string, Set<number>>()
  private pairs = 0
  /** Once it is told. */
  private told: boolean | null = null

  /** Whether more of them say nothing any more. */
  get isTold(): boolean {
    return this.told !== null
  }

  /** There are too many different ones to begin anew. */
  rule(): void {
    this.told = false
  }

  add(number: string, day: string): void {
    if (this.told !== null) return
    const n = /^\d{1,9}$/.test(number) ? Number(number) : -1
    // Numbers with letters, or with a year before them, do not begin anew.
    if (n < 0 || this.pairs > mostNumbers) {
      this.told = n >= 0 && this.areDaily
      this.days.clear()
      return
    }
    const numbers = this.days.get(day) ?? new Set()
    this.days.set(day, numbers)
    if (!numbers.has(n)) this.pairs++
    numbers.add(n)
  }

  /**
   * Whether the numbers begin anew each day: most of them stand on several days, and nearly every day begins with one of the first. So an order
   * with lines of several days, a return or a later parcel, does not look like that. Of one day alone they look like it where they count from one of the first
   * numbers on: the next day's file does so again, and a shop's own numbers do not begin at 1.
   */
  get areDaily(): boolean {
    if (this.told !== null) return this.told
    const [only] = this.days.values()
    if (only === undefined) return false
    if (this.days.size === 1) {
      const numbers = [...only]
      const [least, greatest] = [numbers.reduce((a, b) => Math.min(a, b)), numbers.reduce((a, b) => Math.max(a, b))]
      return numbers.length >= fewest && least <= first && (1 - missing) * (greatest - least + 1) <= numbers.length
    }
    const met = new Map<number, number>()
    for (const numbers of this.days.values()) for (const n of numbers) met.set(n, (met.get(n) ?? 0) + 1)
    const again = [...met.values()].filter((days) => days > 1)
    const begun = [...this.days.values()].filter((numbers) => [...numbers].some((n) => n <= first)).length
    return again.length > 1 && again.reduce((sum, days) => sum + days, 0) >= mostly * this.pairs && begun >= nearly * this.days.size
  }
}

/** A date without its time, as it is written. No date is longer than that; and from each of a thousand blanks the time might begin. */
function dayIn(text: string): string {
  return text
    .trim()
    .slice(0, longestDate)
    .replace(/[T\s]+\d{1,2}:\d{2}.*$/, '')
}
