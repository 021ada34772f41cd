/** The sentence that opens the review of an import. Pure. */
import type { Preview } from '../../../shared/model/import.ts'
import { t } from '../../i18n.ts'
import { expectedOf, isReady, openQuestions } from './mapping.ts'

export function reviewFinding(preview: Preview, label: string): string {
  const { groups } = preview
  if (groups.length === 0) return t('data.review.nothing', label)
  const questions = groups.reduce((sum, group) => sum + openQuestions(group), 0)
  const expected = expectedOf(preview)
  if (questions > 0) return t('data.review.ask', questions, label)
  if (!groups.every(isReady)) return t('data.review.blocked', label)
  if (expected.rejected > 0) return t('data.review.someRejected', expected.read - expected.blank, expected.rejected)
  return t('data.review.ready', expected.good, label)
}
