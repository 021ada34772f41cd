/**
 * Texts that a segmentation writes into its result: names of segments, the verdict's reason, who was left out and why.
 * They are read by shop owners and keep to their words.
 */
import { counted } from '../../format.ts'

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
      bigSpender: 'Big spenders',
      bigBasket: 'Big-basket buyers',
      occasional: 'Occasional buyers',
      smallSpender: 'Small spenders',
      smallBasket: 'Small-basket buyers',
      customer: 'Customers',
      typical: 'Typical customers'
    },
    quiet: (noun: string) => `${noun} gone quiet`,
    recent: (noun: string) => `Recent ${lowerFirst(noun)}`,
    new: (noun: string) => `New ${lowerFirst(noun)}`,
    longStanding: (noun: string) => `Long-standing ${lowerFirst(noun)}`,
    /** Tells two of the same name apart: the one with more of the feature, the one with less. */
    apart: {
      recency: { more: 'longer away', less: 'seen lately' },
      frequency: { more: 'ordering more', less: 'ordering less' },
      monetary: { more: 'spending more', less: 'spending less' },
      meanOrderValue: { more: 'larger orders', less: 'smaller orders' },
      tenure: { more: 'longer with us', less: 'newer' }
    },
    with: (name: string, apart: string) => `${name}, ${apart}`,
    numbered: (name: string, number: number) => `${name} ${number}`
  },

  verdict: {
    strong: 'Customers fall into these groups by themselves: hardly anybody stands between two of them.',
    usable: 'Customers of a group clearly resemble each other more than they resemble the next group; a few stand in between.',
    weak: 'Useful slices rather than natural groups: many customers stand between two of them.',
    none: 'We looked, and customers do not fall into groups: wherever a line is drawn, neighbours are cut apart.',
    /** Follows each of the above. */
    untested: 'Not yet tested: whether chance alone would have given groups as clear.',
    fewCustomers: (found: number, needed: number) =>
      `There are only ${counted(found, 'customer', 'customers')} to go by; from ${needed} on it can be said whether groups are more than chance.`,
    fewDistinct: (asked: number, found: number) =>
      `${asked} groups were asked for, but customers differ in only ${found} ways, so there are ${found}.`
  }
} as const

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
