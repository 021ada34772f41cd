import { SextantError } from '../../../../shared/errors.ts'
import { count, date, decimal, percent } from '../../../../shared/format.ts'
import { cli } from '../../../../shared/messages/en/cli.ts'
import type { Explanation } from '../../../../shared/model/explanation.ts'
import { type Feature, featureFamilies, featurePresetIds, fixedFeatureIds, isFeatureName } from '../../../../shared/model/features.ts'
import { fewestSegments, mostSegments, type SegmentsResult } from '../../../../shared/model/segments.ts'
import type { Arguments } from '../arguments.ts'
import type { Outcome } from '../commands.ts'
import { type Core, withWorkspace } from '../core.ts'
import { outPath, writeTable } from '../out-file.ts'
import { table } from '../table.ts'

/** `segments`: finds the segments (or answers with the stored run of the same input) and waits for the verdict. */
export function run(args: Arguments): Promise<Outcome> {
  const request = {
    k: requestedK(args),
    features: requestedFeatures(args),
    seed: args.integer('seed', 0, 0xffffffff),
    starts: args.integer('starts', 1, 100),
    asOf: args.date('as-of'),
    recompute: args.has('recompute'),
    wait: true
  }
  const members = outPath(args, 'members')
  if (args.has('score-only')) refuseBeside(args)
  return withWorkspace(args, {}, async (core) => {
    const result = args.has('score-only') ? await scored(core) : await core.call('segments.run', request)
    const explanation = await core.call('segments.explanation', {})
    const written =
      members === undefined
        ? null
        : { file: members, count: await writeTable(members, (format) => core.call('segments.members', { format })) }
    return { json: outcome(result, explanation), text: () => describe(result, written) }
  })
}

/** The groups stay as they are: what says how to find others contradicts that. */
function refuseBeside(args: Arguments): void {
  const other = ['k', 'features', 'seed', 'starts', 'as-of', 'recompute'].find(
    (option) => args.has(option) || args.text(option) !== undefined
  )
  if (other !== undefined) throw new SextantError('cli.usage', { reason: cli.errors.notTogether('score-only', other) })
}

/** The verdict is that of the run that found the groups, which may not have been judged yet. */
async function scored(core: Core): Promise<SegmentsResult> {
  const result = await core.call('segments.score', {})
  return result.verdictPending ? ((await core.call('segments.judge', {})) ?? result) : result
}

function requestedK(args: Arguments): 'auto' | number | undefined {
  return args.text('k') === 'auto' ? 'auto' : args.integer('k', fewestSegments, mostSegments)
}

/** What the data has of them is known later: here a name must only be one that could be. */
function requestedFeatures(args: Arguments): Feature[] | undefined {
  const names = args.list('features')
  const unknown = names?.find((name) => !isFeatureName(name))
  if (unknown !== undefined) {
    const choices = [
      ...featurePresetIds,
      ...fixedFeatureIds,
      ...Object.keys(featureFamilies).flatMap((family) => [family, `${family}:NAME`])
    ]
    throw new SextantError('cli.usage', { reason: cli.errors.notOneOf('features', unknown, choices) })
  }
  return names?.length === 0 ? undefined : names
}

/** The stable keys of the command line. The map's points and the moment of computing stay out: equal input, equal bytes. */
function outcome({ map: _map, computedAt: _at, stale: _stale, ...result }: SegmentsResult, explanation: Explanation | null) {
  const explained = new Map(explanation?.segments.map((segment) => [segment.id, segment]))
  const { silhouettes: _silhouettes, segments: _segments, ...found } = explanation ?? { segments: [], silhouettes: [] }
  const segments = result.segments.map(({ profile, ...segment }) => ({
    ...segment,
    ...explained.get(segment.id),
    drivers: profile.map(({ feature, effect, effectLow, effectHigh }) => ({ feature, effect, low: effectLow, high: effectHigh })),
    profile: profile.map(({ feature, median, low, high }) => ({ feature, median, low, high }))
  }))
  return { ...result, ...found, run: result.run, seed: result.run.seed, segments }
}

function describe(result: SegmentsResult, written: { file: string; count: number } | null): string {
  const rows = result.segments.map((segment) => [
    String(segment.id),
    segment.name,
    count(segment.size),
    percent(segment.share, 1),
    percent(segment.revenueShare, 1)
  ])
  return [
    cli.segments.found(result.k, result.customers, date(result.run.asOf)),
    result.verdict.reason,
    cli.segments.silhouette(decimal(result.silhouette, 4)),
    table(cli.segments.columns, rows),
    ...(written === null ? [] : [cli.segments.members(written.count, written.file)])
  ].join('\n')
}
