/** What the list of customers is narrowed to from here. */
import type { SupportResult } from '../../../shared/model/support.ts'
import type { SupportPick } from '../../../shared/model/support-views.ts'
import type { AmongFilter } from '../../app/filters.tsx'
import { t } from '../../i18n.ts'

export type Issue = SupportResult['rising'][number]

export const issueName = ({ product, category }: Pick<Issue, 'product' | 'category'>): string =>
  t('supporting.rising.name', product, category)

export function issuePick({ product, category, from }: Issue, until: string): SupportPick {
  return { by: 'issue', product, category, from, until }
}

/** Members of a group, or of a branch of the tree. */
export function memberFilter(pick: SupportPick, name: string, slot?: number): AmongFilter {
  return {
    among: { of: 'support', pick },
    subject: t(pick.by === 'cluster' ? 'supporting.chip.group' : 'supporting.chip.branch'),
    value: name,
    ...(slot === undefined ? {} : { slot })
  }
}

/** Who wrote about a theme. */
export function themeFilter(pick: SupportPick, name: string): AmongFilter {
  return { among: { of: 'support', pick }, subject: t('supporting.chip.theme'), value: name }
}

/** Who wrote about an issue. */
export function issueFilter(issue: Issue, until: string): AmongFilter {
  return { among: { of: 'support', pick: issuePick(issue, until) }, subject: t('supporting.chip.issue'), value: issueName(issue) }
}

/** Who may write soon; `probable`: only those who more likely write than not. */
export function nextFilter(run: number, probable: boolean): AmongFilter {
  return {
    among: { of: 'support', pick: { by: 'next', run, probable } },
    subject: t('supporting.chip.next'),
    value: t(probable ? 'supporting.chip.probableValue' : 'supporting.chip.nextValue')
  }
}
