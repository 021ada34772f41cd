/** Features of support as people say them. */
import { about, percentAbout } from '../../shared/format.ts'
import { t } from '../../shared/messages/index.ts'
import { toneOf } from '../../shared/tone.ts'

const named = [
  'perOrder',
  'wrote',
  'delay',
  'response',
  'resolution',
  'reopens',
  'rating',
  'tone',
  'returns',
  'orders',
  'gap',
  'since',
  'tenure'
] as const

/** `About Delivery`, `By phone`, `Time to the first answer`. */
export function supportFeature({ id, of }: { id: string; of: string | null }): string {
  if (id === 'category') return t('supporting.feature.category', of ?? '')
  if (id === 'channel') return t('supporting.feature.channel', of ?? '')
  if (id === 'value') return t('supporting.feature.value', of ?? '')
  if (id === 'bought') return t('supporting.feature.bought', of ?? '')
  if (id === 'about' || id === 'aboutShare') return of ?? ''
  const known = named.find((name) => name === id)
  return known === undefined ? id : t(`supporting.feature.${known}`)
}

/** In the unit of its own: `62%`, `5.2 hours`, `3 days`. */
export function supportValue(id: string, value: number | null): string {
  if (value === null) return t('supporting.unknown')
  switch (id) {
    case 'category':
    case 'channel':
      return t('supporting.value.tickets', percentAbout(value))
    case 'bought':
      return t('supporting.value.lines', percentAbout(value))
    case 'aboutShare':
      return t('supporting.value.people', percentAbout(value))
    case 'rating':
      return percentAbout(value)
    case 'returns':
      return about(supportFigure(id, value))
    case 'delay':
    case 'gap':
    case 'since':
    case 'tenure':
      return t('supporting.value.days', about(value))
    case 'response':
    case 'resolution':
      return hours(value)
    case 'tone':
      return t(`support.tone.${toneOf(value)}`)
    default:
      return about(value)
  }
}

/** In the unit that the feature's name says, as tables have it. */
export function supportFigure<T extends number | null>(id: string, value: T): T | number {
  return id === 'returns' && value !== null ? 100 * value : value
}

const shares = ['category', 'channel', 'bought', 'aboutShare']

/** The same of the others, right behind it: what it is a share of has been said. */
export function supportOthers(id: string, value: number | null): string {
  return value !== null && shares.includes(id) ? percentAbout(value) : supportValue(id, value)
}

/** Nobody counts days in hours. */
export function hours(value: number): string {
  return value < 48 ? t('supporting.value.hours', about(value)) : t('supporting.value.days', about(value / 24))
}
