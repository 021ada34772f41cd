import type { EngineContext } from '../context.ts'
import { Arena, type Region } from '../kernels/arena.ts'
import { type Blocks, Crew, countBlocks } from '../kernels/crew.ts'
import type { KernelName } from '../kernels/kernels.ts'
import * as at from '../kernels/layout.ts'
import { rowsPerChunk } from './numeric.ts'

/** Sums are kept by block: enough blocks for any number of threads, few enough that adding them up costs nothing. */
const MOST_BLOCKS = 64
const FEWEST_BLOCK_ROWS = 1024
/** Of a block's rows, so many a cluster: the blocks' sums stay small beside the table. */
const BLOCK_ROWS_PER_CLUSTER = 8

/** Candidates for each next centre of greedy k-means++, as scikit-learn. */
export function trialsFor(k: number): number {
  return 2 + Math.floor(Math.log(k))
}

/** Doubles of a cache line: threads that write into the same one would wait for each other. */
const LINE_DOUBLES = 8

const even = (count: number): number => count + (count % 2)

/**
 * A table laid out for the kernels of k-means, for any number of clusters up to a limit. Reused for all starts, and by
 * those who cluster many tables of one size, because a memory is dear to make.
 *
 * Holds the table once, and 20 to 24 bytes a row beside it.
 */
export class KmeansTable {
  /** Rows that count: all, or the first so many. */
  n: number
  readonly p: number
  readonly arena: Arena
  readonly #crew: Crew
  #k = 1

  /** @param most the largest number of clusters that will be asked for, at most n */
  constructor(n: number, p: number, most: number, ctx: EngineContext) {
    this.n = n
    this.p = p
    const blocks = countBlocks(blocksFor(n, 1, p))
    const sums = Math.min(MOST_BLOCKS * most, Math.max(most, Math.ceil(n / BLOCK_ROWS_PER_CLUSTER)))
    const trials = even(trialsFor(most))
    const regions: Region[] = [
      { word: at.ROWS, kind: 'f64', length: n * p },
      { word: at.LABELS, kind: 'i32', length: n },
      { word: at.UPPER, kind: 'f64', length: n },
      { word: at.LOWER, kind: 'f64', length: n },
      { word: at.PENDING, kind: 'i32', length: n },
      { word: at.CENTRES, kind: 'f64', length: most * p },
      { word: at.CENTRES_ACROSS, kind: 'f64', length: even(most) * p },
      { word: at.TO_CENTRES, kind: 'f64', length: Math.ceil(most / LINE_DOUBLES) * LINE_DOUBLES * blocks },
      { word: at.LIMITS, kind: 'f64', length: 4 * most },
      { word: at.SUMS, kind: 'f64', length: sums * p },
      { word: at.ERRORS, kind: 'f64', length: sums * p },
      { word: at.COUNTS, kind: 'i32', length: sums },
      { word: at.CHANGED, kind: 'i32', length: blocks },
      { word: at.TOTALS, kind: 'f64', length: blocks },
      { word: at.CANDIDATES, kind: 'f64', length: trials * p },
      { word: at.SAFE, kind: 'f64', length: trials * most },
      { word: at.COSTS, kind: 'f64', length: trials * blocks }
    ]
    this.arena = new Arena(regions)
    const words = this.arena.i32
    words[at.COLUMNS] = p
    // Seeding and descent take turns, so they share what each keeps by row.
    words[at.NEAREST] = words[at.UPPER] as number
    words[at.OWNER] = words[at.PENDING] as number
    this.#crew = new Crew(this.arena, blocks > 1 ? ctx.threads : undefined)
  }

  /** The rows, row-major n x p, to be filled by the owner. */
  get rows(): Float64Array {
    return this.arena.doubles(at.ROWS)
  }

  get k(): number {
    return this.#k
  }

  /** Chooses how many clusters the next kernels work with. */
  set k(k: number) {
    this.#k = k
    this.arena.i32[at.CLUSTERS] = k
    this.arena.i32[at.CLUSTERS_PADDED] = even(k)
  }

  get blocks(): number {
    return countBlocks(blocksFor(this.n, this.#k, this.p))
  }

  /** The block that a row belongs to. */
  blockOf(row: number): number {
    return Math.floor(row / blocksFor(this.n, this.#k, this.p).blockRows)
  }

  firstRowOf(block: number): number {
    return block * blocksFor(this.n, this.#k, this.p).blockRows
  }

  run(kernel: KernelName, beat: () => Promise<void>): Promise<void> {
    return this.#crew.run(kernel, blocksFor(this.n, this.#k, this.p), beat)
  }

  /** To be called in any case, also after an error. */
  close(): void {
    this.#crew.close()
  }
}

/** Depends on the table and k alone, never on the threads: sums are added up block by block. */
function blocksFor(n: number, k: number, p: number): Blocks {
  const most = Math.min(MOST_BLOCKS, Math.floor(n / Math.max(FEWEST_BLOCK_ROWS, BLOCK_ROWS_PER_CLUSTER * k)))
  return { rows: n, blockRows: Math.ceil(n / Math.max(1, most)), chunkRows: rowsPerChunk(k * p) }
}
