import type { ReactNode } from 'react'
import type { KpiSelection } from '../../../shared/model/kpi-selection.ts'
import type { Kpi, KpiId, KpiView } from '../../../shared/model/kpis.ts'
import { AmongLink } from '../../app/AmongLink.tsx'
import { format, t } from '../../i18n.ts'

type Who = KpiSelection['who']

/** The counts of customers behind a figure: by the figure itself and what it was computed from. */
function groupsOf({ kpi, value, n }: Kpi): { who: Who; count: number }[] {
  if (value === null) return []
  const part = Math.round(value * n)
  switch (kpi) {
    case 'customers':
      return [{ who: 'ordered', count: value }]
    case 'new-customers':
      return [{ who: 'new', count: value }]
    case 'repeat-purchase-rate':
      return [{ who: 'repeat', count: part }]
    case 'retention':
      return [
        { who: 'kept', count: part },
        { who: 'lost', count: n - part }
      ]
    case 'churn':
      return [
        { who: 'lost', count: part },
        { who: 'kept', count: n - part }
      ]
    default:
      return []
  }
}

/** What a count opens: exactly these customers. Plain where there is nobody. */
export function PeopleLink({ who, count, view, children }: { who: Who; count: number; view: KpiView; children: ReactNode }) {
  const { span, preceding } = view
  if (span === null || count === 0) return <>{children}</>
  const chip = t(`kpis.people.chip.${who}`, format.dateRange(span.from, span.to))
  return (
    <AmongLink
      filter={{ among: { of: 'kpi', who, ...span, before: preceding, currency: null }, subject: t('kpis.title'), value: chip }}
      label={t('kpis.people.see', t(`kpis.people.${who}`, count))}
    >
      {children}
    </AmongLink>
  )
}

/** Whose count the figure itself is; null for one that is none of customers. */
export const countedBy = (kpi: KpiId): Who | null => (kpi === 'customers' ? 'ordered' : kpi === 'new-customers' ? 'new' : null)

/** The customers behind a figure, each count a way to them. */
export function People({ kpi, view, className }: { kpi: Kpi; view: KpiView; className?: string | undefined }) {
  const groups = groupsOf(kpi)
  if (groups.length === 0) return null
  return (
    <ul className={className}>
      {groups.map(({ who, count }) => (
        <li key={who}>
          <PeopleLink who={who} count={count} view={view}>
            {t(`kpis.people.${who}`, count)}
          </PeopleLink>
        </li>
      ))}
    </ul>
  )
}
