/** What is said about segments, from their figures. Pure: tested without a page. */
import { count, moneyAbout, percentAbout } from '../../../shared/format.ts'
import { message, t } from '../../../shared/messages/index.ts'
import type { Segment, SegmentsResult } from '../../../shared/model/segments.ts'

/** The segment with the largest share of revenue: the one a shop owner asks about first. */
export function foremost(result: Pick<SegmentsResult, 'segments'>): Segment | undefined {
  return result.segments.reduce<Segment | undefined>((best, next) => (best && best.net >= next.net ? best : next), undefined)
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
    revenueShare: segment.revenueShare === null ? null : percentAbout(segment.revenueShare)
  }
}

/** Customers who are in no segment, and why. */
export function leftOut(result: Pick<SegmentsResult, 'leftOut'>): string[] {
  return result.leftOut
    .filter((warning) => warning.count > 0)
    .map(({ code, count: people }) => message(code, people) ?? t('customers.count.customers', people))
}

/** Whether the number of groups in use is put forward twice: there is nothing to choose. */
export function bothInUse({ proposals, k }: Pick<SegmentsResult, 'proposals' | 'k'>): boolean {
  return proposals.length === 2 && proposals.every((proposal) => proposal.k === k)
}
