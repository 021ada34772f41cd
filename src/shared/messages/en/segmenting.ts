/**
 * Texts that a segmentation writes into its result: names of segments, the verdict's reason, who was left out and why.
 * They are read by shop owners and keep to their words.
 */
import { about, counted, percent } from '../../format.ts'

export const segmenting = {
  /** Keyed by the code of the warning. */
  leftOut: {
    noPurchase: (count: number) => `${counted(count, 'customer', 'customers')} without a purchase up to this date`,
    otherCurrency: (count: number) => `${counted(count, 'customer', 'customers')} who bought in another currency only`
  },

  /** A name is a noun, perhaps with what came of them, perhaps with what sets them apart from others of the same name. */
  name: {
    noun: {
      returners: 'Returners',
      best: 'Best customers',
      loyal: 'Loyal regulars',
      regular: 'Regulars',
      oneTime: 'One-time buyers',
      bigOneTime: 'Big one-time buyers',
      bigSpender: 'Big spenders',
      occasionalBig: 'Occasional big spenders',
      bigBasket: 'Big-basket buyers',
      occasional: 'Occasional buyers',
      smallSpender: 'Small spenders',
      smallBasket: 'Small-basket buyers',
      customer: 'Customers',
      typical: 'Typical customers'
    },
    /** By the feature that a habit shows in: who has more of it than everyone else, who has less. Null: having less says nothing of anybody. */
    habit: {
      gapMean: { more: 'Buyers with long breaks', less: 'Frequent buyers' },
      gapSpread: { more: 'Irregular buyers', less: 'Buyers with a steady rhythm' },
      discountShare: { more: 'Bargain hunters', less: 'Full-price buyers' },
      returnShare: { more: 'Frequent returners', less: null },
      categoryVariety: { more: 'Buyers of many kinds', less: 'Buyers of one kind' },
      weekendShare: { more: 'Weekend shoppers', less: 'Weekday shoppers' },
      winterShare: { more: 'Winter shoppers', less: null },
      springShare: { more: 'Spring shoppers', less: null },
      summerShare: { more: 'Summer shoppers', less: null },
      autumnShare: { more: 'Autumn shoppers', less: null },
      supportLoad: { more: 'Customers who need help', less: null },
      tickets: { more: 'Customers who write often', less: null },
      csat: { more: 'Happy customers', less: 'Unhappy customers' },
      nps: { more: 'Fans', less: 'Critics' },
      touchpoints: { more: 'Frequent visitors', less: 'Rare visitors' },
      accountAge: { more: 'Customers with old accounts', less: 'Customers with new accounts' },
      newsletter: { more: 'Newsletter readers', less: 'Customers without the newsletter' }
    },
    /** By a feature that the data names. */
    habitOf: {
      category: { more: (name: string) => `Buyers of ${name}`, less: (name: string) => `Customers who seldom buy ${name}` },
      channel: { more: (name: string) => `${name} shoppers`, less: (name: string) => `Customers who seldom use ${name}` },
      touch: {
        more: (name: string) => `Customers with many ${name.replaceAll('_', ' ')}`,
        less: (name: string) => `Customers with few ${name.replaceAll('_', ' ')}`
      },
      extra: {
        more: (name: string) => `Customers with high ${name.replaceAll('_', ' ')}`,
        less: (name: string) => `Customers with low ${name.replaceAll('_', ' ')}`
      }
    },
    mostly: (category: string) => `mostly ${category}`,
    muchOf: (category: string) => `much ${category}`,
    quiet: (noun: string) => `${noun} gone quiet`,
    recent: (noun: string) => `Recent ${lowerFirst(noun)}`,
    new: (noun: string) => `New ${lowerFirst(noun)}`,
    longStanding: (noun: string) => `Long-standing ${lowerFirst(noun)}`,
    /** Tells two of the same name apart: first the one with more of the feature. Null: say its value instead. */
    comparative: {
      recency: null,
      frequency: ['ordering more', 'ordering less'],
      monetary: ['spending more', 'spending less'],
      meanOrderValue: ['larger orders', 'smaller orders'],
      tenure: null
    },
    value: {
      recency: (days: number) => `last order ${plural(days, 'day')} ago`,
      frequency: (orders: number) => `about ${plural(orders, 'order')}`,
      monetary: (amount: number) => `about ${about(amount)} spent`,
      meanOrderValue: (amount: number) => `about ${about(amount)} an order`,
      tenure: (days: number) => `customers for ${plural(days, 'day')}`
    },
    with: (name: string, apart: string) => `${name}, ${apart}`,
    numbered: (name: string, number: number) => `${name} ${number}`
  },

  verdict: {
    strong:
      'Natural groups: customers fall into them far more clearly than chance would have it, and the same groups come out of other samples.',
    usable: 'Real groups with soft edges: clearer than chance would have it, but some customers stand between two of them.',
    weak: 'There is more here than chance, but not much: many customers stand between two groups, so treat the edges as rough.',
    /** A test that finds nothing has not shown that there is nothing: how often chance does as well stands beside it. */
    none: (chance: number) =>
      `Useful slices of a continuum rather than natural groups: we can’t rule out chance, since ${percent(chance, chance < 0.1 ? 1 : 0)} of shops without any groups would look as clear as this. Slices still help to treat different customers differently.`,
    /** Until the comparison is done. */
    pending: 'Not yet compared with chance: whether these are natural groups is still open.',
    fewCustomers: (found: number, needed: number) =>
      `There are only ${counted(found, 'customer', 'customers')} to go by; from ${needed} on it can be said whether groups are more than chance.`,
    fewDistinct: (asked: number, found: number) =>
      `${asked} groups were asked for, but customers differ in only ${counted(found, 'way', 'ways')}, so there ${found === 1 ? 'is' : 'are'} ${found}.`
  }
} as const

function plural(value: number, noun: string): string {
  return `${about(value)} ${value === 1 ? noun : `${noun}s`}`
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
