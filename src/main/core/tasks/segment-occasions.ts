import type { PainKind } from '../../../shared/model/explanation.ts'
import type { OrderMoments } from '../db/queries/segment-facts.ts'
import type { PainSources } from './segment-pains.ts'
import type { Tally } from './segment-visits.ts'

const A_MONTH = 30 * 86_400

/**
 * On how many occasions a pain could have happened to each customer, by its kind: a visit can be left only at a step that it came to,
 * a wait needs a ticket, a low score an answer, a complaint and a return an order. Who does a thing often is not unhappy for that.
 *
 * @param from seconds: orders from before anything was written down could not hurt anybody on record
 * @param rowOf place of each customer by id
 * @returns for a pain, its occasions by place. O(sources) once, then O(customers) a pain.
 */
export function painOccasions(
  { tickets, scores, visits: { reached } }: PainSources,
  orders: OrderMoments,
  from: number,
  rowOf: ReadonlyMap<number, number>
): (pain: { kind: PainKind; topic: string }) => Float64Array {
  // What is sent out shortly before can still go wrong afterwards.
  const ordered = tallyOf(orders.customers.filter((_, i) => (orders.at[i] as number) >= from - A_MONTH))
  const given = (fits: (score: (typeof scores)[number]) => boolean) => scores.filter(fits).map(({ customer }) => customer)
  const asked = (fits: (ticket: (typeof tickets)[number]) => boolean) => tickets.filter(fits).map(({ customer }) => customer)
  const tallies: Record<Exclude<PainKind, 'dropOff'>, Tally> = {
    trouble: reached.visits,
    complaint: ordered,
    return: ordered,
    cancelled: ordered,
    slowAnswer: tallyOf(asked(({ answeredAt }) => answeredAt !== null)),
    slowSolution: tallyOf(asked(({ solvedAt }) => solvedAt !== null)),
    reopened: tallyOf(asked(({ reopens }) => reopens !== null)),
    notRecommended: tallyOf(given(({ type }) => type === 'nps')),
    lowScore: tallyOf(given(({ type, ofTicket }) => type !== 'nps' && !ofTicket)),
    unhappyAfterHelp: tallyOf([...given(({ type, ofTicket }) => type !== 'nps' && ofTicket), ...asked(({ rating }) => rating !== null)])
  }
  return ({ kind, topic }) => {
    // Rare steps stand together without a name: what they have in common is that somebody was deciding.
    const tally = kind === 'dropOff' ? (reached.steps.get(topic) ?? reached.deciding) : tallies[kind]
    const occasions = new Float64Array(rowOf.size)
    for (const [customer, count] of tally) {
      const row = rowOf.get(customer)
      if (row !== undefined) occasions[row] = count
    }
    return occasions
  }
}

function tallyOf(customers: Iterable<number>): Tally {
  const tally = new Map<number, number>()
  for (const customer of customers) tally.set(customer, (tally.get(customer) ?? 0) + 1)
  return tally
}
