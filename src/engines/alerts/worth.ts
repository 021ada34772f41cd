import { type AlertKind, type Intervention, silenceKinds } from '../../shared/model/alerts.ts'
import type { FoundAlert } from '../alerts.ts'
import { gapsOf, type Seen } from './seen.ts'

const HALF_A_YEAR = 182
const A_WEEK = 7

/** What is proposed, in how many days at the latest, and which share of what is at stake acting is taken to gain until outcomes say it. */
interface Plan {
  intervention: Intervention
  dueInDays: number
  gains: number
}

export const plans: Readonly<Record<AlertKind, Plan>> = {
  overdue: { intervention: 'reminder', dueInDays: 3, gains: 0.15 },
  'churn-risk': { intervention: 'win-back-offer', dueInDays: 7, gains: 0.1 },
  'due-soon': { intervention: 'reminder', dueInDays: 7, gains: 0.05 },
  'unplanned-purchase': { intervention: 'complement-offer', dueInDays: 7, gains: 0.1 },
  'preference-shift': { intervention: 'new-favourites', dueInDays: 14, gains: 0.05 },
  'newly-regular': { intervention: 'thank-you', dueInDays: 14, gains: 0.05 },
  'win-back': { intervention: 'win-back-offer', dueInDays: 14, gains: 0.05 },
  'spend-change': { intervention: 'personal-call', dueInDays: 14, gains: 0.1 },
  'post-complaint-silence': { intervention: 'service-call', dueInDays: 3, gains: 0.15 },
  'browsing-again': { intervention: 'reminder', dueInDays: 2, gains: 0.1 },
  'population-anomaly': { intervention: 'look-into', dueInDays: 7, gains: 0.1 }
}

/** Of a silence acting gains less, the likelier the customer is gone already: of somebody who surely is, this part. */
const LEAST_REACH = 0.25
/** What a voucher takes off the order that it brings, for the break-even of intervening. */
const VOUCHER = 0.1

export interface Worth {
  /** At stake. */
  value: number
  /** Of `value`, with the chance that the alert is right and what acting is taken to gain: the order of the list. */
  worth: number
  intervention: Intervention
  dueInDays: number
  /** The share of those who get a voucher that it must bring back to pay; null where nobody is to be brought back. */
  breakEven: number | null
}

/**
 * What is at stake in an alert. Of a silence: what the model expects of the customer in half a year if it is still there (its own pace, with everybody's mixed in,
 * where there is no model). Of an order to come: that order. Of a change: what it makes in half a year.
 *
 * @param orderValue expected value of an order of a customer, returns taken off
 */
export function worthOf({ kind, customer, detail, confidence }: FoundAlert, seen: Seen, orderValue: (customer: number) => number): Worth {
  const plan = plans[kind]
  const isSilence = silenceKinds.has(kind)
  const reach = isSilence ? LEAST_REACH + (1 - LEAST_REACH) * (seen.prospectOf(customer)?.alive ?? 1) : 1
  // After half a year nobody is reminded any more.
  const isLongGone = isSilence && (detail.openDays ?? 0) > HALF_A_YEAR
  const intervention = isLongGone && plan.intervention === 'reminder' ? plans['win-back'].intervention : plan.intervention
  const value = Math.max(0, stake(kind, customer, detail, seen, orderValue))
  const voucher = intervention === 'win-back-offer' || intervention === 'reminder' ? VOUCHER * Math.max(0, orderOf(customer)) : 0
  return {
    value,
    worth: value * confidence * plan.gains * reach,
    intervention,
    dueInDays: kind === 'due-soon' ? Math.max(1, Math.round(detail.inDays ?? plan.dueInDays)) : plan.dueInDays,
    breakEven: voucher > 0 && value > 0 && kind !== 'due-soon' ? Math.min(1, voucher / value) : null
  }

  function orderOf(of: number): number {
    return of < 0 ? 0 : orderValue(of)
  }
}

function stake(
  kind: AlertKind,
  customer: number,
  detail: Record<string, number>,
  seen: Seen,
  orderValue: (customer: number) => number
): number {
  const of = (name: string): number => detail[name] ?? 0
  switch (kind) {
    case 'due-soon':
    case 'browsing-again':
      return orderValue(customer)
    case 'unplanned-purchase':
      return of('value') - of('usualValue')
    case 'preference-shift':
      return paceOfHalfYear(customer, seen) * orderValue(customer) * Math.max(0, of('later') - of('before'))
    case 'newly-regular':
      return (HALF_A_YEAR / of('usualDays') - HALF_A_YEAR / Math.max(of('formerDays'), of('usualDays'))) * orderValue(customer)
    case 'spend-change':
      return (HALF_A_YEAR / Math.max(1, of('usualDays'))) * Math.abs(of('value') - of('formerValue'))
    case 'population-anomaly':
      return (of('expectedOrders') - of('orders')) * of('orderValue')
    default:
      return paceOfHalfYear(customer, seen) * orderValue(customer)
  }
}

/** Everybody's gap counts as so many of the customer's own: two orders a week apart are no weekly habit. */
const BORROWED = 2

/** Orders in half a year of somebody who is still there. */
function paceOfHalfYear(customer: number, seen: Seen): number {
  const prospect = seen.prospectOf(customer)
  if (prospect !== null && prospect.alive > 0) return prospect.ordersWithin(HALF_A_YEAR / A_WEEK) / prospect.alive
  const gaps = gapsOf(seen, customer)
  const all = gaps.reduce((sum, gap) => sum + gap, BORROWED * seen.typicalGap)
  return HALF_A_YEAR / Math.max(1, all / (gaps.length + BORROWED))
}
