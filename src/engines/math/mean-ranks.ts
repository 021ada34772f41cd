/** Ranks from 1, equal values sharing the mean of theirs. O(n log n). */
export function ranks(values: Float64Array): Float64Array {
  const order = Uint32Array.from(values.keys()).sort((a, b) => (values[a] as number) - (values[b] as number))
  const ranked = new Float64Array(values.length)
  for (let from = 0; from < order.length; ) {
    let to = from
    while (to < order.length && values[order[to] as number] === values[order[from] as number]) to++
    for (let at = from; at < to; at++) ranked[order[at] as number] = (from + 1 + to) / 2
    from = to
  }
  return ranked
}
