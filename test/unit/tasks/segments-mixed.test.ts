import { afterEach, describe, expect, it } from 'vitest'
import { lookAt } from '../../../src/engines/features/look.ts'
import { proposeTreatment } from '../../../src/engines/features/treatment.ts'
import { seededRng } from '../../../src/engines/math/rng.ts'
import { renameSegment, runView } from '../../../src/main/core/db/queries/segment-identity.ts'
import { latestSegments, storedMembers, storedSegments, storeVerdict } from '../../../src/main/core/db/queries/segments.ts'
import { segmentChance } from '../../../src/main/core/tasks/segment-chance.ts'
import { identify } from '../../../src/main/core/tasks/segment-identity.ts'
import { scoreSegments } from '../../../src/main/core/tasks/segment-score.ts'
import { segmentDrift } from '../../../src/main/core/tasks/segment-time.ts'
import { segments } from '../../../src/main/core/tasks/segments.ts'
import { SegmentsParams, SegmentsResult } from '../../../src/shared/model/segments.ts'
import { type Line, workspaceOf } from './segments-workspace.ts'

const ctx = () => ({ signal: new AbortController().signal, onProgress: () => {}, now: () => Date.UTC(2024, 6, 1) })
const asOf = '2024-06-30'
const dayOf = (day: number) => new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10)

let shop: ReturnType<typeof workspaceOf> | undefined
afterEach(() => {
  shop?.remove()
  shop = undefined
})

/** Sixty customers, half of them in each of two countries; those of one buy more often. */
function twoCountries() {
  const rng = seededRng(5)
  const lines: Line[] = []
  for (let c = 0; c < 60; c++)
    for (let o = 0; o < 1 + (c % 3) + 6 * (c % 2); o++)
      lines.push({ customer: `C${c}`, order: `c${c}-${o}`, at: dayOf(Math.floor(170 * rng())), amount: 2000 + Math.floor(rng() * 3000) })
  shop = workspaceOf(lines)
  shop.db.exec("UPDATE customer SET country = CASE WHEN id % 2 = 0 THEN 'Norway' ELSE 'Spain' END")
  const { file, db } = shop
  const input = { workspacePath: file, asOf }
  const params = SegmentsParams.parse({ k: 2, features: ['frequency', 'monetary', 'country'], starts: 5 })
  const run = (recompute = false) => segments({ ...input, params, recompute }, ctx())
  return { input, run, db }
}

const verdict = { level: 'usable' as const, reason: 'Clearer than chance.' }
/** What comparing with chance adds. */
const judged = ({ proposals }: SegmentsResult) => ({
  verdict,
  verdictPending: false,
  proposals: proposals.map((of) => ({ ...of, verdict, chance: 0.005 })),
  chance: { draws: 1, rows: 60, k: [], bandwidths: [] }
})

describe('segments of numbers and categories', () => {
  it('are assigned by the distance that found them, and come out the same again', async () => {
    const { input, run, db } = twoCountries()
    const found = await run()
    expect(SegmentsResult.parse(found)).toEqual(found)
    expect(found.segments.map(({ modes }) => modes.country).sort()).toEqual(['Norway', 'Spain'])
    const ids = { run: found.run.id, segments: found.segments.map(({ id }) => id) }
    const again = await run(true)
    expect(again.run.id).toBe(found.run.id)
    expect(await segmentDrift(input, ctx())).toMatchObject({ level: 'fits', features: [{ index: 0 }, { index: 0 }, { index: 0 }] })
    const scored = await scoreSegments(input, ctx())
    expect(SegmentsResult.parse(scored)).toEqual(scored)
    const now = { run: scored.run.id, segments: scored.segments.map(({ id }) => id) }
    expect(storedMembers(db, now)).toEqual(storedMembers(db, ids))
    expect(scored.segments.map(({ modes, stability }) => [modes, stability])).toEqual(
      found.segments.map(({ modes, stability }) => [modes, stability])
    )
  })

  it('no longer fit when everybody moves to another country, which nobody is taken to be at home in', async () => {
    const { input, run, db } = twoCountries()
    await run()
    db.exec("UPDATE customer SET country = CASE WHEN id % 3 = 0 THEN 'Malta' ELSE 'Cyprus' END")
    const drift = await segmentDrift(input, ctx())
    expect(drift.level).toBe('stale')
    expect(drift.features[0]).toMatchObject({ feature: 'country', level: '(unknown)', before: 0, now: 1 })
    const scored = await scoreSegments(input, ctx())
    expect(scored.categories).toEqual([
      {
        feature: 'country',
        levels: [
          { name: expect.any(String), share: 0 },
          { name: expect.any(String), share: 0 },
          { name: '(unknown)', share: 1 }
        ]
      }
    ])
  })

  it('go on from the group of the same value where nobody is left of either', () => {
    const centre = (country: string) => ({ centroid: { frequency: 2 }, modes: { country } })
    const treatment = {
      fill: 1,
      low: Number.NEGATIVE_INFINITY,
      high: Number.POSITIVE_INFINITY,
      shape: 'none' as const,
      unit: 1,
      lambda: 1,
      scale: 'z' as const,
      scaling: { centre: 0, spread: 1 }
    }
    const look = { known: 1, missing: 0, min: 0, low: 0, median: 0, high: 0, max: 0, skew: 0, histogram: [], mostFrequent: 0 }
    const table = {
      columns: [{ feature: 'frequency', treatment, look, winsorised: 0, steadied: false, chosen: false }],
      categories: [{ feature: 'country', levels: ['Spain', 'Norway'], codes: new Int32Array(0) }]
    }
    const facts = { share: 0.5, worth: 1, once: 0 }
    const before = {
      id: 1,
      asOf,
      segments: ['Norway', 'Spain'].map((country, slot) => ({
        id: 10 + slot,
        slot,
        name: country,
        given: true,
        because: [],
        ...centre(country)
      })),
      members: { customers: Float64Array.of(1, 2), slots: Int32Array.of(0, 1) },
      said: ['Norway', 'Spain'].map((name, i) => ({
        name,
        segment: 10 + i,
        of: { run: 1, segment: 10 + i },
        own: [1 + i],
        there: new Set([1, 2])
      }))
    }
    const members = { customers: Float64Array.of(3, 4), slots: Int32Array.of(0, 1) }
    const newcomers = ['Spain', 'Norway'].map((country) => ({ ...centre(country), profile: [], ...facts }))
    const proposed = ['A', 'B'].map((name) => ({ name, because: [] }))
    const found = identify(before, members, newcomers, proposed, table, 1)
    expect(found.map(({ name, continues }) => [name, continues])).toEqual([
      ['Spain', 11],
      ['Norway', 10]
    ])
  })
})

describe('a kept name', () => {
  /** Two groups go on, whose members and figures stay; only what each is worth, and how many of it bought once, is given. */
  const goOn = (names: string[], worths: number[], once: number[] = [0, 0]) => {
    const more = { effect: 2, effectLow: 1.9, effectHigh: 2.1 }
    const because = [{ feature: 'frequency', more: true }]
    const centroid = { frequency: 2 }
    const treatment = proposeTreatment(Float64Array.of(1, 2, 3), false)
    const look = lookAt(Float64Array.of(1, 2, 3))
    const table = { columns: [{ feature: 'frequency', treatment, look, winsorised: 0, steadied: false, chosen: false }], categories: [] }
    const members = { customers: Float64Array.of(1, 2), slots: Int32Array.of(0, 1) }
    const segments = names.map((name, slot) => ({ id: 10 + slot, slot, name, given: false, because, centroid, modes: {} }))
    const newcomers = worths.map((worth, i) => ({
      centroid,
      modes: {},
      profile: [{ feature: 'frequency', median: 9, low: 5, high: 12, ...more }],
      share: 0.3,
      worth,
      once: once[i] ?? 0
    }))
    const proposed = ['Loyal regulars', 'Occasional buyers'].map((name) => ({ name, because }))
    return identify({ id: 1, asOf, segments, members, said: [] }, members, newcomers, proposed, table, 1).map(({ name }) => name)
  }

  it('of the best is given up when another group is worth more by customer', () => {
    expect(goOn(['Best customers, mostly Coffee', 'Regulars'], [900, 100])).toEqual(['Best customers, mostly Coffee', 'Regulars'])
    expect(goOn(['Best customers, mostly Coffee', 'Regulars'], [90, 100])).toEqual(['Loyal regulars', 'Regulars'])
  })

  it('of one-time buyers is given up when they come back', () => {
    expect(goOn(['Big spenders', 'New one-time buyers'], [9, 1], [0, 0.95])).toEqual(['Big spenders', 'New one-time buyers'])
    expect(goOn(['Big spenders', 'New one-time buyers'], [9, 1], [0, 0.5])).toEqual(['Big spenders', 'Occasional buyers'])
  })
})

describe('a verdict that comes later', () => {
  it('leaves names and views alone, reaches runs that only assigned, and comes out the same again', async () => {
    const { input, run, db } = twoCountries()
    const found = await run()
    expect(found).toMatchObject({ verdictPending: true, chance: null })
    const views = (id: number) => ['explanation', 'model'].map((name) => runView(db, id, name))
    const before = views(found.run.id)
    expect(renameSegment(db, found.segments[0]?.id ?? 0, 'Northerners')).toBe(true)
    const scored = await scoreSegments(input, ctx())
    expect(scored.verdictPending).toBe(true)
    storeVerdict(db, found.run.id, judged(found))
    expect(views(found.run.id)).toEqual(before)
    expect(latestSegments(db, asOf)).toMatchObject({
      run: { id: scored.run.id },
      verdict,
      verdictPending: false,
      segments: expect.arrayContaining([expect.objectContaining({ name: 'Northerners', given: true })])
    })
    expect(storedSegments(db, found.run.id)).toMatchObject({ verdict, run: { id: found.run.id } })
    // Assigning once more takes over what is known by now.
    db.exec("UPDATE customer SET country = 'Norway' WHERE id = 1")
    expect(await scoreSegments(input, ctx())).toMatchObject({ verdict, verdictPending: false })
  })

  it('is no part of what has to come out the same again', async () => {
    const { run, db } = twoCountries()
    const found = await run()
    storeVerdict(db, found.run.id, judged(found))
    expect(await run(true)).toMatchObject({ run: { id: found.run.id }, verdict })
  })

  it('is that of the run that found the groups', async () => {
    const { input, run, db } = twoCountries()
    const found = await run()
    const scored = await scoreSegments(input, ctx())
    await segmentChance({ ...input, run: scored.run.id, recompute: false }, ctx())
    const [first, last] = [found, scored].map((of) => storedSegments(db, of.run.id))
    expect(first).toMatchObject({ verdictPending: false, chance: { rows: 60 } })
    expect(last).toMatchObject({ verdict: first?.verdict, verdictPending: false, proposals: first?.proposals, chance: first?.chance })
  })
})

describe('runs of earlier versions', () => {
  it('can be read, and have no model that customers could be assigned by', async () => {
    const { input, run, db } = twoCountries()
    const found = await run()
    const { verdictPending: _, proposals: __, chance: ___, gap: ____, seedAgreement: _____, categories, gamma, dropped, ...old } = found
    expect([categories.length, typeof gamma, dropped]).toEqual([1, 'number', []])
    const result = {
      ...old,
      kChosenBy: 'silhouette',
      criteria: found.criteria.map(({ k, silhouette, inertia }) => ({ k, silhouette, inertia })),
      features: found.features.map(({ feature, median, low, high }) => ({ feature, median, low, high, transform: 'signed-log' })),
      segments: found.segments.map(({ stability: _stability, modes: _modes, ...segment }) => segment)
    }
    db.prepare('UPDATE run SET result = ?').run(JSON.stringify({ ...result, basis: '' }))
    db.prepare("UPDATE run_view SET content = json_remove(content, '$.categories') WHERE name = 'model'").run()
    const read = latestSegments(db, asOf)
    expect(SegmentsResult.parse(read)).toEqual(read)
    await expect(segmentDrift(input, ctx())).rejects.toMatchObject({ code: 'run.noModel' })
    await expect(scoreSegments(input, ctx())).rejects.toMatchObject({ code: 'run.noModel' })
  })
})
