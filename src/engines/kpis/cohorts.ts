import { firstDayOfMonth, monthOfDay } from '../../shared/kpi-calendar.ts'
import type { Cohort, KpiInput } from '../../shared/model/kpi-columns.ts'

/** Customers by the month of their first order, and how many ordered in each month since. O(orders). */
export function cohorts({ orders, customers, firstDay, lastDay }: KpiInput): Cohort[] {
  const lastMonth = monthOfDay(lastDay + 1) - 1
  const firstMonth = monthOfDay(firstDay)
  const months = lastMonth - firstMonth + 1
  if (months < 1) return []
  const active = new Int32Array(months * months)
  const cohortOf = new Int32Array(customers).fill(-1)
  const seen = new Int32Array(customers).fill(-1)
  let month = firstMonth
  for (let o = 0; o < orders.n; o++) {
    const day = orders.day[o] as number
    while (day >= firstDayOfMonth(month + 1)) month++
    const at = month - firstMonth
    if (at >= months) break
    const c = orders.customer[o] as number
    if (c < 0 || seen[c] === at) continue
    seen[c] = at
    if ((cohortOf[c] as number) < 0) cohortOf[c] = at
    const cell = (cohortOf[c] as number) * months + at - (cohortOf[c] as number)
    active[cell] = (active[cell] as number) + 1
  }
  return Array.from({ length: months }, (_, at): Cohort => {
    const row = Array.from(active.subarray(at * months, (at + 1) * months - at))
    return { month: firstMonth + at, customers: row[0] ?? 0, active: row }
  })
}
