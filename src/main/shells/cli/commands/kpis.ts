import { SextantError } from '../../../../shared/errors.ts'
import { dateRange, plain, unknown } from '../../../../shared/format.ts'
import { kpiExact, kpiInterval } from '../../../../shared/kpi-format.ts'
import { cli } from '../../../../shared/messages/en/cli.ts'
import { kpis as words } from '../../../../shared/messages/en/kpis.ts'
import { message } from '../../../../shared/messages/index.ts'
import {
  countedToo,
  definitionOf,
  KpiBreakdown,
  type KpiCell,
  KpiComparison,
  type KpiCourse,
  KpiGrain,
  KpiId,
  type KpiMember,
  KpiPeriod,
  type KpiView,
  rangeOf
} from '../../../../shared/model/kpis.ts'
import { readTypedNumber } from '../../../../shared/typed-number.ts'
import type { Arguments } from '../arguments.ts'
import type { Outcome } from '../commands.ts'
import { withWorkspace } from '../core.ts'
import { table } from '../table.ts'

/** `kpis`: how the shop is doing; counted first when the data have changed since. */
export function run(args: Arguments): Promise<Outcome> {
  const period = args.oneOf('period', KpiPeriod.options) ?? 'month'
  const compare = args.oneOf('compare', KpiComparison.options) ?? 'previous'
  const by = args.oneOf('by', KpiBreakdown.options) ?? null
  const course = args.oneOf('course', KpiId.options)
  const grain = args.oneOf('grain', KpiGrain.options) ?? 'week'
  const target = askedTarget(args)
  return withWorkspace(args, {}, async (core) => {
    if (target) await core.call('kpis.setTarget', { ...target, period })
    const view = await core.call('kpis.view', { period, compare, by, recompute: args.has('recompute') })
    const followed = course && (await core.call('kpis.course', { kpi: course, grain }))
    const cohorts = args.has('cohorts') ? await core.call('kpis.cohorts', {}) : undefined
    const { members, rows, ...rest } = view
    const json = {
      ...rest,
      ...(by === null
        ? {}
        : {
            breakdown: rows.flatMap(({ kpi, cells }) =>
              cells.map((cell, i) => ({
                kpi,
                member: members[i]?.id ?? null,
                name: members[i]?.none ? words.without[by] : (members[i]?.name ?? ''),
                ...cell
              }))
            )
          }),
      ...(followed ? { course: followed } : {}),
      ...(cohorts ? { cohorts } : {})
    }
    return {
      json,
      text: () => [heading(view), figures(view), ...parts(view), ...left(view), ...(followed ? unusual(followed) : [])].join('\n')
    }
  })
}

function askedTarget(args: Arguments): { kpi: KpiId; target: number | null } | null {
  const given = args.text('target')
  if (given === undefined) return null
  const [name = '', value = ''] = given.split('=')
  const kpi = KpiId.safeParse(name)
  const read = readTypedNumber(value)
  if ('unread' in read && read.unread === 'ambiguous')
    throw new SextantError('cli.usage', { reason: words.setTarget.ambiguous(value, String(read.grouped), String(read.decimal)) })
  const target = 'value' in read ? read.value : null
  if (!kpi.success || !given.includes('=') || (target === null && value.trim() !== ''))
    throw new SextantError('cli.usage', { reason: cli.kpis.badTarget(given) })
  // Said in the numbers that were typed, before anything is opened.
  const { low, high } = rangeOf(kpi.data)
  if (target !== null && ((low !== null && target < low) || (high !== null && target > high))) {
    const [said, share] = [(bound: number | null) => (bound === null ? null : plain(bound)), definitionOf(kpi.data).unit === 'share']
    throw new SextantError('cli.usage', { reason: cli.kpis.impossibleTarget({ given, share, low: said(low), high: said(high) }) })
  }
  return { kpi: kpi.data, target }
}

function heading({ period, span, comparison }: KpiView): string {
  if (span === null) return cli.kpis.noSpan(words.period[period])
  return cli.kpis.span(words.period[period], dateRange(span.from, span.to), comparison && dateRange(comparison.from, comparison.to))
}

function figures({ kpis, currency, easeScale }: KpiView): string {
  return table(
    cli.kpis.columns,
    kpis.map(({ kpi, target, ...cell }) => [
      ...row(words.of[kpi].name, kpi, cell, currency),
      kpiExact(target, definitionOf(kpi).unit, currency),
      basis(kpi, cell, easeScale)
    ])
  )
}

/** What a figure is computed from; of nothing where it is not known. */
const basis = (kpi: KpiId, { value, n }: KpiCell, scale: number | null = null): string =>
  value === null ? unknown : words.counts[kpi](n) + (kpi === 'ces' && scale !== null ? words.toScale(plain(scale)) : '')

const memberName = (member: KpiMember | undefined, by: KpiBreakdown): string =>
  member?.none ? words.without[by] : member?.id == null ? words.others : member.name

/** The breakdown, a member a row under the name of the KPI. */
function parts({ rows, members, currency, by, easeScale }: KpiView): string[] {
  if (by === null) return []
  const { target: _target, ...columns } = cli.kpis.columns
  const cells = rows.flatMap(({ kpi, cells: of }) =>
    of.map((cell, i) => [...row(`${words.of[kpi].name} · ${memberName(members[i], by)}`, kpi, cell, currency), basis(kpi, cell, easeScale)])
  )
  return ['', table(columns, cells)]
}

function row(name: string, kpi: KpiId, cell: KpiCell, currency: string): string[] {
  const { unit } = definitionOf(kpi)
  const why = cell.reason === null ? '' : words.reason[cell.reason]
  return [
    name,
    kpiExact(cell.value, unit, currency),
    cell.reason === null ? kpiInterval(cell, unit, currency) : why,
    kpiExact(cell.previous, unit, currency)
  ]
}

function left({ leftOut }: KpiView): string[] {
  const said = (isCounted: boolean) =>
    leftOut.filter(({ code }) => countedToo.includes(code) === isCounted).map(({ code, count: n }) => message(code, n) ?? code)
  const [left, too] = [said(false), said(true)]
  const lines = [...(left.length === 0 ? [] : [cli.kpis.leftOut(left)]), ...(too.length === 0 ? [] : [words.countedToo(too)])]
  return lines.length === 0 ? [] : ['', ...lines]
}

function unusual({ kpi, currency, points, tooShort }: KpiCourse): string[] {
  const { unit } = definitionOf(kpi)
  const found = points.filter(({ unusual: isUnusual }) => isUnusual)
  const lines = found.map(({ from, to, value, expected }) =>
    cli.kpis.unusual(from, to, kpiExact(value, unit, currency), kpiExact(expected, unit, currency))
  )
  return ['', words.of[kpi].name, ...(lines.length > 0 ? lines : [tooShort ? cli.kpis.tooShort : cli.kpis.nothingUnusual])]
}
