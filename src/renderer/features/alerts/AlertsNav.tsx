import type { ReactNode } from 'react'
import { ViewNav } from '../../components/ViewNav.tsx'
import { t } from '../../i18n.ts'

const views = [
  { path: '/alerts', label: 'inbox.nav.inbox' },
  { path: '/alerts/model', label: 'inbox.nav.model' },
  { path: '/alerts/detectors', label: 'inbox.nav.detectors' }
] as const

/** The views of the alerts, side by side, and what belongs beside them. */
export function AlertsNav({ children }: { children?: ReactNode }) {
  return (
    <ViewNav label={t('inbox.nav.label')} views={views}>
      {children}
    </ViewNav>
  )
}
