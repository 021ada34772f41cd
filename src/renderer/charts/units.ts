/** Values of a feature as people say them: in the original unit, never as the engine scaled them. */
import { featureName } from '../../shared/feature-words.ts'
import { about, count, currencySign, days, moneyAbout, percentAbout, times } from '../../shared/format.ts'
import { t } from '../../shared/messages/index.ts'
import { type Feature, readFeature } from '../../shared/model/features.ts'

/** `12 days ago`, `13 orders`, `£4,210`, `£390 an order`, `340 days`, `25%`. */
export function featureValue(feature: Feature, value: number, currency: string): string {
  switch (feature) {
    case 'recency':
      return t('features.value.recency', days(value))
    case 'frequency':
      return t('features.value.frequency', about(value), value === 1)
    case 'meanOrderValue':
      return t('features.value.meanOrderValue', moneyAbout(value, currency))
    case 'tickets':
      return t('features.value.tickets', value)
  }
  switch (readFeature(feature)?.unit) {
    case 'money':
      return moneyAbout(value, currency)
    case 'days':
      return days(value)
    case 'share':
      return percentAbout(value)
    default:
      return about(value)
  }
}

/** Closer than this share to the typical value is as good as typical. */
const nearness = 0.1
/** From here on "so many times as much" says more than the typical value; below, it only sounds exact. */
const manifold = 1.5

/** Whether there is nothing to tell about a value. */
export function isTypical(value: number, typical: number): boolean {
  return value === typical || (typical > 0 && Math.abs(value / typical - 1) < nearness)
}

/**
 * A value against the typical one, the way it is said: much more money is `4× typical`, anything else stands beside the
 * typical value (`typically 79`), since nobody counts days or orders in hundredths.
 */
export function againstTypical(feature: Feature, value: number, typical: number, currency: string): string {
  if (isTypical(value, typical)) return t('segments.against.same')
  const unit = readFeature(feature)?.unit
  if (unit === 'money') {
    if (typical > 0 && value >= manifold * typical) return t('segments.against.times', times(value / typical))
    return t('segments.against.typically', moneyAbout(typical, currency))
  }
  if (unit === 'share') return t('segments.against.typically', percentAbout(typical))
  return t('segments.against.typically', unit === 'days' ? count(typical) : about(typical))
}

/** `Last order (days ago)`, `Spent (£)`: the name with the unit of its numbers, for the header of a table. */
export function featureWithUnit(feature: Feature, currency: string): string {
  const unit = unitOf(feature, currency)
  return unit === '' ? featureName(feature) : `${featureName(feature)} (${unit})`
}

function unitOf(feature: Feature, currency: string): string {
  if (feature === 'recency') return t('features.unit.recency')
  const unit = readFeature(feature)?.unit
  if (unit === 'money') return currencySign(currency)
  if (unit === 'days') return t('features.unit.days')
  return ''
}
