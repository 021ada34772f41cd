/**
 * Lloyd's algorithm as in a textbook, the twin that the engine is held equal to: every distance computed, every mean added
 * up anew. Without repair of empty clusters: null when one runs empty.
 */
export function lloyd(
  data: Float64Array,
  n: number,
  p: number,
  start: Float64Array,
  maxIterations: number
): { labels: number[]; centroids: number[]; inertia: number; iterations: number } | null {
  const k = start.length / p
  const squared = (i: number, centres: number[], c: number) => {
    let sum = 0
    for (let d = 0; d < p; d++) sum += ((data[i * p + d] ?? 0) - (centres[c * p + d] ?? 0)) ** 2
    return sum
  }
  const assign = (centres: number[]) =>
    Array.from({ length: n }, (_, i) => {
      let best = 0
      for (let c = 1; c < k; c++) if (squared(i, centres, c) < squared(i, centres, best)) best = c
      return best
    })
  let centroids = Array.from(start)
  let labels: number[] = []
  for (let iterations = 1; ; iterations++) {
    const now = assign(centroids)
    const settled = now.every((label, i) => label === labels[i])
    labels = now
    const sums = new Array<number>(k * p).fill(0)
    const counts = new Array<number>(k).fill(0)
    labels.forEach((c, i) => {
      counts[c] = (counts[c] ?? 0) + 1
      for (let d = 0; d < p; d++) sums[c * p + d] = (sums[c * p + d] ?? 0) + (data[i * p + d] ?? 0)
    })
    if (counts.includes(0)) return null
    centroids = sums.map((sum, at) => sum / (counts[Math.floor(at / p)] ?? 1))
    if (!settled && iterations < maxIterations) continue
    if (!settled) labels = assign(centroids)
    if (new Set(labels).size < k) return null
    const inertia = labels.reduce((sum, c, i) => sum + squared(i, centroids, c), 0)
    return { labels, centroids, inertia, iterations }
  }
}
