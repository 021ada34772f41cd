import { existsSync } from 'node:fs'
import path from 'node:path'

/** The worker of this build: `worker.ts` above the sources, `worker.js` above the bundle's chunks. */
export function workerEntry(from = import.meta.dirname): string {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const entry = ['worker.js', 'worker.ts'].map((name) => path.join(folder, name)).find((file) => existsSync(file))
    if (entry !== undefined) return entry
    if (folder === path.dirname(folder)) throw new Error(`No worker above ${from}.`)
  }
}
