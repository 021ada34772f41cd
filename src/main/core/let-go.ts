/**
 * Gives the memory of a typed array back at once, instead of when the next collection finds that nobody uses it: of columns of millions that
 * takes a while, and there they add up. The array is empty from then on. Memory that is shared, or of which it is a part, stays.
 */
export function letGo({ buffer, byteLength }: ArrayBufferView): void {
  if (buffer instanceof ArrayBuffer && byteLength === buffer.byteLength && byteLength > 0) buffer.transfer(0)
}
