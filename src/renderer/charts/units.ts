/** Values of a feature as people say them: in the original unit, never as the engine scaled them. */
import { about, count, currencySign, days, moneyAbout, times } from '../../shared/format.ts'
import { t } from '../../shared/messages/index.ts'
import type { Feature } from '../../shared/model/segments.ts'

/** `12 days ago`, `13 orders`, `£4,210`, `£390 an order`, `340 days`. */
export function featureValue(feature: Feature, value: number, currency: string): string {
  switch (feature) {
    case 'recency':
      return t('segments.value.recency', days(value))
    case 'frequency':
      return t('segments.value.frequency', about(value), value === 1)
    case 'monetary':
      return t('segments.value.monetary', moneyAbout(value, currency))
    case 'meanOrderValue':
      return t('segments.value.meanOrderValue', moneyAbout(value, currency))
    case 'tenure':
      return t('segments.value.tenure', days(value))
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
  const isMoney = feature === 'monetary' || feature === 'meanOrderValue'
  if (isMoney && typical > 0 && value >= manifold * typical) return t('segments.against.times', times(value / typical))
  if (isMoney) return t('segments.against.typically', moneyAbout(typical, currency))
  return t('segments.against.typically', feature === 'frequency' ? about(typical) : count(typical))
}

/** `Last order (days ago)`, `Spent (£)`: the name with the unit of its numbers, for the header of a table. */
export function featureWithUnit(feature: Feature, currency: string): string {
  const unit = feature === 'monetary' || feature === 'meanOrderValue' ? currencySign(currency) : t(`segments.unit.${feature}`)
  const name = t(`segments.feature.${feature}`)
  return unit === '' ? name : `${name} (${unit})`
}
