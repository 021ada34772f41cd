import { at, isoDate, isoMinute, type Minutes, PERIOD } from './calendar.ts'
import { COMPLEMENTS, DECOYS, FAULTY, LADDER } from './catalogue.ts'
import type { BadRow } from './files/bad-rows.ts'
import type { Customer, Order } from './model.ts'
import {
  AGENTS,
  BOTTLENECK,
  BUYER_TYPES,
  BUYERS,
  CHECKOUT,
  COMPLEMENT,
  EMAIL_TEST,
  FORMAT,
  OCCASIONS,
  RISING,
  SUPPORT,
  SUPPORT_TYPES,
  TREATMENTS,
  UPGRADE
} from './parameters.ts'
import type { World } from './world.ts'

export const GENERATOR = 'sextant-sample-shop'

const day = (t: Minutes | null): string | null => (t === null ? null : isoDate(t))

/** Everything that was planted, for `planted.json`. Only what shows in the export is claimed. */
export function truthOf(
  world: World,
  badRows: BadRow[]
): Record<string, unknown> & { format: number; generator: string; seed: number; customers: number } {
  const customers = world.buyers.slice(0, world.customers)
  const orders = world.orders.filter((o) => o.at < PERIOD.end && (o.cancelledAt ?? PERIOD.end) >= PERIOD.end)
  const byCustomer = new Map<Customer, Order[]>(customers.map((c) => [c, []]))
  for (const o of orders) if (o.customer) byCustomer.get(o.customer)?.push(o)
  const lives = world.lives.slice(0, world.customers)
  return {
    format: FORMAT,
    generator: GENERATOR,
    seed: world.seed,
    customers: world.customers,
    period: { from: isoDate(PERIOD.start), to: isoDate(PERIOD.end - 1), continuationTo: isoDate(PERIOD.horizon - 1) },
    segments: {
      names: Object.fromEntries(BUYER_TYPES.map((t) => [t, BUYERS[t].name])),
      note: 'Everybody with at least one order in the export that was not cancelled.',
      members: customers
        .filter((c) => (byCustomer.get(c)?.length ?? 0) > 0)
        .map((c) => {
          const [first, second] = [...c.parts].sort((a, b) => b.weight - a.weight)
          return {
            customer: c.id,
            segment: first?.type,
            mixed: second !== undefined,
            ...(second ? { with: second.type, weight: round(first?.weight ?? 1) } : {})
          }
        })
    },
    supportProfiles: {
      names: Object.fromEntries(SUPPORT_TYPES.map((t) => [t, SUPPORT[t].name])),
      note: 'Customers who are not listed have no profile and hardly ever write.',
      members: customers
        .filter((c) => c.support.length > 0 && (byCustomer.get(c)?.length ?? 0) > 0)
        .map((c) => ({
          customer: c.id,
          profile: c.support[0]?.type,
          mixed: c.support.length > 1,
          ...(c.support[1] ? { with: c.support[1].type } : {})
        }))
    },
    complementaryPairs: COMPLEMENTS.map((c, pair) => ({
      ...c,
      together: COMPLEMENT.together,
      laterWithinDays: COMPLEMENT.days,
      later: COMPLEMENT.later,
      lines: orders.filter((o) => o.planted.some((p) => p.pair === pair)).length
    })),
    decoyPairs: DECOYS,
    upgradeLadder: {
      products: LADDER,
      readyAfter: { coffees: UPGRADE.coffees, days: UPGRADE.days },
      upgrades: orders.flatMap((o) =>
        o.planted.flatMap((p) => (p.step === undefined ? [] : [{ customer: o.customer?.id, to: LADDER[p.step], date: isoDate(o.at) }]))
      )
    },
    rhythmBreaks: lives.flatMap(({ customer: c }) => {
      const own = byCustomer.get(c) ?? []
      const last = own[own.length - 1]
      if (c.breakAt === null || !last) return []
      return [
        {
          customer: c.id,
          lastOrder: isoDate(last.at),
          brokenFrom: day(c.breakAt),
          usualGapDays: round(c.parts[0]?.gapDays ?? 0),
          orders: own.length
        }
      ]
    }),
    endedProcesses: lives.flatMap((l) =>
      l.endedAt !== null && l.endedAt < PERIOD.end ? [{ customer: l.customer.id, ended: isoDate(l.endedAt) }] : []
    ),
    seasonalBuyers: customers
      .filter((c) => c.parts.length === 1 && c.parts[0]?.type === 'giver')
      .map((c) => ({ customer: c.id, occasions: ['Christmas', OCCASIONS[c.parts[0]?.occasion ?? 1]?.name] })),
    newlyRegular: customers.flatMap((c) =>
      c.newlyRegularAt === null ? [] : [{ customer: c.id, from: isoDate(c.newlyRegularAt), gapDays: round(c.parts[1]?.gapDays ?? 0) }]
    ),
    unplannedPurchases: orders
      .filter((o) => o.reason === 'unplanned')
      .map((o) => ({ customer: o.customer?.id, order: o.number, date: isoDate(o.at) })),
    preferenceShifts: customers.flatMap((c) =>
      c.shift ? [{ customer: c.id, at: isoDate(c.shift.at), from: c.shift.from, to: c.shift.to }] : []
    ),
    bottleneck: {
      fromStage: 'decision',
      toStage: 'purchase',
      event: 'checkout_start',
      device: BOTTLENECK.device,
      from: BOTTLENECK.from,
      to: isoDate(at(BOTTLENECK.to) - 1),
      completes: CHECKOUT.completesInTrouble,
      otherwise: CHECKOUT.completes
    },
    risingProblem: {
      product: FAULTY,
      category: 'Fault or damage',
      from: RISING.from,
      tickets: world.tickets
        .filter((t) => t.rising && t.openedAt < PERIOD.end)
        .map((t) => ({ ticket: t.id, opened: isoMinute(t.openedAt) }))
    },
    agents: AGENTS.flatMap((a) => (a.skill ? [{ agent: a.name, ...a.skill }] : [])),
    referrals: customers.flatMap((c) => (c.referredBy ? [{ customer: c.id, referredBy: c.referredBy.id }] : [])),
    emailTest: {
      campaign: EMAIL_TEST.campaign,
      sentOn: EMAIL_TEST.sentOn,
      days: EMAIL_TEST.days,
      works: 'A',
      doesNot: 'B',
      extraOrder: EMAIL_TEST.extraOrder,
      extraOrders: orders.filter((o) => o.reason === 'e-mail').map((o) => ({ customer: o.customer?.id, order: o.number }))
    },
    treatments: TREATMENTS,
    badRows
  }
}

/** Two decimals are plenty for a parameter that was drawn. */
const round = (x: number): number => Math.round(x * 100) / 100
