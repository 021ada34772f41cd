/** The sentence that opens the review of an import. Pure. */
import type { Preview, PreviewGroup } from '../../../shared/model/import.ts'
import { format, t } from '../../i18n.ts'
import { expectedOf, isReady, openQuestions } from './mapping.ts'

/** The newest import that held all of it already; null if something is new. */
export function importedBefore({ groups, failures }: Preview): { label: string; at: number } | null {
  if (failures.length > 0 || groups.length === 0) return null
  const found = groups.map(({ before }) => before ?? null)
  return found.reduce((newest, one) => (newest === null || one === null ? null : one.at > newest.at ? one : newest))
}

export function reviewFinding(preview: Preview, label: string): string {
  const { groups } = preview
  if (groups.length === 0) return t('data.review.nothing', label)
  const questions = groups.reduce((sum, group) => sum + openQuestions(group), 0)
  const expected = expectedOf(preview)
  if (questions > 0) return t('data.review.ask', questions, label)
  if (!groups.every(isReady)) return t('data.review.blocked', label)
  const before = importedBefore(preview)
  if (before !== null) return t('data.review.before', label, format.moment(before.at), before.label)
  if (expected.rejected > 0) return t('data.review.someRejected', expected.read - expected.blank, expected.rejected)
  return t('data.review.ready', expected.good, label)
}

/** A group's name: its file, with the sheet's name in a workbook, or how many files it is. */
export function groupName(files: readonly { file: string; sheet: string | null }[], label: string): string {
  const [first] = files
  if (!first) return ''
  if (files.length > 1) return t('data.files', files.length)
  const file = first.file.startsWith(`${label}/`) ? first.file.slice(label.length + 1) : first.file
  return first.sheet === null ? file : `${file} · ${first.sheet}`
}

/** The file of a rejected row, with the sheet's name in a workbook; that of a row whose first file is another's is not known. */
export function rejectedPlace({ file }: { file: string }, source: { file: string; sheet: string | null } | undefined): string {
  return source?.file === file ? groupName([source], '') : file
}

/** How a table stands among the others of a drop: what keeps it from being ready, and how much is noted of it. */
export function standingOf(group: PreviewGroup): { text: string; bad: boolean } {
  const { rejected } = group.expected
  const questions = openQuestions(group)
  if (questions > 0) return { text: t('data.review.standing.asks', questions), bad: true }
  if (!isReady(group)) return { text: t('data.review.standing.blocked'), bad: true }
  if (rejected > 0) return { text: t('data.review.standing.rejected', rejected), bad: true }
  return { text: t('data.review.standing.ready', group.warnings.length), bad: false }
}
