/** What is proposed of customers who may be one person, and what is said of them. Pure: tested without a page. */
import { t } from '../../../shared/messages/index.ts'
import type { DuplicateGroup } from '../../../shared/model/customer.ts'

export type Candidate = DuplicateGroup['customers'][number]

/** Why these may be one person. */
export const evidenceOf = ({ by, key }: Pick<DuplicateGroup, 'by' | 'key'>): string => t(`merging.evidence.${by}`, key)

/** `Ann Brown (C-17)`; a bare number where there is no name. */
export const nameAndCode = ({ name, code }: { name: string | null; code: string }): string =>
  name === null || name === code ? code : `${name} (${code})`
