import { importing } from '../../../../shared/messages/en/importing.ts'
import type { Warning } from '../../../../shared/model/common.ts'
import { namesTax, taxIn } from './charges.ts'
import type { ColumnContent } from './content.ts'
import { words } from './normalise.ts'
import { sampleNumbers } from './relations.ts'

/** Three columns of which the rows show that the first and the second are the third. */
export interface Taxed {
  net: number
  tax: number
  gross: number
}

/** A cent's rounding of each. */
const sameAmount = 0.0151
const holds = 0.95
const enough = 3

/**
 * Finds what is said without tax, the tax, and both together: the tax by its name, one of the others by its name, and all of them
 * by the rows. Rows without a tax prove nothing, so enough others are asked for. Null: there are none. O(columns² · sample).
 */
export function findTaxed(headers: readonly string[], columns: readonly ColumnContent[], sample: readonly string[][]): Taxed | null {
  const said = headers.map(words)
  if (!said.some(namesTax)) return null
  const numbers = sampleNumbers(sample, columns)
  const at = numbers.flatMap((values, index) => (values === null ? [] : [{ index, values, names: said[index] ?? [] }]))
  for (const tax of at.filter(({ names }) => namesTax(names)))
    for (const net of at)
      for (const gross of at) {
        if (net === tax || gross === tax || net === gross) continue
        const isNamed = taxIn(net.names) === 'without' || taxIn(gross.names) === 'with'
        if (isNamed && isSum(net.values, tax.values, gross.values)) return { net: net.index, tax: tax.index, gross: gross.index }
      }
  return null
}

/** Says what of the three is the amount, if it is what is without tax. */
export function noteOfTax(taxed: Taxed | null, amount: number | undefined, headers: readonly string[]): Warning | null {
  if (taxed === null || amount !== taxed.net) return null
  const name = (column: number): string => headers[column] ?? ''
  return { code: 'import.netTaken', count: 1, example: importing.sumIs(name(taxed.net), name(taxed.tax), name(taxed.gross)) }
}

function isSum(net: Float64Array, tax: Float64Array, gross: Float64Array): boolean {
  let told = 0
  let held = 0
  for (const [i, sum] of gross.entries()) {
    const [a, b] = [net[i] ?? Number.NaN, tax[i] ?? Number.NaN]
    if (Number.isNaN(a + b + sum) || b === 0) continue
    told++
    if (Math.abs(a + b - sum) <= sameAmount) held++
  }
  return told >= enough && held >= holds * told
}
