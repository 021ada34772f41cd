import { existsSync } from 'node:fs'
import path from 'node:path'

/** The worker of this build: `worker.ts` above the sources, `worker.js` above the bundle's chunks. */
export function workerEntry(from = import.meta.dirname): string {
  return entryAbove(from, 'worker')
}

/** The thread of this build that helps a task's engines. */
export function threadEntry(from = import.meta.dirname): string {
  return entryAbove(from, 'thread')
}

function entryAbove(from: string, name: string): string {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const entry = [`${name}.js`, `${name}.ts`].map((file) => path.join(folder, file)).find((file) => existsSync(file))
    if (entry !== undefined) return entry
    if (folder === path.dirname(folder)) throw new Error(`No ${name} above ${from}.`)
  }
}
