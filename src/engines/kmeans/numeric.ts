/**
 * Bounds are compared with this relative margin, which is wider than what rounding can add up to over thousands of
 * columns and iterations. A row that is skipped would therefore have been assigned to the same centre by computing all
 * its distances: pruning changes the speed, never the result.
 */
export const MARGIN = 1e-12
export const SAFETY = 1 - MARGIN

/** Rows in a chunk of about a millisecond, when each costs `work` multiplications. */
export function rowsPerChunk(work: number): number {
  return Math.max(64, Math.floor(500_000 / Math.max(1, work)))
}
