import { stat } from 'node:fs/promises'
import nodePath from 'node:path'
import { SextantError, toWire } from '../../../shared/errors.ts'
import { importing } from '../../../shared/messages/en/importing.ts'
import type { Warning } from '../../../shared/model/common.ts'
import type { PreviewColumn, PreviewGroup } from '../../../shared/model/import.ts'
import { placed, zonesOnce } from '../../../shared/warning-key.ts'
import { type Asked, countsAs, usualScales } from './conversion/asked.ts'
import { tellScales } from './conversion/scales.ts'
import { assumeCurrencies, openCurrency } from './currencies.ts'
import { collectFiles, type FoundFile, type LeftOutFile } from './discovery.ts'
import { withEarlier } from './earlier.ts'
import { fileError } from './file-bytes.ts'
import { type Drafted, isBrokenTable, withoutForeignTables } from './foreign-tables.ts'
import { Grouping, mergedWarnings, type ProfiledGroup } from './group.ts'
import { withItemRows } from './json/items.ts'
import { chooseMapping, stepsFor } from './mapping/template/choose.ts'
import { withMergedCells } from './merged-cells.ts'
import { type OpenOptions, openTables } from './open.ts'
import { type Plan, planGroup } from './plan.ts'
import { type Rehearsal, rehearse } from './rehearse.ts'
import { withoutRejectionColumns } from './rejected-export.ts'
import { withoutTextFormulas } from './text-formulas.ts'
import type { PlannedGroup, Table, Understanding, UnderstandOptions } from './types.ts'
import { columnMarks, isKeyField } from './typing/marks.ts'
import { columnNotes } from './typing/notes.ts'

/**
 * Reads all rows of all files and decides, before anything is stored, what they are: which tables belong together, what
 * each column holds, which field it is, how its dates and numbers are read, and what only a person can answer.
 *
 * Files that cannot be read are reported in `failures`; the others go on. Reads each file two or three times (once to
 * know and open it, once to count its columns, and once to rehearse the conversion), never holding more than a few chunks but for what is to be kept (`keepFrom`).
 *
 * Errors: `file.notFound`, `file.noAccess`, `file.noTables`, `file.tooLarge` of what was dropped itself.
 */
export async function understand(paths: readonly string[], asked: UnderstandOptions): Promise<Understanding> {
  const { signal, mapping, names } = asked
  const leftOut: LeftOutFile[] = []
  const files = await collectFiles(paths, names, (file) => leftOut.push(file))
  const progress = await createProgress(files, asked)
  const failures: Understanding['failures'] = []
  const nothing: Understanding['failures'] = []
  const grouping = new Grouping((id, headers, rows) => stepsFor(id, headers, rows, asked), mapping?.header, asked.keepFrom)
  for (const { path, file } of files) {
    const started = progress.start(path)
    try {
      const tables = await open({ path, file }, mapping ?? {}, signal)
      started(1, 0)
      for (const table of tables) leftOut.push(...(table.leftOut ?? []))
      const blank: Table[] = []
      for (const table of tables) if (!(await grouping.add(table, signal, (bytes) => started(1, bytes)))) blank.push(table)
      if (blank.length === tables.length) throw new SextantError('file.empty', { file })
      // Of an archive; blank sheets are not worth a word.
      leftOut.push(...blank.filter(({ sheet }) => sheet === null).map((table) => ({ file: table.file, reason: 'empty' as const })))
    } catch (error) {
      signal.throwIfAborted()
      const isEmpty = error instanceof SextantError && error.code === 'file.empty'
      ;(isEmpty ? nothing : failures).push({ file, error: toWire(error) })
    }
  }
  const counted = grouping.finish()
  const { options, changed } = await withEarlier(counted, asked)
  const profiled = await reopened(counted, options, changed, failures)
  nothing.push(...withoutRows(profiled))
  const planned = profiled.map((group) => ({ group, plan: planGroup(group, chooseMapping(group.id, group.names, options)) }))
  const isMapped = ({ id, names: own }: ProfiledGroup) =>
    chooseMapping(id, own, options).given?.columns !== undefined || options.mappings?.[id]?.kind !== undefined
  const kept = withoutForeignTables(withoutSideSheets(planned, isMapped), isMapped)
  const others = planned.filter((draft) => !kept.includes(draft)).flatMap(({ group }) => othersOf(group))
  const groups: PlannedGroup[] = []
  failures.push(...withoutNothing(nothing, kept, leftOut))
  kept[0]?.group.tables[0]?.warnings.push(...leftOutWarnings(leftOut))
  assumeCurrencies(kept, options.currencies ?? [])
  for (const { group, plan } of kept) {
    if (plan.recognised && plan.kind === 'feedback') await addScales(group, plan, options)
    const rehearsal = options.rehearse === false ? null : await rehearseGroup(group, plan, signal, progress)
    groups.push(plannedGroup(group, plan, rehearsal))
  }
  return { label: labelOf(paths, names), groups, others, failures }
}

function othersOf({ id, tables }: ProfiledGroup): Understanding['others'] {
  return tables.map(({ table: { file, sheet }, rows }) => ({ id, file, sheet, rows }))
}

/**
 * Groups whose own mapping says how their files are to be read, read again in that way. A group keeps the id under which
 * the mapping was given, whatever its header is now.
 *
 * @param changed groups that other steps make of their files than they were counted with
 */
async function reopened(
  groups: ProfiledGroup[],
  options: UnderstandOptions,
  changed: ReadonlySet<string>,
  failures: Understanding['failures']
): Promise<ProfiledGroup[]> {
  const { signal } = options
  const all: ProfiledGroup[] = []
  for (const group of groups) {
    const { encoding, delimiter, sheet, header } = options.mappings?.[group.id] ?? {}
    if (!changed.has(group.id) && [encoding, delimiter, sheet, header].every((said) => said === undefined)) {
      all.push(group)
      continue
    }
    const grouping = new Grouping((_, headers, rows) => stepsFor(group.id, headers, rows, options), header)
    for (const table of new Map(group.tables.map(({ origin }) => [origin.path, origin])).values()) {
      const reading = table.sheet === null ? { encoding, delimiter } : { sheet: sheet ?? table.sheet }
      try {
        for (const again of await open(table, reading, signal)) await grouping.add(again, signal, () => {})
      } catch (error) {
        signal.throwIfAborted()
        failures.push({ file: table.file, error: toWire(error) })
      }
    }
    const [first, ...others] = grouping.finish()
    if (first) all.push({ ...first, id: group.id }, ...others)
  }
  return all
}

async function open(found: FoundFile, options: OpenOptions, signal: AbortSignal): Promise<Table[]> {
  const tables = await openTables(found, options, signal)
  const lined = await Promise.all(tables.map((table) => withItemRows(table, signal)))
  return lined.map(withMergedCells).map(withoutRejectionColumns).map(withoutTextFormulas)
}

function labelOf(paths: readonly string[], names: readonly string[] | undefined): string {
  const first = names?.[0] ?? nodePath.basename(nodePath.resolve(paths[0] ?? ''))
  return importing.label(first, paths.length - 1)
}

/** A group in which no file has a row below its header has nothing to tell. Of a workbook that has other sheets, such a one is left out, and that is said. */
function withoutRows(groups: ProfiledGroup[]): Understanding['failures'] {
  const empty = groups.filter(({ tables }) => tables.every(({ filled }) => filled === 0))
  for (const group of empty) groups.splice(groups.indexOf(group), 1)
  const others = new Map(groups.flatMap(({ tables }) => tables.map((profiled) => [profiled.table.path, profiled])))
  return empty.flatMap(({ tables }) =>
    tables.flatMap(({ table: { file, path, sheet } }) => {
      const other = sheet === null ? undefined : others.get(path)
      other?.warnings.push({ code: 'import.sheetLeftOut', count: 1, example: sheet ?? '' })
      return other === undefined ? [{ file, error: toWire(new SextantError('file.headerOnly', { file })) }] : []
    })
  )
}

/** Files of a folder or an archive in which nothing stands are left out of it, if something else in the drop can be imported; what was named by itself is answered for. */
function withoutNothing(nothing: Understanding['failures'], kept: readonly Drafted[], leftOut: LeftOutFile[]): Understanding['failures'] {
  const isPart = ({ file }: { file: string }) => file.includes('/') && kept.some(({ plan }) => plan.recognised)
  leftOut.push(...nothing.filter(isPart).map(({ file }) => ({ file, reason: 'empty' as const })))
  return nothing.filter((one) => !isPart(one))
}

/** Sheets that hold no orders, such as notes, are left out of a workbook that has a sheet of orders, and that is said. */
function withoutSideSheets(drafts: Drafted[], isMapped: (group: ProfiledGroup) => boolean): Drafted[] {
  const withOrders = new Map(
    drafts.filter(({ plan }) => plan.recognised).flatMap(({ group }) => group.tables.map((profiled) => [profiled.table.path, profiled]))
  )
  return drafts.filter(({ group, plan }) => {
    if (
      plan.recognised ||
      isMapped(group) ||
      isBrokenTable(plan) ||
      !group.tables.every(({ table }) => table.sheet !== null && withOrders.has(table.path))
    )
      return true
    for (const { table } of group.tables) {
      withOrders.get(table.path)?.warnings.push({ code: 'import.sheetLeftOut', count: 1, example: table.sheet ?? '' })
    }
    return false
  })
}

/** What folders and archives hold beside tables is named, with the reason why it is not read. */
function leftOutWarnings(leftOut: readonly LeftOutFile[]): Warning[] {
  return (['empty', 'noTable', 'hidden', 'notAFile'] as const).flatMap((why) => {
    const files = leftOut.filter(({ reason }) => reason === why).map(({ file }) => file)
    return files.length === 0 ? [] : [{ code: `import.leftOut.${why}`, count: files.length, example: importing.namesOf(files) }]
  })
}

/** What the scores go up to takes all rows to tell. */
async function addScales({ tables }: ProfiledGroup, plan: Plan, { signal, scales: stored = {} }: UnderstandOptions): Promise<void> {
  const told = await tellScales(
    tables.map(({ table }) => table),
    plan.rules,
    stored,
    signal
  )
  const scales = Object.fromEntries(told.map(({ name, best }) => [name, best]))
  plan.rules.scales = scales
  const unusual = told.filter(({ name, asked, best }) => usualScales[countsAs(asked, scales)] !== best && stored[name] !== best)
  const other = told.filter(({ name, best }) => stored[name] !== undefined && stored[name] !== best)
  const called = ({ question, type }: Asked): string => (question === null ? type : importing.questionOf(question))
  if (other.length > 0) {
    const differs = other.map(({ name, asked, best }) => importing.scaleDiffers(called(asked), best, stored[name] ?? 0)).join(', ')
    tables[0]?.warnings.push({ code: 'import.otherScale', count: other.length, example: differs })
  }
  const example = unusual.map(({ asked, best }) => importing.scaleOf(called(asked), best)).join(', ')
  if (unusual.length > 0) tables[0]?.warnings.push({ code: 'import.scale', count: unusual.length, example })
}

async function rehearseGroup(group: ProfiledGroup, plan: Plan, signal: AbortSignal, progress: ReadingProgress): Promise<Rehearsal | null> {
  // Without its fields no row could be converted; with a question open the likelier answer shows what is at stake.
  if (!plan.recognised) return null
  return rehearse(group, plan.rules, signal, (table, bytes) => progress.start(group.tables[table]?.table.path ?? '')(2, bytes))
}

function plannedGroup(group: ProfiledGroup, plan: Plan, rehearsal: Rehearsal | null): PlannedGroup {
  const rows = group.tables.reduce((sum, table) => sum + table.rows, 0)
  const [first] = group.tables
  if (plan.template !== null) {
    const applied = { code: 'import.templateApplied', count: 1, example: plan.template.name }
    for (const table of group.tables) table.warnings.push(applied)
  }
  const preview: PreviewGroup = {
    id: group.id,
    kind: plan.recognised ? plan.kind : null,
    kinds: plan.fits.map(({ kind, confidence, evidence, told, lacking }) => ({ kind, confidence, evidence, told, lacking })),
    files: group.tables.map(({ table, rows: n }) => ({ file: table.file, sheet: table.sheet, rows: n, bytes: table.bytes })),
    rows,
    encoding: [...new Set(group.tables.map(({ table }) => table.encoding))].join(', '),
    delimiter: first?.table.delimiter ?? null,
    header: group.names,
    columns: group.headers.map((_, i) => previewColumn(group, plan, i)),
    mapping: plan.mapping,
    currency: openCurrency({ group, plan }),
    template: plan.template === null ? null : { id: plan.template.id, name: plan.template.name },
    questions: plan.questions,
    sample: withoutOpenAnswers(rehearsal?.sample ?? rawSample(group), group, plan),
    expected: rehearsal?.expected ?? { read: rows, good: 0, rejected: 0, blank: 0 },
    warnings: mergedWarnings([...placedWarnings(group), rehearsal?.warnings ?? []]),
    blockers: plan.blockers
  }
  // On the screen they stand beside their column; this one bears on more than its column.
  const readings = columnReadings(preview)
  preview.warnings = zonesOnce([...preview.warnings, ...readings.filter(({ code }) => code === 'import.mixedZones')])
  first?.warnings.push(...readings)
  const tables = group.tables.map(({ table, warnings, coded }) => ({ table, fingerprint: table.fingerprint, warnings, coded }))
  return { preview, fileHeaders: group.fileHeaders, tables, rules: plan.blockers.length === 0 ? plan.rules : null }
}

/** What was noticed of each table; among several with its file. */
function placedWarnings({ tables }: ProfiledGroup): Warning[][] {
  return tables.map(({ table, warnings }) => (tables.length === 1 ? warnings : warnings.map((warning) => placed(warning, table.file))))
}

/** Notes on how a column is read that are kept with what was imported, with the column's name. */
const keptNotes: ReadonlySet<string> = new Set([
  'import.mixedZones',
  'import.swappedDates',
  'import.shortYear',
  'import.monthOnly',
  'import.serialDates',
  'import.countedDates',
  'import.shortened'
])

/** What is noted of the columns that are fields. */
function columnReadings({ columns, mapping }: PreviewGroup): Warning[] {
  const used = columns.filter(({ header }) => Object.hasOwn(mapping.columns, header))
  const kept = used.flatMap(({ header, notes }) =>
    notes.filter(({ code }) => keptNotes.has(code)).map((note) => ({ ...note, example: importing.inColumn(header, note.example) }))
  )
  return mergedWarnings([kept])
}

/** What a column with an open question will be is not shown: it is not known. */
function withoutOpenAnswers(sample: PreviewGroup['sample'], { headers }: ProfiledGroup, { questions }: Plan): PreviewGroup['sample'] {
  const open = new Set(questions.map(({ column }) => headers.indexOf(column)))
  return open.size === 0 ? sample : sample.map((row) => ({ ...row, parsed: row.parsed.map((text, i) => (open.has(i) ? null : text)) }))
}

/** Where nothing could be converted, the rows as they stand. */
function rawSample({ sample, sampleAt, headers }: ProfiledGroup): PreviewGroup['sample'] {
  const parsed = headers.map(() => null)
  return sampleAt.slice(0, 8).map((at, i) => ({ ...at, raw: sample[i] ?? [], parsed, problem: null, column: null }))
}

function previewColumn(
  { headers, profiles }: ProfiledGroup,
  { kind, verdicts, proposals, discount, rules }: Plan,
  index: number
): PreviewColumn {
  const profile = profiles[index]
  const verdict = verdicts[index]
  const proposal = proposals[index]
  const header = headers[index] ?? ''
  if (!profile || !verdict || !proposal) throw new RangeError(`no column ${index}`)
  const isKey = isKeyField(kind, proposal.field)
  const marks = columnMarks(profile, verdict, isKey).map(([text, count]) => ({ text, count }))
  const unknown = marks.reduce((sum, { text, count }) => (rules.missing.includes(text) ? sum + count : sum), 0)
  const notes = columnNotes(profile, verdict, rules.missing, isKey)
  if (discount?.column === index) notes.push(discount.note)
  return {
    header,
    type: verdict.type,
    fit: verdict.fit,
    filled: profile.filled,
    missing: profile.blank + unknown,
    marks,
    distinct: profile.distinct,
    samples: profile.samples,
    proposed: proposal.field,
    confidence: proposal.confidence,
    because: proposal.because,
    notes
  }
}

interface ReadingProgress {
  /** Progress of one file: which of its readings, and how far. */
  start(path: string): (reading: 0 | 1 | 2, bytes: number) => void
}

/** Bytes read of those of all files, never going back; each reading of a file counts for its share of it, so that no file seems larger than it is. */
async function createProgress(files: readonly FoundFile[], { onProgress, rehearse: third }: UnderstandOptions): Promise<ReadingProgress> {
  const readings = third === false ? 2 : 3
  const sizes = new Map<string, number>()
  const done = new Map<string, number>()
  for (const { path, file } of files) {
    const { size } = await stat(path).catch((error: unknown) => {
      throw fileError(error, file, false)
    })
    sizes.set(path, size)
  }
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0)
  let sum = 0
  return {
    start: (path) => (reading, bytes) => {
      const size = sizes.get(path) ?? 0
      const now = reading * size + Math.min(bytes, size)
      const before = done.get(path) ?? 0
      if (now <= before) return
      done.set(path, now)
      sum += now - before
      onProgress(Math.round(sum / readings), total)
    }
  }
}
