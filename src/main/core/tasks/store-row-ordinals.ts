import type { MendedTable } from '../db/queries/mended.ts'
import type { ContentHash } from './store-content.ts'
import type { Mending } from './store-mended.ts'
import { createOrdinals } from './store-ordinals.ts'

export interface RowOrdinals {
  /** From here on rows belong to another source. */
  begin(): void
  /**
   * 1 for the first row of this parent (an order, say) with this content, 2 for the second, and so on. A rejected row that was exported
   * and comes back mended is counted with the other rows of the file that it belongs to. `named`: its content says which one it is, so that
   * all rows with it are one.
   */
  next(parent: number, hash: ContentHash, line: number, named?: boolean): number
  /** Whether rows may be counted with those of another source, as mended rows are. */
  readonly isShared: boolean
}

export function createRowOrdinals(mending: Mending, table: MendedTable): RowOrdinals {
  let ordinals = createOrdinals()
  // The content of everything else says all.
  const parents = table === 'order_line'
  return {
    begin() {
      ordinals = createOrdinals()
    },
    next(parent, hash, line, named = false) {
      const ordinal =
        mending.ordinal(table, parent, hash.whole, line) ?? (named ? 1 : ordinals.next(parents ? parent : 0, hash.low, hash.high))
      mending.placed(line, { entity: table, parent, identity: hash.whole, ordinal })
      return ordinal
    },
    get isShared() {
      return !mending.isIdle
    }
  }
}
