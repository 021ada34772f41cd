/** In which currency the orders of a drop are that name none. */
import { importing } from '../../../shared/messages/en/importing.ts'
import type { Warning } from '../../../shared/model/common.ts'
import type { PreviewGroup } from '../../../shared/model/import.ts'
import { currencyCode } from './conversion/currency.ts'
import type { Drafted } from './foreign-tables.ts'
import { commonest, currencySign, mayMean } from './values/number.ts'

type OpenCurrency = NonNullable<PreviewGroup['currency']>

/** What the orders of a table that do not all name their currency count as; undefined: all name it, and none was chosen. */
export function openCurrency({ group, plan }: Drafted): OpenCurrency | undefined {
  const { kind, recognised, rules } = plan
  if (!recognised || kind !== 'orders') return undefined
  const { unnamed, signs } = namedBy({ group, plan })
  const chosen = rules.constants?.currency
  const code = chosen === undefined ? (rules.assumedCurrency ?? '') : currencyCode(chosen)
  const shared = [...signs].filter((sign) => !isCode(sign) && (code === '' || mayMean(sign, code)))
  // What somebody said can be said otherwise.
  return unnamed > 0 || shared.length > 0 || chosen !== undefined ? { code, rows: unnamed, signs: shared } : undefined
}

/** What a group of orders says of its currency. */
interface Named {
  /** Codes, and signs that several currencies share. */
  signs: ReadonlySet<string>
  /** Rows that name one, by a code or a sign, and that name none. */
  named: number
  unnamed: number
}

const isCode = (sign: string): boolean => /^[A-Z]{3}$/.test(sign)

/**
 * Orders that name no currency are in the only one that their own table names, else in the only one of the drop and the
 * workspace; that is said. A sign that several currencies share means the one of the workspace that it may mean, else the one that
 * it means most often; that is said too. Where several are named they stay without, which is said, too.
 *
 * @param stored currencies of the orders of the workspace, '' for none
 */
export function assumeCurrencies(drafts: readonly Drafted[], stored: readonly string[]): void {
  const orders = drafts.filter(({ plan }) => plan.recognised && plan.kind === 'orders').map((draft) => ({ draft, named: namedBy(draft) }))
  const known = new Set([...stored, ...orders.flatMap(({ named }) => [...named.signs])].filter(isCode))
  for (const { draft, named } of orders) {
    const { group, plan } = draft
    const [first] = group.tables
    const signs = [...named.signs]
    const chosen = plan.rules.constants?.currency
    if (chosen !== undefined) {
      const code = currencyCode(chosen)
      plan.rules.assumedCurrency = code
      const others = signs.filter((sign) => code !== '' && !mayMean(sign, code))
      if (others.length > 0) first?.warnings.push(chosenFor(named.unnamed, code, others))
      continue
    }
    const own = signs.filter(isCode)
    const shared = signs.filter((sign) => !isCode(sign))
    const [fits, ...others] = (own.length > 0 ? own : [...known]).filter((code) => signs.every((sign) => mayMean(sign, code)))
    const alone = others.length === 0 ? fits : undefined
    const usual = own.length === 0 && shared.length === 1 ? commonest(shared[0] as string) : undefined
    const code = alone ?? usual
    // Amounts under signs of different currencies would be added up as if they were one.
    if (code === undefined && shared.length > 0) first?.warnings.push({ code: 'import.currencySigns', count: 1, example: shared.join(' ') })
    else if (code === undefined && named.unnamed > 0 && own.length > 0)
      first?.warnings.push({ code: 'import.currencyUnknown', count: named.unnamed, example: own.join(', ') })
    if (code === undefined) continue
    plan.rules.assumedCurrency = code
    if (alone === undefined) first?.warnings.push({ code: 'import.currencySign', count: named.named, example: `${shared[0]} ${code}` })
    if (named.unnamed > 0) first?.warnings.push({ code: 'import.currencyAssumed', count: named.unnamed, example: code })
    const beside = stored.length > 0 && stored.every((other) => other === '') && own.length > 0
    if (beside) first?.warnings.push({ code: 'import.currencyBeside', count: 1, example: code })
  }
}

/** Says which rows a chosen currency is for, where others name another. */
function chosenFor(unnamed: number, code: string, others: readonly string[]): Warning {
  const example = importing.chosenBeside(code, others)
  return unnamed === 0 ? { code: 'import.currencyNotUsed', count: 1, example } : { code: 'import.currencyChosen', count: unnamed, example }
}

function namedBy({ group: { headers, profiles, tables }, plan: { rules } }: Drafted): Named {
  const { fields } = rules
  const filled = tables.reduce((sum, table) => sum + table.filled, 0)
  const column = profiles[fields.currency ?? -1]
  if (column !== undefined) {
    const signs = new Set(column.samples.map((text) => currencyCode(text) || text))
    const unnamed = filled - column.filled
    // Below an order's first line its currency may be left out.
    const order = profiles[fields.order ?? -1]
    return { signs, named: column.filled, unnamed: order !== undefined && unnamed <= filled - order.distinct ? 0 : unnamed }
  }
  const amount = fields.lineTotal ?? fields.unitPrice ?? -1
  const profile = profiles[amount]
  const header = currencySign(headers[amount] ?? '')
  const signs = new Set(profile?.signs)
  if (header !== '') signs.add(header)
  const named = profile === undefined ? 0 : header !== '' ? profile.filled : profile.money
  return { signs, named, unnamed: profile === undefined ? 0 : profile.filled - named }
}
