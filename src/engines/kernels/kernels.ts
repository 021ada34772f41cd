/**
 * A kernel does one step for the rows `from` .. `to` (not included) of block `block`, on what the memory holds. Whatever it
 * adds up it adds to its block's own place, so that blocks can be done in any order and by any thread.
 */
export type Kernel = (block: number, from: number, to: number) => void

/** Every kernel, in the order of its number. */
export const KERNEL_NAMES = [
  'sumColumns',
  'spread',
  'assign',
  'weigh',
  'adopt',
  'distances',
  'meet',
  'scores',
  'gradient',
  'products',
  'apart'
] as const
export type KernelName = (typeof KERNEL_NAMES)[number]
export type Kernels = Record<KernelName, Kernel>

/** The same memory, read as doubles, as whole numbers, and as addresses. */
export interface Views {
  f64: Float64Array
  i32: Int32Array
  u32: Uint32Array
}

export function viewsOf(buffer: ArrayBufferLike): Views {
  return { f64: new Float64Array(buffer), i32: new Int32Array(buffer), u32: new Uint32Array(buffer) }
}
