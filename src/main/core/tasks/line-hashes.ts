import { letGo, longer } from '../let-go.ts'
import { createBatch, type HashBatch, hashBatch } from './hash-batch.ts'
import type { ImportHelper } from './import-work.ts'
import { hashOf } from './store-content.ts'

/** Batches that may be under way beside the one that is being filled. */
const mostBatches = 4
const encoder = new TextEncoder()
/** What a number takes at most. */
const numberBytes = 24

interface Batch {
  number: number
  memory: HashBatch
  /** Whether the thread has its memory. */
  isShared: boolean
  /** Number of its first line. */
  line: number
  count: number
}

/**
 * The content hashes of lines that come one after the other, taken by a thread while the next lines are read; where there is none, it
 * has not come up, or it is behind, by this one. What is computed does not depend on it.
 *
 * No thread is started before a batch of some thousand lines is full. Memory: 8 bytes a line, and 3 MB.
 */
export class LineHashes {
  low: Int32Array
  high: Int32Array
  private count = 0
  private readonly underWay = new Set<Batch>()
  private readonly free: Batch[] = []
  private filled: Batch
  private at = 0
  private made = 0
  private isAsked = false
  private readonly helper: ImportHelper
  /** Of all that was given to the thread. */
  private answers: Promise<void>[] = []

  /** @param rows how many are expected */
  constructor(rows: number, helper: ImportHelper) {
    this.low = new Int32Array(Math.max(rows, 1))
    this.high = new Int32Array(Math.max(rows, 1))
    this.helper = helper
    this.filled = this.make()
  }

  /** A line whose content is a number, or none, followed by texts. */
  add(number: number | null, first: string, second = ''): void {
    const most = numberBytes + 3 * (first.length + second.length)
    const { memory, count } = this.filled
    if (count === memory.ends.length || this.at + most > memory.bytes.length) this.flush()
    if (most > memory.bytes.length) {
      this.take(hashOf(`${number ?? ''}${first}${second}`))
      return
    }
    const { filled } = this
    const { bytes, ends } = filled.memory
    let at = this.at
    if (number !== null) at = putNumber(bytes, at, number)
    at = putText(bytes, at, first)
    if (second !== '') at = putText(bytes, at, second)
    ends[filled.count++] = at
    this.at = at
    this.count++
  }

  /** One that is too long for a batch, of which none is begun. */
  private take({ low, high }: { low: number; high: number }): void {
    this.makeRoom(this.count + 1)
    this.low[this.count] = low
    this.high[this.count] = high
    this.filled.line = ++this.count
  }

  /** Resolves once all of them are there. */
  async all(): Promise<void> {
    this.flush()
    await Promise.all(this.answers)
    this.answers = []
    // The thread has gone.
    for (const batch of this.underWay) this.work(batch)
    this.underWay.clear()
  }

  /** Lets go of the hashes. */
  release(): void {
    letGo(this.low)
    letGo(this.high)
    this.low = new Int32Array(0)
    this.high = new Int32Array(0)
  }

  /** Gives what is filled to the thread, and begins another batch. */
  private flush(): void {
    const { filled } = this
    if (filled.count === 0) return
    this.makeRoom(this.count)
    const isFull = filled.count === filled.memory.ends.length
    // For a few lines a thread is not worth starting.
    if ((isFull || this.isAsked) && this.underWay.size < mostBatches && this.helper.start()) this.give(filled)
    else this.work(filled)
    const next = this.free.pop() ?? this.make()
    next.line = this.count
    next.count = 0
    this.filled = next
    this.at = 0
  }

  private make(): Batch {
    return { number: this.made++, memory: createBatch(), isShared: false, line: 0, count: 0 }
  }

  private give(batch: Batch): void {
    const { number, memory, isShared, count } = batch
    this.isAsked = true
    batch.isShared = true
    this.underWay.add(batch)
    const answer = this.helper.ask('hash', { batch: number, memory: isShared ? null : memory, count })
    const taken = () => {
      this.underWay.delete(batch)
      this.done(batch)
    }
    // What the thread did not do is done in the end.
    this.answers.push(answer.then(taken, () => {}))
  }

  private work(batch: Batch): void {
    hashBatch(batch.memory, batch.count)
    this.done(batch)
  }

  private done(batch: Batch): void {
    const { memory, line, count } = batch
    this.low.set(memory.low.subarray(0, count), line)
    this.high.set(memory.high.subarray(0, count), line)
    this.free.push(batch)
  }

  private makeRoom(lines: number): void {
    if (lines <= this.low.length) return
    this.low = longer(this.low, 2 * lines)
    this.high = longer(this.high, 2 * lines)
  }
}

/** As a template writes it. */
function putNumber(bytes: Uint8Array, from: number, value: number): number {
  if (value !== (value | 0) || value <= 0) return putText(bytes, from, `${value}`)
  const end = from + digits(value)
  for (let at = end - 1, left = value; at >= from; at--) {
    const rest = (left / 10) | 0
    bytes[at] = 48 + left - 10 * rest
    left = rest
  }
  return end
}

function digits(value: number): number {
  let count = 1
  for (let bound = 10; bound <= value; bound *= 10) count++
  return count
}

/** UTF-8. */
function putText(bytes: Uint8Array, from: number, text: string): number {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code > 127) return from + encoder.encodeInto(text, bytes.subarray(from)).written
    bytes[from + i] = code
  }
  return from + text.length
}
