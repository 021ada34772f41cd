import { at, DAY, HOUR, type Minutes, PERIOD, PROMOTIONS, startOfDay, year } from '../calendar.ts'
import type { Customer, Intent, Life, Offer, Order } from '../model.ts'
import { ARRIVAL, EMAIL_TEST } from '../parameters.ts'
import { Stream } from '../random/stream.ts'
import { intentOf, oneVisitEach } from './life.ts'

type Group = (typeof EMAIL_TEST.groups)[number]

const SENT = at(EMAIL_TEST.sentOn, 9)
/** Only customers who bought in the year before are on the list of the test. */
const LATELY = 365 * DAY

/**
 * Draws lots among the subscribers who bought lately, three by three in the order of how often they bought, so that the
 * groups are alike.
 */
export function drawEmailTest(seed: number, lives: Life[]): Map<Customer, Group> {
  const lately = (l: Life) => l.intents.filter((i) => i.at < SENT && i.at > SENT - LATELY).length
  const list = lives
    .filter((l) => l.customer.newsletter && lately(l) > 0)
    .sort((a, b) => lately(b) - lately(a) || a.customer.index - b.customer.index)
  const random = new Stream(seed, 'e-mail lots')
  const groups = new Map<Customer, Group>()
  for (let i = 0; i < list.length; i += EMAIL_TEST.groups.length) {
    const lots = random.shuffled(EMAIL_TEST.groups)
    for (const [n, l] of list.slice(i, i + lots.length).entries()) groups.set(l.customer, lots[n] ?? 'control')
  }
  return groups
}

/** The orders that variant A brings, of customers who still buy. */
export function respondToTest(seed: number, life: Life, group: Group | undefined): Life {
  const habits = life.customer.parts[0]
  if (!group || !habits) return life
  const random = new Stream(seed, 'e-mail response', life.customer.index)
  const gone = life.endedAt !== null && life.endedAt < SENT
  if (!random.chance(EMAIL_TEST.extraOrder[group]) || gone) return life
  const when = SENT + Math.floor(random.between(0.2, EMAIL_TEST.days - 3) * DAY)
  const extra: Intent = { ...intentOf(seed, life.customer, habits, 'e-mail', when), at: when, reason: 'e-mail', seeksDiscount: false }
  return { ...life, intents: oneVisitEach([...life.intents, extra]) }
}

/** Every offer that was sent: the test, and a newsletter before each promotion. */
export function offersOf(seed: number, life: Life, orders: Order[], group: Group | undefined): Offer[] {
  const { customer } = life
  const offers: Offer[] = []
  if (group) offers.push(testMail(seed, customer, orders, group))
  if (!customer.newsletter) return offers
  for (const p of PROMOTIONS) {
    const sentAt = p.from + 8 * HOUR
    if (customer.registeredAt > sentAt || sentAt >= PERIOD.horizon) continue
    const random = new Stream(seed, 'newsletter', customer.index, p.from)
    const photo = random.chance(0.5)
    const used = orders.find((o) => o.code === p.code && o.at >= sentAt && o.at < p.to) ?? null
    const opened = random.chance(used ? 0.85 : 0.24)
    const openedAt = opened ? between(random, sentAt, used?.at ?? sentAt + 2 * DAY) : null
    const clicked = openedAt !== null && random.chance(used ? 0.75 : 0.12)
    offers.push({
      campaign: `Newsletter ${p.name} ${year(p.from)}`,
      offer: p.code,
      variant: photo ? 'photo' : 'plain',
      group: 'treated',
      channel: 'E-mail',
      subject: `${p.name}: ${Math.round(p.share * 100)} % off with ${p.code}`,
      visual: photo ? 'photo' : 'text only',
      incentive: `${Math.round(p.share * 100)} %`,
      customer,
      sentAt,
      openedAt,
      clickedAt: clicked && openedAt !== null ? openedAt + random.integer(1, 4) : null,
      accepted: used
    })
  }
  return offers
}

function between(random: Stream, from: Minutes, to: Minutes): Minutes {
  return Math.floor(from + random.uniform() * Math.max(1, to - from - 5))
}

function testMail(seed: number, customer: Customer, orders: Order[], group: Group): Offer {
  const random = new Stream(seed, 'e-mail test', customer.index)
  const mailed = group !== 'control'
  const bought = orders.find((o) => o.at > SENT && o.at < SENT + EMAIL_TEST.days * DAY) ?? null
  const caused = bought?.reason === 'e-mail'
  const opened = mailed && random.chance(caused ? 1 : EMAIL_TEST.opens[group])
  const openedAt = opened ? between(random, SENT, bought?.at ?? SENT + 2 * DAY) : null
  const clicked = openedAt !== null && random.chance(caused ? 1 : group === 'B' ? 0.5 : 0.3)
  return {
    campaign: EMAIL_TEST.campaign,
    offer: 'Roast date reminder',
    variant: group,
    group: mailed ? 'treated' : 'control',
    channel: mailed ? 'E-mail' : '',
    subject: EMAIL_TEST.subjects[group],
    visual: mailed ? (group === 'A' ? 'text only' : 'animation') : '',
    incentive: mailed ? 'none' : '',
    customer,
    sentAt: SENT,
    openedAt,
    clickedAt: clicked && openedAt !== null ? openedAt + random.integer(1, 3) : null,
    // As shops count: who clicked and then bought, whether or not because of the mail. The control group has no such thing.
    accepted: clicked ? bought : null
  }
}

export interface Spend {
  week: Minutes
  channel: string
  campaign: string
  amount: number
  impressions: number
  clicks: number
}

const BUDGETS = [
  { channel: 'Paid search', campaign: 'Brand and coffee', week: 34_000, perClick: 62 },
  { channel: 'Social ads', campaign: 'Try our box', week: 52_000, perClick: 41 },
  { channel: 'Marketplace', campaign: 'Sponsored listings', week: 15_000, perClick: 35 },
  { channel: 'E-mail', campaign: 'Newsletter tool', week: 4_900, perClick: 9 }
]

/** Weekly marketing spend in cents, by channel. Social ads all but end when the shop gave them up. */
export function spendOf(seed: number): Spend[] {
  const rows: Spend[] = []
  for (let week: Minutes = startOfDay(PERIOD.start) + DAY; week < PERIOD.horizon; week += 7 * DAY) {
    for (const b of BUDGETS) {
      const random = new Stream(seed, 'spend', b.channel, week)
      const season = [10, 11].includes(new Date(week * 60_000).getUTCMonth()) ? 1.5 : 1
      const cut = b.channel === 'Social ads' && week >= at(ARRIVAL.adsUntil) ? 0.08 : 1
      const amount = b.channel === 'E-mail' ? b.week : Math.round(b.week * season * cut * random.between(0.85, 1.15))
      const clicks = Math.round((amount / b.perClick) * random.between(0.9, 1.1))
      rows.push({
        week,
        channel: b.channel,
        campaign: b.campaign,
        amount,
        impressions: Math.round(clicks * random.between(35, 60)),
        clicks
      })
    }
  }
  return rows
}
