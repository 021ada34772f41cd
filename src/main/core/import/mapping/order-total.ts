import { words } from './normalise.ts'

/** Words, or how they begin, of what has several lines. */
const whole =
  /^(?:orders?|invoice|basket|cart|transaction|receipt|checkout|grand|bestell|auftrag|rechnung|warenkorb|gesamtbetrag|gesamtsumme|zahlbetrag|commande|facture|panier|pedido|factura|compra|encomenda|fatura|ordine|fattura|scontrino|bestelling|factuur|order(?:bedrag|waarde|totaal))/
const ofLine = /^(?:line|item|items|product|article|unit|position|positions|artikel|zeile|ligne|linea|riga|linha|regel)/

/** Orders of a column that is not called so, before its being the same on all their lines is more than chance. */
const telling = 5
const holds = 0.95
/** Orders of one amount each, as in a shop with one price, tell nothing: so many of neighbouring orders must differ. */
const different = 0.5

/** Whether a header says that its amounts are of a whole order: `Order Total`, `Rechnungsbetrag`. */
export function namesOrderTotal(header: string): boolean {
  return words(header).some((word) => whole.test(word)) && !namesLine(header)
}

function namesLine(header: string): boolean {
  return words(header).some((word) => ofLine.test(word))
}

/**
 * Whether a column of amounts is that of the whole order, and stands again on each of its lines: within an order number that
 * several different rows share it is the same, or blank behind the first. One such order is enough if the header says so; else
 * several are asked for, and that the amounts of orders differ. O(sample).
 */
export function repeatsByOrder(sample: readonly string[][], { total, order }: { total: number; order: number }, header: string): boolean {
  if (namesLine(header)) return false
  const orders = new Map<string, string[][]>()
  for (const row of sample) {
    const number = (row[order] ?? '').trim()
    if (number === '') continue
    const lines = orders.get(number)
    if (lines === undefined) orders.set(number, [row])
    else lines.push(row)
  }
  const cell = (row: readonly string[] | undefined): string => (row?.[total] ?? '').trim()
  const several = [...orders.values()].filter(([first, ...more]) => more.some((row) => row.some((text, i) => text !== first?.[i])))
  const same = several.filter(
    ([first, ...more]) => cell(first) !== '' && more.every((row) => cell(row) === '' || cell(row) === cell(first))
  )
  if (several.length === 0 || same.length < holds * several.length) return false
  if (namesOrderTotal(header)) return true
  const differing = same.filter((lines, i) => i > 0 && cell(lines[0]) !== cell(same[i - 1]?.[0])).length
  return same.length >= telling && differing >= different * (same.length - 1)
}
