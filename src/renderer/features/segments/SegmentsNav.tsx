import { Link, useLocation } from 'wouter'
import { t } from '../../i18n.ts'
import classes from './explaining.module.css'

const views = [
  { path: '/segments', label: 'explaining.nav.groups' },
  { path: '/segments/pains', label: 'explaining.nav.pains' },
  { path: '/segments/movement', label: 'explaining.nav.movement' },
  { path: '/segments/compare', label: 'explaining.nav.compare' },
  { path: '/segments/rfm', label: 'explaining.nav.rfm' }
] as const

/** The views of the segments, side by side. */
export function SegmentsNav() {
  const [here] = useLocation()
  return (
    <nav className={classes.nav} aria-label={t('explaining.nav.label')}>
      {views.map(({ path, label }) => (
        <Link key={path} href={path} aria-current={here === path ? 'page' : undefined}>
          {t(label)}
        </Link>
      ))}
    </nav>
  )
}
