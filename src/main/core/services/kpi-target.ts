/** What the user may want of a KPI: what it can be. */
import { SextantError } from '../../../shared/errors.ts'
import { kpiBare } from '../../../shared/kpi-format.ts'
import { kpis as words } from '../../../shared/messages/en/kpis.ts'
import { definitionOf, type KpiId, rangeOf } from '../../../shared/model/kpis.ts'

/** @throws kpis.targetOutOfRange */
export function assertPossibleTarget(kpi: KpiId, target: number): void {
  const { low, high } = rangeOf(kpi)
  if ((low === null || target >= low) && (high === null || target <= high)) return
  const said = (value: number | null) => (value === null ? null : kpiBare(value, definitionOf(kpi).unit))
  throw new SextantError('kpis.targetOutOfRange', { kpi: words.of[kpi].name, value: said(target), low: said(low), high: said(high) })
}
