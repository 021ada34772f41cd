/** The screens of the rail: where they are, how they are reached, and their code, loaded when first opened. */
import {
  type Icon,
  IconBellRinging,
  IconDatabaseImport,
  IconHome,
  IconLifebuoy,
  IconRoute,
  IconShoppingCartPlus,
  IconTopologyRing2,
  IconUsers
} from '@tabler/icons-react'
import { lazy } from 'react'
import type { PlainMessageKey } from '../i18n.ts'

export interface ScreenEntry {
  path: string
  label: PlainMessageKey
  icon: Icon
  /** After `G`. */
  key: string
}

export const screens: readonly ScreenEntry[] = [
  { path: '/home', label: 'frame.screen.home', icon: IconHome, key: 'h' },
  { path: '/data', label: 'frame.screen.data', icon: IconDatabaseImport, key: 'd' },
  { path: '/customers', label: 'frame.screen.customers', icon: IconUsers, key: 'c' },
  { path: '/journey', label: 'frame.screen.journey', icon: IconRoute, key: 'j' },
  { path: '/segments', label: 'frame.screen.segments', icon: IconTopologyRing2, key: 's' },
  { path: '/support', label: 'frame.screen.support', icon: IconLifebuoy, key: 'p' },
  { path: '/upsell', label: 'frame.screen.upsell', icon: IconShoppingCartPlus, key: 'u' },
  { path: '/alerts', label: 'frame.screen.alerts', icon: IconBellRinging, key: 'a' }
]

export const HomeScreen = lazy(async () => ({ default: (await import('../features/home/index.tsx')).HomeScreen }))
export const KpisScreen = lazy(async () => ({ default: (await import('../features/kpis/index.tsx')).KpisScreen }))
export const DataScreen = lazy(async () => ({ default: (await import('../features/data/index.tsx')).DataScreen }))
export const QualityScreen = lazy(async () => ({ default: (await import('../features/data/index.tsx')).QualityScreen }))
export const RejectedScreen = lazy(async () => ({ default: (await import('../features/data/index.tsx')).RejectedScreen }))
export const TemplatesScreen = lazy(async () => ({ default: (await import('../features/data/index.tsx')).TemplatesScreen }))
export const CustomersScreen = lazy(async () => ({ default: (await import('../features/customers/index.tsx')).CustomersScreen }))
export const CustomerScreen = lazy(async () => ({ default: (await import('../features/customers/index.tsx')).CustomerScreen }))
export const JourneyScreen = lazy(async () => ({ default: (await import('../features/journey/index.tsx')).JourneyScreen }))
export const DuplicatesScreen = lazy(async () => ({ default: (await import('../features/customers/index.tsx')).DuplicatesScreen }))
export const SegmentsScreen = lazy(async () => ({ default: (await import('../features/segments/index.tsx')).SegmentsScreen }))
export const SegmentScreen = lazy(async () => ({ default: (await import('../features/segments/index.tsx')).SegmentScreen }))
export const PainsScreen = lazy(async () => ({ default: (await import('../features/segments/index.tsx')).PainsScreen }))
export const MovementScreen = lazy(async () => ({ default: (await import('../features/segments/index.tsx')).MovementScreen }))
export const CompareScreen = lazy(async () => ({ default: (await import('../features/segments/index.tsx')).CompareScreen }))
export const RfmScreen = lazy(async () => ({ default: (await import('../features/segments/index.tsx')).RfmScreen }))
export const AlertsScreen = lazy(async () => ({ default: (await import('../features/alerts/index.tsx')).AlertsScreen }))
export const AlertDetectorsScreen = lazy(async () => ({ default: (await import('../features/alerts/index.tsx')).AlertDetectorsScreen }))
export const AlertModelScreen = lazy(async () => ({ default: (await import('../features/alerts/index.tsx')).AlertModelScreen }))
export const SupportScreen = lazy(async () => ({ default: (await import('../features/support/index.tsx')).SupportScreen }))
export const SupportGroupScreen = lazy(async () => ({ default: (await import('../features/support/index.tsx')).SupportGroupScreen }))
export const SupportVoicesScreen = lazy(async () => ({ default: (await import('../features/support/index.tsx')).SupportVoicesScreen }))
export const SupportAnswersScreen = lazy(async () => ({ default: (await import('../features/support/index.tsx')).SupportAnswersScreen }))
export const SupportChangeScreen = lazy(async () => ({ default: (await import('../features/support/index.tsx')).SupportChangeScreen }))
export const UpsellScreen = lazy(async () => ({ default: (await import('../features/upsell/index.tsx')).UpsellScreen }))
export const OffersScreen = lazy(async () => ({ default: (await import('../features/upsell/index.tsx')).OffersScreen }))
export const LaddersScreen = lazy(async () => ({ default: (await import('../features/upsell/index.tsx')).LaddersScreen }))
export const AnswersScreen = lazy(async () => ({ default: (await import('../features/upsell/index.tsx')).AnswersScreen }))
export const BeliefsScreen = lazy(async () => ({ default: (await import('../features/upsell/index.tsx')).BeliefsScreen }))
