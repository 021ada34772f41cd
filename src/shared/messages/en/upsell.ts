/** Texts of upsell: what to offer whom, and what did not hold. */
import { counted, date, money, percentAbout } from '../../format.ts'
import type { AdviceLevel, UpsellOffer } from '../../model/upsell.ts'

export const upsell = {
  verdict: {
    validated: 'This advice held on orders and customers that it had not seen.',
    'not-better': 'We looked, and nothing held on later orders: there is nothing here that we would offer.',
    'insufficient-data': 'There is too little history to tell advice from chance.'
  } satisfies Record<AdviceLevel, string>,
  /** Why somebody is offered something, in plain words. */
  why: ({ kind, offer, reason, chance }: UpsellOffer): string => {
    const { product, boughtOn, hits, of, category, count, usual } = reason
    if (kind === 'complement') {
      return `Bought ${product} on ${date(boughtOn)} and not ${offer} yet; ${hits} of ${of} who did bought it.`
    }
    if (kind === 'upgrade') {
      const since = category === null || count === null ? '' : ` and ${counted(count, 'time', 'times')} ${category} since`
      const others = usual === null ? '' : `, of others ${percentAbout(usual)}`
      return `Has ${product} since ${date(boughtOn)}${since}; ${percentAbout(chance)} of such orders hold the step up${others}.`
    }
    return `Buys ${offer} with a chance of ${percentAbout(chance)}; usual is ${percentAbout(usual)}.`
  },
  worth: (value: number, currency: string) => `worth about ${money(value, currency)}`
} as const
