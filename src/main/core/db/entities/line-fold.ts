/**
 * Which lines of an order stand, from what each import holds of it: a later import corrects the lines of an earlier one of the
 * same book (docs/adr/010-a-corrected-order-line.md). Pure.
 */
import { eachWithoutCodes, type FoldLine, isReturn, type Pair, pairLeftovers, pairsByArticle, pairsByCode } from './line-pairs.ts'
import { sumOf, totalFit } from './order-totals.ts'

/** That a line is a rejected row of another import's file, mended. */
export interface Mends {
  importId: number
  /** Where it stood in that file. */
  place: string
}

/** What one import holds of the order. */
export interface LineStatement {
  importId: number
  /** Imports of one book mean the same order by its number. */
  book: number
  lines: readonly FoldLine[]
  /** Rows of an export of rejected rows. */
  mends: ReadonlyMap<string, Mends>
  /** The cells, as JSON, of the rejected row that a line is the mended version of: of an export, or in the file itself. */
  mended: ReadonlyMap<string, string>
  /** Whether its files still show a row of these cells as rejected. */
  rejects(raw: string): boolean
}

/** What a line of an import is to the lines that stood before it; `total`: of lines that count already, so that it does not stand. */
export type LineBecame = 'same' | 'instead' | 'new' | 'total'

/** The total of an order, and what its lines come to. */
export interface TotalAndSum {
  total: number
  sum: number
}

/** What is to be told of an import. */
export interface FoldNote {
  /** Totals that do not count, since their lines do. */
  totals: number
  /** Of these such as are not the sum of the lines. */
  unequal: readonly TotalAndSum[]
  /** It brought lines beside those of another book. */
  apart: boolean
}

export interface FoldedLines {
  standing: ReadonlySet<string>
  /** By import, then by the key of each line that it holds. */
  became: ReadonlyMap<number, ReadonlyMap<string, LineBecame>>
  notes: ReadonlyMap<number, FoldNote>
  /** Lines that took the place of the total of their order. */
  outdid: ReadonlySet<string>
}

interface State {
  standing: Map<string, FoldLine>
  /** By line: who holds it other than as a mended row. */
  holders: Map<string, Set<number>>
  mends: Map<string, Mends[]>
  mended: Map<string, Set<string>>
  books: Map<string, Set<number>>
  /** Lines that may be the total of their order: the only one of a file without articles. */
  alone: Set<string>
  outdid: Set<string>
}

/**
 * Folds what imports hold of one order, in their order. A line that stands already is the same one. What is left takes the place of
 * lines of the same book: see `line-pairs.ts` for which of which. A line beyond these is new. What an import does not name stays as it is.
 *
 * A mended row corrects none of the other rows of the file that it belongs to, and no file that still shows its row as rejected corrects it.
 * The total of an order does not stand beside its lines.
 *
 * O(n log n) for each import, and O(n) for each of its mended rows.
 *
 * @param numbered whether an order number holds the lines together; otherwise lines are never corrections
 */
export function foldLines(statements: readonly LineStatement[], numbered: boolean): FoldedLines {
  const state: State = {
    standing: new Map(),
    holders: new Map(),
    mends: new Map(),
    mended: new Map(),
    books: new Map(),
    alone: new Set(),
    outdid: new Set()
  }
  const became = new Map<number, ReadonlyMap<string, LineBecame>>()
  const notes = new Map<number, FoldNote>()
  for (const statement of statements) {
    const here = new Map<string, LineBecame>()
    became.set(statement.importId, here)
    notes.set(statement.importId, takeIn(statement, numbered, here, state))
  }
  return { standing: new Set(state.standing.keys()), became, notes, outdid: state.outdid }
}

function takeIn(statement: LineStatement, numbered: boolean, here: Map<string, LineBecame>, state: State): FoldNote {
  const { standing } = state
  const { lines, mends } = statement
  const mine = new Set(lines.map(({ key }) => key))
  const inSource = Map.groupBy(lines, ({ sourceId }) => sourceId)
  const isAlone = ({ sourceId, ofTotals }: FoldLine) => ofTotals && inSource.get(sourceId)?.length === 1
  const left: FoldLine[] = []
  for (const line of lines) {
    if (standing.has(line.key)) here.set(line.key, 'same')
    else left.push(line)
  }
  const isBefore = ({ key }: FoldLine) => !mine.has(key)
  const before = left.length > 0 ? [...standing.values()].filter(isBefore) : []
  const isOurs = ({ key }: FoldLine) => state.books.get(key)?.has(statement.book) ?? false
  const isSpared = ({ key }: FoldLine) => [...(state.mended.get(key) ?? [])].some(statement.rejects)

  const totals = numbered ? left.filter((line) => !hasArticle(line) && isAlone(line) && !mends.has(line.key)) : []
  const detailed = left.some(hasArticle) || [...standing.values()].some(hasArticle)
  const news = detailed ? left.filter((line) => !totals.includes(line)) : left
  // A total that stood alone is compared with the lines when they are known.
  const isLone = (line: FoldLine) => !hasArticle(line) && state.alone.has(line.key) && news.some(hasArticle)
  const olds = numbered ? before.filter((line) => isOurs(line) && !isSpared(line)) : []
  correct(
    olds.filter((line) => !isLone(line)),
    news,
    statement,
    here,
    state
  )
  const found: TotalAndSum[] = []
  const isOfBook = (line: FoldLine) => mine.has(line.key) || isOurs(line)
  if (detailed) {
    for (const total of totals) {
      const known = totalAmong(total, [...standing.values()], isOfBook)
      if (known !== null) {
        here.set(total.key, 'total')
        found.push(known)
      } else {
        correct(
          olds.filter(({ key }) => standing.has(key)),
          [total],
          statement,
          here,
          state
        )
      }
    }
    if (numbered) found.push(...outdone(before, news, isOfBook, here, state))
  }

  for (const { key } of lines) {
    const mended = mends.get(key)
    if (mended === undefined) add(state.holders, key, statement.importId)
    else state.mends.set(key, [...(state.mends.get(key) ?? []), mended])
    add(state.books, key, statement.book)
    const cells = statement.mended.get(key)
    if (cells !== undefined) add(state.mended, key, cells)
  }
  for (const line of lines) if (isAlone(line)) state.alone.add(line.key)
  const isNew = left.some(({ key }) => here.get(key) === 'new')
  const unequal = found.filter(({ total, sum }) => Math.abs(total - sum) >= 0.01)
  return { totals: found.length, unequal, apart: numbered && isNew && before.some((line) => !isOurs(line) && standing.has(line.key)) }
}

const hasArticle = ({ productId }: FoldLine): boolean => productId !== null

function add<T>(sets: Map<string, Set<T>>, key: string, value: T): void {
  const known = sets.get(key)
  if (known === undefined) sets.set(key, new Set([value]))
  else known.add(value)
}

/** Puts the lines of the import in: in the place of old ones, or beside them. */
function correct(
  olds: readonly FoldLine[],
  news: readonly FoldLine[],
  { mends }: LineStatement,
  here: Map<string, LineBecame>,
  state: State
): void {
  const plain = news.filter(({ key }) => !mends.has(key))
  const found: Pair[] = []
  const taken = new Set<FoldLine>()
  const free = (lines: readonly FoldLine[]) => lines.filter((line) => !taken.has(line))
  const take = (pairs: readonly Pair[]) => {
    found.push(...pairs)
    for (const pair of pairs) for (const line of pair) taken.add(line)
  }
  take(pairsByCode(olds, plain))
  take(eachWithoutCodes(free(olds), free(plain), pairsByArticle))
  const anchored = found.length > 0 || [...here.values()].includes('same')
  take(eachWithoutCodes(free(olds), free(plain), (old, line) => pairLeftovers(old, line, anchored)))
  for (const line of news) {
    const of = mends.get(line.key)
    if (of === undefined) continue
    const candidates = free(olds).filter(({ key }) => !isSibling(key, of, state))
    const [pair] = [...pairsByCode(candidates, [line]), ...eachWithoutCodes(candidates, [line], pairsByArticle)]
    if (pair !== undefined) take([pair])
  }
  for (const [old, line] of found) {
    state.standing.delete(old.key)
    here.set(line.key, 'instead')
  }
  for (const line of news) {
    if (!here.has(line.key)) here.set(line.key, 'new')
    state.standing.set(line.key, line)
  }
}

/** Whether a line is another row of the file that the mended row belongs to. */
function isSibling(key: string, { importId, place }: Mends, { holders, mends }: State): boolean {
  if (holders.get(key)?.has(importId)) return true
  return mends.get(key)?.some((other) => other.importId === importId && other.place !== place) ?? false
}

/** A total with the sum of the lines that it is the total of; one that is not the sum must be of their book. Null: it is none. */
function totalAmong(total: FoldLine, standing: readonly FoldLine[], isOfBook: (line: FoldLine) => boolean): TotalAndSum | null {
  const detailed = standing.filter(hasArticle)
  const ours = detailed.filter(isOfBook)
  const lines = totalFit(total, detailed) === 'sum' ? detailed : isOfBook(total) && totalFit(total, ours) !== null ? ours : null
  return lines === null ? null : { total: total.amount, sum: sumOf(lines) }
}

/** Takes totals that stood alone out when their lines come: one of the lines takes the place. */
function outdone(
  before: readonly FoldLine[],
  news: readonly FoldLine[],
  isOfBook: (line: FoldLine) => boolean,
  here: Map<string, LineBecame>,
  state: State
): TotalAndSum[] {
  const { standing, alone } = state
  const found: TotalAndSum[] = []
  for (const total of before) {
    if (hasArticle(total) || !alone.has(total.key) || !standing.has(total.key)) continue
    const heir = news.find((line) => hasArticle(line) && here.get(line.key) === 'new' && isReturn(line) === isReturn(total))
    const known = heir === undefined ? null : totalAmong(total, [...standing.values()], isOfBook)
    if (heir === undefined || known === null) continue
    standing.delete(total.key)
    here.set(heir.key, 'instead')
    state.outdid.add(heir.key)
    found.push(known)
  }
  return found
}
