/** What is said of the journey on its screen, from its figures. Pure: tested without a page. */
import { about, count, dateRange, date as day, percentAbout } from '../../../shared/format.ts'
import { type Bottleneck, changeGroup, eventName, stageNameIn, stepName } from '../../../shared/journey.ts'
import { message, t } from '../../../shared/messages/index.ts'
import type { BeliefCheck, JourneyBelief, JourneyView, PainCell, PainPoint, Share } from '../../../shared/model/journey.ts'

/** `48%`, and `43–53%` for the interval. */
export function shareText(share: Share | null): string {
  return share === null ? '–' : percentAbout(share.share)
}

export function shareRange({ low, high }: Share): string {
  return `${Math.round(low * 100)}–${percentAbout(high)}`
}

/** `31 days`, `5 hours`, `the same hour`. */
export function timeText(days: number): string {
  if (days < 1 / 24) return t('journey.soon')
  if (days < 1) {
    const hours = Math.round(days * 24)
    return t('journey.hours', hours)
  }
  const tenths = Math.round(days * 10) / 10
  return days < 3 && tenths % 1 !== 0 ? t('journey.daysAbout', about(tenths)) : t('journey.days', Math.round(days))
}

/** What a bottleneck is called in a row of the table. */
export function breakName(one: Bottleneck, view: Pick<JourneyView, 'stages'>): string {
  if (one.kind === 'stop') return ''
  if (one.kind === 'gap')
    return t('journey.breaks.gap', stageNameIn(view.stages, one.gap.stage), t(`journey.group.${one.gap.by}`, one.gap.group))
  const { change } = one
  return change.unit === 'visits'
    ? t('journey.breaks.change', `“${change.from}”`, stepName(change.to), changeGroup(change))
    : atStage(stageNameIn(view.stages, change.stage), changeGroup(change))
}

function atStage(stage: string, group: string | null): string {
  return group === null ? t('journey.breaks.all', stage) : t('journey.breaks.gap', stage, group)
}

export function breakWhen(one: Bottleneck): string {
  if (one.kind !== 'change') return t('journey.breaks.always')
  const { firstDay, lastDay, ongoing } = one.change
  return ongoing ? t('journey.period.since', day(firstDay)) : dateRange(firstDay, lastDay)
}

/** What somebody met, in the words that the pain points of segments have for the same. */
export function painName({ kind, label }: Pick<PainPoint, 'kind' | 'label'>): string {
  if (kind === 'event') return label
  if (kind === 'feedback') return eventName(`low:${label}`)
  const pain = kind === 'ticket' ? 'complaint' : kind === 'wait' ? 'slowAnswer' : kind
  return message(`explaining.pain.${pain}`, label) ?? label
}

/** Of how many, or that it says nothing: `of 305 (62%)`. */
export function painOf({ inside, of }: Pick<PainCell, 'inside' | 'of'>): string {
  return inside === null ? t('journey.matrix.incomparable', count(of)) : t('journey.matrix.of', count(of), percentAbout(inside.share))
}

/** Whether it goes with going on less, at 5 % false claims. */
export function hurts({ q, withIt, withoutIt }: PainPoint): boolean {
  return q <= 0.05 && withIt.share < withoutIt.share
}

/** Whether a segment meets what hurts in a stage more or less often than all others there, at 5 % false claims. */
export function painTold({ q, inside, outside }: Pick<PainCell, 'q' | 'inside' | 'outside'>): 'more' | 'less' | 'usual' {
  if (inside === null || outside === null || q > 0.05) return 'usual'
  return inside.share > outside.share ? 'more' : 'less'
}

/** The strongest difference of a belief in one sentence. */
export function beliefSentence(belief: JourneyBelief, view: Pick<JourneyView, 'stages'>): string {
  const { difference } = { difference: 'journey.belief.difference' as const }
  const step = ({ from, to }: BeliefCheck) => t('journey.belief.step', stageNameIn(view.stages, from), stageNameIn(view.stages, to))
  const wrong = belief.checks.find(({ conversion }) => conversion?.verdict === 'contradicted')
  if (wrong?.conversion && wrong.later)
    return t(
      `${difference}.fewer`,
      step(wrong),
      percentAbout(wrong.conversion.expected),
      `${percentAbout(wrong.later.share)} (${shareRange(wrong.later)})`
    )
  const slow = belief.checks.find(({ days }) => days?.verdict === 'contradicted')
  if (slow?.days && slow.days.observed !== null)
    return t(`${difference}.days`, step(slow), timeText(slow.days.expected), timeText(slow.days.observed))
  const turned = belief.checks.find(({ order }) => order?.verdict === 'contradicted')
  if (turned) return t(`${difference}.order`, step(turned))
  return t(belief.verdict === 'supported' ? `${difference}.none` : `${difference}.open`)
}
