/**
 * The seams of the importer. Readers turn a file into text rows; understanding reads all rows of all files and decides
 * kinds, types and a mapping; conversion turns text rows into typed rows or rejects them with a reason; storing
 * (tasks/import.ts) is the only part that knows the database.
 */
import type { WireError } from '../../../shared/errors.ts'
import type { Warning } from '../../../shared/model/common.ts'
import type { Field, Mapping, Preview, PreviewGroup } from '../../../shared/model/import.ts'
import type { FieldOf, kinds, SourceKind, ValueType } from '../../../shared/model/kinds.ts'
import type { Template } from '../../../shared/model/template.ts'
import type { CodedTable } from './coded/coded-table.ts'
import type { DiscountShare } from './conversion/discount.ts'
import type { LeftOutFile } from './discovery.ts'
import type { EarlierSource } from './earlier.ts'
import type { DateReading } from './values/date.ts'
import type { DurationUnit } from './values/duration.ts'

/** Some consecutive rows as text. Cells keep their text exactly; an absent trailing cell is absent. */
export interface RowBatch {
  /** 1-based line (CSV: where the row starts) or sheet row, one a row. */
  lines: number[]
  cells: string[][]
  /** Rows that break the rules of their format, by index within the batch: the code of the reason, and the text near it. */
  faults: RowFault[]
  /** Bytes of the file consumed so far, for progress. */
  bytesRead: number
  /** Where steps of a mapping changed the rows: the rows as they are kept when they are rejected. */
  raw?: string[][]
  /** What was noticed in reading these rows; the same again in each reading. */
  notes?: Warning[]
  /** Columns in which these rows of a workbook hold a text such as `1.234`, which is not a number of the workbook's own. */
  asText?: number[]
  /** Rows that are no part of the table and are not among `cells`: lines above the header, repetitions of it. */
  leftOut?: LeftOutRow[]
  /** With the first rows: the header as it stands, where it was recognised; `cells` holds it as one row. */
  header?: string[][]
}

export interface LeftOutRow {
  line: number
  /** Key of the catalogue. */
  code: string
  cells: string[]
}

export interface RowFault {
  row: number
  /** Key of the catalogue, under `import.reject`. */
  code: string
  near: string
  /** Number of the cell, from 1, if it is one cell's fault. */
  column?: number
}

/** One table in one file. `rows` may be called more than once; each call reads the file anew. */
export interface Table {
  path: string
  /** For people: relative to what was dropped. */
  file: string
  sheet: string | null
  /** Of the whole file, also when the table is one sheet of it. */
  bytes: number
  encoding: string
  delimiter: string | null
  /** SHA-256 of the file's bytes, hex. */
  fingerprint: string
  /** What was noticed when it was opened. */
  warnings: Warning[]
  /**
   * All rows including the header and blank ones, in file order. Fails with `file.changed` when the bytes are no longer
   * those of `fingerprint`; since that is known at the end only, whatever was made of the rows is void until then.
   */
  rows(signal: AbortSignal): AsyncIterable<RowBatch>
  /**
   * All rows at once, each different text of a column once; null where the file is not of the plain form in which it is certain that this
   * says the same as `rows`, or has a step of a mapping to go through. Fails as `rows` does.
   */
  coded?: ((signal: AbortSignal, onBytes: (bytesRead: number) => void) => Promise<CodedTable | null>) | undefined
  /** Of exported rejected rows: where each of the rows that were read so far was rejected, by its line. */
  origins?: ReadonlyMap<number, RejectedOrigin>
  /** Of the first table of an archive: what else the archive holds. */
  leftOut?: LeftOutFile[]
  /** The first row names the columns for certain, whatever it looks like. */
  headed?: boolean
  /** Of a sheet: the cells that are merged over several rows. Complete once `rows` was read to its end. */
  merged?: () => readonly MergedCells[]
  /** The next table in the same text or sheet; null if there is none. Known once `rows` was read to its end. */
  below?: () => Table | null
}

/** Cells of a sheet that are one over several rows: the first of their columns, from 0, and sheet rows. */
export interface MergedCells {
  column: number
  top: number
  bottom: number
}

/** Where an exported rejected row was rejected, as the export says. */
export interface RejectedOrigin {
  file: string
  line: number
  /** '' if it was no single column. */
  column: string
  value: string
  /** Left out: it was no workbook, or the export is of a Sextant that did not say. */
  sheet?: string
  /** The number of its source. */
  source?: number
}

/** A money amount: `units` times 10^-decimals, exact, |units| < 2^53. */
export interface Scaled {
  units: number
  decimals: number
}

/** One order line, typed. Null means that the file does not say. */
export interface OrderRow {
  line: number
  customer: string | null
  customerName: string | null
  customerEmail: string | null
  /** Null when no column holds an order number: customer and moment then identify the order. */
  order: string | null
  /** What the file calls the line itself, within its order. */
  orderLine: string | null
  /** Null when no column holds dates. */
  at: number | null
  /** `cancellation`: a reversing document (`C536379`). What the status says is in `voided`. */
  kind: 'sale' | 'return' | 'cancellation'
  /**
   * Whether the status says that the order was cancelled or refunded, failed, or is not paid; null when the row has no
   * status, which then is that of its order. Storing makes cancellations of the lines of such an order, which bring no money (an amount of 0,
   * never positive), and knows them again when the status comes later. Here quantity, price and amount stay as written.
   */
  voided: boolean | null
  product: string | null
  productName: string | null
  category: string | null
  quantity: number
  unitPrice: Scaled | null
  amount: Scaled
  currency: string
  country: string | null
  channel: string | null
  status: string | null
  extra: Record<string, string> | null
  /** The cells as they stand in the file, kept with a row that storing has to reject. */
  raw: string[]
}

/** When something happened, or that it did or did not. */
export interface Occurrence {
  happened: boolean
  at: number | null
}

/** What a cell of a type becomes. */
export type ValueOf<T extends ValueType> = T extends 'money'
  ? Scaled
  : T extends 'occurrence'
    ? Occurrence
    : T extends 'boolean'
      ? boolean
      : T extends 'datetime' | 'number' | 'count' | 'percent' | 'duration' | 'rating'
        ? number
        : string

type Rules<K extends SourceKind> = (typeof kinds)[K]['fields']
type TypeOf<Rule> = Rule extends { type: infer T extends ValueType } ? T : never

/** The cells of a row by field. Null: blank or unknown. Absent: no column and no constant holds the field. */
export type ValuesOf<K extends SourceKind> = {
  [F in FieldOf<K>]?: Rules<K>[F] extends { repeats: true }
    ? { header: string; value: ValueOf<TypeOf<Rules<K>[F]>> | null }[]
    : ValueOf<TypeOf<Rules<K>[F]>> | null
}

/** A row of any kind but orders, typed and in itself free of contradiction. */
export interface KindRow<K extends SourceKind = SourceKind> {
  kind: K
  line: number
  values: ValuesOf<K>
  extra: Record<string, string> | null
  /** The cells as they stand in the file, kept with a row that storing has to reject. */
  raw: string[]
}

export type AnyRow = OrderRow | KindRow

export interface RejectedDraft {
  line: number
  column: string | null
  value: string | null
  /** Key of the catalogue, under `import.reject`. */
  code: string
  raw: string[]
}

/** Rows of one kind: order lines as `OrderRow`, all others as `KindRow`. */
export interface ConvertedBatch<R extends AnyRow = AnyRow> {
  rows: R[]
  rejected: RejectedDraft[]
  blank: number
  bytesRead: number
}

/** Which sheets of a workbook are wanted, and in which form. */
export interface SheetOptions {
  sheet?: string | undefined
  /** Numbers come as they are stored, without the currency or the percent sign that their format gives them. */
  isBare?: boolean | undefined
}

/** How the rows of a group are converted: every decision made, nothing left to guess. Plain data. */
export interface ConversionRules {
  kind: SourceKind
  headers: string[]
  /** False: the first row is data. */
  hasHeader: boolean
  /** Column index of each mapped field; of a repeated one, of its first column. */
  fields: Partial<Record<Field, number>>
  /** Column indexes of fields that several columns hold. */
  repeated?: Partial<Record<Field, number[]>> | undefined
  /** Texts for fields that no column holds. */
  constants?: Partial<Record<Field, string>> | undefined
  dateOrder: DateReading
  /** Where columns of dates differ in how they are read. */
  dateOrders?: Partial<Record<Field, DateReading>> | undefined
  /** Occurrences whose column holds dates: there a blank cell says that it did not happen. */
  dated?: Field[] | undefined
  /** Units of bare numbers in columns of lengths of time. */
  units?: Partial<Record<Field, DurationUnit>> | undefined
  /** The decimal sign of each numeric field's column. */
  decimal: Partial<Record<Field, '.' | ','>>
  /** Of feedback, by type and question (`scaleName`): the best possible score. */
  scales?: Record<string, number> | undefined
  /** Where the column of discounts holds shares of quantity × price. */
  discountShare?: DiscountShare | undefined
  /** A column of discounts that the line totals account for already, to hold them against; it is kept as an extra column. */
  discountBeside?: { column: number; decimal: '.' | ',' } | undefined
  /** Of orders: the amounts are of whole orders and stand on each of their lines, so that the first line's counts. */
  totalOnce?: true | undefined
  /** Columns of money of a whole order that is not taken off its lines. */
  notTaken?: number[] | undefined
  /** Of orders: the currency of those that name none. */
  assumedCurrency?: string | undefined
  missing: string[]
  /** Indexes of id columns that lose a trailing `.0`. */
  stripPointZero: number[]
  /** Order numbers of the form C and digits are cancellations here, since the ordinary ones are digits. */
  cancelByNumber: boolean
  /** Order numbers begin anew each day here, so the day is part of them. */
  numbersDaily?: true
  /** Columns of tills or shops that each count their orders for themselves, so their texts are part of the order numbers. */
  tills?: number[]
  /** Tickets have several rows each, one an event. */
  isLog?: true
}

/** A group of equal-headed tables, understood, with all that conversion needs. */
export interface PlannedGroup {
  preview: PreviewGroup
  /** The columns of the files, without those that steps of the mapping make. */
  fileHeaders: string[]
  tables: PlannedTable[]
  /** Null while `preview.blockers` says what stands in the way. */
  rules: ConversionRules | null
}

export interface PlannedTable {
  table: Table
  /** SHA-256 of the bytes that were read, hex; conversion refuses a file that has changed since. */
  fingerprint: string
  /** Grows by what its conversion notices; complete once that has ended. */
  warnings: Warning[]
  /** All of its rows, where they were kept from the first reading. */
  coded?: CodedTable | undefined
  /** Whether a conversion has added what it noticed. */
  noticed?: boolean
}

export interface Understanding {
  label: string
  groups: PlannedGroup[]
  /** Tables that are left out because they are of no known kind. */
  others: NonNullable<Preview['others']>
  failures: { file: string; error: WireError }[]
}

/** What the user said; what is left out is told from the rows. */
export type GivenMapping = { [K in keyof Mapping]?: Mapping[K] | undefined }

export interface UnderstandOptions {
  /** For people, one a path: how the dropped file or folder is called where it came from. Left out: base names. */
  names?: readonly string[] | undefined
  /** By group id, or one for all groups. */
  mappings?: Record<string, GivenMapping> | undefined
  mapping?: GivenMapping | undefined
  /** Mappings that apply by themselves where their header stands; the user's own first. */
  templates?: readonly Template[] | undefined
  /** Of the orders that are stored already; '' for those that name none. */
  currencies?: readonly string[] | undefined
  /** Of the feedback that is stored already, by type and question (`scaleName`): the best possible score. */
  scales?: Readonly<Record<string, number>> | undefined
  /** How the sources were read that exported rejected rows come from, if they are known. */
  earlier?: ((origins: readonly RejectedOrigin[]) => EarlierSource[] | Promise<EarlierSource[]>) | undefined
  /** Files of so many bytes are kept as they were read first, if they are of a plain form, and not read again; none if it is left out. */
  keepFrom?: number | undefined
  /** False leaves out how the rows would fall, for those who convert them anyway. */
  rehearse?: boolean | undefined
  signal: AbortSignal
  onProgress: (bytesDone: number, bytesTotal: number) => void
}
