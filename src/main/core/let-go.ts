/**
 * Gives the memory of a typed array back at once, instead of when the next collection finds that nobody uses it: of columns of millions that
 * takes a while, and there they add up. The array is empty from then on. Memory that is shared, or of which it is a part, stays.
 */
export function letGo({ buffer, byteLength }: ArrayBufferView): void {
  if (buffer instanceof ArrayBuffer && byteLength === buffer.byteLength && byteLength > 0) buffer.transfer(0)
}

/** The same numbers at the beginning of a longer array; the given one is empty from then on. */
export function longer<T extends Uint8Array | Uint32Array | Int32Array | Float64Array>(kept: T, length: number): T {
  const larger = new (kept.constructor as new (length: number) => T)(length)
  larger.set(kept)
  letGo(kept)
  return larger
}

/** The same numbers in an array that is all of its memory, which can be handed to a thread; the given one is empty from then on. */
export function own<T extends Uint8Array | Uint32Array | Int32Array | Float64Array>(view: T): T {
  const { buffer, byteLength } = view
  if (!(buffer instanceof ArrayBuffer) || byteLength !== buffer.byteLength) {
    // A buffer's own `slice` copies nothing.
    return (view instanceof Uint8Array ? Uint8Array.prototype.slice.call(view) : view.slice()) as T
  }
  const memory = buffer.transfer()
  if (view instanceof Uint32Array) return new Uint32Array(memory) as T
  if (view instanceof Int32Array) return new Int32Array(memory) as T
  return (view instanceof Float64Array ? new Float64Array(memory) : new Uint8Array(memory)) as T
}
