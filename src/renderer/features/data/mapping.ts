/** Changes to a mapping, and what a person is told of a preview. Pure. */
import type { Field, Mapping, Preview, PreviewGroup, PreviewQuestion } from '../../../shared/model/import.ts'
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

/** The mapping with a question answered. */
export function answer(mapping: Mapping, question: PreviewQuestion['id'], value: string): Mapping {
  if (question === 'decimal') return value === '.' || value === ',' ? { ...mapping, decimal: value } : mapping
  if (question === 'duration-unit') {
    return value === 'seconds' || value === 'minutes' || value === 'hours' || value === 'days'
      ? { ...mapping, durationUnit: value }
      : mapping
  }
  return value === 'dmy' || value === 'mdy' || value === 'ymd' ? { ...mapping, dateOrder: value } : mapping
}

/** What the mapping answers to a question so far. */
export function answerOf(mapping: Mapping, question: PreviewQuestion['id']): string | null {
  const answers = { decimal: mapping.decimal, 'date-order': mapping.dateOrder, 'duration-unit': mapping.durationUnit }
  return answers[question] ?? null
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
        answerOf(group.mapping, question.id) !== null &&
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
  return questions.filter((question) => answerOf(mapping, question.id) === null).length
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
  for (const { expected, files } of preview.groups) {
    sum.read += expected.read
    sum.good += expected.good
    sum.rejected += expected.rejected
    sum.blank += expected.blank
    sum.files += files.length
  }
  return sum
}

/** The mapping of every group, as the import takes them. */
export function mappingsOf(preview: Preview): Record<string, Mapping> {
  return Object.fromEntries(preview.groups.map((group) => [group.id, group.mapping]))
}
