/** Names of the features that customers are told apart by, in owners' words; `of` names those that the data names. */
import { about, counted, percentAbout } from '../../format.ts'

export const features = {
  group: {
    buying: 'What they buy and when',
    rhythm: 'Rhythm',
    prices: 'Discounts and returns',
    categories: 'What they like',
    channels: 'Where they buy',
    calendar: 'When in the week and year',
    support: 'Support',
    satisfaction: 'Satisfaction',
    touchpoints: 'Visits and contacts',
    about: 'About them'
  },
  preset: {
    rfm: 'Last order, orders, spending',
    behaviour: 'How they behave',
    value: 'What they are worth',
    everything: 'Everything there is'
  },
  /** Short, as a label. */
  name: {
    recency: 'Last order',
    frequency: 'Orders',
    monetary: 'Spent',
    meanOrderValue: 'Average order',
    tenure: 'Customer for',
    gapMean: 'Time between orders',
    gapSpread: 'Change of rhythm',
    discountShare: 'Discounted orders',
    returnShare: 'Sent back',
    categoryVariety: 'Variety',
    weekendShare: 'Weekend orders',
    winterShare: 'Winter orders',
    springShare: 'Spring orders',
    summerShare: 'Summer orders',
    autumnShare: 'Autumn orders',
    supportLoad: 'Tickets an order',
    tickets: 'Tickets',
    csat: 'Satisfaction',
    nps: 'Would recommend',
    touchpoints: 'Visits and contacts',
    accountAge: 'Account for',
    newsletter: 'Newsletter',
    country: 'Country',
    region: 'Region',
    cameFrom: 'Came through'
  },
  /** What is counted, as a sentence would say it. */
  long: {
    recency: 'How lately they ordered',
    frequency: 'How often they order',
    monetary: 'How much they spent, less returns',
    meanOrderValue: 'How much an order is worth',
    tenure: 'How long they have been customers',
    gapMean: 'How many days lie between their orders',
    gapSpread: 'How much those days differ from order to order',
    discountShare: 'How many of their orders were discounted',
    returnShare: 'How much of what they bought came back',
    categoryVariety: 'From how many kinds of product they choose',
    weekendShare: 'How many of their orders fall on a weekend',
    winterShare: 'How many of their orders fall in December to February',
    springShare: 'How many of their orders fall in March to May',
    summerShare: 'How many of their orders fall in June to August',
    autumnShare: 'How many of their orders fall in September to November',
    supportLoad: 'How many tickets they write for each order',
    tickets: 'How many tickets they wrote',
    csat: 'How satisfied they say they are',
    nps: 'Whether they would recommend the shop, 0 to 10',
    touchpoints: 'How many visits and contacts they had',
    accountAge: 'How long they have had an account',
    newsletter: 'Whether they take the newsletter',
    country: 'Where they live',
    region: 'In which region they live',
    cameFrom: 'Through which channel they first came'
  },
  /** Where on a map those with more of it stand. */
  more: {
    recency: 'longer away',
    frequency: 'order more',
    monetary: 'spend more',
    meanOrderValue: 'larger orders',
    tenure: 'with you longer',
    gapMean: 'longer between orders',
    gapSpread: 'less regular',
    discountShare: 'more discounts',
    returnShare: 'send more back',
    categoryVariety: 'more variety',
    weekendShare: 'more at weekends',
    winterShare: 'more in winter',
    springShare: 'more in spring',
    summerShare: 'more in summer',
    autumnShare: 'more in autumn',
    supportLoad: 'more tickets an order',
    tickets: 'more tickets',
    csat: 'more satisfied',
    nps: 'recommend more',
    touchpoints: 'more contacts',
    accountAge: 'older account',
    newsletter: 'newsletter',
    country: 'country',
    region: 'region',
    cameFrom: 'came through'
  },
  family: {
    category: 'Every kind of product',
    channel: 'Every sales channel',
    touch: 'Every kind of visit',
    extra: 'Every other column'
  },
  of: {
    category: (name: string) => `Spent on ${name}`,
    channel: (name: string) => `Orders by ${name}`,
    touch: (name: string) => sentence(name),
    extra: (name: string) => sentence(name)
  },
  longOf: {
    category: (name: string) => `How much of their spending goes to ${name}`,
    channel: (name: string) => `How many of their orders come by ${name}`,
    touch: (name: string) => `How many times: ${name.replaceAll('_', ' ')}`,
    extra: (name: string) => `Column “${name}” of your files`
  },
  moreOf: {
    category: (name: string) => `more ${name}`,
    channel: (name: string) => `more by ${name}`,
    touch: (name: string) => `more ${name.replaceAll('_', ' ')}`,
    extra: (name: string) => `higher ${name.replaceAll('_', ' ')}`
  },
  other: { category: 'other products', channel: 'other channels', touch: 'other', extra: 'other' },
  unit: {
    recency: 'days ago',
    days: 'days',
    share: '%',
    rest: ''
  },
  value: {
    recency: (days: string) => `${days} ago`,
    frequency: (orders: string, isOne: boolean) => `${orders} ${isOne ? 'order' : 'orders'}`,
    meanOrderValue: (amount: string) => `${amount} an order`,
    share: (share: number) => percentAbout(share),
    count: (value: number) => about(value),
    tickets: (value: number) => (Number.isInteger(value) ? counted(value, 'ticket', 'tickets') : `${about(value)} tickets`),
    unknown: 'unknown'
  },
  /** What makes a group different: a value, and how it stands against the typical one. */
  different: {
    recency: (value: string, against: string) => `last order ${value} (${against})`,
    frequency: (value: string, against: string) => `${value} (${against})`,
    monetary: (value: string, against: string) => `spent ${value} (${against})`,
    meanOrderValue: (value: string, against: string) => `${value} (${against})`,
    tenure: (value: string, against: string) => `customers for ${value} (${against})`,
    other: (name: string, value: string, against: string) => `${lowerFirst(name)} ${value} (${against})`
  }
} as const

function sentence(name: string): string {
  const text = name.replaceAll('_', ' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
