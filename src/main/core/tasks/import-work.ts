/** What a thread does for an import (`import-helper.ts`). */
import type { PageFile } from '../db/page-file.ts'
import { letGo } from '../let-go.ts'
import { type HashBatch, hashBatch } from './hash-batch.ts'
import { arraysOf, type OrderColumns, writeOrders } from './order-pages.ts'

export interface HelperRequest {
  number: number
  work:
    | {
        kind: 'hash'
        batch: number /** Told once: handing memory over costs more than a number. */
        memory: HashBatch | null
        count: number
      }
    | { kind: 'orders'; file: PageFile; orders: OrderColumns }
}

export interface HelperAnswer {
  number: number
  error: { message: string; code?: string } | null
}

/** Does what it is asked, and answers each request. */
export function createImportWork(answer: (answer: HelperAnswer) => void): (request: HelperRequest) => Promise<void> {
  const batches: HashBatch[] = []
  return async ({ number, work }) => {
    try {
      if (work.kind === 'hash') {
        if (work.memory !== null) batches[work.batch] = work.memory
        hashBatch(batches[work.batch] as HashBatch, work.count)
      } else {
        await writeOrders(work.file, work.orders, async () => {})
        for (const array of arraysOf(work.orders)) letGo(array)
      }
      answer({ number, error: null })
    } catch (error) {
      const { message, code } = error as NodeJS.ErrnoException
      answer({ number, error: code === undefined ? { message } : { message, code } })
    }
  }
}
