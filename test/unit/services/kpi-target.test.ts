import { describe, expect, it } from 'vitest'
import { assertPossibleTarget } from '../../../src/main/core/services/kpi-target.ts'
import { isSextantError } from '../../../src/shared/errors.ts'
import type { KpiId } from '../../../src/shared/model/kpis.ts'

function refusal(kpi: KpiId, target: number) {
  try {
    assertPossibleTarget(kpi, target)
    return null
  } catch (error) {
    return isSextantError(error, 'kpis.targetOutOfRange') ? error : 'another error'
  }
}

describe('a target', () => {
  it('is refused where the figure can never be so', () => {
    expect(refusal('retention', 1.5)).toMatchObject({ message: 'Retention cannot be 150%.', details: { low: '0%', high: '100%' } })
    expect(refusal('aov', -5)).toMatchObject({ message: 'Average order cannot be −5.', details: { low: '0', high: null } })
    expect(refusal('nps', 101)).not.toBeNull()
    expect(refusal('revenue-growth', -1.01)).not.toBeNull()
  })

  it('is taken at the ends of what is possible', () => {
    const possible: [KpiId, number][] = [
      ['retention', 1],
      ['churn', 0],
      ['nps', -100],
      ['revenue-growth', 1.5],
      ['aov', 1e6]
    ]
    for (const [kpi, target] of possible) expect(refusal(kpi, target), kpi).toBeNull()
  })
})
