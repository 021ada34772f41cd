/** What is said about pain points, movement, rules and advice, from their figures. Pure: tested without a page. */
import { count, counted, date, days, decimal, moneyAbout, percentAbout, range, times } from '../../../shared/format.ts'
import { message, t } from '../../../shared/messages/index.ts'
import type { Explanation, Migration, Person, PersonReason, SegmentPain, SegmentRule, Strategy } from '../../../shared/model/explanation.ts'
import type { Segment, SegmentsResult } from '../../../shared/model/segments.ts'
import { featureName, sayFeature } from '../../charts/featureWords.ts'
import { monthName } from '../../charts/season.ts'

type Pain = Pick<SegmentPain, 'kind' | 'topic'>

/** `Wrote about: delivery`. */
export const painLabel = ({ kind, topic }: Pain): string => message(`explaining.pain.${kind}`, topic) ?? kind
/** After “they”: `write to support about delivery`. */
export const painVerb = ({ kind, topic }: Pain): string => message(`explaining.painVerb.${kind}`, topic) ?? kind
export const painCure = ({ kind, topic }: Pain): string => message(`explaining.painCure.${kind}`, topic) ?? ''
export const painKey = ({ segment, stage, kind, topic }: Pick<SegmentPain, 'segment' | 'stage' | 'kind' | 'topic'>): string =>
  JSON.stringify([segment, stage, kind, topic])

/** `Billing in purchase`; the stage is said where it tells two apart. */
export const stageName = (stage: SegmentPain['stage'], { stageNames }: Pick<Explanation['pains'], 'stageNames'>): string =>
  stageNames?.[stage] ?? t(`explaining.stage.${stage}`)

/** Whether there is anything that could tell of pain. */
export function hasPainData({ cells, tickets, answers, returns, visits }: Explanation['pains']): boolean {
  return cells.length + tickets + answers + returns + (visits ?? 0) > 0
}

/** What the groups were made of, as far as it is a pain of any; what it is called. */
export function circularPains({ cells }: Pick<Explanation['pains'], 'cells'>): string[] {
  return [...new Set(cells.filter(({ madeOf }) => madeOf).map(painLabel))]
}

/** The pain that stands out most, or that none does. */
export function painsFinding({ pains }: Pick<Explanation, 'pains'>, result: Pick<SegmentsResult, 'segments'>): string {
  const over = pains.cells.filter((cell) => cell.over)
  const [worst] = over
  const segment = worst && result.segments.find(({ id }) => id === worst.segment)
  if (!hasPainData(pains)) return t('explaining.pains.noData')
  if (worst === undefined || segment === undefined) {
    const circular = circularPains(pains)
    return circular.length === 0 ? t('explaining.pains.nothing') : t('explaining.pains.onlyMadeOf', listed(circular))
  }
  return t('explaining.pains.finding', {
    group: segment.name,
    does: painVerb(worst),
    share: percentAbout(worst.share),
    otherShare: percentAbout(worst.otherShare),
    people: count(worst.customers)
  })
}

/** `2.5× (1.7×–3.6×)`; a dash where too few suffered. */
export function ratioSaid(ratio: { ratio: number; low: number; high: number } | null): string {
  return ratio === null ? '–' : `${times(ratio.ratio)} (${range(ratio.low, ratio.high, times)})`
}

/** Each condition of a rule in words. */
export function ruleLines({ conditions }: SegmentRule, currency: string): string[] {
  return conditions.map(({ feature, low, high }) => {
    const say = (value: number) => sayFeature(feature, value, currency)
    const name = featureName(feature)
    if (low !== null && high !== null) return t('explaining.detail.between', name, say(low), say(high))
    return low === null ? t('explaining.detail.below', name, say(high ?? 0)) : t('explaining.detail.atLeast', name, say(low))
  })
}

/** Why somebody is on a list: `usually every 31 ± 4 days; now day 52 · brought 2 customers`. */
export function reasonsLine({ reasons }: Pick<Person, 'reasons'>): string {
  return reasons.map(reasonSaid).join(' · ')
}

function reasonSaid({ why, value, usual, spread }: PersonReason): string {
  switch (why) {
    case 'years':
      return t(
        'explaining.reason.years',
        value < 1 ? counted(Math.max(1, Math.round(value * 12)), 'month', 'months') : counted(Math.round(value), 'year', 'years')
      )
    case 'referred':
      return t('explaining.reason.referred', value)
    case 'satisfied':
      return t('explaining.reason.satisfied', percentAbout(value))
    case 'late':
      return t('explaining.reason.late', { usual: `${count(usual)} ± ${days(spread)}`, day: count(value) })
    case 'unhappy':
      return t('explaining.reason.unhappy', days(value))
  }
}

export interface Advice {
  title: string
  why: string
  first: string
}

/** All advice in words; kept runs may have been given some that is no longer given. */
export function adviceFor(strategies: readonly Strategy[], currency: string): (Advice & Pick<Strategy, 'id'>)[] {
  return strategies.map((of) => ({ id: of.id, ...adviceOf(of, currency) })).filter(({ title }) => title !== '')
}

/** The advice in words, with the values of this segment. */
function adviceOf({ id, because }: Strategy, currency: string): Advice {
  const number = (key: string) => (typeof because[key] === 'number' ? because[key] : 0)
  const text = (key: string) => String(because[key] ?? '')
  const channelFacts = (of: string) => ({
    channel: text(`${of}Channel`),
    times: times(number(`${of}Times`)),
    timesRange: range(number(`${of}TimesLow`), number(`${of}TimesHigh`), times),
    back: decimal(number(`${of}Back`)),
    backRange: range(number(`${of}BackLow`), number(`${of}BackHigh`), decimal),
    each: moneyAbout(number(`${of}Each`), currency),
    eachOfAll: moneyAbout(number(`${of}EachOfAll`), currency)
  })
  const values: Record<string, Record<string, string>> = {
    fixPain: {
      does: painVerb({ kind: text('painKind') as SegmentPain['kind'], topic: text('painTopic') }),
      share: percentAbout(number('painShare'))
    },
    saveAtRisk: { people: count(number('riskCount')), money: moneyAbout(number('riskNet'), currency) },
    askChampions: { people: count(number('championCount')) },
    beforeSeason: { month: monthName(number('peakMonth')), times: times(number('peakIndex')) },
    gainByChannel: channelFacts('gain'),
    stopChannel: channelFacts('stop'),
    aimChannel: channelFacts('aim')
  }
  const say = (part: keyof Advice) => message(`playbooks.${id}.${part}`, values[id]) ?? ''
  return { title: say('title'), why: say('why'), first: say('first') }
}

/** How many changed group, and the largest move. */
export function movementFinding(migration: Migration, nameOf: (id: number) => string): string {
  const moves = migration.cells.filter(({ from, to }) => from !== null && to !== null && from !== to)
  const largest = moves.reduce<(typeof moves)[number] | undefined>(
    (most, next) => (most && most.customers >= next.customers ? most : next),
    undefined
  )
  if (largest === undefined) return t('explaining.movement.stayed')
  const moved = migration.both - migration.stayed
  return t('explaining.movement.finding', {
    moved: count(moved),
    both: count(migration.both),
    share: percentAbout(moved / migration.both),
    people: count(largest.customers),
    from: nameOf(largest.from ?? 0),
    to: nameOf(largest.to ?? 0)
  })
}

/** Which group of the classic scheme sits where. */
export function rfmFinding({ rfm }: Pick<Explanation, 'rfm'>, segments: readonly Pick<Segment, 'name'>[]): string {
  const top = rfm.groups.find(({ customers }) => customers > 0)
  if (top === undefined) return t('segments.finding.none')
  const most = Math.max(...top.bySegment)
  const segment = segments[top.bySegment.indexOf(most)]
  return t('explaining.rfm.finding', {
    group: t(`explaining.rfm.group.${top.group}`),
    people: count(top.customers),
    segment: segment?.name ?? '',
    share: percentAbout(most / top.customers)
  })
}

/** Bands of the agreement of two partitions, in words. */
export function rfmNote({ rfm }: Pick<Explanation, 'rfm'>): string {
  return t(`explaining.rfm.note.${rfm.agreement >= 0.65 ? 'same' : rfm.agreement >= 0.2 ? 'partly' : 'apart'}`)
}

/** `most in December, 2.8× the average`, or that there is no clear one. */
export function seasonLine({ months }: Explanation['segments'][number]['season']): string {
  const peak = months.filter(({ low }) => (low ?? 0) > 1.2).sort((a, b) => (b.index ?? 0) - (a.index ?? 0))[0]
  return peak === undefined
    ? t('explaining.movement.season.flat')
    : t('explaining.movement.season.peak', monthName(peak.month), times(peak.index))
}

/** What is to be said of a run beside the one that it goes on with: only assigned, and which groups are new or gone. */
export function comparedLines({ compared, mode, segments }: SegmentsResult): string[] {
  if (compared === null) return []
  const fresh = segments.filter(({ continues }) => continues === null).map(({ name }) => name)
  return [
    ...(mode === 'score' ? [t('explaining.score.note', date(compared.asOf))] : []),
    ...(compared.gone.length > 0
      ? [t('explaining.compared.gone', listed(compared.gone.map(({ name }) => name)), date(compared.asOf))]
      : []),
    ...(fresh.length > 0 && fresh.length < segments.length ? [t('explaining.compared.fresh', listed(fresh))] : []),
    ...(compared.renamed ?? []).map(({ from, to, why }) => t(`explaining.compared.renamed.${why}`, from, to)),
    ...(compared.keptNames?.length ? [t('explaining.compared.keptNames', listed(compared.keptNames), compared.keptNames.length === 1)] : [])
  ]
}

/** `A, B and C`, each in quotes. */
export function listed(names: readonly string[]): string {
  const quoted = names.map((name) => `“${name}”`)
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')}${t('explaining.compared.and')}${quoted.at(-1)}`
}

/** What the pain points were read from: only what there was any of. */
export function painBasis({ from, tickets, answers, returns, visits = 0 }: Explanation['pains']): string {
  const counts = { visits, tickets, answers, returns }
  const kinds = (['visits', 'tickets', 'answers', 'returns'] as const).filter((kind) => counts[kind] > 0)
  const parts = kinds.map((kind) => t(`explaining.pains.${kind}`, counts[kind]))
  const said = parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')}${t('explaining.compared.and')}${parts.at(-1)}`
  return t('explaining.pains.basis', date(from), said === '' ? t('explaining.pains.calledOff') : said)
}
