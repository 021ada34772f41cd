import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { type AmongFilter, useFilters } from './filters.tsx'

/** A count of customers that opens the list of exactly these. */
export function AmongLink({ filter, label, children }: { filter: AmongFilter; label: string; children: ReactNode }) {
  const { setAmong } = useFilters()
  return (
    <Link href="/customers" aria-label={label} onClick={() => setAmong(filter)}>
      {children}
    </Link>
  )
}
