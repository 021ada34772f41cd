/** Features as people say them, from ids that arrive as data. Pure. */
import { about } from '../../shared/format.ts'
import { message } from '../../shared/messages/index.ts'
import type { Feature } from '../../shared/model/segments.ts'
import { featureValue } from './units.ts'

/** `Last order`. */
export function featureName(feature: string): string {
  return message(`segments.feature.${feature}`) ?? feature
}

/** `12 days ago`, `£390 an order`. */
export function sayFeature(feature: string, value: number, currency: string): string {
  return isFeature(feature) ? featureValue(feature, value, currency) : about(value)
}

function isFeature(feature: string): feature is Feature {
  return message(`segments.feature.${feature}`) !== undefined
}
