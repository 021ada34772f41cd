import type { Database } from 'better-sqlite3'
import { chance } from '../../../engines/chance.ts'
import { embedMixed } from '../../../engines/kprototypes.ts'
import { isSextantError, SextantError } from '../../../shared/errors.ts'
import { SegmentsParams, type SegmentsResult } from '../../../shared/model/segments.ts'
import { withDatabase } from '../db/open.ts'
import { type StoredResult, storedSegments, storeVerdict } from '../db/queries/segments.ts'
import type { TaskContext } from '../jobs/types.ts'
import { engineContext, STREAMS } from './segment-clustering.ts'
import { clusteredRows, inputFingerprint, scaledLattices } from './segment-features.ts'
import { tiedNull } from './segment-null.ts'
import { spaceOf } from './segment-space.ts'
import { judge, summariseChance } from './segment-verdict.ts'
import { loadTable } from './segments.ts'
import { withThreads } from './threads.ts'

export interface SegmentChanceInput {
  workspacePath: string
  /** Of the segments to be judged. */
  run: number
  /** Compare again though the verdict is there, and fail if it differs. */
  recompute: boolean
}

/** Tables drawn; rows of each, fewer the wider they are; rows on which a silhouette is evaluated. More rows give no other verdict, only later. */
const DRAWS = 199
const ROWS = { fewest: 400, most: 1000, numbers: 16_000 }
const EVALUATED = 400
/** One start, and not to the last digit: the data's own sample is searched the same way. */
const search = { starts: 1, tolerance: 1e-3, maxIterations: 50 } as const

/** How long another job may write before the verdict can be stored. */
const PATIENCE_MS = 20 * 60_000

/**
 * The verdict of a stored segmentation: holds its clearness against tables without groups (`engines/chance.ts`) and adds what comes of it to the
 * run. Follows the result as a job of its own, so that nobody waits for it.
 *
 * @throws run.notFound, run.inputChanged when the data is no longer that of the run, run.notReproduced
 */
export async function segmentChance(
  { workspacePath, run, recompute }: SegmentChanceInput,
  ctx: TaskContext
): Promise<{ run: number; level: string }> {
  const stored = await withDatabase(workspacePath, 'read', (db) => finder(db, run))
  if (stored === null) throw new SextantError('run.notFound', { kind: 'segments' })
  if (!stored.verdictPending && (stored.chance === null || !recompute)) return { run, level: stored.verdict.level }
  const judged = await withDatabase(workspacePath, 'read', (db) => compare(db, stored, ctx))
  if (!stored.verdictPending) {
    const same = JSON.stringify(judged) === JSON.stringify(partOf(stored))
    if (!same) throw new SextantError('run.notReproduced', { id: stored.run.id })
    return { run, level: stored.verdict.level }
  }
  await save(workspacePath, stored.run.id, judged, ctx)
  return { run, level: judged.verdict.level }
}

/** The run itself, or that whose groups it only assigned customers to: those are what is judged. */
function finder(db: Database, run: number): StoredResult | null {
  const stored = storedSegments(db, run)
  const foundBy = stored?.mode === 'score' ? stored.run.params.foundBy : null
  return typeof foundBy === 'number' ? storedSegments(db, foundBy) : stored
}

type Judged = Pick<SegmentsResult, 'verdict' | 'verdictPending' | 'proposals' | 'chance'>

function partOf({ verdict, verdictPending, proposals, chance: found }: StoredResult): Judged {
  return { verdict, verdictPending, proposals, chance: found }
}

async function compare(db: Database, stored: StoredResult, ctx: TaskContext): Promise<Judged> {
  const { seed, asOf, inputFingerprint: before } = stored.run
  const params = SegmentsParams.parse(stored.run.params)
  const { purchases, table } = loadTable(db, asOf, params)
  if (inputFingerprint(purchases, table) !== before) throw new SextantError('run.inputChanged')
  const { rows, mixed } = clusteredRows(table)
  const space = spaceOf(rows, table.n, mixed)
  const ks = stored.criteria.map(({ k }) => k)
  const drawn = await withThreads((threads) =>
    chance(
      rows,
      table.n,
      space.width,
      scaledLattices(table),
      {
        ks,
        draws: DRAWS,
        rows: Math.max(ROWS.fewest, Math.min(ROWS.most, Math.floor(ROWS.numbers / space.width))),
        evaluated: EVALUATED,
        ...search,
        open: space.open,
        without: (rng) => tiedNull(table, rng),
        embed: (of, n) => embedMixed(of, n, mixed)
      },
      { ...engineContext(ctx, 'segments.chance', seed, STREAMS.chance, 0, DRAWS), onProgress: report, threads }
    )
  )
  function report(share: number): void {
    ctx.onProgress({ phase: 'segments.chance', done: Math.round(share * DRAWS), total: DRAWS, unit: 'steps' })
  }
  const leastStable = (k: number) => stored.criteria.find((of) => of.k === k)?.leastStable ?? null
  const proposals = stored.proposals.map(({ kind, k }) => {
    const { verdict, chance: share } = judge(drawn, kind, k, leastStable(k))
    return { kind, k, verdict, chance: share }
  })
  const { verdict } = judge(drawn, stored.kChosenBy, stored.k, leastStable(stored.k))
  return { verdict, verdictPending: false, proposals, chance: summariseChance(drawn) }
}

/** Waits for its turn: an import may hold the workspace for minutes. */
async function save(workspacePath: string, run: number, judged: Judged, ctx: TaskContext): Promise<void> {
  const begun = ctx.now()
  for (;;) {
    ctx.signal.throwIfAborted()
    ctx.onProgress({ phase: 'segments.save', done: 0, total: null, unit: 'rows' })
    try {
      return await withDatabase(workspacePath, 'write', (db) => {
        ctx.committing?.()
        storeVerdict(db, run, judged)
      })
    } catch (error) {
      if (!isSextantError(error, 'storage.busy') || ctx.now() - begun > PATIENCE_MS) throw error
    }
  }
}
