/** What Sextant understood of dropped files, before anything is stored. */
import * as z from 'zod'
import { Warning, WireErrorShape } from './common.ts'
import { allFields, type FieldOf } from './kinds.ts'
import { RowCounts, SourceKind } from './source.ts'
import { Transform } from './transforms.ts'

/** A field of any kind; which fields a kind has stands in `kinds.ts`. */
export const Field = z.enum(allFields)
export type Field = z.infer<typeof Field>

/** Fields that a column of an order file can be mapped to. */
export type OrderField = FieldOf<'orders'>

export const DateOrder = z.enum(['dmy', 'mdy', 'ymd'])
export type DateOrder = z.infer<typeof DateOrder>

export const DurationUnit = z.enum(['seconds', 'minutes', 'hours', 'days'])
export type DurationUnit = z.infer<typeof DurationUnit>

/** The mapping file of the command line, and what the mapping screen edits. */
export const Mapping = z.object({
  kind: SourceKind,
  /** Source header -> field of the kind. Columns left out are kept as extra attributes. */
  columns: z.record(z.string(), Field),
  /** Texts that hold for every row, for fields that no column holds: the channel of an export that has just one. */
  constants: z.partialRecord(Field, z.string()).optional(),
  /** Steps that make one row say what is read from a row, applied before the columns are looked at. */
  transforms: z.array(Transform).optional(),
  /** The template that the mapping comes from, or `none`: then no template applies. */
  template: z.string().optional(),
  /** Columns of money of a whole order that its lines do not account for; what they add up to is told. */
  notTaken: z.array(z.string()).optional(),
  dateOrder: DateOrder.optional(),
  /** Where columns differ, by header; they count before `dateOrder`. */
  dateOrders: z.record(z.string(), DateOrder).optional(),
  decimal: z.enum(['.', ',']).optional(),
  /** Of bare numbers in columns of lengths of time. */
  durationUnit: DurationUnit.optional(),
  encoding: z.string().optional(),
  delimiter: z.string().optional(),
  sheet: z.string().optional(),
  /** Whether the first row names the columns; otherwise they are called `column 1`, `column 2` … */
  header: z.boolean().optional(),
  /** Cell texts that mean "unknown". */
  missing: z.array(z.string()).optional(),
  /** Texts that look as if they meant "unknown" and are values here. */
  notMissing: z.array(z.string()).optional(),
  /** Headers of id columns whose uniform trailing `.0` is stripped. */
  stripPointZero: z.array(z.string()).optional()
})
export type Mapping = z.infer<typeof Mapping>

/** What a user said of a mapping; what is left out is told from the file. */
export const PartialMapping = Mapping.partial()
export type PartialMapping = z.infer<typeof PartialMapping>

export const ColumnType = z.enum([
  'empty',
  'integer',
  'decimal',
  'percent',
  'date',
  'datetime',
  'time',
  'duration',
  'boolean',
  'id',
  'text'
])
export type ColumnType = z.infer<typeof ColumnType>

export const PreviewColumn = z.object({
  header: z.string(),
  type: ColumnType,
  /** Share of the filled cells that fit the type; over all rows. */
  fit: z.number(),
  filled: z.int(),
  missing: z.int(),
  /** Texts in it that may mean "unknown"; those of `Mapping.missing` do. */
  marks: z.array(z.object({ text: z.string(), count: z.int() })),
  /** Distinct values, counted exactly up to 10,000, then capped there. */
  distinct: z.int(),
  samples: z.array(z.string()),
  proposed: Field.nullable(),
  /** 0..1, with the reason in words ("header", "content", "header and content"). */
  confidence: z.number(),
  because: z.string(),
  /** Proposals for this column, such as a trailing `.0` to strip. */
  notes: z.array(Warning)
})
export type PreviewColumn = z.infer<typeof PreviewColumn>

/** A question that the data cannot answer. It must be answered before import. */
export const PreviewQuestion = z.object({
  id: z.enum(['date-order', 'decimal', 'duration-unit']),
  column: z.string(),
  sample: z.string(),
  choices: z.array(z.object({ value: z.string(), reads: z.string() }))
})
export type PreviewQuestion = z.infer<typeof PreviewQuestion>

/** Some rows as they stand in the file and as they would be stored. */
export const PreviewRow = z.object({
  file: z.string(),
  line: z.int(),
  raw: z.array(z.string()),
  parsed: z.array(z.string().nullable()),
  /** Why the row would be rejected, and the column that this is about. */
  problem: z.string().nullable(),
  column: z.string().nullable()
})

/** Files or sheets with the same header are understood, asked about and mapped together. */
export const PreviewGroup = z.object({
  id: z.string(),
  kind: SourceKind.nullable(),
  /** All kinds, the likeliest first: how sure each is, what tells it, and the lists of fields of which it needs one each and has none. */
  kinds: z.array(
    z.object({
      kind: SourceKind,
      confidence: z.number(),
      /** How much speaks for it, comparable between the kinds of one table. */
      evidence: z.number(),
      told: z.array(z.string()),
      lacking: z.array(z.array(Field))
    })
  ),
  files: z.array(z.object({ file: z.string(), sheet: z.string().nullable(), rows: z.int(), bytes: z.int() })),
  rows: z.int(),
  encoding: z.string(),
  delimiter: z.string().nullable(),
  /** The header that a template saved for this group is known by. */
  header: z.array(z.string()),
  columns: z.array(PreviewColumn),
  mapping: Mapping,
  /** The import that held the same bytes before; null or left out: none did. `at`: seconds since 1970 (UTC). */
  before: z.object({ label: z.string(), at: z.int() }).nullable().optional(),
  /** Of orders where some name no currency: which they count as, '' where nobody knows; how many rows name none; signs of theirs that several currencies share. */
  currency: z.object({ code: z.string(), rows: z.int(), signs: z.array(z.string()) }).optional(),
  /** The template that applied by itself or was chosen. */
  template: z.object({ id: z.string(), name: z.string() }).nullable(),
  questions: z.array(PreviewQuestion),
  sample: z.array(PreviewRow),
  /** How the rows would fall under this mapping, duplicates within the workspace not yet looked up. */
  expected: z.object({ read: z.int(), good: z.int(), rejected: z.int(), blank: z.int() }),
  warnings: z.array(Warning),
  /** What still stands in the way, as catalogue errors; empty when ready to import. */
  blockers: z.array(WireErrorShape)
})
export type PreviewGroup = z.infer<typeof PreviewGroup>

export const Preview = z.object({
  label: z.string(),
  groups: z.array(PreviewGroup),
  /** Tables of no known kind that are left out beside those of one. Under a mapping of its own that names a kind, each is a group. */
  others: z.array(z.object({ id: z.string(), file: z.string(), sheet: z.string().nullable(), rows: z.int() })).optional(),
  /** Files that could not be read at all. */
  failures: z.array(
    z.object({
      file: z.string(),
      error: WireErrorShape
    })
  )
})
export type Preview = z.infer<typeof Preview>

export const ImportResult = z.array(
  z.object({
    source: z.object({ id: z.int(), kind: SourceKind, file: z.string(), sheet: z.string().nullable() }),
    rows: RowCounts,
    warnings: z.array(Warning)
  })
)
export type ImportResult = z.infer<typeof ImportResult>
