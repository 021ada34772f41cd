import { DAY } from './calendar.ts'
import type { Customer, Feedback, Life, Offer, Order, Ticket, Touchpoint } from './model.ts'
import type { EMAIL_TEST } from './parameters.ts'
import { populate } from './population.ts'
import { ticketsOf } from './process/desk.ts'
import { prospectPath, touchpointsOf } from './process/journey.ts'
import { liveOn } from './process/life.ts'
import { drawEmailTest, offersOf, respondToTest, type Spend, spendOf } from './process/marketing.ts'
import { guestOrders, number, ordersOf } from './process/orders.ts'
import { callOf, type Treatment, treat } from './process/treatments.ts'
import { feedbackOf } from './process/voice.ts'
import { Stream } from './random/stream.ts'

export interface WorldOptions {
  seed: number
  customers: number
  /** By customer id; after the export ended. */
  treatments: ReadonlyMap<string, readonly Treatment[]>
  signal: AbortSignal | undefined
  onProgress: (share: number) => void
}

/** Everything that happens in the shop from the first day of the export to the last of the continuation. */
export interface World {
  seed: number
  /** Number of customers of the export; newcomers come after them in `buyers`. */
  customers: number
  buyers: Customer[]
  prospects: Customer[]
  lives: Life[]
  emailTest: Map<Customer, (typeof EMAIL_TEST.groups)[number]>
  orders: Order[]
  tickets: Ticket[]
  feedback: Feedback[]
  touchpoints: Touchpoint[]
  offers: Offer[]
  spend: Spend[]
}

/** Customers between two looks at the signal. */
const CHUNK = 100

/**
 * Simulates the shop. Always to the same horizon, so that the export and its continuation are two parts of one history.
 * O(orders). @throws `signal.reason` when aborted
 */
export async function simulate(options: WorldOptions): Promise<World> {
  const { seed, customers, treatments } = options
  const { buyers, prospects } = populate(seed, customers)
  const born = buyers.map((c) => liveOn(seed, c))
  const emailTest = drawEmailTest(seed, born.slice(0, customers))
  const lives: Life[] = []
  const byCustomer: Order[][] = []
  await inChunks(born, options, 0, 0.5, (life) => {
    const mailed = respondToTest(seed, life, emailTest.get(life.customer))
    const lived = treat(seed, mailed, treatments.get(life.customer.id) ?? [])
    lives.push(lived)
    byCustomer.push(ordersOf(seed, lived))
  })
  const orders = number([...byCustomer.flat(), ...guestOrders(seed, customers)])

  const world: World = {
    seed,
    customers,
    buyers,
    prospects,
    lives,
    emailTest,
    orders,
    tickets: [],
    feedback: [],
    touchpoints: prospects.flatMap((c) => prospectPath(seed, c)),
    offers: [],
    spend: spendOf(seed)
  }
  const friends = invitations(seed, buyers)
  await inChunks(lives, options, 0.5, 1, (life) => {
    const { customer } = life
    const own = byCustomer[customer.index] ?? []
    const tickets = ticketsOf(seed, customer, own, callOf(treatments.get(customer.id) ?? []))
    const offers = offersOf(seed, life, own, emailTest.get(customer))
    world.tickets.push(...tickets)
    world.feedback.push(...feedbackOf(seed, customer, own, tickets))
    world.offers.push(...offers)
    world.touchpoints.push(...touchpointsOf(seed, customer, own, offers, friends.get(customer) ?? []))
  })
  name(world)
  return world
}

/** When customers told a friend who then came. */
function invitations(seed: number, buyers: Customer[]): Map<Customer, number[]> {
  const found = new Map<Customer, number[]>()
  for (const c of buyers) {
    if (!c.referredBy) continue
    const told = Math.floor(c.registeredAt - new Stream(seed, 'told', c.index).between(0.1, 9) * DAY)
    found.set(c.referredBy, [...(found.get(c.referredBy) ?? []), told])
  }
  return found
}

/** Sorts what was collected customer by customer into the order of time, and numbers it. */
function name(world: World): void {
  const tie = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
  world.tickets.sort((a, b) => a.openedAt - b.openedAt || tie(a.key, b.key))
  for (const [i, ticket] of world.tickets.entries()) ticket.id = `T-${3101 + i}`
  world.feedback.sort((a, b) => a.at - b.at || tie(a.customer.id, b.customer.id) || tie(a.type, b.type))
  for (const [i, f] of world.feedback.entries()) f.id = `F-${5001 + i}`
  world.touchpoints.sort((a, b) => a.at - b.at || tie(a.customer.id, b.customer.id) || tie(a.session, b.session))
  const sessions = new Map<string, string>()
  for (const t of world.touchpoints) {
    const key = `${t.customer.id}/${t.session}`
    const known = sessions.get(key) ?? `S-${100_001 + sessions.size}`
    sessions.set(key, known)
    t.session = known
  }
  world.offers.sort((a, b) => a.sentAt - b.sentAt || tie(a.customer.id, b.customer.id) || tie(a.campaign, b.campaign))
}

async function inChunks<T>(items: readonly T[], options: WorldOptions, from: number, to: number, visit: (item: T) => void): Promise<void> {
  for (let i = 0; i < items.length; i += CHUNK) {
    options.signal?.throwIfAborted()
    for (const item of items.slice(i, i + CHUNK)) visit(item)
    options.onProgress(from + ((to - from) * Math.min(items.length, i + CHUNK)) / items.length)
    await new Promise((resolve) => setImmediate(resolve))
  }
}
