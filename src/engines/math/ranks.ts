/** Ranks 1 .. n of some values, equal ones share the mean of theirs. O(n log n). */
export function ranks(values: Float64Array): Float64Array {
  const order = Int32Array.from(values, (_, i) => i).sort((a, b) => (values[a] as number) - (values[b] as number))
  const found = new Float64Array(values.length)
  for (let from = 0; from < order.length; ) {
    let to = from + 1
    while (to < order.length && values[order[to] as number] === values[order[from] as number]) to++
    for (let i = from; i < to; i++) found[order[i] as number] = (from + to + 1) / 2
    from = to
  }
  return found
}
