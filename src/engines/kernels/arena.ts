import { SextantError } from '../../shared/errors.ts'
import { compiledKernels } from './compiled.ts'
import { type Kernels, viewsOf } from './kernels.ts'
import { HEADER_WORDS } from './layout.ts'
import { plainKernels } from './plain.ts'

/** A part of the memory that kernels find by the word that holds its address. */
export interface Region {
  word: number
  kind: 'f64' | 'i32'
  length: number
}

/** WebAssembly's addresses end here. */
const LARGEST_BYTES = 2 ** 32 - 2 ** 16
const PAGE_BYTES = 2 ** 16
const LINE_BYTES = 64

/**
 * The memory that kernels work on: a header of words, then the regions. It is shared memory with the compiled kernels, so
 * that other threads can work on it too; where WebAssembly is missing, plain memory with the twins.
 */
export class Arena {
  readonly i32: Int32Array
  readonly kernels: Kernels
  /** What other threads need; null when the twins compute. */
  readonly memory: WebAssembly.Memory | null
  readonly #buffer: ArrayBufferLike
  readonly #regions: Map<number, Region & { address: number }>

  /** @throws engine.badParameter when the regions need more than 4 GB */
  constructor(regions: Region[]) {
    let end = HEADER_WORDS * 4
    const placed = regions.map((region) => {
      const address = end
      // Each begins with a cache line of its own: threads that write to neighbours would slow each other down.
      end = Math.ceil((address + region.length * (region.kind === 'f64' ? 8 : 4)) / LINE_BYTES) * LINE_BYTES
      return { ...region, address }
    })
    if (end > LARGEST_BYTES) {
      throw new SextantError('engine.badParameter', { parameter: 'input', value: end, reason: 'the table is larger than 4 GB' })
    }
    const { buffer, kernels, memory } = compiledMemory(end) ?? plainMemory(end)
    this.#buffer = buffer
    this.kernels = kernels
    this.memory = memory
    this.i32 = new Int32Array(buffer)
    this.#regions = new Map(placed.map((region) => [region.word, region]))
    for (const { word, address } of placed) this.i32[word] = address
  }

  doubles(word: number): Float64Array {
    const { address, length } = this.#region(word)
    return new Float64Array(this.#buffer, address, length)
  }

  integers(word: number): Int32Array {
    const { address, length } = this.#region(word)
    return new Int32Array(this.#buffer, address, length)
  }

  #region(word: number): Region & { address: number } {
    const region = this.#regions.get(word)
    if (region === undefined) throw new Error(`no region at word ${word}`)
    return region
  }
}

interface Workplace {
  buffer: ArrayBufferLike
  kernels: Kernels
  memory: WebAssembly.Memory | null
}

function compiledMemory(bytes: number): Workplace | null {
  if (typeof WebAssembly === 'undefined' || typeof SharedArrayBuffer === 'undefined') return null
  try {
    const pages = Math.ceil(bytes / PAGE_BYTES)
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true })
    return { buffer: memory.buffer, kernels: compiledKernels(memory), memory }
  } catch {
    // No vectors, or no such memory: the twins give the same, only later.
    return null
  }
}

function plainMemory(bytes: number): Workplace {
  const buffer = new ArrayBuffer(bytes)
  return { buffer, kernels: plainKernels(viewsOf(buffer)), memory: null }
}
