/** What is said about advice, from its figures. Pure: tested without a page. */
import { decimal, percentAbout, range, times } from '../../../shared/format.ts'
import { t } from '../../../shared/messages/index.ts'
import type { Belief } from '../../../shared/model/belief.ts'
import { fewestLaterHits, type UpsellEffect, type UpsellLadder, type UpsellRule } from '../../../shared/model/upsell.ts'
import type { UpsellAdvice, UpsellOverview } from '../../../shared/model/upsell-view.ts'

/** Share of false findings that is borne among all effects at once. */
const mostFalse = 0.05

/** `312 customers are likely to buy one thing more each, worth about £4,210 together.` */
export function finding({ verdict: { level }, people, worth, currency }: UpsellOverview): string {
  if (level !== 'validated') return t(`offering.finding.${level}`)
  return people === 0 ? t('offering.finding.nobody') : t('offering.finding.offers', people, worth, currency)
}

/** The first things of a rule in one line, as the list of offers names them too. */
export const givenOf = ({ given }: Pick<UpsellRule, 'given'>): string => given.join(' + ')

export const adviceOfRule = (rule: Pick<UpsellRule, 'given' | 'follows'>): UpsellAdvice => ({
  kind: 'complement',
  product: givenOf(rule),
  offer: rule.follows
})

export const adviceOfStep = ({ from, to }: Pick<UpsellLadder['steps'][number], 'from' | 'to'>): UpsellAdvice => ({
  kind: 'upgrade',
  product: from,
  offer: to
})

export const adviceOfTarget = (target: string): UpsellAdvice => ({ kind: 'target', product: null, offer: target })

/** How many customers the list names for the sake of a piece of advice. */
export function fitting({ fits }: Pick<UpsellOverview, 'fits'>, advice: UpsellAdvice): number {
  const same = (other: UpsellAdvice) => other.kind === advice.kind && other.product === advice.product && other.offer === advice.offer
  return fits.find(same)?.customers ?? 0
}

/** `5.2× (4.1–6.5)`; a dash where it was never asked. */
export function liftText({ outOfTimeLift, low, high }: Pick<UpsellRule, 'outOfTimeLift' | 'low' | 'high'>): string {
  return low === null || high === null
    ? times(outOfTimeLift)
    : `${times(outOfTimeLift)} (${range(low, high, (value) => decimal(value, 1))})`
}

/** `28% (19–40%)`; a model gives no interval. */
export function chanceText(chance: number, low: number | null, high: number | null): string {
  const said = percentAbout(chance)
  return low === null || high === null ? said : `${said} (${Math.round(100 * low)}–${percentAbout(high)})`
}

/** Why a rule is not used, in a few words. */
export function whyNot({ outOfTimeLift, laterHits }: Pick<UpsellRule, 'outOfTimeLift' | 'laterHits'>): string {
  if (outOfTimeLift === null) return t('offering.dropped.whyNot.neverAsked')
  if (laterHits < fewestLaterHits) return t('offering.dropped.whyNot.tooFew', laterHits)
  return t('offering.dropped.whyNot.chance')
}

/** Why nobody is offered the second thing later: who has the first is surely no likelier than others to come back for it, or that cannot be told yet. */
export function noneLater({ high }: UpsellRule['apart']): string {
  return t(`offering.rule.noneLater.${high !== null && high <= 1 ? 'notLikelier' : 'tooFew'}`)
}

/** Whether an offer clearly did more than what it is compared with, clearly less, or neither. */
export function effectVerdict({
  verdict,
  q,
  difference
}: Pick<UpsellEffect, 'verdict' | 'q' | 'difference'>): UpsellEffect['verdict'] | 'worse' {
  return verdict === 'not-better' && difference < 0 && q < mostFalse ? 'worse' : verdict
}

/** The effects to draw, the largest either way; the best first. */
export function largestEffects(effects: readonly UpsellEffect[], most: number): UpsellEffect[] {
  return [...effects]
    .sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference))
    .slice(0, most)
    .sort((a, b) => b.difference - a.difference)
}

/** What an effect is of: `Fresh grind test, A`, `Offers by e-mail`, `Offers to Loyal regulars`. */
export function effectName({ by, campaign, variant }: Pick<UpsellEffect, 'by' | 'campaign' | 'variant'>): string {
  return by === 'variant' ? t('offering.answers.by.variant', campaign, variant) : `${t(`offering.answers.by.${by}`)} ${variant}`
}

/** `Fresh grind test, A works: 20% more …`; what is taken most; or that nothing clearly did more. */
export function answersFinding(effects: readonly UpsellEffect[]): string {
  if (effects.length === 0) return t('offering.answers.none')
  const clear = effects.filter(({ verdict }) => verdict === 'validated').sort((a, b) => b.difference - a.difference)
  const best = clear.find(({ measure }) => measure === 'ordered') ?? clear[0]
  if (best === undefined) return t('offering.answers.nothing')
  return best.measure === 'ordered'
    ? t('offering.answers.finding', effectName(best), best.difference, best.days)
    : t('offering.answers.taken', effectName(best), best.treated.share ?? 0, best.against.share ?? 0)
}

/** `Two of what you believe is so, one is not.` */
export function beliefsFinding(beliefs: readonly Belief[]): string {
  if (beliefs.length === 0) return t('offering.beliefs.none')
  const many = (verdict: Belief['verdict']) => beliefs.filter((belief) => belief.verdict === verdict).length
  return t('offering.beliefs.finding', many('supported'), many('contradicted'), many('undecided') + many(null))
}
