import { count, date, decimal, money, percentAbout } from '../../../../shared/format.ts'
import { cliUpsell } from '../../../../shared/messages/en/cli-upsell.ts'
import { offering } from '../../../../shared/messages/en/offering.ts'
import { upsell as words } from '../../../../shared/messages/en/upsell.ts'
import type { UpsellOffer, UpsellResult, UpsellRule } from '../../../../shared/model/upsell.ts'
import type { Arguments } from '../arguments.ts'
import type { Outcome } from '../commands.ts'
import { withWorkspace } from '../core.ts'
import { table } from '../table.ts'

/** As many as fit a terminal; with --json all. */
const shown = 15
const most = 1_000_000

/** `upsell`: what to offer whom and when, from what held on later orders; computed, or answered with the stored run of the same input. */
export function run(args: Arguments): Promise<Outcome> {
  const limit = args.integer('limit', 0, most)
  const capacity = args.integer('capacity', 1, most)
  const request = {
    target: args.text('target') ?? null,
    horizon: args.integer('horizon', 7, 730),
    seed: args.integer('seed', 0, 0xffffffff),
    asOf: args.date('as-of'),
    recompute: args.has('recompute')
  }
  return withWorkspace(args, {}, async (core) => {
    const found = await core.call('upsell.run', request)
    const { offers, customers, leftOut } = within(found.offers, capacity)
    const result = { ...found, offers }
    const told = capacity === undefined ? {} : { capacity: { customers, leftOut } }
    return {
      json: { ...result, rules: result.rules.map(toldRule), offers: offers.slice(0, limit).map(toldOffer), ...told },
      text: () =>
        [
          describe(result, limit ?? shown),
          ...(capacity === undefined ? [] : [cliUpsell.upsell.capacity(count(customers), count(leftOut))])
        ].join('\n')
    }
  })
}

/** Offers of at most so many customers, the best first: whoever comes first in the list has the best offer. All of theirs stay. */
function within(offers: readonly UpsellOffer[], capacity = most): { offers: UpsellOffer[]; customers: number; leftOut: number } {
  const all = [...new Set(offers.map(({ customerId }) => customerId))]
  const chosen = new Set(all.slice(0, capacity))
  return { offers: offers.filter(({ customerId }) => chosen.has(customerId)), customers: chosen.size, leftOut: all.length - chosen.size }
}

/** The stable keys of the command line. */
function toldRule({ given, follows, ...rule }: UpsellRule) {
  // biome-ignore lint/suspicious/noThenProperty: the key of the command line is stable
  return { if: given, then: follows, ...rule }
}

function toldOffer(offer: UpsellOffer) {
  const { customerId: _id, from, to, reason: _reason, ...told } = offer
  return { ...told, when: { from, to }, why: words.why(offer) }
}

function describe(result: UpsellResult, limit: number): string {
  const { verdict, targets, rules, rulesAsked, rulesHeld, rulesRepeating, offers, total, currency, ladders, plans = [], effects } = result
  const text = cliUpsell.upsell
  const models = targets.map((judged) => {
    const { target, verdict: level, model, baseline, gain } = judged
    const better =
      gain === null ? [] : [text.gain(model ?? '', baseline ?? '', decimal(gain.mean, 3), decimal(gain.low, 3), decimal(gain.high, 3))]
    return [target, text.levels[level], [...better, words.missing(judged)].filter((part) => part !== '').join('. ')]
  })
  const held = rules.filter(({ validated }) => validated)
  const lines = held
    .slice(0, limit)
    .map(({ given, follows, lift, outOfTimeLift, low, high }) => [
      given.join(' + '),
      follows,
      decimal(lift, 1),
      decimal(outOfTimeLift, 1),
      `${decimal(low, 1)}–${decimal(high, 1)}`
    ])
  const list = offers
    .slice(0, limit)
    .map((offer) => [
      offer.customer,
      offer.offer,
      `${date(offer.from)} – ${date(offer.to)}`,
      money(offer.value, currency),
      words.why(offer)
    ])
  return [
    verdict.reason,
    '',
    table(text.targetColumns, models),
    '',
    text.rules(count(rulesHeld), count(rulesAsked), date(result.splitDate)),
    ...(rulesRepeating > 0 ? [offering.rules.repeating(rulesRepeating)] : []),
    ...(lines.length > 0 ? [table(text.ruleColumns, lines)] : []),
    ...ladders.map(({ category, products }) => text.ladder(category, products)),
    ...plans.flatMap(({ levels, steps }) => [
      text.ladder(
        '',
        levels.map(({ name }) => name)
      ),
      ...steps.map(({ from, to, up, down }) => text.planStep(from, to, count(up), count(down)))
    ]),
    ...effects
      .filter(({ verdict: level }) => level === 'validated')
      .map(({ campaign, variant, treated, against }) =>
        text.effect(campaign, variant, percentAbout(treated.share, 1), percentAbout(against.share, 1))
      ),
    '',
    text.offers(count(total)),
    ...(list.length > 0 ? [table(text.offerColumns, list)] : [])
  ].join('\n')
}
