/** V8 copies shorter pieces of a string anyway. */
const shortestSlice = 13

/**
 * The same text on its own. What a reader cuts out of a chunk of a file is a view of that chunk in V8, so that remembering
 * one cell would keep all the chunk in memory.
 */
export function own<T extends string | null>(text: T): T {
  return text === null || text.length < shortestSlice ? text : (Buffer.from(text).toString() as T)
}
