/** How a header says that a column holds the numbers of something, beside the full word: `Bestelnr`, `Kd-Nr`, `Order #`, `N° commande`. */
import { words } from './normalise.ts'

const numbers = new Set(words('nr no num nro nbr n number nummer numero'))
const links = new Set(words('of the de du des d del della dell di do da der des van la le el il o'))
/** Behind a stem without a blank. */
const glued = /^(\p{L}{2,})(?:nr|nro|nbr|num|no)$/u

/** Stems that are shortened before a number, in the seven languages. */
const short: Record<string, string> = {
  kd: 'kunden kunde',
  kdn: 'kunden',
  kund: 'kunden',
  best: 'bestell bestel',
  auftr: 'auftrags',
  rg: 'rechnungs',
  re: 'rechnungs',
  rech: 'rechnungs',
  rechn: 'rechnungs',
  bel: 'beleg',
  art: 'artikel article',
  prod: 'produkt product produit producto',
  cust: 'customer',
  ord: 'order ordine',
  inv: 'invoice',
  rcpt: 'receipt',
  trans: 'transaction',
  doc: 'document',
  cde: 'commande',
  cmde: 'commande',
  cmd: 'commande',
  com: 'commande',
  fac: 'facture factura factuur',
  fact: 'facture factura factuur',
  cli: 'client cliente',
  cte: 'cliente',
  ped: 'pedido',
  fatt: 'fattura',
  fat: 'fatura',
  enc: 'encomenda',
  kl: 'klant',
  deb: 'debiteur debitoren'
}

/**
 * The full names that a header which says "number" in some way may stand for, run together; none where it does not. What is not the
 * name of a field by itself means nothing. O(words).
 *
 * @param header as it stands
 */
export function numberNames(header: string): string[] {
  const parts = words(header.replace(/[#№]\s*$/, ' nr'))
  const stem = stemOf(parts)
  if (stem === '') return []
  const stems = [stem, ...words(short[stem] ?? '')]
  return stems.flatMap((one) => [
    ...['nummer', 'number', 'numero', 'nr', 'no', 'id'].map((word) => one + word),
    ...['numero', 'numerode', 'numerodo', 'n', 'no', 'id'].map((word) => word + one)
  ])
}

function stemOf(parts: readonly string[]): string {
  const [first = '', last = ''] = [parts[0], parts.at(-1)]
  if (parts.length > 1 && numbers.has(last)) return parts.slice(0, -1).join('')
  if (parts.length > 1 && numbers.has(first)) {
    const rest = parts.slice(1)
    while (rest.length > 1 && links.has(rest[0] ?? '')) rest.shift()
    return rest.join('')
  }
  const [, before = ''] = glued.exec(parts.join('')) ?? []
  return before
}
