import { createHash } from 'node:crypto'
import type { Warning } from '../../../shared/model/common.ts'
import type { Transform } from '../../../shared/model/transforms.ts'
import { isBlank } from './blank.ts'
import { type CodedColumn, type CodedTable, compact, differentTexts, rowAt, weightOf } from './coded/coded-table.ts'
import { heaviest } from './coded/scanner.ts'
import { Tally } from './conversion/tally.ts'
import { detectHeader, type Header, namedHeader } from './header.ts'
import { orderColumnFinder } from './mapping/header-match.ts'
import { RowTransformer } from './mapping/transform/row-transformer.ts'
import { headerRowOf, isSecondHeader, joinedNames } from './mapping/transform/second-header.ts'
import { transformed } from './mapping/transform/transformed.ts'
import { OtherPeople, peopleBy } from './other-people.ts'
import { numberedBy, OwnNumbers } from './own-numbers.ts'
import type { RowBatch, Table } from './types.ts'
import { ColumnProfile } from './typing/column-profile.ts'
import { UndecidedDates } from './typing/undecided-dates.ts'

/** Rows that a header is told from, and rows that relations between columns are looked for in. */
const headRows = 100
const sampleRows = 400

export interface ProfiledTable {
  /** Its rows are those that the steps of the group's mapping leave. */
  table: Table
  /** The same as it stands in the file. */
  origin: Table
  /** Data rows, blank ones included. */
  rows: number
  /** Data rows that are not blank. */
  filled: number
  warnings: Warning[]
  undecided: UndecidedDates
  /** All of its rows, if they were kept. */
  coded?: CodedTable
}

/** Tables with the same header and what all their rows hold, column by column. */
export interface ProfiledGroup {
  id: string
  /** With the columns that steps of its mapping make, which stand behind those of the file. */
  headers: string[]
  /** The columns of the file alone. */
  fileHeaders: string[]
  /** The same by the first row of the header alone: what a template knows it by. */
  names: string[]
  hasHeader: boolean
  profiles: ColumnProfile[]
  tables: ProfiledTable[]
  /** Some rows as text. */
  sample: string[][]
  /** Where each of these stands. */
  sampleAt: { file: string; line: number }[]
  transforms: readonly Transform[]
  /** Where headers name numbers and dates of orders: what all rows say of whether the numbers are of their day or till alone. */
  numbers: OwnNumbers | null
  /** Where headers number and name the customers of orders: whose number is another person's too. */
  people: OtherPeople | null
}

/** The steps for a group, by its id, the columns of its files, and their first rows. */
export type TransformsOf = (id: string, headers: readonly string[], rows: readonly (readonly string[])[]) => readonly Transform[]

/** Sorts tables into groups of equal headers and counts what their columns hold. Memory: a few chunks and the profiles. */
export class Grouping {
  private readonly groups = new Map<string, ProfiledGroup>()
  private readonly transformsOf: TransformsOf
  private readonly header: boolean | undefined
  private readonly keepFrom: number
  /** Bytes of memory that kept rows take so far. */
  private kept = 0

  /**
   * @param transformsOf the steps that are applied to the rows of a group before anything is counted
   * @param header whether first rows name the columns, if somebody said so
   * @param keepFrom files of so many bytes are kept as they were read, if they can be
   */
  constructor(transformsOf: TransformsOf = () => [], header?: boolean, keepFrom = Number.POSITIVE_INFINITY) {
    this.transformsOf = transformsOf
    this.header = header
    this.keepFrom = keepFrom
  }

  /**
   * Reads one table to its end, and the tables that stand below it. A table without any row that is not blank joins no group; then the answer is false. Nor
   * does one that turns out to be broken on the way.
   */
  async add(table: Table, signal: AbortSignal, onBytes: (bytesRead: number) => void): Promise<boolean> {
    try {
      if (table.coded !== undefined && table.bytes >= this.keepFrom && this.kept < heaviest) {
        const coded = await table.coded(signal, onBytes)
        if (coded !== null && this.addCoded(table, coded)) return true
      }
      const filled = await this.read(table, signal, onBytes)
      const below = table.below?.() ?? null
      return below === null ? filled : (await this.add(below, signal, onBytes)) || filled
    } catch (error) {
      for (const group of this.groups.values()) group.tables = group.tables.filter((other) => other.origin !== table)
      throw error
    }
  }

  private async read(table: Table, signal: AbortSignal, onBytes: (bytesRead: number) => void): Promise<boolean> {
    let waiting: RowBatch[] = []
    let filled = 0
    // A table may begin with any number of blank rows, which need not be kept.
    let blank = 0
    let reader: GroupReader | null = null
    for await (const batch of table.rows(signal)) {
      onBytes(batch.bytesRead)
      if (reader) {
        reader.add(batch)
        continue
      }
      filled += batch.cells.filter((row) => !isBlank(row)).length
      if (filled === 0) blank += batch.cells.length
      else waiting.push(batch)
      if (filled < headRows) continue
      reader = this.open(table, waiting, blank)
      waiting = []
    }
    reader ??= this.open(table, waiting, blank)
    return reader !== null
  }

  /** The same for rows that are all there; false if they have to be read one by one. */
  private addCoded(table: Table, coded: CodedTable): boolean {
    const first = Array.from({ length: Math.min(coded.rows, headRows - 1) }, (_, row) => rowAt(coded, row))
    const head = [coded.header, ...first]
    const header = table.headed && this.header !== false ? namedHeader(coded.header) : detectHeader(head, this.header)
    if (!header.hasHeader) return false
    const { group, transforms } = this.groupOf(header, head)
    const { headers, fileHeaders, hasHeader, sample, sampleAt, profiles } = group
    if (!new RowTransformer(fileHeaders, transforms, hasHeader).isIdle || headers.length !== coded.columns.length) return false
    const warnings = [...table.warnings, ...header.warnings]
    const undecided = new UndecidedDates()
    group.tables.push({ table, origin: table, rows: coded.rows, filled: coded.rows, warnings, undecided, coded })
    for (let row = 0; row < coded.rows && sample.length < sampleRows; row++) {
      sample.push(rowAt(coded, row))
      sampleAt.push({ file: table.file, line: coded.line + 1 + row })
    }
    for (const [i, profile] of profiles.entries()) {
      const column = coded.columns[i] as CodedColumn
      const before = profile.orderedDates ?? 0
      profile.addCounted(column)
      // Of a million moments in the ISO form nothing is to be found out.
      if (profile.orderedDates !== before) undecided.addTexts(differentTexts(column), i)
    }
    group.numbers?.addCoded(coded)
    group.people?.addCoded(coded)
    compact(coded)
    this.kept += weightOf(coded)
    return true
  }

  /** All groups, in the order in which their first table came. To be called once. */
  finish(): ProfiledGroup[] {
    for (const { profiles, tables } of this.groups.values()) {
      for (const profile of profiles) profile.finish()
      // The same was noticed in many batches.
      for (const table of tables) table.warnings.splice(0, Number.POSITIVE_INFINITY, ...mergedWarnings([table.warnings]))
    }
    return [...this.groups.values()].filter(({ tables }) => tables.length > 0)
  }

  private open(table: Table, batches: readonly RowBatch[], blank: number): GroupReader | null {
    const rows = batches.flatMap(({ cells }) => cells.filter((row) => !isBlank(row)))
    if (rows.length === 0) return null
    const header = table.headed && this.header !== false ? namedHeader(rows[0] ?? []) : detectHeader(rows.slice(0, headRows), this.header)
    const { group, transforms } = this.groupOf(header, rows)
    const { fileHeaders, hasHeader } = group
    // A second row of the header may name what the first does not.
    const isNamed = header.names.every((name, i) => name !== `column ${i + 1}` || fileHeaders[i] !== name)
    const noticed = header.warnings.filter(({ code }) => code !== 'import.emptyHeader' || !isNamed)
    const profiled: ProfiledTable = {
      table: transformed(table, fileHeaders, transforms, hasHeader),
      origin: table,
      rows: blank,
      filled: 0,
      warnings: [...table.warnings, ...noticed],
      undecided: new UndecidedDates()
    }
    group.tables.push(profiled)
    const reader = new GroupReader(group, profiled, new RowTransformer(fileHeaders, transforms, hasHeader))
    for (const batch of batches) reader.add(batch)
    return reader
  }

  private groupOf({ names, hasHeader }: Header, rows: readonly string[][]): { group: ProfiledGroup; transforms: readonly Transform[] } {
    const [upper = [], lower = []] = rows
    const id = groupId(hasHeader, names)
    const transforms = this.groups.get(id)?.transforms ?? this.transformsOf(id, names, rows.slice(hasHeader ? 1 : 0, headRows))
    const known = this.groups.get(id)
    if (known) return { group: known, transforms }
    const second = hasHeader && isSecondHeader(lower) ? headerRowOf(transforms) : undefined
    const fileHeaders = second === undefined ? names : joinedNames(names, upper, lower, second)
    const { headers } = new RowTransformer(fileHeaders, transforms, hasHeader)
    const profiles = headers.map(() => new ColumnProfile())
    const columnOf = orderColumnFinder(fileHeaders)
    const by = numberedBy(fileHeaders, columnOf)
    const numbers = by === null ? null : new OwnNumbers(by)
    const named = peopleBy(columnOf)
    const people = named === null ? null : new OtherPeople(named)
    const group = {
      id,
      headers,
      fileHeaders,
      names,
      hasHeader,
      profiles,
      tables: [],
      sample: [],
      sampleAt: [],
      transforms,
      numbers,
      people
    }
    this.groups.set(id, group)
    return { group, transforms }
  }
}

/** What tables with this header are called, from one look at a file to the next. */
export function groupId(hasHeader: boolean, names: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([hasHeader, names]))
    .digest('hex')
    .slice(0, 16)
}

/** Feeds the rows of one table into its group. */
class GroupReader {
  private readonly group: ProfiledGroup
  private readonly table: ProfiledTable
  private readonly transformer: RowTransformer
  private headerToCome: boolean

  constructor(group: ProfiledGroup, table: ProfiledTable, transformer: RowTransformer) {
    this.group = group
    this.table = table
    this.transformer = transformer
    this.headerToCome = group.hasHeader
  }

  add(batch: RowBatch): void {
    const { cells, lines, faults, notes } = this.transformer.isIdle ? batch : this.transformer.apply(batch)
    const { sample, sampleAt, profiles, numbers, people } = this.group
    for (const note of notes ?? []) this.table.warnings.push(note)
    const skip = new Set(faults.map(({ row }) => row))
    let header = 0
    for (const [i, row] of cells.entries()) {
      if (isBlank(row)) skip.add(i)
      else if (this.headerToCome) {
        this.headerToCome = false
        header = 1
        skip.add(i)
      } else {
        this.table.filled++
        if (!skip.has(i)) {
          numbers?.add(row)
          people?.add(row)
        }
        if (sample.length >= sampleRows || skip.has(i)) continue
        sample.push([...row])
        sampleAt.push({ file: this.table.table.file, line: lines[i] ?? 0 })
      }
    }
    this.table.rows += cells.length - header
    for (const [i, profile] of profiles.entries()) {
      profile.addColumn(cells, i, skip)
      this.table.undecided.add(cells, i, skip)
    }
    for (const column of batch.asText ?? []) profiles[column]?.noteAsText()
  }
}

/** The same warning from several tables once, with its counts added up. */
export function mergedWarnings(lists: readonly (readonly Warning[])[]): Warning[] {
  const tally = new Tally()
  for (const list of lists) tally.addAll(list)
  return tally.warnings
}
