import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { JourneyScope, JourneySelectionInput } from '../../../shared/model/journey.ts'
import { useFilters } from '../../app/filters.tsx'
import { t } from '../../i18n.ts'
import classes from './journey.module.css'

interface PickLinkProps {
  pick: JourneySelectionInput['pick']
  scope?: JourneyScope
  /** What the chip says. */
  chip: string
  /** What the link does, for those who hear it. */
  label: string
  /** Nobody: a number and no link. */
  empty?: boolean
  children: ReactNode
}

/** A count of the journey that opens the list of exactly these customers. */
export function PickLink({ pick, scope, chip, label, empty = false, children }: PickLinkProps) {
  const { setAmong } = useFilters()
  if (empty) return <span>{children}</span>
  const request: JourneySelectionInput = { of: 'journey', pick, ...(scope && { scope }) }
  return (
    <Link
      href="/customers"
      className={classes.pick}
      aria-label={label}
      onClick={() => setAmong({ among: request, subject: t('journey.filter.subject'), value: chip })}
    >
      {children}
    </Link>
  )
}
