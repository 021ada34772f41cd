import { SextantError } from '../../../../shared/errors.ts'
import { count, date, money, percentAbout } from '../../../../shared/format.ts'
import { alerts as words } from '../../../../shared/messages/en/alerts.ts'
import { cli } from '../../../../shared/messages/en/cli.ts'
import { inbox } from '../../../../shared/messages/en/inbox.ts'
import { message } from '../../../../shared/messages/index.ts'
import type { Alert, AlertsResult } from '../../../../shared/model/alerts.ts'
import { rhythmUsed } from '../../../../shared/rhythm-used.ts'
import type { Arguments } from '../arguments.ts'
import type { Outcome } from '../commands.ts'
import { withWorkspace } from '../core.ts'
import { table } from '../table.ts'

/** As many as fit a terminal; with --json all. */
const shown = 20
const most = 1_000_000

/** `alerts`: whom to write to, why, and how often such alerts were right; computed, or answered with the stored run of the same input. */
export function run(args: Arguments): Promise<Outcome> {
  const share = askedShare(args)
  const limit = args.integer('limit', 0, most)
  const request = {
    ...(share === undefined ? {} : { falseAlarmShare: share }),
    seed: args.integer('seed', 0, 0xffffffff),
    asOf: args.date('as-of'),
    recompute: args.has('recompute')
  }
  return withWorkspace(args, {}, async (core) => {
    const result = await core.call('alerts.run', request)
    return {
      json: { ...result, alerts: result.alerts.slice(0, limit).map((alert) => told(alert, result.currency)) },
      text: () => describe(result, limit ?? shown)
    }
  })
}

function askedShare(args: Arguments): number | undefined {
  const share = args.number('false-alarm-share')
  if (share !== undefined && !(share >= 0.01 && share <= 0.9)) throw new SextantError('cli.usage', { reason: cli.alerts.badShare })
  return share
}

/** The stable keys of the command line. */
function told({ customerId: _id, ...alert }: Alert, currency: string) {
  return { ...alert, why: words.why[alert.kind](alert.evidence, currency) }
}

function describe({ until, verdict, kinds, alerts, total, currency, notes, rhythm }: AlertsResult, limit: number): string {
  const rows = alerts
    .slice(0, limit)
    .map(({ customer, kind, value, confidence, due, channel, weekday, evidence }) => [
      customer ?? '–',
      words.kind[kind],
      money(value, currency),
      percentAbout(confidence),
      due,
      cli.alerts.reach(channel, weekday, String(evidence.channelFrom ?? evidence.weekdayFrom ?? '')),
      words.why[kind](evidence, currency)
    ])
  const states = kinds.map((state) => [
    words.kind[state.kind],
    words.reason[state.reason],
    words.precision(state),
    count(state.alerts),
    words.cameTrue[state.kind]
  ])
  const left = notes.map(({ code, count: n, example }) => message(code, n, example) ?? code)
  return [
    cli.alerts.found(total, date(until)),
    verdict.reason,
    ...(rows.length > 0 ? ['', table(cli.alerts.columns, rows)] : []),
    ...(total > rows.length && rows.length > 0 ? [cli.alerts.more(total - rows.length)] : []),
    '',
    table(cli.alerts.kindColumns, states),
    ...(rhythm === null
      ? ['', cli.alerts.noModel]
      : [
          '',
          cli.alerts.model(rhythm.chosen, rhythm.heldOutDays, rhythm.orders, rhythm.model.expected),
          inbox.model.used[rhythmUsed(rhythm)],
          cli.alerts.fits(rhythm.fits),
          ...rhythm.pooling
            .filter(({ by }) => by === rhythm.pooledBy?.by)
            .map(({ by, groups, gain }) => inbox.model.pooled.alike(by, groups, gain))
        ]),
    ...(left.length > 0 ? ['', cli.alerts.notes(left)] : [])
  ].join('\n')
}
