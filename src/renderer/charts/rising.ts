/** An issue's weeks, small: a bar a week, those since its rise in the one highlight, and what was expected of each as a line. */
import { count, countAbout, date } from '../../shared/format.ts'
import { t } from '../../shared/messages/index.ts'
import type { SupportResult } from '../../shared/model/support.ts'
import type { Tokens } from '../app/tokens.ts'
import { type ChartOption, type ChartTable, frame } from './option.ts'

type Issue = Pick<SupportResult['rising'][number], 'from' | 'weeks' | 'expectedWeeks'>

const msADay = 86_400_000

/** First days of the weeks; the last one ends on the as-of day. */
export function weekStarts({ weeks }: Issue, asOf: string): string[] {
  const last = Date.parse(`${asOf}T00:00:00Z`) + msADay
  return weeks.map((_, i) => new Date(last - (weeks.length - i) * 7 * msADay).toISOString().slice(0, 10))
}

export function risingOption(issue: Issue, asOf: string, tokens: Tokens): ChartOption {
  const starts = weekStarts(issue, asOf)
  const said = (i: number) => t('supporting.rising.week', date(starts[i]), count(issue.weeks[i]), countAbout(issue.expectedWeeks[i] ?? 0))
  return {
    ...frame(tokens),
    grid: { left: 2, right: 2, top: 6, bottom: 2 },
    xAxis: { type: 'category', show: false, data: starts },
    yAxis: { type: 'value', show: false, min: 0 },
    tooltip: { ...frame(tokens).tooltip, trigger: 'axis', axisPointer: { type: 'none' } },
    series: [
      {
        type: 'bar',
        barCategoryGap: '20%',
        emphasis: { disabled: true },
        data: issue.weeks.map((value, i) => ({
          value,
          sentence: said(i),
          itemStyle: { color: (starts[i] as string) >= issue.from ? tokens.brass : tokens.muted }
        }))
      },
      {
        type: 'line',
        symbol: 'none',
        silent: true,
        lineStyle: { color: tokens.ink, width: 1.5 },
        data: issue.expectedWeeks.map((value, i) => ({ value, sentence: said(i) }))
      }
    ]
  }
}

export function risingTable(issue: Issue, asOf: string): ChartTable {
  const starts = weekStarts(issue, asOf)
  return {
    columns: [
      { header: t('supporting.rising.columns.week'), kind: 'text' },
      { header: t('supporting.rising.columns.customers'), kind: 'number' },
      { header: t('supporting.rising.columns.expected'), kind: 'number' }
    ],
    rows: starts.map((start, i) => [date(start), issue.weeks[i] ?? null, issue.expectedWeeks[i] ?? null])
  }
}
