import { type Field, fieldsOf, type SourceKind, sourceKinds } from '../../../../../shared/model/kinds.ts'
import { squashed, words } from '../normalise.ts'
import { customers } from './customers.ts'
import { eastAsianOrders } from './east-asian.ts'
import { feedback } from './feedback.ts'
import { offers } from './offers.ts'
import { orders } from './orders.ts'
import { products } from './products.ts'
import { spend } from './spend.ts'
import { subscriptions } from './subscriptions.ts'
import { tickets } from './tickets.ts'
import { touchpoints } from './touchpoints.ts'

/** A field that a phrase names, and how surely a header of exactly these words means it. */
export interface Meaning {
  kind: SourceKind
  field: Field
  strength: 'usual' | 'loose'
  /** Its place among the phrases of the field: the first are the most usual. */
  place: number
}

const texts: Record<SourceKind, Record<string, string>> = {
  orders,
  customers,
  products,
  tickets,
  touchpoints,
  feedback,
  offers,
  spend,
  subscriptions
}

/** The same in other scripts; their phrases come after these. */
const elsewhere: Partial<Record<SourceKind, Record<string, string>>> = { orders: eastAsianOrders }

/** All fields that a phrase names, by its words run together. */
export const meanings: ReadonlyMap<string, readonly Meaning[]> = collect()

function collect(): Map<string, Meaning[]> {
  const found = new Map<string, Meaning[]>()
  for (const kind of sourceKinds) {
    for (const field of fieldsOf(kind)) {
      const [usual = '', loose = ''] = (texts[kind][field] ?? '').split('|')
      const [usualThere = '', looseThere = ''] = (elsewhere[kind]?.[field] ?? '').split('|')
      for (const [list, strength] of [[`${usual},${usualThere}`, 'usual'] as const, [`${loose},${looseThere}`, 'loose'] as const]) {
        for (const [place, phrase] of list.split(',').entries()) {
          const key = squashed(phrase)
          if (key === '') continue
          const known = found.get(key) ?? []
          // The usual phrases of a field come first, so one that stands twice is usual.
          if (!known.some((one) => one.kind === kind && one.field === field)) known.push({ kind, field, strength, place })
          found.set(key, known)
        }
      }
    }
  }
  return found
}

/** Words that say nothing about which field it is, so `Order Date (UTC)` is an order date and `Price in EUR` a price. */
const neutral = new Set(
  words(`id ids no nr num nro number numero nummer code cod codigo codice key ref the a an of in per de der des du la le el del della do da di van het en et und and or x
   utc gmt cet local local time gbp eur usd chf cad aud sek nok dkk pln incl excl inc ex inkl exkl including excluding vat tax mwst ttc ht iva btw net gross netto brutto
   original raw text str value field column our your u sys is was default primary`)
)

/** Words that name the table and not the column, in a table of the kind. */
const ownWords: Record<SourceKind, ReadonlySet<string>> = {
  orders: new Set(words('order sale lineitem line item bestellung commande pedido ordine bestelling customer kunde client')),
  customers: new Set(
    words(
      'customer customers client user contact billing shipping address kunde kunden cliente klant adresse direccion indirizzo endereco adres member primary'
    )
  ),
  products: new Set(words('product products item article variant produkt artikel produit producto prodotto produto catalog')),
  tickets: new Set(
    words(
      'ticket tickets case incident issue request support helpdesk anfrage vorgang demande caso incidencia richiesta chamado melding count time date'
    )
  ),
  touchpoints: new Set(words('event events session hit visit user web touch touchpoint ereignis evenement evento gebeurtenis')),
  feedback: new Set(
    words(
      'review reviews survey response feedback question answer umfrage bewertung enquete avis encuesta recensione pesquisa customer overall'
    )
  ),
  offers: new Set(
    words('offer campaign cmp promo promotion email mailing angebot kampagne offre campagne oferta campana offerta campanha')
  ),
  spend: new Set(words('campaign ad ads google facebook meta advertising werbung kampagne publicite anuncio pubblicita total')),
  subscriptions: new Set(words('subscription plan abo abonnement suscripcion abbonamento assinatura contract vertrag current utc'))
}

/** Whether a word beside a phrase takes nothing from its meaning in a table of the kind. */
export function isDressing(word: string, kind: SourceKind): boolean {
  // The offers of a wide table are numbered: `AcceptedCmp3`.
  const bare = word.replace(/\d+$/, '')
  return bare === '' || neutral.has(bare) || ownWords[kind].has(bare)
}
