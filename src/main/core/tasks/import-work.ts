/** What a thread does for the storing of an import. */
import type { PageFile } from '../db/page-file.ts'
import type { KnownSums } from '../db/queries/summaries.ts'
import type { WholeFile } from '../import/file-bytes.ts'
import { isVersion } from '../import/is-version.ts'
import type { HelperThread, Workers } from '../jobs/helper-thread.ts'
import { letGo } from '../let-go.ts'
import { type HashBatch, hashBatch } from './hash-batch.ts'
import { arraysOf, type OrderColumns, writeOrders } from './order-pages.ts'
import { type LineColumns, memoryOf, writeSummaries } from './summary-pages.ts'

export type ImportWorks = {
  hash: {
    /** `memory` is told once: handing it over costs more than a number. */
    asked: { batch: number; memory: HashBatch | null; count: number }
    answered: null
  }
  /** Whether the file holds what it held. */
  unchanged: { asked: WholeFile; answered: boolean }
  orders: { asked: { file: PageFile; orders: OrderColumns }; answered: null }
  summaries: { asked: { file: PageFile; lines: LineColumns }; answered: KnownSums }
}

export type ImportHelper = HelperThread<ImportWorks>

export function importWorkers(): Workers<ImportWorks> {
  const batches: HashBatch[] = []
  return {
    async hash({ batch, memory, count }) {
      if (memory !== null) batches[batch] = memory
      hashBatch(batches[batch] as HashBatch, count)
      return { answered: null }
    },
    async unchanged(file) {
      return { answered: isVersion(file) }
    },
    async orders({ file, orders }) {
      await writeOrders(file, orders, async () => {})
      for (const array of arraysOf(orders)) letGo(array)
      return { answered: null }
    },
    async summaries({ file, lines }) {
      const answered = await writeSummaries(file, lines, async () => {})
      for (const array of memoryOf(lines)) letGo(array)
      return { answered }
    }
  }
}
