/** What makes a segment different, in words, for every screen that shows segments. Pure. */
import { featureName } from '../../shared/feature-words.ts'
import { features } from '../../shared/messages/en/features.ts'
import { t } from '../../shared/messages/index.ts'
import type { Feature } from '../../shared/model/features.ts'
import type { Segment, SegmentsResult } from '../../shared/model/segments.ts'
import { againstTypical, featureValue, isTypical } from '../charts/units.ts'

/** Below a third of a standard deviation a difference is not worth a word. */
const noticeable = 0.33
const mostDifferences = 3

/**
 * What makes a segment different, largest effect first: at most three features whose effect is noticeable and whose
 * interval excludes none; where the middle customer is much like the typical one there is nothing to tell.
 * `12 orders (typically 2) · spent £4,210 (6.4× typical)`
 */
export function differences(segment: Pick<Segment, 'profile'>, result: Pick<SegmentsResult, 'features' | 'currency'>): string[] {
  const told = [...segment.profile]
    .filter(({ effect, effectLow, effectHigh }) => Math.abs(effect) >= noticeable && effectLow * effectHigh > 0)
    .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
    .flatMap(({ feature, median }) => {
      const typical = result.features.find((summary) => summary.feature === feature)?.median
      return typical === undefined || isTypical(median, typical) ? [] : [difference(feature, median, typical, result.currency)]
    })
    .slice(0, mostDifferences)
  return told.length === 0 ? [t('segments.different.nothing')] : told
}

/** The same in one line, as a sentence starts. */
export function differenceLine(segment: Pick<Segment, 'profile'>, result: Pick<SegmentsResult, 'features' | 'currency'>): string {
  const line = differences(segment, result).join(' · ')
  return line.charAt(0).toUpperCase() + line.slice(1)
}

function difference(feature: Feature, median: number, typical: number, currency: string): string {
  const value = featureValue(feature, median, currency)
  const against = againstTypical(feature, median, typical, currency)
  if (Object.hasOwn(features.different, feature) && feature !== 'other') {
    return t(`features.different.${feature as Exclude<keyof typeof features.different, 'other'>}`, value, against)
  }
  return t('features.different.other', featureName(feature), value, against)
}
