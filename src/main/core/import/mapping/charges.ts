import { words } from './normalise.ts'

/** Words of headers for taxes, and for what else is added to an order or taken off it: never what was sold. */
const taxes = new Set(
  words(`tax taxes vat gst hst pst mwst ust umsatzsteuer mehrwertsteuer steuer steuern tva taxe iva impuesto impuestos imposta imposte imposto
  impostos btw belasting`)
)
const refunds =
  words(`refund refunds refunded erstattung ruckerstattung rueckerstattung erstattet remboursement rembourse reembolso reembolsado rimborso
  rimborsato estorno terugbetaling terugbetaald`)
const fees = words(`duty duties shipping postage delivery freight handling fee fees commission tip tips gratuity insurance surcharge
  versand versandkosten porto lieferkosten gebuhr gebuehr gebuhren gebuehren provision trinkgeld
  livraison port expedition frais pourboire envio gastos comision propina spedizione commissione commissioni mancia
  frete taxas comissao gorjeta verzending verzendkosten bezorgkosten fooi`)
const others = words(
  `discount discounts rebate coupon balance deposit rabatt nachlass saldo remise reduction solde descuento sconto desconto korting`
)
const charges = new Set([...refunds, ...fees, ...others])

/** Words by which a header says that the amount holds the charge, or is what is left without it. */
const beside = new Set(
  words(`incl inc including include includes inclusive with after before excl exc ex excluding exclusive without less minus net gross plus
    inkl inklusive mit nach vor exkl exklusive ohne abzgl abzuglich zzgl netto brutto
    avec apres avant hors sans ttc ht inclus compris con sin antes despues dopo prima senza inclusa incluso com sem depois inclusief exclusief met zonder na voor
    inklusive excluded included incluse incluido incluida lordo ivato neto bruto liquido imponibile imponible`)
)

/**
 * Whether a header says that its amounts are a tax, a postage, a fee, a discount, a refund or the like, and not what they are
 * beside: `Shipping incl. tax` is postage, `Total incl. shipping` a total.
 */
export function namesCharge(header: string): boolean {
  const said = words(header)
  if (namesTax(said)) return true
  const [charge, with_] = [charges, beside].map((of) => said.findIndex((word) => of.has(word)))
  return charge !== undefined && charge >= 0 && (with_ === undefined || with_ < 0 || charge < with_)
}

/** The same of taxes alone, of a header's words. */
export function namesTax(said: readonly string[]): boolean {
  return said.some((word) => taxes.has(word)) && !said.some((word) => beside.has(word))
}

const withoutTax = new Set(
  words(
    'ex exc excl exkl excluding excluded exclusive exclusief ht net netto neto liquido imponibile imponible hors sans ohne sin senza sem zonder'
  )
)
const withTax = new Set(
  words(`incl inc including included inclusive inkl inklusive inclusief ttc gross brutto bruto brut lordo compris ivato inclus incluse inclusa incluso
  incluido incluida with mit avec con com met`)
)

/** What a header says of tax in its amounts: that they are without, with it, or nothing. */
export function taxIn(said: readonly string[]): 'without' | 'with' | null {
  if (said.some((word) => withoutTax.has(word))) return 'without'
  return said.some((word) => withTax.has(word)) ? 'with' : null
}

/** Currencies beside an amount: `Price (EUR)`, `Betrag in Euro`. */
const currencies = new Set([
  ...words(`eur usd gbp chf jpy cny sek nok dkk pln czk huf ron bgn try brl mxn ars clp cop pen uyu aud nzd cad inr zar sgd hkd thb idr myr
  php krw twd ils aed sar rub uah isk euro euros dollar dollars pound pounds pfund franken francs libras reais pesos kr kc ft rs in en`),
  'zł'
])

/** Whether a word beside an amount says in which money it is or what of tax is in it, and so not that it is another amount. */
export function saysHowPriced(word: string): boolean {
  return taxes.has(word) || beside.has(word) || withTax.has(word) || withoutTax.has(word) || currencies.has(word)
}

/** Which of the charges that are told a header names; a tax and a discount are none. */
export function sortOfCharge(header: string): 'refunds' | 'fees' | null {
  const said = words(header)
  if (namesTax(said)) return null
  if (said.some((word) => refunds.includes(word))) return 'refunds'
  return said.some((word) => fees.includes(word)) && !said.some((word) => others.includes(word)) ? 'fees' : null
}
