import { ViewNav } from '../../components/ViewNav.tsx'
import { t } from '../../i18n.ts'

const views = [
  { path: '/segments', label: 'explaining.nav.groups' },
  { path: '/segments/pains', label: 'explaining.nav.pains' },
  { path: '/segments/movement', label: 'explaining.nav.movement' },
  { path: '/segments/compare', label: 'explaining.nav.compare' },
  { path: '/segments/rfm', label: 'explaining.nav.rfm' }
] as const

/** The views of the segments, side by side. */
export function SegmentsNav() {
  return <ViewNav label={t('explaining.nav.label')} views={views} />
}
