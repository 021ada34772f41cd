/** Texts of upsell: what to offer whom, and what did not hold. */
import { about, count, date, money, count as number, percentAbout } from '../../format.ts'
import type { Belief, BeliefResult, BeliefStatement } from '../../model/belief.ts'
import type { AdviceLevel, UpsellOffer, UpsellTarget } from '../../model/upsell.ts'

type Judged = Pick<UpsellTarget, 'verdict' | 'needed' | 'positives' | 'rows' | 'missingDays'>

export const upsell = {
  verdict: {
    validated: 'This advice held on orders and customers that it had not seen.',
    'not-better': 'We looked, and nothing held on later orders: there is nothing here that we would offer.',
    'insufficient-data': 'There is too little history to tell advice from chance.'
  } satisfies Record<AdviceLevel, string>,
  /** Why somebody is offered something, in plain words. */
  why: ({ kind, offer, reason, chance }: UpsellOffer): string => {
    const { product, boughtOn, hits, of, days, category, count, usual, plan } = reason
    const former = (did: string) => `${number(hits)} of ${number(of)} like that ${did} in ${days} days`
    if (kind === 'complement') return `Bought ${product} on ${date(boughtOn)} and not yet this: ${former('bought it')}.`
    if (plan !== undefined) {
      const used = plan.by === 'usage' ? `, and used ${percentAbout(plan.share)} of its limit last` : ''
      const others = usual === null ? '' : ` (of others on it ${percentAbout(usual)})`
      return `On ${product} since ${date(boughtOn)}${used}: ${former('stepped up')}${others}.`
    }
    if (kind === 'upgrade') {
      const since = category === null || count === null ? '' : `, ${category} ${count === 1 ? 'once' : `${number(count)} times`} since`
      const others = usual === null ? '' : ` (others ${percentAbout(usual)})`
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
      if (result === null) return upsell.belief.untested
      const { theirs, others, low, high } = result
      if (theirs === null || others === null) return upsell.belief.tooFew(result.customers, result.compared)
      const unit = { sooner: ' days', 'returns-less': '', 'pays-more': '' }[statement.template]
      const tell = (value: number) => `${statement.template === 'returns-less' ? percentAbout(value, 1) : about(value)}${unit}`
      const both = `${tell(theirs)} beside ${tell(others)} of others like them (difference ${low === null || high === null ? '–' : `${tell(low)} to ${tell(high)}`}).`
      return verdict === 'undecided' ? `${both} ${upsell.belief.undecided(result, tell)}` : both
    },
    /** What would decide it, or how small the difference must be. */
    undecided: ({ customers, needed, shows, low, high }: BeliefResult, tell: (value: number) => string): string => {
      if (needed !== null && needed > customers)
        return `There are ${count(customers)} of them. Should the difference stay as it is, about ${about(needed)}, and others in the same proportion, would tell it from chance.`
      const isClear = low !== null && high !== null && (low > 0 || high < 0)
      return isClear || shows === null
        ? 'It does not come out the same in different parts of the customers or over time.'
        : `With as many customers a difference of ${tell(Math.abs(shows))} would most likely have shown: there is none, or a smaller one.`
    },
    untested: 'Not tested yet in the way in which it is done now: state it once more.',
    tooFew: (theirs: number, others: number): string =>
      `Too few are alike to compare: it is about ${count(theirs)}, beside ${count(others)} others. At least ten of either are needed who bought as often and for as long.`
  },
  /** What is missing for a verdict on something that could be offered; nothing where more would not help. */
  missing: ({ verdict, needed, positives, rows, missingDays = 0 }: Judged): string => {
    if (verdict === 'validated') return ''
    if (verdict === 'not-better')
      return needed > 0
        ? `Should it stay as much better, about ${about((positives + needed) / positives)} times as much history would tell.`
        : ''
    if (missingDays > 0)
      return `Orders of ${number(missingDays)} more ${missingDays === 1 ? 'day' : 'days'} are needed to look so far ahead and ask again.`
    if (needed === 0) return 'More months with a known outcome would tell.'
    return 2 * positives > rows
      ? 'Nearly everybody does: there is nobody to be told apart.'
      : `It happened ${positives === 1 ? 'once' : `${number(positives)} times`} on the days looked at; ${number(positives + needed)} times are needed.`
  },
  worth: (value: number, currency: string) => `worth about ${money(value, currency)}`
} as const
