import { ViewNav } from '../../components/ViewNav.tsx'
import { t } from '../../i18n.ts'

const views = [
  { path: '/support', label: 'supporting.nav.groups' },
  { path: '/support/voices', label: 'supporting.nav.voices' },
  { path: '/support/answers', label: 'supporting.nav.answers' },
  { path: '/support/change', label: 'supporting.nav.change' }
] as const

/** The views of support, side by side. */
export function SupportNav() {
  return <ViewNav label={t('supporting.nav.label')} views={views} />
}
