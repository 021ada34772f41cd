/** Values of a feature as people say them: in the original unit, never as the engine scaled them. */
import { about, currencySign, days, moneyAbout } from '../../shared/format.ts'
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

/** `Last order (days ago)`, `Spent (£)`: the name with the unit of its numbers, for the header of a table. */
export function featureWithUnit(feature: Feature, currency: string): string {
  const unit = feature === 'monetary' || feature === 'meanOrderValue' ? currencySign(currency) : t(`segments.unit.${feature}`)
  const name = t(`segments.feature.${feature}`)
  return unit === '' ? name : `${name} (${unit})`
}
