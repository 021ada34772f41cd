import { at, DAY, FOUNDED, type Minutes, PERIOD } from './calendar.ts'
import { CATEGORIES, type Category } from './catalogue.ts'
import type { Customer, Habits } from './model.ts'
import {
  ARRIVAL,
  BREAKS,
  BUYER_TYPES,
  BUYERS,
  type BuyerType,
  MIXED,
  NEWLY_REGULAR,
  OCCASIONS,
  PLANTED_SHARES,
  PROSPECTS,
  REFERRED,
  SHIFTS,
  SUPPORT,
  SUPPORT_TYPES,
  SUPPORTED,
  UNPLANNED
} from './parameters.ts'
import { person } from './people.ts'
import { nextOccasion } from './process/occasions.ts'
import { Stream } from './random/stream.ts'

const SOURCES = ['Organic search', 'Paid search', 'Social ads', 'Friends', 'Walk-in', 'Marketplace'] as const
const SOURCE_WEIGHTS: Record<BuyerType, readonly number[]> = {
  restocker: [40, 22, 8, 0, 14, 6],
  giver: [32, 20, 16, 0, 26, 4],
  bargain: [10, 26, 28, 0, 2, 36],
  barista: [44, 10, 8, 0, 30, 2],
  tryout: [18, 26, 36, 0, 6, 16]
}

export interface Population {
  /** Everybody who buys: the shop's customers, then newcomers who arrive after the export ends. */
  buyers: Customer[]
  /** Registered, but never bought. */
  prospects: Customer[]
}

/** All people of the shop, by their place in the simulation (ids are given by date of registration). */
export function populate(seed: number, customers: number): Population {
  const types = quotaTypes(seed, customers)
  const newcomers = Math.round(customers * ARRIVAL.newcomers)
  const buyers = Array.from({ length: customers + newcomers }, (_, i) => buyer(seed, i, types[i], i >= customers))
  plantMixedLives(seed, buyers.slice(0, customers))
  plantRoles(seed, buyers.slice(0, customers))
  const prospects = Array.from({ length: Math.round(customers * PROSPECTS) }, (_, i) => prospect(seed, i))
  nameById(seed, [...buyers, ...prospects])
  plantReferrals(seed, buyers)
  return { buyers, prospects }
}

/** Exact numbers of each type, in random places. */
function quotaTypes(seed: number, customers: number): BuyerType[] {
  const list = BUYER_TYPES.flatMap((type) => Array.from({ length: Math.round(BUYERS[type].share * customers) }, () => type))
  while (list.length < customers) list.push('tryout')
  return new Stream(seed, 'types').shuffled(list.slice(0, customers))
}

function habitsOf(random: Stream, type: BuyerType, weight: number): Habits {
  const p = BUYERS[type]
  const rhythm = typeof p.rhythm === 'string' ? null : p.rhythm
  return {
    type,
    weight,
    gapDays: rhythm ? random.lognormal(rhythm.gapDays, rhythm.spread) : 0,
    shape: rhythm ? random.between(rhythm.shape[0], rhythm.shape[1]) : 1,
    tastes: random.dirichlet(p.tastes, p.tasteConcentration),
    discount: Math.min(0.97, Math.max(0.01, p.discount + 0.06 * random.normal())),
    channels: random.dirichlet(p.channels, 14),
    occasion: random.integer(1, OCCASIONS.length - 1)
  }
}

function supportOf(random: Stream): Customer['support'] {
  if (!random.chance(SUPPORTED.share)) return []
  const first = random.weighted(SUPPORT_TYPES.map((t) => SUPPORT[t].share))
  const type = SUPPORT_TYPES[first] ?? 'delivery'
  if (!random.chance(SUPPORTED.mixed)) return [{ type, weight: 1 }]
  const other = SUPPORT_TYPES[(first + random.integer(1, SUPPORT_TYPES.length - 1)) % SUPPORT_TYPES.length] ?? 'delivery'
  const weight = random.between(0.45, 0.6)
  return [
    { type, weight },
    { type: other, weight: 1 - weight }
  ]
}

function buyer(seed: number, index: number, quota: BuyerType | undefined, newcomer: boolean): Customer {
  const random = new Stream(seed, 'customer', index)
  const type = quota ?? BUYER_TYPES[random.weighted([1, 3, 2, 1, 5])] ?? 'tryout'
  const adsEnd = at(ARRIVAL.adsUntil)
  const withAds = random.chance(ARRIVAL.withAds)
  const early = type !== 'tryout' && random.chance(ARRIVAL.before)
  const inside =
    type !== 'tryout'
      ? random.between(PERIOD.start, PERIOD.start + ARRIVAL.days * DAY)
      : withAds
        ? random.between(PERIOD.start, adsEnd)
        : random.between(adsEnd, PERIOD.end)
  const habits = habitsOf(random, type, 1)
  const any = newcomer ? PERIOD.end + random.uniform() * (PERIOD.horizon - PERIOD.end) : early ? PERIOD.start - 1 : inside
  // Nobody opens an account to give something half a year later.
  const arrivesAt = type === 'giver' && !early ? nextOccasion(habits.occasion, any) : any
  const registeredAt = early ? FOUNDED + random.uniform() * (PERIOD.start - FOUNDED) : arrivesAt - 3 * DAY - random.exponential(2 * DAY)
  return {
    index,
    id: '',
    ...person(random, index + 11),
    newsletter: random.chance(BUYERS[type].newsletter),
    source: SOURCES[random.weighted(SOURCE_WEIGHTS[type])] ?? 'Organic search',
    registeredAt: Math.floor(registeredAt),
    arrivesAt: Math.floor(arrivesAt),
    mobile: Math.min(0.95, Math.max(0.02, BUYERS[type].mobile + 0.15 * random.normal())),
    mood: Math.max(-1, Math.min(1, 0.25 + 0.4 * random.normal())),
    parts: [habits],
    support: supportOf(random),
    referredBy: null,
    breakAt: null,
    newlyRegularAt: null,
    shift: null,
    unplannedAt: null
  }
}

/** People with an account who look around. They have no process of buying. */
function prospect(seed: number, i: number): Customer {
  const base = buyer(seed, 1_000_000 + i, 'tryout', false)
  return { ...base, parts: [], support: [], newsletter: true }
}

const isPlain = (c: Customer, type: BuyerType) => c.parts.length === 1 && c.parts[0]?.type === type
const days = (range: { from: string; to: string }, random: Stream): Minutes => Math.floor(random.between(at(range.from), at(range.to)))

/** 15 % live two processes by turns; some of them lived quietly first and have just found a rhythm. */
function plantMixedLives(seed: number, customers: Customer[]): void {
  const mixed = new Stream(seed, 'mixed').shuffled(customers).slice(0, Math.round(MIXED.share * customers.length))
  const known = mixed.filter((c) => c.arrivesAt < at(NEWLY_REGULAR.knownBefore))
  const newlyRegular = new Set(known.slice(0, Math.round(PLANTED_SHARES.newlyRegular * customers.length)))
  for (const customer of mixed) {
    const random = new Stream(seed, 'mix', customer.index)
    const weight = random.between(MIXED.weight[0], MIXED.weight[1])
    if (newlyRegular.has(customer)) {
      customer.newlyRegularAt = days(NEWLY_REGULAR, random)
      const steady = habitsOf(random, 'restocker', 1 - weight)
      steady.gapDays = random.between(NEWLY_REGULAR.gapDays[0], NEWLY_REGULAR.gapDays[1])
      steady.shape = NEWLY_REGULAR.shape
      customer.parts = [habitsOf(random, 'tryout', weight), steady]
      continue
    }
    const own = customer.parts[0]
    if (!own) continue
    const others = BUYER_TYPES.filter((t) => t !== own.type)
    customer.parts = [{ ...own, weight }, habitsOf(random, random.pick(others), 1 - weight)]
  }
}

/** Gives each planted change of behaviour to customers that have no other. */
function plantRoles(seed: number, customers: Customer[]): void {
  const count = (share: number) => Math.round(share * customers.length)
  const old = (c: Customer) => c.arrivesAt < PERIOD.start
  const free = new Stream(seed, 'roles').shuffled(customers.filter((c) => isPlain(c, 'restocker') && old(c)))
  const hunters = new Stream(seed, 'shifting hunters').shuffled(customers.filter((c) => isPlain(c, 'bargain') && old(c)))
  for (const c of free.splice(0, count(PLANTED_SHARES.rhythmBreaks))) c.breakAt = days(BREAKS, new Stream(seed, 'break', c.index))
  for (const c of free.splice(0, count(PLANTED_SHARES.unplanned))) c.unplannedAt = days(UNPLANNED, new Stream(seed, 'unplanned', c.index))
  const shifts = count(PLANTED_SHARES.preferenceShifts)
  for (const c of free.splice(0, Math.ceil(shifts / 2))) plantShift(seed, c, 'Coffee', 'Tea')
  for (const c of hunters.splice(0, Math.floor(shifts / 2))) plantShift(seed, c, 'Pantry', 'Coffee')
}

/** From a date on, `from` and `to` change places in the customer's tastes, and what is left of `from` goes to `to`. */
function plantShift(seed: number, customer: Customer, from: Category, to: Category): void {
  const own = customer.parts[0]
  if (!own) return
  const a = CATEGORIES.indexOf(from)
  const b = CATEGORIES.indexOf(to)
  const tastes = [...own.tastes]
  const both = (tastes[a] ?? 0) + (tastes[b] ?? 0)
  tastes[a] = 0.05 * both
  tastes[b] = 0.95 * both
  customer.shift = { at: days(SHIFTS, new Stream(seed, 'shift', customer.index)), from, to, tastes }
}

/** Numbers by date of registration, as a shop gives them, with gaps; text, because of the zeros in front. */
function nameById(seed: number, people: Customer[]): void {
  const random = new Stream(seed, 'ids')
  let number = 1040
  for (const c of [...people].sort((a, b) => a.registeredAt - b.registeredAt || a.index - b.index)) {
    number += random.integer(1, 4)
    c.id = String(number).padStart(6, '0')
  }
}

function plantReferrals(seed: number, buyers: Customer[]): void {
  const friends = buyers.filter((c) => isPlain(c, 'restocker') || isPlain(c, 'barista'))
  for (const c of buyers) {
    const random = new Stream(seed, 'referral', c.index)
    if (!random.chance(REFERRED)) continue
    const known = friends.filter((f) => f.registeredAt + 30 * DAY < c.registeredAt)
    if (known.length === 0) continue
    c.referredBy = random.pick(known)
    c.source = 'Friends'
  }
}
