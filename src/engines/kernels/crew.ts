import type { Help, Threads } from '../context.ts'
import type { Arena } from './arena.ts'
import { KERNEL_NAMES, type KernelName, type Kernels } from './kernels.ts'
import { BLOCK_ROWS, BLOCKS, CHUNK_ROWS, FINISHED, KERNEL, REMAINING, ROUND, ROW_COUNT, STOP } from './layout.ts'

/** The work of a pass over the rows: blocks of rows, done chunk by chunk. */
export interface Blocks {
  rows: number
  /** Rows of a block, the last one may have fewer. Sums are kept by block, so this must not depend on the threads. */
  blockRows: number
  /** Rows of a chunk: about a millisecond, after which a thread looks whether it should stop. */
  chunkRows: number
}

export function countBlocks({ rows, blockRows }: Blocks): number {
  return Math.ceil(rows / blockRows)
}

/** How often a thread looks for the others' last blocks before it lies down. */
const GLANCES = 2_000
const NAP_MS = 2

/**
 * Runs kernels over blocks of rows, with the help of other threads where there are some. Whoever is free takes the next
 * block. Nobody waits for a thread to start: it joins when it is there. Which thread does a block changes nothing in the
 * result, since a block's sums are its own.
 */
export class Crew {
  readonly #arena: Arena
  readonly #help: Help | undefined

  /** @param threads left out when there is too little work to share */
  constructor(arena: Arena, threads?: Threads) {
    this.#arena = arena
    if (arena.memory !== null) this.#help = threads?.help(arena.memory)
  }

  /** One pass. @param beat called after each chunk: reports progress, and throws when the job was cancelled */
  async run(kernel: KernelName, work: Blocks, beat: () => Promise<void>): Promise<void> {
    const control = this.#arena.i32
    const blocks = countBlocks(work)
    control[KERNEL] = KERNEL_NAMES.indexOf(kernel)
    control[BLOCKS] = blocks
    control[BLOCK_ROWS] = work.blockRows
    control[ROW_COUNT] = work.rows
    control[CHUNK_ROWS] = work.chunkRows
    Atomics.store(control, FINISHED, 0)
    // From here on blocks can be taken: everything that a helper reads must have been written.
    Atomics.store(control, REMAINING, blocks)
    Atomics.add(control, ROUND, 1)
    Atomics.notify(control, ROUND)
    for (let chunks = takeBlock(control, this.#arena.kernels); chunks !== null; chunks = takeBlock(control, this.#arena.kernels)) {
      for (const _ of chunks) await beat()
    }
    for (let glances = 0; ; glances++) {
      const finished = Atomics.load(control, FINISHED)
      if (finished === blocks) return
      this.#help?.check()
      if (glances < GLANCES) continue
      await nap(control, finished)
      await beat()
    }
  }

  /** Lets the other threads go. To be called in any case, also after an error. */
  close(): void {
    Atomics.store(this.#arena.i32, REMAINING, 0)
    Atomics.store(this.#arena.i32, STOP, 1)
    Atomics.add(this.#arena.i32, ROUND, 1)
    Atomics.notify(this.#arena.i32, ROUND)
  }
}

/** What a helping thread does with a memory: blocks, as long as there are some, until its owner lets it go. */
export function helpWith(control: Int32Array, kernels: Kernels): void {
  for (;;) {
    const round = Atomics.load(control, ROUND)
    if (Atomics.load(control, STOP) !== 0) return
    for (let chunks = takeBlock(control, kernels); chunks !== null; chunks = takeBlock(control, kernels)) {
      for (const _ of chunks) if (Atomics.load(control, STOP) !== 0) return
    }
    // Returns at once when a new round has begun since.
    Atomics.wait(control, ROUND, round)
  }
}

/**
 * Takes the next block and does it, chunk by chunk, as the caller asks for them; null when none is left. The counter runs
 * down, so that one number tells both whether there is a block and which; a thread that asks too late finds it below zero.
 */
function takeBlock(control: Int32Array, kernels: Kernels): Generator<void> | null {
  const left = Atomics.sub(control, REMAINING, 1)
  return left > 0 ? doBlock(control, kernels, (control[BLOCKS] as number) - left) : null
}

function* doBlock(control: Int32Array, kernels: Kernels, block: number): Generator<void> {
  const kernel = kernels[KERNEL_NAMES[control[KERNEL] as number] as KernelName]
  const blockRows = control[BLOCK_ROWS] as number
  const chunkRows = control[CHUNK_ROWS] as number
  const end = Math.min(control[ROW_COUNT] as number, (block + 1) * blockRows)
  for (let from = block * blockRows; from < end; from += chunkRows) {
    kernel(block, from, Math.min(end, from + chunkRows))
    yield
  }
  Atomics.add(control, FINISHED, 1)
  Atomics.notify(control, FINISHED)
}

/** Until another block is finished, or a short while. Where this thread may not lie down, it lets others run instead. */
async function nap(control: Int32Array, finished: number): Promise<void> {
  try {
    Atomics.wait(control, FINISHED, finished, NAP_MS)
  } catch {
    await new Promise<void>((resolve) => setTimeout(resolve, 0))
  }
}
