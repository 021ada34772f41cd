import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { t } from '../../i18n.ts'
import classes from './alerts.module.css'

const views = [
  { path: '/alerts', label: 'inbox.nav.inbox' },
  { path: '/alerts/model', label: 'inbox.nav.model' }
] as const

/** The views of the alerts, side by side, and what belongs beside them. */
export function AlertsNav({ children }: { children?: ReactNode }) {
  const [here] = useLocation()
  return (
    <div className={classes.nav}>
      <nav aria-label={t('inbox.nav.label')}>
        {views.map(({ path, label }) => (
          <Link key={path} href={path} aria-current={here === path ? 'page' : undefined}>
            {t(label)}
          </Link>
        ))}
      </nav>
      {children}
    </div>
  )
}
