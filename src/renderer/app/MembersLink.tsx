import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { Segment } from '../../shared/model/segments.ts'
import { format, t } from '../i18n.ts'
import { useFilters } from './filters.tsx'

/** A count of customers that opens the list of exactly these. */
export function MembersLink({ segment, children }: { segment: Pick<Segment, 'id' | 'name' | 'slot' | 'size'>; children: ReactNode }) {
  const { setSegment } = useFilters()
  const { id, name, slot, size } = segment
  return (
    <Link
      href="/customers"
      aria-label={t('segments.table.seeCustomers', name, format.count(size))}
      onClick={() => setSegment({ id, name, slot })}
    >
      {children}
    </Link>
  )
}
