/** What a run of support keeps beside its result: what the tree is drawn from, what its branches are like, and what each ticket is about. */
import { isTicketShare, type SupportTable } from '../../../engines/support/features.ts'
import type { Column } from '../db/queries/columns.ts'
import type { SupportData } from '../db/queries/support-data.ts'
import type { FoundSupport } from './support-find.ts'
import type { Cut } from './support-tree.ts'

/** What the dendrogram is drawn from. */
export function treeColumns({ tree, leaf, order }: Cut, units: Float64Array): Record<string, Column> {
  return { parts: tree.parts, heights: tree.heights, sizes: tree.sizes, order, leaf, units }
}

/** What each ticket is about, and where in the journey that hurts. */
export function voiceColumns(
  { themes: { of }, source, from }: FoundSupport,
  { ticketIds, names }: SupportData,
  stageOf: (category: string) => number
) {
  // Answers are no tickets that could be opened.
  const about = from === 'behaviour' ? [] : Array.from(of.keys()).filter((i) => (of[i] as number) >= 0)
  const { category } = source.columns.tickets
  return {
    tickets: Float64Array.from(about, (i) => ticketIds[i] as number),
    theme: Int32Array.from(about, (i) => of[i] as number),
    stage: Int32Array.from(about, (i) => stageOf(names.category[category[i] as number] ?? ''))
  }
}

/** What the branches of the dendrogram are like: of each leaf the means of its units, of what is a share of tickets by their tickets. */
export function leafColumns(
  { n, p, features, scaled, original }: SupportTable,
  tickets: Int32Array,
  { tree, leaf }: Cut
): Record<string, Column> {
  const [sums, own, known] = [new Float64Array(tree.n * p), new Float64Array(tree.n * p), new Float32Array(tree.n * p)]
  const [squares, units] = [new Float64Array(p), new Float64Array(tree.n)]
  for (let u = 0; u < n; u++) {
    const row = leaf[u] as number
    units[row] = (units[row] as number) + 1
    for (let d = 0; d < p; d++) {
      const [from, to] = [u * p + d, row * p + d]
      const value = scaled[from] as number
      sums[to] = (sums[to] as number) + value
      squares[d] = (squares[d] as number) + value * value
      const said = original[from] as number
      if (Number.isNaN(said)) continue
      const weight = isTicketShare(features[d]?.id ?? '') ? (tickets[u] as number) : 1
      own[to] = (own[to] as number) + weight * said
      known[to] = (known[to] as number) + weight
    }
  }
  return {
    scaled: Float32Array.from(sums, (sum, i) => sum / (units[Math.floor(i / p)] as number)),
    original: Float32Array.from(own, (sum, i) => (known[i] === 0 ? 0 : sum / (known[i] as number))),
    known,
    // Columns are centred: their squares alone are their spread.
    spread: squares.map((sum) => Math.sqrt(sum / n))
  }
}
