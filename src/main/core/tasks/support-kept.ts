/** What a run of support keeps beside its result: what the tree is drawn from, what its branches are like, and what each ticket is about. */
import type { SupportTable } from '../../../engines/support/features.ts'
import type { SupportTold } from '../../../engines/support/told.ts'
import { pooled } from '../../../shared/pooled.ts'
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

/** What the branches of the dendrogram are like: of each leaf the means of its units as they were clustered, and their figures together, with what these count for. */
export function leafColumns({ n, p, features, scaled }: SupportTable, told: SupportTold, { tree, leaf }: Cut): Record<string, Column> {
  const [sums, original, known] = [new Float64Array(tree.n * p), new Float32Array(tree.n * p), new Float32Array(tree.n * p)]
  const [squares, members] = [new Float64Array(p), Array.from({ length: tree.n }, (): number[] => [])]
  for (let u = 0; u < n; u++) {
    const row = leaf[u] as number
    members[row]?.push(u)
    for (let d = 0; d < p; d++) {
      const [from, to] = [u * p + d, row * p + d]
      const value = scaled[from] as number
      sums[to] = (sums[to] as number) + value
      squares[d] = (squares[d] as number) + value * value
      known[to] = (known[to] as number) + (told.weights[from] as number)
    }
  }
  members.forEach((units, row) => {
    features.forEach(({ id }, d) => {
      const parts = units.map((u): [number, number] => [told.values[u * p + d] as number, told.weights[u * p + d] as number])
      original[row * p + d] = pooled(id, parts) ?? 0
    })
  })
  return {
    scaled: Float32Array.from(sums, (sum, i) => sum / (members[Math.floor(i / p)]?.length ?? 1)),
    original,
    known,
    // Columns are centred: their squares alone are their spread.
    spread: squares.map((sum) => Math.sqrt(sum / n))
  }
}
