import { describe, expect, it } from 'vitest'
import { differenceLine, differences } from '../../../src/renderer/app/segmentWords.ts'
import { fileStem } from '../../../src/renderer/charts/download.ts'
import { chosenIds, hasNumber, presetOf, stillThere, toggle, treated, within } from '../../../src/renderer/features/segments/choosing.ts'
import { choiceOf, requestOf, usual } from '../../../src/renderer/features/segments/params.ts'
import { isUnderWay } from '../../../src/renderer/features/segments/useRun.ts'
import { bothInUse, finding, foremost, leftOut, segmentFinding } from '../../../src/renderer/features/segments/words.ts'
import type { Feature, FeatureOverview, Segment } from '../../../src/shared/model/segments.ts'
import { newcomers, regulars, result } from './charts.fixture.ts'

const withProfile = (segment: Segment, change: (row: Segment['profile'][number]) => object): Segment => ({
  ...segment,
  profile: segment.profile.map((row) => ({ ...row, ...change(row) }))
})

describe('what is said about segments', () => {
  it('opens with the segment that brings most, in people and money', () => {
    expect(finding(result)).toBe('Two groups; the 4 “Regulars” are 40% of customers and bring £8,000, 80% of revenue from known customers.')
    expect(finding({ ...result, verdict: { level: 'none', reason: '' } })).toMatch(/^Two slices; /)
    expect(segmentFinding(newcomers, result)).toBe(
      '6 “Newcomers”: 60% of customers, who bring £2,000, 20% of revenue from known customers.'
    )
    expect(foremost({ segments: [newcomers, regulars] })).toBe(regulars)
    expect(finding({ ...result, segments: [] })).toBe('No groups were found.')
  })

  it('tells the three largest differences in original units, largest first', () => {
    expect(differences(regulars, result)).toEqual([
      '12 orders (typically 2)',
      'spent £2,000 (4× typical)',
      'last order 10 days ago (typically 50)'
    ])
    expect(differenceLine(regulars, result)).toMatch(/^12 orders/)
  })

  it('is silent about what is small, unsure or typical', () => {
    const small = withProfile(regulars, () => ({ effect: 0.2, effectLow: 0.1, effectHigh: 0.3 }))
    const unsure = withProfile(regulars, () => ({ effect: 0.8, effectLow: -0.1, effectHigh: 1.7 }))
    const typical = withProfile(regulars, ({ feature }) => ({ median: result.features.find((f) => f.feature === feature)?.median }))
    const near = withProfile(regulars, ({ feature }) => ({
      median: 1.09 * (result.features.find((f) => f.feature === feature)?.median ?? 0)
    }))
    for (const segment of [small, unsure, typical, near]) expect(differences(segment, result)).toEqual(['Much like everyone else'])
  })

  it('counts "times" only where it is much more money: never for days, orders, or less', () => {
    expect(differences(newcomers, result)).toContain('spent £0 (typically £500)')
    const median = (feature: Feature, value: number) => withProfile(regulars, (row) => (row.feature === feature ? { median: value } : {}))
    expect(differences(median('recency', 3.65), result)).toContain('last order 4 days ago (typically 50)')
    expect(differences(median('monetary', 48), result)).toContain('spent £48 (typically £500)')
    expect(differences(median('monetary', 700), result)).toContain('spent £700 (typically £500)')
    expect(differences(median('frequency', 200), result)).toContain('200 orders (typically 2)')
  })

  it('says who is left out and why', () => {
    expect(leftOut(result)).toEqual([])
    const [line] = leftOut({ leftOut: [{ code: 'not.in.the.catalogue', count: 33, example: '12346' }] })
    expect(line).toBe('33 customers')
  })
})

describe('a segmentation', () => {
  it('is under way while its job waits for its turn, too', () => {
    expect(isUnderWay({ kind: 'segments', state: 'waiting' })).toBe(true)
    expect(isUnderWay({ kind: 'segments', state: 'running' })).toBe(true)
    expect(isUnderWay({ kind: 'segments', state: 'done' })).toBe(false)
    expect(isUnderWay({ kind: 'import', state: 'running' })).toBe(false)
  })

  it('is saved under a name that no shell takes for an option', () => {
    expect(fileStem('“Home” baristas')).toBe('Home-baristas')
    expect(fileStem('Müller & Söhne, größte')).toBe('Müller-Söhne-größte')
    expect(fileStem('–')).toBe('')
  })
})

describe('how segments are to be found', () => {
  it('takes over what the newest run was asked', () => {
    const treatments = { monetary: { transform: 'log' as const } }
    const run = { ...result.run, seed: 7, params: { k: 4, features: ['monetary', 'recency'], seed: 7, starts: 10, treatments } }
    expect(choiceOf({ run })).toEqual({ k: 4, features: ['monetary', 'recency'], seed: 7, treatments })
    expect(requestOf(choiceOf({ run }))).toEqual({ k: 4, features: ['monetary', 'recency'], seed: 7, treatments })
  })

  it('falls back to the usual where the run does not say', () => {
    expect(choiceOf(null)).toEqual(usual)
    expect(choiceOf({ run: { ...result.run, seed: 1, params: {} } })).toEqual(usual)
  })
})

describe('choosing treatments', () => {
  it('keeps one wish a feature, and none that is as proposed or of a feature that is not chosen', () => {
    const log = treated({}, 'monetary', { transform: 'log' })
    expect(log).toEqual({ monetary: { transform: 'log' } })
    const both = treated(log, 'monetary', { scale: 'z' })
    expect(both).toEqual({ monetary: { transform: 'log', scale: 'z' } })
    expect(treated(both, 'monetary', { transform: undefined })).toEqual({ monetary: { scale: 'z' } })
    expect(treated(log, 'monetary', { transform: undefined })).toEqual({})
    expect(within(treated(log, 'recency', { scale: 'z' }), ['monetary'])).toEqual(log)
  })
})

describe('choosing features', () => {
  const overview = {
    features: ['recency', 'frequency', 'monetary', 'tenure', 'category:Tea', 'country'].map((feature) => ({
      feature,
      kind: feature === 'country' ? ('category' as const) : ('number' as const),
      dropped: null
    }))
  } as Pick<FeatureOverview, 'features'>

  it('keeps a preset as such, and single ones as a list', () => {
    expect(presetOf(['rfm'], overview)).toBe('rfm')
    expect(toggle(['rfm'], 'tenure', overview)).toEqual(['recency', 'frequency', 'monetary', 'tenure'])
    expect(toggle(['recency', 'frequency', 'monetary', 'tenure'], 'tenure', overview)).toEqual(['rfm'])
    expect(presetOf(['tenure'], overview)).toBeNull()
  })

  it('knows what a family has, what is gone, and that distances need a number', () => {
    expect(chosenIds(['category', 'country'], overview)).toEqual(['category:Tea', 'country'])
    expect(stillThere(['rfm', 'category:Tea', 'category:Gone'], overview)).toEqual(['rfm', 'category:Tea'])
    expect([hasNumber(['country'], overview), hasNumber(['country', 'tenure'], overview), hasNumber([], overview)]).toEqual([
      false,
      true,
      false
    ])
  })
})

describe('what is put forward', () => {
  it('is settled where both proposals are in use', () => {
    expect(bothInUse(result)).toBe(false)
    expect(bothInUse({ k: 2, proposals: result.proposals.map((of) => ({ ...of, k: 2 })) })).toBe(true)
  })
})
