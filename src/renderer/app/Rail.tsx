import { UnstyledButton } from '@mantine/core'
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { t } from '../i18n.ts'
import { Mark } from './Mark.tsx'
import classes from './Rail.module.css'
import { screens } from './screens.ts'

const storageKey = 'sextant.rail'

/** The way to the screens: icons and names, or icons alone. */
export function Rail() {
  const [location] = useLocation()
  const [narrow, setNarrow] = useState(() => localStorage.getItem(storageKey) === 'narrow')
  const toggle = () => {
    setNarrow(!narrow)
    localStorage.setItem(storageKey, narrow ? 'wide' : 'narrow')
  }
  const Toggle = narrow ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse
  return (
    <nav className={classes.rail} aria-label={t('frame.nav')} data-narrow={narrow || undefined}>
      <div className={classes.brand}>
        <Mark size={24} />
        {!narrow && <span className={classes.name}>Sextant</span>}
      </div>
      <ul className={classes.list}>
        {screens.map(({ path, label, icon: Icon }) => {
          const here = location === path || location.startsWith(`${path}/`)
          return (
            <li key={path}>
              <Link href={path} className={classes.link} aria-current={here ? 'page' : undefined} title={narrow ? t(label) : undefined}>
                <Icon size={20} stroke={1.6} aria-hidden="true" />
                <span className={classes.label}>{t(label)}</span>
              </Link>
            </li>
          )
        })}
      </ul>
      <UnstyledButton className={classes.toggle} onClick={toggle} aria-label={t(narrow ? 'frame.rail.widen' : 'frame.rail.narrow')}>
        <Toggle size={20} stroke={1.6} aria-hidden="true" />
      </UnstyledButton>
    </nav>
  )
}
