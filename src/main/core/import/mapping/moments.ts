/** A date and its time of the day in two columns, as tills and many programs write them. */
import { fieldRule } from '../../../../shared/model/kinds.ts'
import type { Transform } from '../../../../shared/model/transforms.ts'
import { parseClock } from '../values/clock.ts'
import { dateForms } from '../values/date.ts'
import { isMissingMark } from '../values/missing.ts'
import { matchHeader } from './header-match.ts'
import { words } from './normalise.ts'

type Join = Extract<Transform, { do: 'join' }>

const times = new Set(words('time times uhrzeit zeit heure hora horas horario ora orario tijd tijdstip uhr clock'))
/** What else such a header may say: of what it is the time. A waiting or a response time is none. */
const others = new Set(
  words(`of the day local lokal utc hh mm ss h order sale sales transaction purchase invoice receipt booking event ticket start end created
    opened closed sent de la del du da di des van bestell kauf commande achat venta compra pedido vente ordine vendita acquisto venda bon beleg`)
)

/**
 * The steps that join each column of times of the day with the column of dates that it belongs to: the one before it, else the one behind
 * it, else the only one. Told from the headers and the first rows, all of whose cells must be what the columns are called: dates without a
 * time, and times alone. O(cells).
 *
 * @param rows below the header
 */
export function momentSteps(headers: readonly string[], rows: readonly (readonly string[])[]): Join[] {
  const filled = headers.map((_, i) => rows.map((row) => (row[i] ?? '').trim()).filter((text) => text !== '' && !isMissingMark(text)))
  const every = (column: number, is: (text: string) => boolean): boolean =>
    (filled[column]?.length ?? 0) > 0 && filled[column]?.every(is) === true
  const named = new Map(headers.filter(isDateName).map((header) => [header, words(header)]))
  const isDate = headers.map((header, i) => named.has(header) && every(i, (text) => dateForms(text) !== 0 && !text.includes(':')))
  const dates = isDate.flatMap((is, i) => (is ? [i] : []))
  const free = new Set(dates)
  return headers.flatMap((time, i): Join[] => {
    if (!isTimeName(time, named) || !every(i, (text) => text.includes(':') && !Number.isNaN(parseClock(text)))) return []
    const at = [i - 1, i + 1, ...(dates.length === 1 ? dates : [])].find((column) => free.has(column))
    const date = headers[at ?? -1]
    const as = `${date} ${time}`
    if (at === undefined || date === undefined || headers.includes(as)) return []
    free.delete(at)
    return [{ do: 'join', columns: [date, time], with: ' ', as }]
  })
}

function isDateName(header: string): boolean {
  return [...matchHeader(header)].some(([kind, fields]) => [...fields.keys()].some((field) => fieldRule(kind, field)?.type === 'datetime'))
}

/** @param dates headers that are called like a date, in words */
function isTimeName(header: string, dates: ReadonlyMap<string, readonly string[]>): boolean {
  const parts = words(header)
  if (!parts.some((word) => times.has(word))) return false
  // What the columns of dates beside it are of, as in "Shipping date" and "Shipping time".
  const known = new Set([...dates].flatMap(([other, said]) => (other === header ? [] : said)))
  return parts.every((word) => times.has(word) || others.has(word) || known.has(word))
}
