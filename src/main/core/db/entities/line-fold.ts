/**
 * Which lines of an order stand, from what each import holds of it: a later import corrects the lines of an earlier one
 * (docs/adr/010-a-corrected-order-line.md). Pure.
 */

/** A line as one import holds it. */
export interface FoldLine {
  /** Unique in the order: its content and its ordinal among equal lines. */
  key: string
  content: string
  ordinal: number
  productId: number | null
  at: number | null
  quantity: number
  /** In units of the currency, as `amount`. */
  unitPrice: number | null
  amount: number
}

/** That a line is a rejected row of another import's file, mended. */
export interface Mends {
  importId: number
  /** Where it stood in that file. */
  place: string
}

/** What one import holds of the order. */
export interface LineStatement {
  importId: number
  /** Whom it names; null: nobody. */
  customer: number | null
  lines: readonly FoldLine[]
  mends: ReadonlyMap<string, Mends>
}

/** What a line of an import is to the lines that stood before it. */
export type LineBecame = 'same' | 'instead' | 'new'

export interface FoldedLines {
  standing: ReadonlySet<string>
  /** By import, then by the key of each line that it holds. */
  became: ReadonlyMap<number, ReadonlyMap<string, LineBecame>>
}

const secondsADay = 86_400

/**
 * Folds what imports hold of one order, in their order. A line that stands already is the same one. Of what is left, a line
 * takes the place of one of the same article, day and direction (sale or return) that is not of another time of that day: of the
 * same price if there is one, else of the same quantity, else by amount. A line beyond these is new. What an import does not name stays as it is.
 *
 * An import corrects nothing if it names another customer than was named before: then it is another shop’s order of that number.
 * A mended row corrects none of the other rows of the file that it belongs to.
 *
 * O(n log n) for each import, and O(n) for each of its mended rows.
 *
 * @param numbered whether an order number holds the lines together; otherwise lines are never corrections
 */
export function foldLines(statements: readonly LineStatement[], numbered: boolean): FoldedLines {
  const standing = new Map<string, FoldLine>()
  const became = new Map<number, Map<string, LineBecame>>()
  const holders = new Map<string, Set<number>>()
  const mends = new Map<string, Mends[]>()
  let named: number | null = null

  for (const statement of statements) {
    const { importId, customer, lines } = statement
    const mine = new Set(lines.map(({ key }) => key))
    const here = new Map<string, LineBecame>()
    became.set(importId, here)
    const left: FoldLine[] = []
    for (const line of lines) {
      if (standing.has(line.key)) here.set(line.key, 'same')
      else left.push(line)
    }
    const corrects = numbered && (customer === null || named === null || customer === named)
    named = customer ?? named
    const olds = corrects && left.length > 0 ? [...standing.values()].filter(({ key }) => !mine.has(key)) : []
    for (const [group, news] of Map.groupBy(left, groupOf)) {
      const before = olds.filter((line) => groupOf(line) === group)
      for (const [old, line] of pairs(before, news, statement, { holders, mends })) {
        standing.delete(old.key)
        here.set(line.key, 'instead')
      }
    }
    for (const line of left) {
      if (!here.has(line.key)) here.set(line.key, 'new')
      standing.set(line.key, line)
    }
    for (const key of mine) {
      const mended = statement.mends.get(key)
      if (mended === undefined) holders.set(key, (holders.get(key) ?? new Set()).add(importId))
      else mends.set(key, [...(mends.get(key) ?? []), mended])
    }
  }
  return { standing: new Set(standing.keys()), became }
}

/** Article, day and direction. */
function groupOf({ productId, at, quantity, amount }: FoldLine): string {
  const day = at === null ? '' : Math.floor(at / secondsADay)
  return `${productId ?? ''} ${day} ${quantity < 0 || amount < 0 ? '-' : '+'}`
}

interface Held {
  holders: ReadonlyMap<string, ReadonlySet<number>>
  mends: ReadonlyMap<string, readonly Mends[]>
}

type Pair = [old: FoldLine, line: FoldLine]

/** Which of the old lines is now which of the new ones. */
function pairs(olds: readonly FoldLine[], news: readonly FoldLine[], statement: LineStatement, held: Held): Pair[] {
  const plain = news.filter(({ key }) => !statement.mends.has(key))
  const found = pairByTime(olds, plain)
  if (plain.length === news.length) return found
  const taken = new Set(found.map(([old]) => old.key))
  for (const line of news) {
    const mended = statement.mends.get(line.key)
    if (mended === undefined) continue
    const free = olds.filter(({ key }) => !taken.has(key) && !isSibling(key, mended, held))
    const [pair] = pairByTime(free, [line])
    if (pair === undefined) continue
    taken.add(pair[0].key)
    found.push(pair)
  }
  return found
}

/** Whether a line is another row of the file that the mended row belongs to. */
function isSibling(key: string, { importId, place }: Mends, { holders, mends }: Held): boolean {
  if (holders.get(key)?.has(importId)) return true
  return mends.get(key)?.some((other) => other.importId === importId && other.place !== place) ?? false
}

/** Lines of one moment first, then those of which one names the day alone. Of two moments of a day they are two lines. */
function pairByTime(olds: readonly FoldLine[], news: readonly FoldLine[]): Pair[] {
  const found: Pair[] = []
  const oldsAt = Map.groupBy(olds, ({ at }) => at)
  for (const [at, lines] of Map.groupBy(news, (line) => line.at)) found.push(...pairUp(oldsAt.get(at) ?? [], lines))
  const paired = new Set(found.flat())
  const left = (lines: readonly FoldLine[], timed: boolean) => lines.filter((line) => !paired.has(line) && isTimed(line) === timed)
  found.push(...pairUp(left(olds, false), left(news, true)), ...pairUp(left(olds, true), left(news, false)))
  return found
}

const isTimed = ({ at }: FoldLine): boolean => at !== null && at % secondsADay !== 0

/** What pairs of lines agree in: the price, else the quantity, else nothing but the article. */
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
