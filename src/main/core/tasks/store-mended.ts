import { isDeepStrictEqual } from 'node:util'
import type { Database } from 'better-sqlite3'
import type { Field } from '../../../shared/model/kinds.ts'
import { type MendedOf, type MendedTable, type MendedThing, mendedStatements, type OpenRejected } from '../db/queries/mended.ts'
import { ownEntry } from '../import/own.ts'
import type { AnyRow, RejectedDraft } from '../import/types.ts'
import type { SourceDraft } from './store-kind.ts'

/**
 * Knows of each row whether it is the mended version of a row that was rejected before: because it comes from an export of
 * rejected rows, which names the place of each, or because its file comes again and the row stands where the rejected one stood,
 * with all of its cells but the one that was wrong.
 */
export interface Mending {
  /** From here on rows belong to this source. */
  begin(sourceId: number, draft: SourceDraft): void
  /**
   * The ordinal of a mended row that was exported, among the equal rows of the file that it belongs to; null: the row is counted within
   * its own source.
   */
  ordinal(table: MendedTable, parent: number, identity: bigint, line: number): number | null
  /** What a row is stored as, with its ordinal. */
  placed(line: number, thing: MendedThing): void
  /** The row was not rejected. */
  stored(row: AnyRow): void
  /** The row was rejected; answers the row as it was first rejected, if that was in another file. */
  rejected(row: RejectedDraft): MendedOf | null
  /** Nothing of the source can be a mended row: nearly always so. */
  readonly isIdle: boolean
  /** How many rejected rows the source mended that were open; null if none. */
  end(): { count: number; example: string } | null
}

/** Who, when and which document: another row of a file of this name says something else here, and is no mended version. */
const keys: ReadonlySet<Field> = new Set<Field>([
  ...([
    'customer',
    'customerEmail',
    'order',
    'orderLine',
    'orderedAt',
    'at',
    'date',
    'ticket',
    'openedAt',
    'subscription',
    'startedAt'
  ] as const),
  ...(['feedback', 'visitor', 'session', 'sentAt', 'campaign', 'product'] as const)
])

export function createMending(db: Database): Mending {
  const statements = mendedStatements(db)
  let source = 0
  let draft: SourceDraft | null = null
  /** Rejected rows of earlier sources of the same file, by line. */
  let before = new Map<number, OpenRejected[]>()
  let column = new Map<string, number>()
  /** Columns of the keys. */
  let keyed = new Set<number>()
  let mended: { count: number; example: string } | null = null
  let placed: { line: number; thing: MendedThing } | null = null
  let last: { line: number; of: MendedOf | null; noted: boolean } | null = null

  /** The rejected row that an exported row comes from; null if it comes from none, or nobody knows of it. */
  function originOf(line: number): MendedOf | null {
    if (last?.line === line) return last.of
    const origin = draft?.origins?.get(line)
    const of = (origin && statements.find(origin)) ?? null
    last = { line, of, noted: false }
    return of
  }

  /** Nearly every source is neither an export of rejected rows nor a file of which rows were rejected before. */
  const isIdle = (): boolean => before.size === 0 && (draft?.origins?.size ?? 0) === 0

  /** The newest version of the row that was rejected. */
  function inPlace({ line, raw }: { line: number; raw: readonly string[] }): MendedOf | null {
    return before.get(line)?.findLast((rejected) => isVersionOf(raw, rejected)) ?? null
  }

  function isRejectedAgain({ line, raw }: RejectedDraft): boolean {
    return before.get(line)?.some((rejected) => isDeepStrictEqual(rejected.cells, raw)) ?? false
  }

  function isVersionOf(raw: readonly string[], rejected: OpenRejected): boolean {
    const at = column.get(rejected.column)
    const changed: number[] = []
    let same = 0
    for (let i = 0; i < Math.max(raw.length, rejected.cells.length); i++) {
      const [now, then] = [raw[i] ?? '', rejected.cells[i] ?? '']
      if (now !== then) changed.push(i)
      else if (now.trim() !== '') same++
    }
    // A row that no single cell was rejected for may have been mended in one that says not which row it is.
    const mended = at === undefined ? changed.length <= 1 && changed.every((i) => !keyed.has(i)) : changed.every((i) => i === at)
    return mended && same > 0
  }

  return {
    begin(sourceId, next) {
      source = sourceId
      draft = next
      mended = null
      last = null
      placed = null
      column = new Map(next.header.map((name, i) => [name, i]))
      keyed = new Set(next.header.flatMap((name, i) => (keys.has(ownEntry(next.mapping.columns, name) as Field) ? [i] : [])))
      before = Map.groupBy(statements.ofFile(next.file, next.sheet, next.kind, sourceId), ({ line }) => line)
    },
    ordinal(entity, parent, identity, line) {
      if (isIdle()) return null
      const of = originOf(line)
      if (of === null) return null
      const others = statements.things(entity, parent, identity, of)
      let ordinal = others.find((other) => other.line === of.line)?.ordinal
      if (ordinal === undefined) {
        ordinal = statements.held(entity, parent, identity, of.importId) + 1
        const taken = new Set(others.map((other) => other.ordinal))
        while (taken.has(ordinal)) ordinal++
      }
      statements.add({ sourceId: source, line, of, rejected: false }, { entity, parent, identity, ordinal })
      if (last !== null) last.noted = true
      return ordinal
    },
    placed(line, thing) {
      if (!isIdle()) placed = { line, thing }
    },
    stored(row) {
      if (isIdle()) return
      const of = originOf(row.line) ?? inPlace(row)
      if (of === null) return
      const thing = placed?.line === row.line ? placed.thing : undefined
      if (last?.noted !== true) statements.add({ sourceId: source, line: row.line, of, rejected: false }, thing, true)
      if (!statements.isOpen(of)) return
      mended ??= { count: 0, example: `${of.file}, line ${of.line}` }
      mended.count++
    },
    rejected(row) {
      if (isIdle()) return null
      const origin = originOf(row.line)
      const of = origin ?? (isRejectedAgain(row) ? null : inPlace(row))
      if (of !== null) statements.add({ sourceId: source, line: row.line, of, rejected: true })
      return origin
    },
    get isIdle() {
      return isIdle()
    },
    end: () => mended
  }
}
