import { compiledKernels } from './compiled.ts'
import { helpWith } from './crew.ts'

/** Works on a memory of another thread until that lets go. Blocks this thread. */
export function help(memory: WebAssembly.Memory): void {
  helpWith(new Int32Array(memory.buffer), compiledKernels(memory))
}
