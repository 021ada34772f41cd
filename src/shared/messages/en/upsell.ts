/** Texts of upsell: what to offer whom, and what did not hold. */
import { about, count, date, money, count as number, percentAbout } from '../../format.ts'
import type { Belief, BeliefStatement } from '../../model/belief.ts'
import type { AdviceLevel, UpsellOffer } from '../../model/upsell.ts'

export const upsell = {
  verdict: {
    validated: 'This advice held on orders and customers that it had not seen.',
    'not-better': 'We looked, and nothing held on later orders: there is nothing here that we would offer.',
    'insufficient-data': 'There is too little history to tell advice from chance.'
  } satisfies Record<AdviceLevel, string>,
  /** Why somebody is offered something, in plain words. */
  why: ({ kind, offer, reason, chance }: UpsellOffer): string => {
    const { product, boughtOn, hits, of, days, category, count, usual, plan } = reason
    const former = (did: string) =>
      `${number(hits)} of ${number(of)} times that somebody stood so on former days, they ${did} within ${days} days`
    if (kind === 'complement') return `Bought ${product} on ${date(boughtOn)} and not yet this: ${former('bought it')}.`
    if (plan !== undefined) {
      const used = plan.by === 'usage' ? `, and used ${percentAbout(plan.share)} of its limit last` : ''
      const others = usual === null ? '' : ` (of others on it ${percentAbout(usual)})`
      return `On ${product} since ${date(boughtOn)}${used}: ${former('stepped up')}${others}.`
    }
    if (kind === 'upgrade') {
      const since = category === null || count === null ? '' : `, ${category} ${count === 1 ? 'once' : `${number(count)} times`} since`
      const others = usual === null ? '' : ` (of others ${percentAbout(usual)})`
      return `Bought ${product} on ${date(boughtOn)}${since}: ${former('took the step')}${others}.`
    }
    const before =
      count === null || count === 0 || boughtOn === null
        ? 'Never bought it'
        : `Bought it ${count === 1 ? 'once' : `in ${number(count)} orders`}, last on ${date(boughtOn)}`
    return `${before}: buys ${offer} within ${days} days with a chance of ${percentAbout(chance)}; usual is ${percentAbout(usual)}.`
  },
  belief: {
    statement: (statement: BeliefStatement): string =>
      statement.template === 'sooner'
        ? `Customers who bought ${statement.product} come back sooner than others.`
        : statement.template === 'returns-less'
          ? 'Newsletter customers give back less than others.'
          : `${statement.segment} pay more for ${statement.category} than others.`,
    verdict: { supported: 'supported', contradicted: 'contradicted', undecided: 'undecided' },
    /** The two numbers that matter, and what would decide it. */
    found: ({ statement, verdict, result }: Belief): string => {
      if (result === null || result.theirs === null || result.others === null) return 'There are too few customers alike to compare.'
      const unit = { sooner: ' days', 'returns-less': '', 'pays-more': '' }[statement.template]
      const tell = statement.template === 'returns-less' ? (value: number) => percentAbout(value, 1) : (value: number) => about(value)
      const both = `${tell(result.theirs)}${unit} beside ${tell(result.others)}${unit} of others like them (difference ${result.low === null || result.high === null ? '–' : `${tell(result.low)} to ${tell(result.high)}`}).`
      if (verdict !== 'undecided') return both
      return result.needed === null
        ? both
        : `${both} ${result.customers < result.needed ? `About ${count(result.needed)} such customers would decide it; there are ${count(result.customers)}.` : 'It does not come out the same in different parts of the customers.'}`
    }
  },
  worth: (value: number, currency: string) => `worth about ${money(value, currency)}`
} as const
