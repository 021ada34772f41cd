/** Changes to a mapping, and what a person is told of a preview. Pure. */
import type { Field, Mapping, PartialMapping, Preview, PreviewGroup, PreviewQuestion } from '../../../shared/model/import.ts'
import { fieldRule } from '../../../shared/model/kinds.ts'

/** The mapping with this column holding that field; a field has one column, so it leaves the one it had, unless it may have several. */
export function assign(mapping: Mapping, header: string, field: Field | null): Mapping {
  const kept = Object.entries(mapping.columns).filter(
    ([other, held]) => other !== header && (held !== field || repeats(mapping.kind, held))
  )
  return { ...mapping, columns: Object.fromEntries(field === null ? kept : [...kept, [header, field]]) }
}

function repeats(kind: Mapping['kind'], field: Field): boolean {
  return fieldRule(kind, field)?.repeats === true
}

/** The mapping with a question answered: dates column by column, numbers and lengths of time for the whole file. */
export function answer(mapping: Mapping, question: Pick<PreviewQuestion, 'id' | 'column'>, value: string): Mapping {
  if (question.id === 'decimal') return value === '.' || value === ',' ? { ...mapping, decimal: value } : mapping
  if (question.id === 'duration-unit') {
    return value === 'seconds' || value === 'minutes' || value === 'hours' || value === 'days'
      ? { ...mapping, durationUnit: value }
      : mapping
  }
  if (value !== 'dmy' && value !== 'mdy' && value !== 'ymd') return mapping
  return { ...mapping, dateOrders: { ...mapping.dateOrders, [question.column]: value } }
}

/** The mapping for orders of which nobody knows the customer. */
export function withoutCustomers(mapping: Mapping): Mapping {
  return { ...mapping, kind: 'orders', constants: { ...mapping.constants, customer: '' } }
}

/** What the mapping answers to a question so far. */
export function answerOf(mapping: PartialMapping, { id, column }: Pick<PreviewQuestion, 'id' | 'column'>): string | null {
  if (id === 'decimal') return mapping.decimal ?? null
  if (id === 'duration-unit') return mapping.durationUnit ?? null
  return mapping.dateOrders?.[column] ?? mapping.dateOrder ?? null
}

/** The mapping as it is shown: what the user said of it since it was read, before the file has been read again. */
export function shownMapping(group: PreviewGroup, said: PartialMapping | undefined): Mapping {
  return said?.columns === undefined ? group.mapping : { ...group.mapping, ...defined(said) }
}

function defined(said: PartialMapping): Partial<Mapping> {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined))
}

export interface Mark {
  text: string
  count: number
  columns: string[]
  /** Whether it means "unknown". */
  counts: boolean
}

/** The texts of a group that may mean "unknown", the most frequent first. */
export function marksOf({ columns }: PreviewGroup, mapping: Mapping): Mark[] {
  const marks = new Map<string, Mark>()
  for (const { header, marks: found } of columns) {
    for (const { text, count } of found) {
      const mark = marks.get(text) ?? { text, count: 0, columns: [], counts: mapping.missing?.includes(text) ?? false }
      mark.count += count
      mark.columns.push(header)
      marks.set(text, mark)
    }
  }
  return [...marks.values()].sort((a, b) => b.count - a.count || a.text.localeCompare(b.text))
}

/** The mapping in which a text means "unknown", or does not. */
export function markAs(mapping: Mapping, text: string, counts: boolean): Mapping {
  const without = (list: readonly string[] = []): string[] => list.filter((other) => other !== text)
  const missing = counts ? [...without(mapping.missing), text].sort() : without(mapping.missing)
  const notMissing = counts ? without(mapping.notMissing) : [...without(mapping.notMissing), text].sort()
  return { ...mapping, missing, notMissing }
}

/**
 * The newer reading with the questions that the user has answered since still on it: the core asks no more once it knows,
 * but an answer must stay open to a second thought.
 */
export function keepAnswered(before: Preview, now: Preview): Preview {
  const groups = now.groups.map((group) => {
    const asked = before.groups.find(({ id }) => id === group.id)?.questions ?? []
    const settled = asked.filter(
      (question) =>
        answerOf(group.mapping, question) !== null &&
        group.mapping.columns[question.column] !== undefined &&
        !group.questions.some(({ id, column }) => id === question.id && column === question.column)
    )
    return { ...group, questions: [...settled, ...group.questions] }
  })
  return { ...now, groups }
}

/** A group can be stored when nothing stands in its way. */
export function isReady(group: PreviewGroup): boolean {
  return group.blockers.length === 0
}

/** How many questions are still to be answered. */
export function openQuestions({ questions, mapping }: PreviewGroup): number {
  return questions.filter((question) => answerOf(mapping, question) === null).length
}

export interface Expected {
  read: number
  good: number
  rejected: number
  blank: number
  files: number
}

/** How the rows of all groups would fall. */
export function expectedOf(preview: Preview): Expected {
  const sum: Expected = { read: 0, good: 0, rejected: 0, blank: 0, files: 0 }
  // Two tables of one file are one file.
  const names = new Set<string>()
  for (const { expected, files } of preview.groups) {
    sum.read += expected.read
    sum.good += expected.good
    sum.rejected += expected.rejected
    sum.blank += expected.blank
    for (const { file } of files) names.add(file)
  }
  return { ...sum, files: names.size }
}

/** The mapping of every group, as the import takes them. */
export function mappingsOf(preview: Preview): Record<string, Mapping> {
  return Object.fromEntries(preview.groups.map((group) => [group.id, group.mapping]))
}
