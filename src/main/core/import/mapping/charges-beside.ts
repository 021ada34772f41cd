import type { Field } from '../../../../shared/model/kinds.ts'
import { namesCharge, sortOfCharge } from './charges.ts'
import type { ColumnContent } from './content.ts'
import { words } from './normalise.ts'

/** Below this share of numbers a column holds no sums. */
const numeric = 0.8

/** Words of headers whose numbers are no money. */
const noMoney = new Set(
  words(`quantity qty menge anzahl quantite cantidad quantita quantidade aantal items day days time date hours week weeks weight rate percent pct id no nr number code count status method rating score tage dauer datum zeit gewicht satz prozent nummer
  jours jour delai poids taux numero dias dia plazo peso tasa porcentaje giorni giorno tempo tasso prazo percentual dagen tijd gewicht`)
)

/** Columns of an order table that are no field, hold sums other than 0, and are called a refund or what is added to an order. */
export interface ChargesBeside {
  refunds: number[]
  /** Postage, fees, tips and the like. */
  fees: number[]
}

/** What stands beside the amounts of orders without being part of them, by its name. O(columns). */
export function chargesBeside(
  { headers, columns }: { headers: readonly string[]; columns: readonly ColumnContent[] },
  proposals: readonly { field: Field | null; isDiscount?: true; isUnclear?: true }[]
): ChargesBeside {
  const found: ChargesBeside = { refunds: [], fees: [] }
  for (const [i, { profile, verdict }] of columns.entries()) {
    const { field, isDiscount, isUnclear } = proposals[i] ?? { field: null }
    const header = headers[i] ?? ''
    if (field !== null || isDiscount || isUnclear || profile.filled === 0 || verdict.numbers < numeric || verdict.type === 'percent')
      continue
    if (!namesCharge(header) || header.includes('%') || words(header).some((word) => noMoney.has(word))) continue
    const sort = sortOfCharge(header)
    if (sort !== null && profile.samples.some((text) => /[1-9]/.test(text))) found[sort].push(i)
  }
  return found
}
