import { Link } from 'wouter'
import { useMethod } from '../../app/query.ts'
import { t } from '../../i18n.ts'

/** The way to customers who may be in twice, where there are any, or were. */
export function DuplicatesLink() {
  const proposed = useMethod('customers.duplicates', { limit: 1 }).data?.people ?? 0
  const merged = useMethod('customers.merges', { limit: 1 }).data?.total ?? 0
  if (proposed + merged === 0) return null
  return <Link href="/customers/duplicates">{proposed > 0 ? t('merging.link', proposed) : t('merging.linkMerged')}</Link>
}
