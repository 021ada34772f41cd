/** What is said of a journey, from its figures: for the screen and for the command line. Pure. */
import { count, dateLong, percentAbout } from './format.ts'
import { message, t } from './messages/index.ts'
import type { GroupGap, JourneyChange, JourneyNote, JourneyView, Stage, StageFigures } from './model/journey.ts'

/** What the user called it, or its usual name. */
export function stageName({ name, role }: Stage): string {
  return name ?? (role === null ? '' : t(`journey.stage.${role}`))
}

/** Name of the stage with this id. */
export function stageNameIn(stages: readonly { stage: Stage }[], id: number): string {
  const found = stages.find(({ stage }) => stage.id === id)
  return found === undefined ? '' : stageName(found.stage)
}

/** A touchpoint as it is called; what is none, `kind:category`, in words; a stage, `role:name`, by its usual name. */
export function eventName(label: string): string {
  const [, kind = '', rest = ''] = /^(touchpoint|order|repeat|return|ticket|slow|wait|feedback|low|referral|role):(.*)$/s.exec(label) ?? []
  if (kind === '') return label
  return message(kind === 'role' ? `journey.stage.${rest}` : `journey.event.${kind}`, rest) ?? label
}

/** Where customers are lost: the strongest of what was found, most certain first. */
export type Bottleneck =
  | { kind: 'change'; change: JourneyChange; lost: number }
  | { kind: 'gap'; gap: GroupGap; lost: number }
  | { kind: 'stop'; figures: StageFigures; lost: number }

/** A deep break of some weeks comes before a slight drift of years that lost as many. */
const weight = ({ missing, inside, outside }: JourneyChange): number => missing * (outside.share > 0 ? 1 - inside.share / outside.share : 0)

/**
 * Times at which fewer went on (what was surely found first, then by how many were lost and how deep it was), groups of which fewer do, and the stage
 * after which most are lost.
 */
export function bottlenecks(view: Pick<JourneyView, 'changes' | 'gaps' | 'stages'>): Bottleneck[] {
  const changes = view.changes
    .filter(({ missing }) => missing > 0)
    .map((change) => ({ kind: 'change' as const, change, lost: change.missing, sure: change.certainty === 'sure' }))
    .sort((a, b) => Number(b.sure) - Number(a.sure) || weight(b.change) - weight(a.change))
    .map(({ sure: _sure, ...rest }) => rest)
  const gaps = view.gaps
    .map((gap): Bottleneck => ({ kind: 'gap', gap, lost: (gap.outside.share - gap.inside.share) * gap.inside.of }))
    .filter(({ lost }) => lost > 0)
    .sort((a, b) => b.lost - a.lost)
  const stop = view.stages.reduce<StageFigures | null>((most, next) => ((next.stayed ?? 0) > (most?.stayed ?? 0) ? next : most), null)
  return [...changes, ...gaps, ...(stop === null ? [] : [{ kind: 'stop', figures: stop, lost: stop.stayed ?? 0 } as const])]
}

/** What is told first: the surest break, else the stage after which most are lost; null when nobody is. */
export function foremost(view: Pick<JourneyView, 'changes' | 'gaps' | 'stages'>): Exclude<Bottleneck, { kind: 'gap' }> | null {
  const told = bottlenecks(view).filter((one) => one.kind !== 'gap')
  return told.find((one) => one.kind === 'change' && one.change.certainty === 'sure') ?? told.find(({ kind }) => kind === 'stop') ?? null
}

/** How sure a break is; null of the stage after which most are lost, which is no comparison. */
export function certaintyOf(one: Bottleneck): 'sure' | 'likely' | null {
  if (one.kind === 'stop') return null
  if (one.kind === 'change') return one.change.certainty
  return one.gap.q <= 0.001 ? 'sure' : 'likely'
}

/** How many fewer, of what: a step within visits is counted in visits. */
export function lostText(one: Bottleneck): string {
  return t(`journey.breaks.lost.${one.kind === 'change' ? one.change.unit : 'customers'}`, Math.round(one.lost))
}

/** A break in one sentence, with how sure it is where that is a question. */
export function breakLine(one: Bottleneck, view: Pick<JourneyView, 'stages' | 'window'>): string {
  const [what, sure] = [bottleneckSentence(one, view), certaintyOf(one)]
  return sure === null ? what : t('journey.cli.break', what, t(`journey.breaks.${sure}`))
}

/** The journey in one sentence: the surest break, else where most are lost. */
export function journeyFinding(view: JourneyView): string {
  const first = foremost(view)
  if (first !== null) return bottleneckSentence(first, view)
  return view.customers === 0 ? t('journey.finding.none') : t('journey.finding.flows', t('customers.count.customers', view.customers))
}

export function bottleneckSentence(bottleneck: Bottleneck, view: Pick<JourneyView, 'stages' | 'window'>): string {
  if (bottleneck.kind === 'change') return changeSentence(bottleneck.change, view)
  if (bottleneck.kind === 'gap') {
    const { gap } = bottleneck
    return t('journey.finding.gap', {
      group: t(`journey.group.${gap.by}`, gap.group),
      share: percentAbout(gap.inside.share),
      others: percentAbout(gap.outside.share),
      stage: stageNameIn(view.stages, gap.stage)
    })
  }
  const { stage } = bottleneck.figures
  const [stayed, moved] = [bottleneck.figures.stayed ?? 0, bottleneck.figures.moved ?? 0]
  return t('journey.finding.stop', {
    stage: stageName(stage),
    stayed: t('customers.count.customers', stayed),
    share: percentAbout(stayed / (stayed + moved)),
    window: t('journey.days', view.window)
  })
}

function changeSentence(change: JourneyChange, view: Pick<JourneyView, 'stages'>): string {
  const shared = {
    period: changePeriod(change),
    group: changeGroup(change),
    share: percentAbout(change.inside.share),
    usual: percentAbout(change.outside.share),
    fewer: change.missing > 0
  }
  return change.unit === 'visits'
    ? t('journey.finding.change', { ...shared, from: `“${change.from}”`, to: stepName(change.to) })
    : t('journey.finding.changeCustomers', { ...shared, stage: stageNameIn(view.stages, change.stage) })
}

/** A step of a visit; '' is the purchase. */
export function stepName(step: string): string {
  return step === '' ? t('journey.toPurchase') : `“${step}”`
}

/** `From 10 February 2025 to 23 March 2025`, or `Since 8 April 2024`. */
export function changePeriod({ firstDay, lastDay, ongoing }: Pick<JourneyChange, 'firstDay' | 'lastDay' | 'ongoing'>): string {
  return ongoing ? t('journey.period.since', dateLong(firstDay)) : t('journey.period.between', dateLong(firstDay), dateLong(lastDay))
}

export function changeGroup({ by, group }: Pick<JourneyChange, 'by' | 'group'>): string | null {
  return by === null || group === null ? null : t(`journey.group.${by}`, group)
}

/** What would have to be imported, or that it does not reach so far; null for a stage that is known. */
export function unknownText({ stage, unknown }: Pick<StageFigures, 'stage' | 'unknown'>): string | null {
  if (unknown === null) return null
  return unknown === 'notCovered' ? t('journey.map.notCovered') : t(`journey.map.noData.${stage.role ?? 'own'}`)
}

export function noteText({ code, count: n, example }: JourneyNote): string {
  return message(`journey.notes.${code}`, n, example) ?? `${code}: ${count(n)}`
}
