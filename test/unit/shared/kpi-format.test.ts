import { describe, expect, it } from 'vitest'
import { kpiAbout, kpiInterval, kpiIntervalAbout } from '../../../src/shared/kpi-format.ts'

describe('a KPI in short', () => {
  it('shows a tenth of a per cent, in which its change is told', () => {
    expect([0.0312, 0.0334, 0.724, 0.03, 0.0004].map((share) => kpiAbout(share, 'share', ''))).toEqual([
      '3.1%',
      '3.3%',
      '72.4%',
      '3%',
      '0.04%'
    ])
  })

  it('has its range in the same unit', () => {
    expect([kpiAbout(47.517, 'hours', ''), kpiIntervalAbout({ low: 30.55, high: 67.57 }, 'hours', '')]).toEqual(['47.5 h', '30.6–67.6 h'])
    expect(kpiAbout(0.5, 'hours', '')).toBe('30 min')
    expect(kpiInterval({ low: 30.55, high: 67.57 }, 'hours', '')).toBe('30.55–67.57 h')
    expect(kpiIntervalAbout({ low: 38.2, high: 69.4 }, 'points', '')).toBe('38–69')
    expect(kpiIntervalAbout({ low: -3.2, high: 9.4 }, 'points', '')).toBe('−3 to +9')
    expect(kpiIntervalAbout({ low: null, high: 1 }, 'hours', '')).toBe('')
  })
})
