import { DAY, type Minutes, PERIOD } from '../calendar.ts'
import { COMPLEMENTS, LADDER, type Product, product } from '../catalogue.ts'
import type { Habits, Intent, Life } from '../model.ts'
import { TREATMENTS, type TreatmentKind } from '../parameters.ts'
import { Stream } from '../random/stream.ts'
import { intentOf, oneVisitEach, renewals } from './life.ts'
import { householdAt } from './orders.ts'

/** Something that the shop did to one customer after the export ended. */
export interface Treatment {
  kind: TreatmentKind
  at: Minutes
  variant: string
}

export const isTreatmentKind = (kind: string): kind is TreatmentKind => Object.hasOwn(TREATMENTS, kind)

/** The life as it goes on with these treatments. Draws come from streams of their own, so nobody else's life changes. */
export function treat(seed: number, life: Life, treatments: readonly Treatment[]): Life {
  return [...treatments]
    .sort((a, b) => a.at - b.at || (a.kind < b.kind ? -1 : 1))
    .reduce((now, t) => respond(new Stream(seed, 'treatment', life.customer.index, t.kind, t.at, t.variant), seed, now, t), life)
}

/** When somebody from the shop rang, if so. */
export const callOf = (treatments: readonly Treatment[]): Minutes | null => treatments.find((t) => t.kind === 'service-call')?.at ?? null

function respond(random: Stream, seed: number, life: Life, { kind, at, variant }: Treatment): Life {
  const draw = random.uniform()
  const gone = life.endedAt !== null && life.endedAt < at
  switch (kind) {
    case 'reminder': {
      const p = TREATMENTS.reminder
      const { breakAt } = life.customer
      if (!gone || breakAt === null || at - breakAt > p.withinDays * DAY || draw >= p.comesBack) return life
      return comeBack(random, seed, life, later(random, at, p.delayDays))
    }
    case 'win-back': {
      const p = TREATMENTS['win-back']
      return gone && draw < p.comesBack ? more(seed, life, kind, later(random, at, p.delayDays), [], p.discount) : life
    }
    case 'e-mail': {
      const p = TREATMENTS['e-mail']
      return !gone && variant === 'A' && draw < p.A ? more(seed, life, kind, later(random, at, p.delayDays), []) : life
    }
    case 'complement-offer': {
      const p = TREATMENTS['complement-offer']
      const household = householdAt(seed, life, at)
      const lacking = COMPLEMENTS.find((c) => household.has(c.first) && !household.has(c.needs))
      return lacking && draw < p.buys ? more(seed, life, kind, later(random, at, p.delayDays), [product(lacking.needs)]) : life
    }
    case 'upgrade-offer': {
      const p = TREATMENTS['upgrade-offer']
      const household = householdAt(seed, life, at)
      const next = LADDER[household.ladderStep + 1]
      if (household.ladderStep < 0 || next === undefined) return life
      const chance = household.readyForNextStep(at) ? p.ready : p.notReady
      return draw < chance ? more(seed, life, kind, later(random, at, p.delayDays), [product(next)]) : life
    }
    case 'service-call':
      return life // shows in the tickets
  }
}

const later = (random: Stream, at: Minutes, days: readonly [number, number]): Minutes =>
  Math.floor(at + random.between(days[0], days[1]) * DAY)

function caused(seed: number, life: Life, habits: Habits, key: string, at: Minutes, wants: Product[], extraDiscount: number): Intent {
  return { ...intentOf(seed, life.customer, habits, key, at), at, reason: 'treatment', wants, extraDiscount }
}

function more(seed: number, life: Life, kind: TreatmentKind, at: Minutes, wants: Product[], discount = 0): Life {
  const habits = life.customer.parts[0]
  if (!habits || at >= PERIOD.horizon) return life
  return { ...life, intents: oneVisitEach([...life.intents, caused(seed, life, habits, `${kind}@${at}`, at, wants, discount)]) }
}

/** The old rhythm starts again. */
function comeBack(random: Stream, seed: number, life: Life, at: Minutes): Life {
  const habits = life.customer.parts[0]
  if (!habits) return life
  const again = renewals(random, habits, at).moments.map((m, n) => caused(seed, life, habits, `back@${at}.${n}`, m, [], 0))
  return { ...life, endedAt: null, intents: oneVisitEach([...life.intents, ...again]) }
}
