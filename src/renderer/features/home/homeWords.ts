/** The morning page in words: its sentence, its figures, and what is to be done. Pure. */
import type { Figure, HomeSummary } from '../../../shared/model/home.ts'
import type { WorkspaceCounts } from '../../../shared/model/workspace.ts'
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
  id: 'segments' | 'stale' | 'rejected'
  text: string
  why: string
}

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
