/** Which line of an order is the corrected version of which earlier one. Pure. */

/** A line as one import holds it. */
export interface FoldLine {
  /** Unique in the order: its content and its ordinal among equal lines. */
  key: string
  content: string
  ordinal: number
  /** What its file calls the line; null: nothing. */
  code: string | null
  /** The source of the import that holds it. */
  sourceId: number
  productId: number | null
  /** Its file has no column for articles: such files hold totals of orders. */
  ofTotals: boolean
  at: number | null
  quantity: number
  /** In units of the currency, as `amount`. */
  unitPrice: number | null
  amount: number
}

export type Pair = [old: FoldLine, line: FoldLine]

const secondsADay = 86_400

export const isReturn = ({ quantity, amount }: FoldLine): boolean => quantity < 0 || amount < 0
const dayOf = ({ at }: FoldLine): number | null => (at === null ? null : Math.floor(at / secondsADay))
const isTimed = ({ at }: FoldLine): boolean => at !== null && at % secondsADay !== 0

/**
 * Pairs lines that their files call alike. Where a code stands for several lines of the order, as for a part that was sent later, those
 * of the same article first. O(n log n).
 */
export function pairsByCode(olds: readonly FoldLine[], news: readonly FoldLine[]): Pair[] {
  const before = Map.groupBy(olds, ({ code }) => code)
  return [...Map.groupBy(news, ({ code }) => code)].flatMap(([code, lines]) => {
    const old = code === null ? [] : (before.get(code) ?? [])
    const found = pairsByArticle(old, lines)
    const paired = new Set(found.flat())
    const left = (all: readonly FoldLine[]) => all.filter((line) => !paired.has(line))
    return [...found, ...pairUp(left(old), left(lines))]
  })
}

/** Lines of which at most one has a code may be one: two codes are two lines. */
export function eachWithoutCodes(
  olds: readonly FoldLine[],
  news: readonly FoldLine[],
  pair: (olds: readonly FoldLine[], news: readonly FoldLine[]) => Pair[]
): Pair[] {
  const isCoded = ({ code }: FoldLine) => code !== null
  const isPlain = ({ code }: FoldLine) => code === null
  if (!olds.some(isCoded)) return pair(olds, news)
  const found = pair(olds.filter(isPlain), news)
  const paired = new Set(found.flat())
  return [
    ...found,
    ...pair(
      olds.filter(isCoded),
      news.filter((line) => isPlain(line) && !paired.has(line))
    )
  ]
}

/**
 * Pairs lines of the same article, day and direction (sale or return) that are not of another time of that day: those of the same price
 * first, else of the same quantity, else by amount. O(n log n).
 */
export function pairsByArticle(olds: readonly FoldLine[], news: readonly FoldLine[]): Pair[] {
  if (olds.length === 0) return []
  const before = Map.groupBy(olds, groupOf)
  return [...Map.groupBy(news, groupOf)].flatMap(([group, lines]) => pairByTime(before.get(group) ?? [], lines))
}

const groupOf = (line: FoldLine): string => `${line.productId ?? ''} ${dayOf(line) ?? ''} ${isReturn(line)}`

/** Lines of one moment first, then those of which one names the day alone. */
function pairByTime(olds: readonly FoldLine[], news: readonly FoldLine[]): Pair[] {
  const found: Pair[] = []
  const oldsAt = Map.groupBy(olds, ({ at }) => at)
  for (const [at, lines] of Map.groupBy(news, (line) => line.at)) found.push(...pairUp(oldsAt.get(at) ?? [], lines))
  const paired = new Set(found.flat())
  const left = (lines: readonly FoldLine[], timed: boolean) => lines.filter((line) => !paired.has(line) && isTimed(line) === timed)
  found.push(...pairUp(left(olds, false), left(news, true)), ...pairUp(left(olds, true), left(news, false)))
  return found
}

/**
 * Pairs what is left of an order: as many lines of an article as there were, of another moment; then lines of the same day, quantity and
 * amount, of another article; then, where the order has lines that did not change, the others in the order of their amounts, if there are as many
 * as there were. An order of which nothing agrees but its number and its customer may as well have come in two parts.
 *
 * O(n log n).
 *
 * @param anchored whether other lines of the order are the same, or were corrected
 */
export function pairLeftovers(olds: readonly FoldLine[], news: readonly FoldLine[], anchored: boolean): Pair[] {
  return [false, true].flatMap((direction) => {
    const found: Pair[] = []
    const taken = new Set<FoldLine>()
    const free = (lines: readonly FoldLine[]) => lines.filter((line) => isReturn(line) === direction && !taken.has(line))
    const take = (pairs: readonly Pair[]) => {
      found.push(...pairs)
      for (const pair of pairs) for (const line of pair) taken.add(line)
      return pairs.length > 0
    }
    if (free(olds).length === 0) return found
    const before = Map.groupBy(free(olds), ({ productId }) => productId)
    let holds = anchored
    for (const [article, lines] of Map.groupBy(free(news), ({ productId }) => productId)) {
      const old = before.get(article) ?? []
      if (old.length === lines.length && take(pairUp(old, lines))) holds = true
    }
    const isWhole = () => free(olds).length === free(news).length
    if (holds || isWhole()) {
      const alike = Map.groupBy(free(olds), likeOf)
      for (const [like, lines] of Map.groupBy(free(news), likeOf)) take(pairUp(alike.get(like) ?? [], lines))
    }
    if (holds && isWhole()) take(pairUp(free(olds), free(news)))
    return found
  })
}

const likeOf = (line: FoldLine): string => `${dayOf(line) ?? ''} ${line.quantity} ${line.amount}`

/** What pairs of lines agree in: the price, else the quantity, else nothing but what they were chosen by. */
const likenesses: readonly ((line: FoldLine) => number | null)[] = [({ unitPrice }) => unitPrice, ({ quantity }) => quantity, () => null]

function pairUp(olds: readonly FoldLine[], news: readonly FoldLine[]): Pair[] {
  if (olds.length === 0 || news.length === 0) return []
  // Of equal lines the last goes first, so that ordinals have no gaps.
  let oldLeft = [...olds].sort((a, b) => byContent(a, b) || b.ordinal - a.ordinal)
  let newLeft = [...news].sort((a, b) => byContent(a, b) || a.ordinal - b.ordinal)
  const found: Pair[] = []
  for (const likeness of likenesses) {
    const waiting = Map.groupBy(newLeft, likeness)
    for (const lines of waiting.values()) lines.reverse()
    const paired = new Set<FoldLine>()
    for (const old of oldLeft) {
      const line = waiting.get(likeness(old))?.pop()
      if (line === undefined) continue
      found.push([old, line])
      paired.add(old).add(line)
    }
    oldLeft = oldLeft.filter((line) => !paired.has(line))
    newLeft = newLeft.filter((line) => !paired.has(line))
  }
  return found
}

function byContent(a: FoldLine, b: FoldLine): number {
  return a.amount - b.amount || (a.content < b.content ? -1 : a.content > b.content ? 1 : 0)
}
