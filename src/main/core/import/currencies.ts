/** In which currency the orders of a drop are that name none. */
import { currencyCode } from './conversion/currency.ts'
import type { Drafted } from './foreign-tables.ts'
import { currencySign, mayMean } from './values/number.ts'

/** What the orders of a table that do not all name their currency count as, '' if nobody knows; undefined: all name it. */
export function openCurrency({ group, plan }: Drafted): string | undefined {
  const { kind, recognised, rules } = plan
  if (!recognised || kind !== 'orders') return undefined
  // What somebody said can be said otherwise.
  if (rules.fields.currency === undefined && rules.constants?.currency !== undefined) return currencyCode(rules.constants.currency)
  return namedBy({ group, plan }).unnamed > 0 ? (rules.assumedCurrency ?? '') : undefined
}

/** What a group of orders says of its currency. */
interface Named {
  /** Codes, and signs that several currencies share. */
  signs: ReadonlySet<string>
  /** Rows that name none. */
  unnamed: number
}

const isCode = (sign: string): boolean => /^[A-Z]{3}$/.test(sign)

/**
 * Orders that name no currency are in the only one that their own table names, else in the only one of the drop and the
 * workspace; that is said. Where several are named, or a sign beside the amounts contradicts, they stay without.
 *
 * @param stored currencies of the orders of the workspace, '' for none
 */
export function assumeCurrencies(drafts: readonly Drafted[], stored: readonly string[]): void {
  const orders = drafts.filter(({ plan }) => plan.recognised && plan.kind === 'orders').map((draft) => ({ draft, named: namedBy(draft) }))
  const known = new Set([...stored, ...orders.flatMap(({ named }) => [...named.signs])].filter(isCode))
  for (const { draft, named } of orders) {
    const { group, plan } = draft
    const own = [...named.signs].filter(isCode)
    const [code, ...others] = own.length > 0 ? own : known
    const [first] = group.tables
    if (code === undefined || others.length > 0 || ![...named.signs].every((sign) => mayMean(sign, code))) continue
    plan.rules.assumedCurrency = code
    if (named.unnamed > 0) first?.warnings.push({ code: 'import.currencyAssumed', count: named.unnamed, example: code })
    const beside = stored.length > 0 && stored.every((other) => other === '') && own.length > 0
    if (beside) first?.warnings.push({ code: 'import.currencyBeside', count: 1, example: code })
  }
}

function namedBy({ group: { headers, profiles, tables }, plan: { rules } }: Drafted): Named {
  const { fields, constants } = rules
  const filled = tables.reduce((sum, table) => sum + table.filled, 0)
  const constant = constants?.currency
  if (constant !== undefined && fields.currency === undefined) return { signs: new Set([currencyCode(constant)]), unnamed: 0 }
  const column = profiles[fields.currency ?? -1]
  if (column !== undefined) {
    const signs = new Set(column.samples.map((text) => currencyCode(text) || text))
    const unnamed = filled - column.filled
    // Below an order's first line its currency may be left out.
    const order = profiles[fields.order ?? -1]
    return { signs, unnamed: order !== undefined && unnamed <= filled - order.distinct ? 0 : unnamed }
  }
  const amount = fields.lineTotal ?? fields.unitPrice ?? -1
  const profile = profiles[amount]
  const header = currencySign(headers[amount] ?? '')
  const signs = new Set(profile?.signs)
  if (header !== '') signs.add(header)
  return { signs, unnamed: header !== '' || profile === undefined ? 0 : profile.filled - profile.money }
}
