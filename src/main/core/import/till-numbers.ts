/** Order numbers that each till, or each shop, counts for itself. */

import { mostNumbers } from './daily-numbers.ts'
import { squashed } from './mapping/normalise.ts'

/** What columns of tills are called: a receipt is of one till alone. No `Pos`, which numbers lines in German. */
const ofTills =
  phrases(`till, till no, till number, till id, till name, register, register no, register number, register id, cash register, cash register no, cash desk, pos terminal, pos terminal id, pos id, terminal, terminal id,
  terminal no, terminal number, kasse, kassen nr, kassennr, kassen nummer, kassennummer, kassen id, kassen name, caisse, no caisse, n caisse, numero de caisse, numero caisse, numero caja, numero de caja, n caja, cassa, numero cassa, n cassa,
  kassa, kassa nr, kassanummer, numero do caixa, numero caixa, n caixa`)
/** Of shops, and of tills by words that are other things too; an order may have lines of several. */
const ofShops =
  phrases(`store, store id, store no, store number, store name, store code, shop, shop id, shop no, shop number, shop name, branch, branch id, branch no, branch name, branch code, outlet, outlet id, location, location id, location name,
  workstation, station, caja, caixa, filiale, filial nr, filialnummer, filiale nr, laden, standort, geschaft, geschaeft, markt, magasin, boutique, point de vente, succursale, tienda, sucursal, punto de venta, negozio, punto vendita, loja, filial,
  ponto de venda, winkel, filiaal, vestiging`)

function phrases(text: string): ReadonlySet<string> {
  return new Set(text.split(',').map(squashed))
}

/** Columns of tills and of shops, the first of each. */
export function tillColumns(headers: readonly string[]): { column: number; isTill: boolean }[] {
  const find = (names: ReadonlySet<string>, isTill: boolean) => {
    const column = headers.findIndex((header) => names.has(squashed(header)))
    return column < 0 ? [] : [{ column, isTill }]
  }
  return [...find(ofShops, false), ...find(ofTills, true)]
}

/** Of the numbers of all but the largest shop so many must stand in another too, and of those so many must be seen to be another order. */
const mostly = 0.5
const nearly = 0.8

/** What a shop says of a number. */
interface Said {
  date: string
  customer: string
}

/** Watches the numbers of tills, or of shops, go by in the order of the file. Memory: one entry for each number of each till. */
export class TillNumbers {
  private readonly isTill: boolean
  private readonly numbers = new Map<string, Map<string, Said>>()
  private readonly sizes = new Map<string, number>()
  /** Numbers of which lines of several shops stand together, as those of one order do. */
  private readonly together = new Set<string>()
  private pairs = 0
  private last = { number: '', till: '' }

  constructor(isTill: boolean) {
    this.isTill = isTill
  }

  add(text: string, date: string, till: string, customer: string): void {
    const number = text.trim()
    if (number === '' || till === '' || this.pairs > mostNumbers) return
    if (this.last.number === number && this.last.till !== till) this.together.add(number)
    this.last = { number, till }
    const tills = this.numbers.get(number) ?? new Map<string, Said>()
    this.numbers.set(number, tills)
    if (tills.has(till)) return
    tills.set(till, { date, customer })
    this.sizes.set(till, (this.sizes.get(till) ?? 0) + 1)
    if (++this.pairs > mostNumbers) this.numbers.clear()
  }

  /**
   * Whether each till counts for itself. Of tills it is enough that a number stands at two of them; of shops most numbers must do so, and
   * be other orders: of other customers, or, where these are not named, of other days or apart from each other in the file.
   */
  get areOwn(): boolean {
    const shared = [...this.numbers].filter(([, tills]) => tills.size > 1)
    if (this.isTill) return shared.length > 0
    const elsewhere = shared.reduce((sum, [, tills]) => sum + tills.size - 1, 0)
    const others = shared.filter(([number, tills]) => this.areOthers(number, [...tills.values()]))
    const besideLargest = this.pairs - Math.max(0, ...this.sizes.values())
    return shared.length > 1 && elsewhere >= mostly * besideLargest && others.length >= nearly * shared.length
  }

  private areOthers(number: string, said: readonly Said[]): boolean {
    const customers = new Set(said.map(({ customer }) => customer))
    if (!customers.has('')) return customers.size > 1
    return new Set(said.map(({ date }) => date)).size > 1 || !this.together.has(number)
  }
}
