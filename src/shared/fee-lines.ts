/**
 * Lines of an order that are no goods: postage, fees, corrections. Told by rule from the name of a product, so that a carrier's
 * price is not said to be re-purchased less; what the rule found is always said.
 */

/** One of these makes the line, and nothing but these and the second list may stand beside it. */
const core = new Set(
  (
    'postage post mailout p&p shipping delivery carriage freight handling fee fees charge charges surcharge commission manual adjustment adjust adjusted ' +
    'correction rounding cod porto versand versandkosten lieferung gebühr livraison frais envío envio spedizione'
  ).split(' ')
)
const beside = new Set(
  'dotcom amazon ebay paypal standard express next day and & of for bank cost costs free uk international bad debt by the item de port kosten'.split(
    ' '
  )
)

/** @example isFeeLine('DOTCOM POSTAGE') // true; isFeeLine('POSTAGE STAMP MUG') // false */
export function isFeeLine(name: string): boolean {
  const words = name
    .toLowerCase()
    .split(/[^\p{L}&]+/u)
    .filter((word) => word !== '')
  return words.some((word) => core.has(word)) && words.every((word) => core.has(word) || beside.has(word))
}
