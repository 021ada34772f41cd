/** How clear the customers of a shop look beside the verdict's null, by the way of the task. */
import { chance, shareAsClear } from '../../src/engines/chance.ts'
import { embedMixed } from '../../src/engines/kprototypes.ts'
import { seededRng } from '../../src/engines/math/rng.ts'
import { clusteredRows, scaledLattices } from '../../src/main/core/tasks/segment-features.ts'
import { tiedNull } from '../../src/main/core/tasks/segment-null.ts'
import { spaceOf } from '../../src/main/core/tasks/segment-space.ts'
import { loadTable } from '../../src/main/core/tasks/segments.ts'
import { workspaceOf } from '../unit/tasks/segments-workspace.ts'
import { randomShop, type ShopKind, shopEnd } from './random-shops.ts'

const ks = Array.from({ length: 14 }, (_, i) => i + 2)
const useful = ks.filter((k) => k >= 3 && k <= 8)
const FIRST = 19
const ALPHA = 0.01

export interface Alarms {
  /** Share of draws as clear as the shop, for both proposals. */
  evidence: number
  useful: number
}

/** @param tied false: held against the null of columns that know nothing of one another but how they correlate */
export async function shopVerdict(
  kind: ShopKind,
  seed: number,
  { customers = 300, draws = 199, tied = true, features = ['behaviour'] } = {}
): Promise<Alarms> {
  const shop = workspaceOf(randomShop(kind, customers, seed))
  if (kind === 'channels')
    shop.db.exec(
      "UPDATE orders SET channel = CASE (id * 2654435761 >> 7) % 10 WHEN 0 THEN 'Store' WHEN 1 THEN 'Store' WHEN 2 THEN 'App' ELSE 'Web' END"
    )
  const { table } = loadTable(shop.db, shopEnd, { features })
  shop.remove()
  const { rows, mixed } = clusteredRows(table)
  const space = spaceOf(rows, table.n, mixed)
  const compare = async (count: number): Promise<Alarms> => {
    const drawn = await chance(
      rows,
      table.n,
      space.width,
      scaledLattices(table),
      {
        ks,
        draws: count,
        rows: 1000,
        evaluated: 400,
        starts: 1,
        tolerance: 1e-3,
        maxIterations: 50,
        open: space.open,
        ...(tied && { without: (rng) => tiedNull(table, rng) }),
        embed: (of, n) => embedMixed(of, n, mixed)
      },
      { signal: new AbortController().signal, onProgress: () => {}, now: () => 0, rng: seededRng(seed + 2 ** 32) }
    )
    const of = (within: readonly number[]) =>
      shareAsClear(drawn, Math.max(...within.map((k) => drawn.observed[ks.indexOf(k)] as number)), within)
    return { evidence: of(ks), useful: of(useful) }
  }
  // The first draws are the same however many follow: two of them that reach the shop's figure settle it.
  const begun = await compare(FIRST)
  const reached = Math.min(begun.evidence, begun.useful) * (FIRST + 1) - 1
  return reached + 1 > ALPHA * (draws + 1) ? begun : compare(draws)
}
