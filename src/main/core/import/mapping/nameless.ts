import { importing } from '../../../../shared/messages/en/importing.ts'
import type { Field } from '../../../../shared/model/kinds.ts'
import { type Candidates, worthwhile } from './candidates.ts'
import { type ColumnContent, contentFit } from './content.ts'
import type { TableContent } from './propose.ts'
import { sampleNumbers } from './relations.ts'

/** Numbers of pieces: few different ones, none of them large. */
const mostPieces = 1_000
const mostDifferent = 100
/** What identifies occurs again in a log of purchases: on average in so many rows. */
const again = 1.25
/** Amounts of lines grow with the number of pieces, prices do not: a rank correlation from here on tells the one, below the second the other. */
const growing = 0.3
const flat = 0.1
const enough = 30

/**
 * What the columns of a log of orders may be which no header names: only where what they hold leaves no choice. It is a guess all the same,
 * for a person to confirm: a date and a code may as well be of something else.
 *
 * - who bought: the one column of codes that occur again; of two that stand for each other one by one the first; of two of which one
 *   divides the other, the coarser, and the finer is the order;
 * - how many: the one column of small whole numbers;
 * - how much: the one column of numbers with decimals: the amount if it grows with the number of pieces or there is none, the price of one if not.
 *
 * Adds to candidates that have none of these fields yet. O(columns² · sample).
 */
export function addNameless(candidates: Candidates, table: TableContent): void {
  const { columns, sample } = table
  const free = (fits: (column: ColumnContent) => boolean): number[] =>
    columns.flatMap((column, i) => (candidates[i]?.size === 0 && column.profile.filled > 0 && fits(column) ? [i] : []))
  const add = (field: Field, column: number | undefined): void => {
    if (column === undefined || candidates.some((of) => of.has(field))) return
    candidates[column]?.set(field, { score: worthwhile, because: importing.because.content, isGuess: true })
  }
  const [code, ...codes] = free(isCode)
  const [other, ...more] = codes
  if (code !== undefined && other === undefined) add('customer', code)
  else if (code !== undefined && other !== undefined && more.length === 0) {
    const [up, down] = [tells(sample, code, other), tells(sample, other, code)]
    if (up || down) add('customer', up && !down ? other : code)
    if (up !== down) add('order', up ? code : other)
  }
  const pieces = free(isPieces)
  const amounts = free(isAmount)
  const [quantity] = pieces.length === 1 ? pieces : []
  const [amount] = amounts.length === 1 ? amounts : []
  if (amount === undefined || pieces.length > 1) return
  if (quantity === undefined) {
    add('lineTotal', amount)
    return
  }
  const numbers = sampleNumbers(sample, columns)
  const grows = rankCorrelation(numbers[quantity] ?? new Float64Array(), numbers[amount] ?? new Float64Array())
  if (grows === null || (grows < growing && Math.abs(grows) > flat)) return
  add('quantity', quantity)
  add(grows >= growing ? 'lineTotal' : 'unitPrice', amount)
}

function isCode(column: ColumnContent): boolean {
  const { profile, verdict } = column
  if (contentFit('orders', 'customer', column) === 0 || profile.distinct * again > Math.min(profile.filled, 10_000 * again)) return false
  const isNamed = profile.leadingZero > 0 || verdict.type === 'id' || (verdict.type === 'text' && profile.codes === profile.filled)
  return isNamed || (verdict.type === 'integer' && profile.negative === 0 && profile.distinct > mostDifferent)
}

function isPieces({ profile, verdict }: ColumnContent): boolean {
  const { distinct, leadingZero, measured, filled, least, greatest } = profile
  if (verdict.type !== 'integer' || leadingZero > 0 || measured < filled || distinct > mostDifferent) return false
  return Math.max(-least, greatest) <= mostPieces
}

const isAmount = ({ verdict }: ColumnContent): boolean => verdict.type === 'decimal'

/** Whether each value of one column stands beside one value of the other alone, and occurs again. O(sample). */
function tells(sample: readonly string[][], from: number, to: number): boolean {
  const beside = new Map<string, string>()
  for (const row of sample) {
    const [value, other] = [(row[from] ?? '').trim(), (row[to] ?? '').trim()]
    const known = beside.get(value)
    if (known !== undefined && known !== other) return false
    beside.set(value, other)
  }
  return beside.size < sample.length
}

/** Spearman's, with mean ranks for ties; null of too few pairs, or where all are equal. O(n log n). */
function rankCorrelation(a: Float64Array, b: Float64Array): number | null {
  const pairs = [...a].flatMap((x, i): [number, number][] =>
    Number.isNaN(x) || Number.isNaN(b[i] ?? Number.NaN) ? [] : [[x, b[i] as number]]
  )
  if (pairs.length < enough) return null
  const [x, y] = [ranks(pairs.map(([value]) => value)), ranks(pairs.map(([, value]) => value))]
  const mean = (pairs.length - 1) / 2
  let [xy, xx, yy] = [0, 0, 0]
  for (const [i, rank] of x.entries()) {
    const [dx, dy] = [rank - mean, (y[i] as number) - mean]
    xy += dx * dy
    xx += dx * dx
    yy += dy * dy
  }
  return xx === 0 || yy === 0 ? null : xy / Math.sqrt(xx * yy)
}

function ranks(values: readonly number[]): number[] {
  const order = values.map((_, i) => i).sort((i, j) => (values[i] as number) - (values[j] as number))
  const found: number[] = []
  for (let from = 0; from < order.length; ) {
    let to = from
    while (to + 1 < order.length && values[order[to + 1] as number] === values[order[from] as number]) to++
    for (let i = from; i <= to; i++) found[order[i] as number] = (from + to) / 2
    from = to + 1
  }
  return found
}
