import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { type PlainMessageKey, t } from '../i18n.ts'
import classes from './ViewNav.module.css'

interface ViewNavProps {
  label: string
  views: readonly { path: string; label: PlainMessageKey }[]
  /** What belongs beside them, at the end of the line. */
  children?: ReactNode
}

/** The views of one subject, side by side. */
export function ViewNav({ label, views, children }: ViewNavProps) {
  const [here] = useLocation()
  return (
    <div className={classes.line}>
      <nav className={classes.nav} aria-label={label}>
        {views.map((view) => (
          <Link key={view.path} href={view.path} aria-current={here === view.path ? 'page' : undefined}>
            {t(view.label)}
          </Link>
        ))}
      </nav>
      {children}
    </div>
  )
}
