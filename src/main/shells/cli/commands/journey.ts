import { SextantError } from '../../../../shared/errors.ts'
import { count, date, decimal, percent, unknown } from '../../../../shared/format.ts'
import {
  bottleneckSentence,
  bottlenecks,
  breakLine,
  certaintyOf,
  journeyFinding,
  noteText,
  stageName,
  unknownText
} from '../../../../shared/journey.ts'
import { cli } from '../../../../shared/messages/en/cli.ts'
import { t } from '../../../../shared/messages/index.ts'
import type { JourneyView } from '../../../../shared/model/journey.ts'
import type { Arguments } from '../arguments.ts'
import type { Outcome } from '../commands.ts'
import { withWorkspace } from '../core.ts'
import { table } from '../table.ts'

/** `journey`: reads the journey (or answers with the stored run of the same input), for the asked scope. */
export function run(args: Arguments): Promise<Outcome> {
  const scope = {
    from: args.date('from') ?? null,
    to: args.date('to') ?? null,
    segment: args.integer('segment', 1, Number.MAX_SAFE_INTEGER) ?? null,
    channel: args.text('channel') ?? null,
    window: args.integer('window', 1, 3650) ?? null
  }
  if (scope.from !== null && scope.to !== null && scope.from > scope.to)
    throw new SextantError('cli.usage', { reason: cli.errors.reversed(scope.from, scope.to) })
  return withWorkspace(args, {}, async (core) => {
    await core.call('journey.run', { recompute: args.has('recompute'), asOf: args.date('as-of') })
    const view = await core.call('journey.view', scope)
    if (view === null) throw new SextantError('journey.notRead')
    return { json: outcome(view), text: () => describe(view) }
  })
}

/** The stable keys of the command line. The moment of computing stays out: equal input, equal bytes. */
function outcome(view: JourneyView) {
  const { computedAt: _at, stale: _stale, events: _events, stages, painPoints, painMatrix, ...rest } = view
  const usable = stages.some(({ conversion }) => conversion !== null)
  const nameOf = (id: number) => key(stages.find(({ stage }) => stage.id === id)?.stage)
  return {
    ...rest,
    verdict: {
      level: usable ? 'usable' : 'insufficient-data',
      reason: t(usable ? 'journey.cli.verdict.usable' : 'journey.cli.verdict.insufficient')
    },
    finding: journeyFinding(view),
    stages: stages.map(({ stage, customers, conversion, days, ...more }) => ({
      stage: key(stage),
      name: stageName(stage),
      customers,
      conversion: conversion?.share ?? null,
      low: conversion?.low ?? null,
      high: conversion?.high ?? null,
      medianDays: days.median,
      ...more,
      days
    })),
    bottlenecks: bottlenecks(view).map((one) => ({
      kind: one.kind,
      lost: one.lost,
      certainty: certaintyOf(one),
      text: bottleneckSentence(one, view),
      ...(one.kind === 'change' ? one.change : one.kind === 'gap' ? one.gap : {}),
      stage: nameOf(one.kind === 'change' ? one.change.stage : one.kind === 'gap' ? one.gap.stage : one.figures.stage.id)
    })),
    changes: view.changes.map((change) => ({ ...change, stage: nameOf(change.stage) })),
    gaps: view.gaps.map((gap) => ({ ...gap, stage: nameOf(gap.stage) })),
    painPoints: painPoints.map((point) => ({ ...point, stage: nameOf(point.stage) })),
    painMatrix: painMatrix.cells.map((cell) => ({ ...cell, stage: nameOf(cell.stage) })),
    notes: view.notes.map((note) => ({ ...note, text: noteText(note) }))
  }
}

/** The role where a stage has one, since names may change. */
function key(stage: JourneyView['stages'][number]['stage'] | undefined): string {
  return stage === undefined ? '' : (stage.role ?? stageName(stage))
}

function describe(view: JourneyView): string {
  const rows = view.stages.map(({ stage, customers, conversion, days, open }) => [
    stageName(stage),
    customers === null ? unknown : count(customers),
    conversion === null ? unknown : percent(conversion.share, 1),
    conversion === null ? unknown : `${percent(conversion.low, 1)}–${percent(conversion.high, 1)}`,
    days.median === null ? unknown : decimal(days.median, 1),
    open === null ? unknown : count(open)
  ])
  return [
    t('journey.cli.read', view.customers, date(view.run.asOf), t('journey.days', view.window)),
    table(
      {
        stage: t('journey.cli.columns.stage'),
        customers: t('journey.cli.columns.customers'),
        conversion: t('journey.cli.columns.conversion'),
        interval: t('journey.cli.columns.interval'),
        days: t('journey.cli.columns.days'),
        open: t('journey.cli.columns.open')
      },
      rows
    ),
    ...bottlenecks(view)
      .slice(0, 5)
      .map((one) => breakLine(one, view)),
    ...[...Map.groupBy(view.stages, unknownText)].flatMap(([why, of]) =>
      why === null
        ? []
        : [
            t(
              'journey.cli.unknown',
              of.map(({ stage }) => stageName(stage)),
              why
            )
          ]
    ),
    ...view.notes.map(noteText)
  ].join('\n')
}
