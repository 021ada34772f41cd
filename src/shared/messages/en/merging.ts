/** Texts of customers who may be one person. Values are texts, or functions of what they speak about, already formatted. */
import { count, counted } from '../../format.ts'

export const merging = {
  title: 'One person twice?',
  finding: (groups: number) =>
    groups === 0
      ? 'Nobody shares an e-mail address or a phone number with somebody else.'
      : `${groups === 1 ? 'One e-mail address or phone number belongs' : `${count(groups)} e-mail addresses and phone numbers belong`} to more than one customer.`,
  note: 'Merged, they are one customer in every list and figure, and for whatever is imported later. A merge can be taken back at any time.',
  back: 'All customers',
  link: (people: number) => `${counted(people, 'customer', 'customers')} may be the same people`,
  /** What the list of running work calls it. */
  job: 'Customers with the same e-mail address',
  linkMerged: 'Merged customers',
  failed: 'The customers cannot be compared.',

  evidence: {
    email: (key: string) => `Same e-mail address: ${key}`,
    phone: (key: string) => `Same phone number: ends in ${key}`
  },
  list: 'Proposals',
  column: {
    same: 'Same person',
    stays: 'Stays',
    customer: 'Customer',
    email: 'E-mail',
    phone: 'Phone',
    orders: 'Orders',
    net: (sign: string) => (sign === '' ? 'Spent' : `Spent (${sign})`),
    last: 'Last order'
  },
  isSame: (who: string) => `${who} is the same person`,
  stays: (who: string) => `${who} stays; the others are merged into it`,
  merge: (n: number) => `Merge these ${count(n)}`,
  mergeOf: (n: number, evidence: string) => `Merge these ${count(n)}. ${evidence}`,
  apart: 'Not the same person',
  apartOf: (evidence: string) => `Not the same person. ${evidence}`,
  tooFew: 'Tick at least two.',
  more: (n: number) => `Show ${count(n)} more`,
  /** All proposals that rest on an e-mail address and whose names agree, each with everybody in it. */
  all: (groups: number) => `Merge all ${count(groups)} with the same e-mail address and a like name`,
  allMerged: (into: number, merged: number) =>
    `${count(into + merged)} customers are ${into === 1 ? 'one' : count(into)} now: ${count(merged)} ${merged === 1 ? 'stands' : 'stand'} under another with the same e-mail address.`,
  allParted: (people: number) => `${counted(people, 'customer is', 'customers are')} on their own again.`,

  merged: (who: readonly string[], into: string) => `${who.join(', ')} and ${into} are one customer now.`,
  parted: (who: string) => `${who} is a customer of its own again.`,
  keptApart: (who: readonly string[]) => `${who.slice(0, -1).join(', ')} and ${who.at(-1) ?? ''} are not proposed again.`,
  takeBack: 'Take it back',
  dismiss: 'Close this message',

  mergesTitle: 'Merged',
  part: 'Part again',
  partOf: (who: string, from: string) => `Part again: ${who} from ${from}`,
  apartTitle: 'Different people',
  apartNote: 'By your word; they are not proposed for merging.',
  apartLine: (one: string, other: string) => `${one} and ${other}`,
  propose: 'Propose again',
  proposeOf: (one: string, other: string) => `Propose again: ${one} and ${other}`,

  page: { merged: 'Merged with it' },

  edit: {
    button: 'Change…',
    title: (who: string) => `Change ${who}`,
    note: 'Your word counts more than any file’s, also for files that are imported later and when an import is undone. Leave a field empty to go by the files again.',
    name: 'Name',
    email: 'E-mail',
    phone: 'Phone',
    country: 'Country',
    save: 'Save'
  }
} as const
