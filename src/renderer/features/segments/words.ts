/** What is said about segments, from their figures. Pure: tested without a page. */
import { count, moneyAbout, percentAbout } from '../../../shared/format.ts'
import { message, t } from '../../../shared/messages/index.ts'
import type { Feature, Segment, SegmentsResult } from '../../../shared/model/segments.ts'
import { againstTypical, featureValue, isTypical } from '../../charts/units.ts'

/** Below a third of a standard deviation a difference is not worth a word. */
const noticeable = 0.33
const mostDifferences = 3

/** The segment with the largest share of revenue: the one a shop owner asks about first. */
export function foremost(result: Pick<SegmentsResult, 'segments'>): Segment | undefined {
  return result.segments.reduce<Segment | undefined>(
    (best, next) => (best && best.revenueShare >= next.revenueShare ? best : next),
    undefined
  )
}

/** `Four groups; the 1,199 “Loyal regulars” are 28% of customers and bring £6.35m, 77% of revenue.` */
export function finding(result: SegmentsResult): string {
  const segment = foremost(result)
  return segment === undefined
    ? t('segments.finding.none')
    : t('segments.finding.groups', { k: result.segments.length, natural: result.verdict.level !== 'none', ...shares(segment, result) })
}

/** `1,199 “Loyal regulars”: 28% of customers, £6.35m and 77% of revenue.` */
export function segmentFinding(segment: Segment, result: SegmentsResult): string {
  return t('segments.detail.finding', shares(segment, result))
}

function shares(segment: Segment, { currency }: SegmentsResult) {
  return {
    name: segment.name,
    people: count(segment.size),
    share: percentAbout(segment.share),
    money: moneyAbout(segment.net, currency),
    revenueShare: percentAbout(segment.revenueShare)
  }
}

/**
 * What makes a segment different, largest effect first: at most three features whose effect is noticeable and whose
 * interval excludes none; where the middle customer is much like the typical one there is nothing to tell.
 * `12 orders (typically 2) · spent £4,210 (6.4× typical)`
 */
export function differences(segment: Segment, result: Pick<SegmentsResult, 'features' | 'currency'>): string[] {
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
export function differenceLine(segment: Segment, result: Pick<SegmentsResult, 'features' | 'currency'>): string {
  const line = differences(segment, result).join(' · ')
  return line.charAt(0).toUpperCase() + line.slice(1)
}

function difference(feature: Feature, median: number, typical: number, currency: string): string {
  return t(`segments.different.${feature}`, featureValue(feature, median, currency), againstTypical(feature, median, typical, currency))
}

/** Customers who are in no segment, and why. */
export function leftOut(result: Pick<SegmentsResult, 'leftOut'>): string[] {
  return result.leftOut
    .filter((warning) => warning.count > 0)
    .map(({ code, count: people }) => message(code, people) ?? t('customers.count.customers', people))
}
