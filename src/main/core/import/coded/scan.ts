import type { Content, WholeFile } from '../file-bytes.ts'
import type { CodedTable } from './coded-table.ts'
import { scanHalves } from './scan-halves.ts'
import { CodedScanner, mostTextRead, type ScanForm } from './scanner.ts'

/** Bytes from which on a second thread is worth its start. */
const worthHalving = 8 << 20

/**
 * Reads a text table whose delimiter is one ASCII character, and whose quotes are doubled where they stand within quotes: once, and each
 * different text of a column once. Null if it is not of the plain form that nearly all programs write, or too large: cells
 * and line breaks that may be read in several ways, rows that are blank or have another number of cells, quotes that are not closed. So
 * what it answers is what `CsvScanner` reads; what is wrong with other tables, that one says.
 *
 * O(bytes). Errors: those of `content`.
 *
 * @param file where the bytes are a file's own: a large one is read by two threads
 */
export async function scanCoded(
  content: Content,
  { delimiter, skip, mostText = mostTextRead }: Omit<ScanForm, 'mostText'> & { mostText?: number },
  signal: AbortSignal,
  onBytes?: (bytes: number) => void,
  file: WholeFile | null = null
): Promise<CodedTable | null> {
  const form = { delimiter, skip, mostText }
  const read = () => content(signal, onBytes)
  const halves = file !== null && file.size >= worthHalving ? await scanHalves(file, read, form) : null
  const table = halves ?? (await scanAlone(read, form))
  if (table === 'declined' || table === null) return null
  return {
    ...table,
    async unchanged(again, isSame) {
      if (file !== null && (await isSame?.(file))) return
      // Says what is the matter.
      for await (const _ of content(again));
    }
  }
}

async function scanAlone(content: () => AsyncIterable<Buffer>, form: ScanForm): Promise<Omit<CodedTable, 'unchanged'> | null> {
  const scanner = new CodedScanner(form)
  for await (const chunk of content()) if (!scanner.push(chunk)) return null
  return scanner.end()
}
