/** The morning page in words: its sentence, its figures, and what is to be done. Pure. */

import { kpiAbout } from '../../../shared/kpi-format.ts'
import type { InboxAlert } from '../../../shared/model/alerts.ts'
import type { Figure, HomeSummary } from '../../../shared/model/home.ts'
import { definitionOf, type KpiId, type KpiMorning } from '../../../shared/model/kpis.ts'
import type { WatchedFolder } from '../../../shared/model/watch.ts'
import type { WorkspaceCounts } from '../../../shared/model/workspace.ts'
import { whom, whyOf } from '../../app/alertWords.ts'
import type { AmongFilter } from '../../app/filters.tsx'
import type { MonthBar } from '../../charts/months.ts'
import { format, t } from '../../i18n.ts'

/** One sentence on how the shop is doing. */
export function homeFinding({ period, figures, currency }: HomeSummary): string {
  const revenue = figures.find((figure) => figure.figure === 'revenue')
  const customers = figures.find((figure) => figure.figure === 'activeCustomers')
  if (period === null || revenue?.value === null || revenue === undefined) return t('home.noPeriod')
  const span = spanOf(period.from, period.to)
  const amount = format.moneyAbout(revenue.value, currency)
  const from = customers?.value === null || customers === undefined ? null : customers.value
  if (revenue.previous === null || revenue.previous === 0) return t('home.finding', span, amount, from)
  return t('home.findingCompared', span, amount, (revenue.value - revenue.previous) / Math.abs(revenue.previous), from)
}

/** Over the strip of figures: what time they are of. */
export function figuresTitle({ period }: Pick<HomeSummary, 'period'>): string {
  return period === null ? t('home.figures') : t('home.figuresOf', spanOf(period.from, period.to))
}

/** Whom a figure counts, as the list of customers is narrowed to them; null for a figure that counts none. */
export function countedCustomers(
  { period, currency }: Pick<HomeSummary, 'period' | 'currency'>,
  { figure, value }: Figure
): AmongFilter | null {
  if (figure !== 'activeCustomers' || period === null || !value) return null
  const { from, to } = period
  return {
    among: { of: 'kpi', who: 'ordered', from, to, before: null, currency },
    subject: t('home.figure.activeCustomers.name'),
    value: format.dateRange(from, to)
  }
}

/** What the figures cover, and what they are held against. */
export function periodNote({ period }: HomeSummary): string | null {
  if (period === null) return null
  const now = format.dateRange(period.from, period.to)
  if (period.previousFrom === null || period.previousTo === null) return t('home.periodAlone', now)
  return t('home.period', now, format.dateRange(period.previousFrom, period.previousTo))
}

/** `12 months`, `1 month`: whole months from a first to a last day. */
function spanOf(from: string, to: string): number {
  const [fromYear = 0, fromMonth = 0] = from.split('-').map(Number)
  const [toYear = 0, toMonth = 0] = to.split('-').map(Number)
  return (toYear - fromYear) * 12 + (toMonth - fromMonth) + 1
}

/** A figure as it is shown: large, three significant figures at most; counts exact. */
export function figureText({ figure }: Pick<Figure, 'figure'>, value: number | null, currency: string): string {
  if (figure === 'revenue' || figure === 'meanOrderValue') return format.moneyAbout(value, currency)
  return figure === 'repeatShare' ? format.percentAbout(value) : format.count(value)
}

/** Against the period before, with its value: shares in percentage points, everything else in per cent. */
export function changeText(
  { figure, value, previous }: Pick<Figure, 'figure' | 'value' | 'previous'>,
  currency: string
): { text: string; direction: 'up' | 'down' | 'same' } | null {
  if (value === null || previous === null) return null
  const difference = value - previous
  const direction = difference > 0 ? 'up' : difference < 0 ? 'down' : 'same'
  const change = figure === 'repeatShare' ? t('home.points', format.signed(difference * 100)) : format.change(value, previous)
  if (change === format.unknown) return null
  return { text: t('home.against', change, figureText({ figure }, previous, currency)), direction }
}

/** Each month of the period, with the same month a year before where that is known. */
export function monthBars({ period, figures, currency }: Pick<HomeSummary, 'period' | 'figures' | 'currency'>): MonthBar[] {
  const series = figures.find(({ figure }) => figure === 'revenue')?.series ?? []
  if (period === null) return []
  const from = period.from.slice(0, 7)
  const byMonth = new Map(series.map(({ month, value }) => [month, value]))
  return series
    .filter(({ month }) => month >= from)
    .map(({ month, value }) => {
      const yearBefore = `${Number(month.slice(0, 4)) - 1}${month.slice(4)}`
      const before = byMonth.get(yearBefore) ?? null
      const full = format.month(month)
      const amount = format.moneyAbout(value, currency)
      const compared = before !== null && value !== null
      return {
        name: format.monthShort(month),
        full,
        value,
        before,
        said: format.moneyShort(value, currency),
        sentence: compared
          ? t('home.months.compared', full, amount, format.moneyAbout(before, currency), format.month(yearBefore))
          : t('home.inMonth', full, amount)
      }
    })
}

export interface ToDo {
  id: 'alerts' | 'look' | 'segments' | 'stale' | 'rejected' | 'missed' | 'unusual' | 'left' | 'doubtful' | 'needs' | 'needsStale' | 'rising'
  text: string
  why: string
  /** Of what is to be looked at. */
  kpi?: KpiId
  /** Which problem is to be opened. */
  issue?: { product: string | null; category: string | null }
}

/** As many as one does in a morning. */
const mostToDos = 5

/** The alerts of this week, with the most worthwhile of them; before the first look, that one may look. */
export function alertsToDo(looked: boolean, waiting: number, first: InboxAlert | undefined, currency: string): ToDo[] {
  if (!looked) return [{ id: 'look', text: t('inbox.home.look'), why: t('inbox.home.lookWhy') }]
  if (waiting === 0 || first === undefined) return []
  const why = t('inbox.home.why', whom(first), whyOf(first, currency))
  return [{ id: 'alerts', text: t('inbox.home.text', waiting), why }]
}

/** What the KPIs and the watched folders ask for: files that wait, targets that were missed, weeks that stand out, values that cannot be. */
export function furtherToDos(morning: KpiMorning | null, folders: readonly WatchedFolder[]): ToDo[] {
  const left = folders.flatMap((folder) => folder.left)
  const list: ToDo[] = []
  if (left[0]) list.push({ id: 'left', text: t('home.left.text', left.length), why: t('home.left.why', left[0].file) })
  if (morning === null) return list
  const { currency } = morning
  for (const { kpi, period, value, target, previous, met } of morning.figures) {
    if (met !== false) continue
    const said = (of: number | null) => kpiAbout(of, definitionOf(kpi).unit, currency)
    const text = t('home.missed.text', t(`kpis.of.${kpi}.name`), said(value), said(target))
    list.push({ id: 'missed', kpi, text, why: t('home.missed.why', t(`kpis.period.${period}`), previous === null ? null : said(previous)) })
  }
  for (const { kpi, from, value, expected, driver } of morning.unusual) {
    const said = (of: number | null) => kpiAbout(of, definitionOf(kpi).unit, currency)
    const text = t('home.unusual.text', t(`kpis.of.${kpi}.name`), format.date(from), said(value), said(expected))
    const amount = (of: number) => (kpi === 'revenue' ? format.moneyAbout(of, currency) : format.count(Math.round(of)))
    const why = driver
      ? t(
          'kpis.course.driver',
          t('kpis.course.of', driver.segment, driver.category),
          amount(driver.value),
          amount(driver.expected),
          format.percentAbout(driver.share)
        )
      : t('home.unusual.why')
    list.push({ id: 'unusual', kpi, text, why })
  }
  if (morning.doubtful > 0) list.push({ id: 'doubtful', text: t('home.doubtful.text', morning.doubtful), why: t('home.doubtful.why') })
  return list
}

/** More problems than this are for their own screen. */
const mostRising = 2

/** What support asks for: problems that are rising, and to look who needs what where nobody did, or where it has changed since. */
export function supportToDos({ support }: Pick<HomeSummary, 'support'>, { tickets }: Pick<WorkspaceCounts, 'tickets'>): ToDo[] {
  if (support === null) return tickets === 0 ? [] : [{ id: 'needs', text: t('home.needs.text', tickets), why: t('home.needs.why') }]
  if (support.stale) return [{ id: 'needsStale', text: t('home.needs.again'), why: t('home.needs.againWhy') }]
  return support.rising.slice(0, mostRising).map(({ product, category, from, tickets: wrote, expected, ratio }) => ({
    id: 'rising' as const,
    issue: { product, category },
    text: t('home.rising.text', t('supporting.rising.name', product, category), format.times(ratio)),
    why: t('home.rising.why', { customers: wrote, from: format.date(from), expected: format.countAbout(expected) })
  }))
}

/** All of them, as many as one does in a morning. */
export const todays = (...lists: readonly ToDo[][]): ToDo[] => lists.flat().slice(0, mostToDos)

/** What the last import moved, the furthest first. */
export function movedWords({ changed, currency }: KpiMorning): string[] {
  return (changed ?? [])
    .map((one) => ({ ...one, size: Math.abs(one.now - one.before) / Math.max(Math.abs(one.before), 1e-9) }))
    .filter(({ size }) => size >= leastMove)
    .sort((a, b) => b.size - a.size)
    .slice(0, mostMoved)
    .map(({ kpi, before, now }) => {
      const said = (of: number) => kpiAbout(of, definitionOf(kpi).unit, currency)
      return t('home.moved', t(`kpis.of.${kpi}.name`), said(before), said(now))
    })
}

/** Less than one in a hundred is no change that one reads. */
const leastMove = 0.01
const mostMoved = 4

/** What to do now, the most urgent first. */
export function toDos({ segments }: Pick<HomeSummary, 'segments'>, { customers, rejectedRows }: WorkspaceCounts, isSample = false): ToDo[] {
  const list: ToDo[] = []
  if (segments === null && customers > 0) {
    list.push({ id: 'segments', text: t('home.do.segments.text', customers), why: t('home.do.segments.why') })
  }
  if (segments?.stale) list.push({ id: 'stale', text: t('home.do.stale.text'), why: t('home.do.stale.why') })
  if (rejectedRows > 0) {
    const why = t(isSample ? 'sample.rejected' : 'home.do.rejected.why')
    list.push({ id: 'rejected', text: t('home.do.rejected.text', rejectedRows), why })
  }
  return list
}
