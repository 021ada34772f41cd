import type { Warning } from '../../../../shared/model/common.ts'
import { detached } from '../typing/column-profile.ts'

/** Counts what was noticed, with the first example of each. */
export class Tally {
  private readonly noticed = new Map<string, Warning>()

  /** `example` is asked for only the first time. */
  add(code: string, example: () => string, count = 1): void {
    const known = this.noticed.get(code)
    if (known) known.count += count
    else this.noticed.set(code, { code, count, example: detached(example()) })
  }

  /** The same with an example that grows, such as a sum: the newest stands. */
  grow(code: string, example: () => string): void {
    const known = this.noticed.get(code)
    if (known === undefined) this.add(code, example)
    else this.noticed.set(code, { code, count: known.count + 1, example: example() })
  }

  addAll(warnings: readonly Warning[]): void {
    for (const { code, count, example } of warnings) this.add(code, () => example, count)
  }

  get warnings(): Warning[] {
    return [...this.noticed.values()].map((warning) => ({ ...warning }))
  }
}
