/** The KPI view in words. Pure. */
import { kpiAbout, kpiChange } from '../../../shared/kpi-format.ts'
import {
  countedToo,
  definitionOf,
  type KpiBreakdown,
  type KpiId,
  type KpiMember,
  type KpiPoint,
  type KpiView,
  kpiIds
} from '../../../shared/model/kpis.ts'
import { type TypedNumber, writeTypedNumber } from '../../../shared/typed-number.ts'
import { format, message, t } from '../../i18n.ts'

export const groups = ['sales', 'customers', 'marketing', 'voice', 'service'] as const

export const kpisOf = (group: (typeof groups)[number]): KpiId[] => kpiIds.filter((kpi) => definitionOf(kpi).group === group)

export function finding({ kpis, currency, period, compare, span }: KpiView): string {
  if (span === null) return t('kpis.noSpan')
  const revenue = kpis.find(({ kpi }) => kpi === 'revenue')
  const judged = kpis.filter(({ met }) => met !== null)
  const met = t('kpis.targetsMet', judged.filter((kpi) => kpi.met).length, judged.length)
  if (revenue === undefined || revenue.value === null) return `${t('kpis.noData')}${met}`
  const isCompared = revenue.previous !== null && revenue.previous !== 0
  const change = isCompared
    ? t('kpis.againstBefore', kpiChange(revenue.value, revenue.previous, 'money'), t(`kpis.compare.${compare}`))
    : null
  return `${t('kpis.finding', t(`kpis.period.${period}`), format.moneyAbout(revenue.value, currency), change)}${met}`
}

export function note({ span, comparison, leftOut }: KpiView): string | null {
  const days = span && t('kpis.span', format.dateRange(span.from, span.to), comparison && format.dateRange(comparison.from, comparison.to))
  const said = (isCounted: boolean) =>
    leftOut.filter(({ code }) => countedToo.includes(code) === isCounted).map(({ code, count }) => message(code, count) ?? code)
  const left = said(false).length === 0 ? null : t('kpis.notCounted', said(false))
  const too = said(true).length === 0 ? null : t('kpis.countedToo', said(true))
  return [days, left, too].filter((part) => part !== null).join(' ') || null
}

export function memberName(member: KpiMember, by: KpiBreakdown): string {
  if (member.none) return t(`kpis.without.${by}`)
  return member.id === null ? t('kpis.others') : member.name
}

export function pointNames(points: readonly KpiPoint[], grain: 'week' | 'month'): string[] {
  return points.map(({ from, to }) => (grain === 'month' ? format.month(from.slice(0, 7)) : format.dateRange(from, to)))
}

/** What moved a figure that stands out; null where no group did. */
export function driverWords(kpi: KpiId, { driver }: Pick<KpiPoint, 'driver'>, currency: string): string | null {
  if (driver === null) return null
  const said = (value: number) => (kpi === 'revenue' ? kpiAbout(value, 'money', currency) : format.count(Math.round(value)))
  return t(
    'kpis.course.driver',
    t('kpis.course.of', driver.segment, driver.category),
    said(driver.value),
    said(driver.expected),
    format.percentAbout(driver.share)
  )
}

/** The range of a figure and what it is of; empty for a count, which says so itself. */
export function rangeWords(kpi: KpiId, interval: string, n: number | null): string {
  const { unit } = definitionOf(kpi)
  const isCounted = unit === 'count' || n === null || (unit === 'money' && interval === '')
  return [interval, isCounted ? '' : t('kpis.ofSome', t(`kpis.counts.${kpi}`, n))].filter((part) => part !== '').join(' · ')
}

/** The scale that ease is told on; nothing of other figures. */
export const scaleWords = (kpi: KpiId, { easeScale }: Pick<KpiView, 'easeScale'>): string =>
  kpi === 'ces' && easeScale !== null ? t('kpis.toScale', format.plain(easeScale)) : ''

/** Whether a change is good; null where neither is. */
export function isGood(kpi: KpiId, now: number | null, before: number | null): boolean | null {
  const { better } = definitionOf(kpi)
  if (now === null || before === null || better === null || now === before) return null
  return now > before === (better === 'more')
}

/** As it is typed: shares in per cent. */
export const typed = (kpi: KpiId, value: number): number => (definitionOf(kpi).unit === 'share' ? Math.round(value * 1e6) / 1e4 : value)
export const untyped = (kpi: KpiId, value: number): number => (definitionOf(kpi).unit === 'share' ? Math.round(value * 1e6) / 1e8 : value)

/** Why what was typed is no target; null where it is a number. */
export function unreadWords(text: string, read: TypedNumber): string | null {
  if ('value' in read) return null
  if (read.unread === 'ambiguous') {
    return t('kpis.setTarget.ambiguous', text.trim(), writeTypedNumber(read.grouped), writeTypedNumber(read.decimal))
  }
  return read.unread === 'empty' ? t('kpis.setTarget.empty') : t('kpis.setTarget.noNumber', text.trim())
}

export function unitSign(kpi: KpiId, currency: string): string {
  const { unit } = definitionOf(kpi)
  if (unit === 'share') return t('kpis.percent')
  if (unit === 'hours') return t('kpis.hours', '').trim()
  return unit === 'money' ? format.currencySign(currency) : ''
}

export const breakdowns: readonly KpiBreakdown[] = ['segment', 'channel', 'country', 'category']
