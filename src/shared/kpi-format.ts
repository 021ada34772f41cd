/** KPIs as people read them, each in its unit. */
import * as format from './format.ts'
import type { KpiUnit } from './model/kpis.ts'

/** For prose and figures: short. */
export function kpiAbout(value: number | null, unit: KpiUnit, currency: string): string {
  switch (unit) {
    case 'money':
      return format.moneyAbout(value, currency)
    case 'count':
      return format.count(value)
    case 'share':
      // A change of a tenth of a point has to be seen beside it.
      return format.percentAbout(value, 1)
    case 'points':
      return value === null ? format.unknown : format.signed(Math.round(value))
    case 'hours':
      return value === null ? format.unknown : value < 1 ? format.duration(value * 3_600) : `${format.about(value)} h`
    case 'score':
    case 'times':
      return format.about(value)
  }
}

/** For tables: two decimals, counts as they are. */
export function kpiExact(value: number | null, unit: KpiUnit, currency: string): string {
  switch (unit) {
    case 'money':
      return format.money(value, currency)
    case 'count':
      return format.count(value)
    case 'share':
      return format.percent(value)
    case 'hours':
      return value === null ? format.unknown : `${format.decimal(value)} h`
    case 'points':
    case 'score':
    case 'times':
      return format.decimal(value)
  }
}

/** As it was typed, for a sentence about a value: not rounded to what a table shows. */
export function kpiBare(value: number, unit: KpiUnit): string {
  if (unit === 'share') return `${format.plain(value * 100)}%`
  return unit === 'hours' ? `${format.plain(value)} h` : format.plain(value)
}

/** The interval in the same unit; empty for what is counted rather than estimated. */
export function kpiInterval({ low, high }: { low: number | null; high: number | null }, unit: KpiUnit, currency: string): string {
  if (low === null || high === null) return ''
  const text = (value: number) =>
    unit === 'share' ? format.percent(value, 1) : unit === 'hours' ? format.decimal(value) : kpiExact(value, unit, currency)
  return range(low, high, text) + (unit === 'hours' ? ' h' : '')
}

/** The same for prose, as short as the value beside it. */
export function kpiIntervalAbout({ low, high }: { low: number | null; high: number | null }, unit: KpiUnit, currency: string): string {
  if (low === null || high === null) return ''
  // One unit for both ends, and as many figures as the larger has.
  if (unit === 'hours') return `${range(low, high, (value) => format.decimal(value, high < 10 ? 2 : high < 100 ? 1 : 0))} h`
  if (unit === 'points' && low >= 0) return range(low, high, (value) => format.count(Math.round(value)))
  return range(low, high, (value) => kpiAbout(value, unit, currency))
}

function range(low: number, high: number, text: (value: number) => string): string {
  // A dash beside a minus would read as another minus.
  return low < 0 ? `${text(low)} to ${text(high)}` : `${text(low)}–${text(high)}`
}

/** The change against before: shares in points of per cent, points and scores as they differ, everything else in per cent. */
export function kpiChange(now: number | null, before: number | null, unit: KpiUnit): string {
  if (now === null || before === null) return format.unknown
  if (unit === 'share') return `${format.signed((now - before) * 100)} pp`
  if (unit === 'points' || unit === 'score') return format.signed(now - before)
  return format.change(now, before)
}
