/** The number in a word of the memory's header. */
export function word(at: i32): i32 {
  return load<i32>(usize(at) << 2)
}

/** The address in a word of the memory's header. */
export function address(at: i32): usize {
  return usize(load<u32>(usize(at) << 2))
}

/** Address of number `at` of the doubles that begin at `base`. */
export function double(base: usize, at: i32): usize {
  return base + (usize(at) << 3)
}

/** Address of number `at` of the 32-bit integers that begin at `base`. */
export function integer(base: usize, at: i32): usize {
  return base + (usize(at) << 2)
}

/** Address of row `row` of a row-major table of doubles with `columns` columns; may lie beyond 2^31. */
export function rowOf(base: usize, row: i32, columns: i32): usize {
  return base + ((usize(row) * usize(columns)) << 3)
}
