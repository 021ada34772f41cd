/** The two halves of a file, each scanned by a thread. */
import { closeSync, openSync, readSync } from 'node:fs'
import type { DictionaryState } from '../../byte-dictionary.ts'
import { HelperThread, toldLater, type Workers } from '../../jobs/helper-thread.ts'
import { chunkBytes } from '../file-bytes.ts'
import { CodedColumnWriter, type CodedTable } from './coded-table.ts'
import { CodedScanner, type HalfState, isLight, type ScanForm } from './scanner.ts'

const LF = 10

export type ScanWorks = {
  scan: { asked: { path: string; half: number; form: ScanForm }; answered: HalfState | null }
}

export const scanWorkers: Workers<ScanWorks> = {
  async scan({ path, half, form }) {
    const state = firstHalf(path, half, form)
    const transfer =
      state === null ? [] : state.columns.flatMap(({ texts, counts, parts, open }) => [...memoryOf(texts), counts, ...parts, open])
    return { answered: state, transfer: transfer.map(({ buffer }) => buffer as ArrayBuffer) }
  }
}

const memoryOf = ({ bytes, starts, hashes, slots }: DictionaryState) => [bytes, starts, hashes, slots]

/**
 * Scans a file as `scanCoded` does: its first half by a thread of its own, up to the first line break behind the half, and the rest by
 * this one; a table that is of the plain form has no other line breaks than between its rows. Null if there is no such thread.
 */
export async function scanHalves(
  { path, size }: { path: string; size: number },
  content: () => AsyncIterable<Buffer>,
  form: ScanForm,
  helper = new HelperThread<ScanWorks>()
): Promise<Omit<CodedTable, 'unchanged'> | 'declined' | null> {
  if (!helper.start()) return null
  try {
    const half = Math.floor(size / 2)
    const first = toldLater(helper.ask('scan', { path, half, form }))
    const rest = new CodedScanner({ ...form, skip: 0 }, true)
    let read = 0
    let isBehind = false
    for await (const chunk of content()) {
      const from = isBehind ? 0 : parting(chunk, half - read)
      read += chunk.length
      if (from === null) continue
      isBehind = true
      if (!rest.push(from === 0 ? chunk : chunk.subarray(from))) return 'declined'
    }
    if (!rest.finish()) return 'declined'
    const state = await first.catch(() => 'gone' as const)
    if (state === 'gone') return null
    return state === null ? 'declined' : (joined(state, rest, form) ?? 'declined')
  } finally {
    await helper.close()
  }
}

/** Where the second half begins, which may be at the end of the chunk; null if that comes later. `missing` bytes are of the first half. */
function parting(chunk: Buffer, missing: number): number | null {
  if (missing >= chunk.length) return null
  const end = chunk.indexOf(LF, Math.max(missing, 0))
  return end < 0 ? null : end + 1
}

/** Reads in the chunks in which others read, since the first of them count by themselves. */
function firstHalf(path: string, half: number, form: ScanForm): HalfState | null {
  const descriptor = openSync(path, 'r')
  try {
    const scanner = new CodedScanner(form)
    const buffer = Buffer.alloc(chunkBytes)
    for (let read = 0; ; ) {
      const length = readSync(descriptor, buffer, 0, chunkBytes, read)
      if (length === 0) break
      const chunk = buffer.subarray(0, length)
      const end = parting(chunk, half - read)
      read += length
      if (!scanner.push(end === null ? chunk : chunk.subarray(0, end))) return null
      if (end !== null) break
    }
    return scanner.handOver()
  } finally {
    closeSync(descriptor)
  }
}

function joined({ header, columns, rows, headRows }: HalfState, rest: CodedScanner, form: ScanForm): Omit<CodedTable, 'unchanged'> | null {
  const whole = columns.map((state) => CodedColumnWriter.from(state))
  if (rest.rows > 0) {
    if (rest.columns.length !== columns.length) return null
    for (const [i, column] of whole.entries()) column.append(rest.columns[i] as CodedColumnWriter)
  }
  for (const column of whole) column.end()
  const all = rows + rest.rows
  if (all === 0 || !isLight(whole, form.mostText)) return null
  return { header, columns: whole, rows: all, headRows: headRows || all, line: 1 }
}
