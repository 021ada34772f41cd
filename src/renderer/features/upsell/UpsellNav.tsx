import { ViewNav } from '../../components/ViewNav.tsx'
import { t } from '../../i18n.ts'

const views = [
  { path: '/upsell', label: 'offering.nav.advice' },
  { path: '/upsell/offers', label: 'offering.nav.offers' },
  { path: '/upsell/ladders', label: 'offering.nav.ladders' },
  { path: '/upsell/answers', label: 'offering.nav.answers' },
  { path: '/upsell/beliefs', label: 'offering.nav.beliefs' }
] as const

/** The views of upsell, side by side. */
export function UpsellNav() {
  return <ViewNav label={t('offering.nav.label')} views={views} />
}
