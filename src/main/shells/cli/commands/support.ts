import { csvText } from '../../../../shared/csv.ts'
import { dayBefore } from '../../../../shared/days.ts'
import { SextantError } from '../../../../shared/errors.ts'
import { about, count, date, decimal, percent } from '../../../../shared/format.ts'
import { cli } from '../../../../shared/messages/en/cli.ts'
import { support as words } from '../../../../shared/messages/en/support.ts'
import { message } from '../../../../shared/messages/index.ts'
import {
  fewestSupportClusters,
  mostSupportClusters,
  namesNothing,
  type SupportResult,
  supportLinkages,
  supportMetrics,
  supportUnits
} from '../../../../shared/model/support.ts'
import type { Arguments } from '../arguments.ts'
import type { Outcome } from '../commands.ts'
import { withWorkspace } from '../core.ts'
import { outPath, writeOut } from '../out-file.ts'
import { table } from '../table.ts'

/** As many as fit a terminal; with --json all. */
const shown = 10

/** `support`: who needs what, who should answer, and what is about to go wrong. */
export function run(args: Arguments): Promise<Outcome> {
  const request = {
    unit: args.oneOf('unit', supportUnits),
    linkage: args.oneOf('linkage', supportLinkages),
    metric: args.oneOf('metric', supportMetrics),
    clusters: args.text('clusters') === 'auto' ? ('auto' as const) : args.integer('clusters', fewestSupportClusters, mostSupportClusters),
    about: args.list('about'),
    seed: args.integer('seed', 0, 0xffffffff),
    asOf: args.date('as-of'),
    recompute: args.has('recompute')
  }
  if ((request.linkage ?? 'ward') === 'ward' && (request.metric ?? 'euclidean') !== 'euclidean')
    throw new SextantError('cli.usage', { reason: cli.lab.wardIsEuclidean })
  if (request.unit === 'tickets' && request.about !== undefined) throw new SextantError('cli.usage', { reason: cli.lab.aboutCustomers })
  const members = outPath(args, 'members')
  const next = outPath(args, 'next')
  return withWorkspace(args, {}, async (core) => {
    const result = await core.call('support.run', request)
    const written: Written[] = []
    if (members !== undefined) {
      const rows = await core.call('support.members', {})
      const { unit, cluster, name } = cli.support.memberColumns
      await writeOut(members, csvText([[unit[result.unit], cluster, name], ...rows.map((row) => [row.unit, row.cluster, row.name])]))
      written.push({ file: members, count: rows.length })
    }
    if (next !== undefined) {
      const rows = nextRows(result)
      await writeOut(next, csvText([Object.values(cli.support.nextColumns), ...rows]))
      written.push({ file: next, count: rows.length })
    }
    return { json: result, text: () => describe(result, written) }
  })
}

interface Written {
  file: string
  count: number
}

type NextRow = [customer: string, chance: number, cluster: number | null, name: string | null, ...because: (number | null)[]]

/** Who may write soon, the likeliest first, each with the group that they are in, and what the chance is made of. */
function nextRows({ next, clusters }: SupportResult): NextRow[] {
  const names = new Map(clusters.map(({ id, name }) => [id, name]))
  return (next?.customers ?? []).map(({ customer, chance, cluster, because }) => [
    customer,
    chance,
    cluster,
    cluster === null ? null : (names.get(cluster) ?? null),
    because?.since ?? null,
    because?.orders ?? null,
    because?.tickets ?? null
  ])
}

/** A result as a terminal shows it. */
export function describe(result: SupportResult, written: readonly Written[]): string {
  const { columns, routingColumns, nextColumns, ...text } = cli.support
  const { clusters, routing, notes, verdict, units, tickets, run } = result
  const behaviour = result.from === 'behaviour'
  const rows = clusters.map(({ id, name, size, share, stability, profile, play }) => [
    String(id),
    name,
    count(size),
    percent(share, 1),
    stability === null ? null : decimal(stability, 2),
    profile[0] ? words.trait(profile[0]) : '',
    play === null ? '' : words.play[play.play]
  ])
  const named = routing
    .filter(({ best, instead }) => best || instead)
    .map(({ who, category, ratio, crude, tickets: of, open, busy, instead }) => [
      category,
      busy ? text.busy(who) : instead ? text.instead(who) : who,
      decimal(ratio, 2),
      crude === null ? null : `${about(crude.own)} / ${about(crude.others)}`,
      count(of),
      count(open)
    ])
  const soon = nextRows(result)
    .slice(0, shown)
    .map(([customer, chance, cluster, name, ...because]) => [
      customer,
      percent(chance, 0),
      cluster === null ? null : String(cluster),
      name,
      ...because.map((of) => (of === null ? null : count(of)))
    ])
  const told = notes.map(({ code, count: n, example }) => message(code, n, example) ?? code)
  return [
    ...(behaviour ? [text.noTickets] : []),
    behaviour
      ? text.foundBehaviour(clusters.length, units, tickets, date(run.asOf))
      : text.found(clusters.length, units, result.unit, tickets, date(run.asOf)),
    verdict.reason,
    table(columns, rows),
    ...(behaviour ? [] : ['', ...risingLines(result)]),
    ...(named.length > 0 ? ['', text.routing, table(routingColumns, named)] : []),
    ...(soon.length > 0 ? ['', text.next, table(nextColumns, soon)] : result.next === null ? [] : ['', text.noNext]),
    ...(told.length > 0 ? ['', text.notes(told)] : []),
    ...written.map(({ count: rows, file }) => text.members(rows, file))
  ].join('\n')
}

function risingLines(result: SupportResult): string[] {
  const { rising, risingColumns, firstSeason, quiet } = cli.support
  const issues = result.rising.slice(0, shown)
  const stopped = result.quietFrom === null ? [] : [quiet(date(result.quietFrom), dayBefore(result.quietFrom))]
  if (issues.length === 0) return stopped.length > 0 ? stopped : [noRise(result)]
  const rows = issues.map(({ product, category, from, tickets, ratio, seasonKnown }) => [
    product ?? '–',
    category ?? '–',
    `${date(from)}${seasonKnown ? '' : ' *'}`,
    count(tickets),
    decimal(ratio, 1)
  ])
  return [...stopped, rising, table(risingColumns, rows), ...(issues.every(({ seasonKnown }) => seasonKnown) ? [] : [firstSeason])]
}

/** That none rises, or why that cannot be told. */
function noRise({ known, risingUnseen: why }: SupportResult): string {
  const { nothingRising, risingUnseen } = cli.support
  if (why !== null) return risingUnseen[why]
  return namesNothing(known) ? risingUnseen.unnamed : nothingRising
}
