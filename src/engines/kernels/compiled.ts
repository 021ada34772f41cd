import { KERNEL_NAMES, type Kernel, type Kernels } from './kernels.ts'
import { WASM } from './module.ts'

/** Compiled at the first use, in each thread: 4 KB, about a millisecond. */
let compiled: WebAssembly.Module | undefined

/** The compiled kernels on the given memory, which must be shared. Throws where WebAssembly or its vectors are missing. */
export function compiledKernels(memory: WebAssembly.Memory): Kernels {
  compiled ??= new WebAssembly.Module(Uint8Array.from(atob(WASM), (character) => character.charCodeAt(0)))
  const { exports } = new WebAssembly.Instance(compiled, { env: { memory } })
  return Object.fromEntries(KERNEL_NAMES.map((name) => [name, exports[name] as Kernel])) as Kernels
}
