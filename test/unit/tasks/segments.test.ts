import { afterEach, describe, expect, it } from 'vitest'
import { seededRng } from '../../../src/engines/math/rng.ts'
import { latestSegments } from '../../../src/main/core/db/queries/segments.ts'
import type { TaskContext } from '../../../src/main/core/jobs/types.ts'
import { segmentChance } from '../../../src/main/core/tasks/segment-chance.ts'
import { type SegmentsInput, segments } from '../../../src/main/core/tasks/segments.ts'
import { message } from '../../../src/shared/messages/index.ts'
import { type SegmentsParams, SegmentsResult, SegmentsParams as schema } from '../../../src/shared/model/segments.ts'
import { addImport, type Line, workspaceOf } from './segments-workspace.ts'

const ctx = (over: Partial<TaskContext> = {}): TaskContext => ({
  signal: new AbortController().signal,
  onProgress: () => {},
  now: () => Date.UTC(2024, 6, 1),
  ...over
})

/** A dozen made-up customers have accidental rhythms and seasons: the figures of these they all have. */
const five = ['rfm', 'meanOrderValue', 'tenure']

const opened: { remove(): void }[] = []
afterEach(() => {
  for (const workspace of opened.splice(0)) workspace.remove()
})
function open(lines: Line[], customersWithoutOrders?: string[]) {
  const workspace = workspaceOf(lines, customersWithoutOrders)
  opened.push(workspace)
  const run = (params: Partial<SegmentsParams> = {}, over: Partial<SegmentsInput> = {}, context = ctx()) =>
    segments(
      { workspacePath: workspace.file, params: schema.parse({ features: five, ...params }), asOf: '2024-06-30', recompute: false, ...over },
      context
    )
  return { ...workspace, run }
}

const dayOf = (day: number) => new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10)

/** Regulars who spend much and lately, and people who bought a little once, a while ago. */
function shop(regulars = 30, passers = 60): Line[] {
  const rng = seededRng(7)
  const lines: Line[] = []
  for (let c = 0; c < regulars; c++) {
    for (let o = 0; o < 8; o++) lines.push(sale(`R${c}`, `r${c}-${o}`, 20 * o + Math.floor(rng() * 9), 8000 + Math.floor(rng() * 4000)))
  }
  for (let c = 0; c < passers; c++) lines.push(sale(`P${c}`, `p${c}`, 90 + Math.floor(rng() * 9), 1000 + Math.floor(rng() * 500)))
  return lines
}

function sale(customer: string | null, order: string, day: number, amount: number): Line {
  return { customer, order, at: dayOf(day), amount }
}

describe('the task “segments”', () => {
  it('finds the groups that are there and tells them in original units', async () => {
    const result = await open(shop()).run()
    expect(SegmentsResult.parse(result)).toEqual(result)
    expect(result).toMatchObject({ k: 2, kChosenBy: 'evidence', customers: 90, leftOut: [], stale: false, currency: 'EUR' })
    expect(result).toMatchObject({
      verdictPending: true,
      chance: null,
      verdict: { level: 'insufficient-data', reason: expect.stringMatching(/[Nn]ot yet compared/) }
    })
    expect(result.criteria.map(({ k }) => k)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15])
    expect(result.segments.map(({ stability }) => stability)).toEqual([1, 1])
    expect(result.seedAgreement).toMatchObject({ mean: 1, lowest: 1, rows: 90 })
    expect(result.gap).toMatchObject({ rows: 90 })
    expect(result.agreement).toMatchObject({ package: 'ml-kmeans', rows: 90, sameLabels: 1 })

    const [regulars, passers] = result.segments
    expect(regulars).toMatchObject({ slot: 0, size: 30 })
    expect(passers).toMatchObject({ slot: 1, size: 60, share: 60 / 90 })
    expect(regulars?.centroid.frequency).toBeCloseTo(8, 6)
    expect(passers?.centroid.frequency).toBeCloseTo(1, 6)
    expect(regulars?.profile.find(({ feature }) => feature === 'monetary')?.median).toBeGreaterThan(8 * 80)
    expect(regulars?.profile.find(({ feature }) => feature === 'monetary')?.median).toBeLessThan(8 * 120)
    expect((regulars?.revenueShare ?? 0) + (passers?.revenueShare ?? 0)).toBeCloseTo(1, 12)
    for (const { effect, effectLow, effectHigh } of regulars?.profile ?? []) {
      expect(effectLow).toBeLessThan(effect)
      expect(effectHigh).toBeGreaterThan(effect)
    }
    expect(regulars?.name).not.toBe(passers?.name)
  })

  it('treats features as the user wants, says so, and judges them as such', async () => {
    const { run, file } = open(shop())
    const usual = await run()
    const how = (result: typeof usual, feature: string) => {
      const { transform, scale, chosen } = result.features.find((of) => of.feature === feature) ?? {}
      return [transform, scale, chosen]
    }
    const other = how(usual, 'monetary')[0] === 'log' ? ('none' as const) : ('log' as const)
    const treatments = { monetary: { transform: other, scale: 'z' as const }, recency: { scale: 'z' as const } }
    const result = await run({ treatments })
    expect(how(result, 'monetary')).toEqual([other, 'z', true])
    expect(how(result, 'recency')).toEqual([how(usual, 'recency')[0], 'z', true])
    expect(how(result, 'frequency')).toEqual(how(usual, 'frequency'))
    expect(result.run.params).toMatchObject({ treatments })
    expect(usual.run.params).not.toHaveProperty('treatments')
    expect(await segmentChance({ workspacePath: file, run: result.run.id, recompute: false }, ctx())).toMatchObject({ run: result.run.id })
  })

  it('takes the seasons for a habit only of those whom two of each have seen, and says it where most are newer', async () => {
    // Half come in winter, half in summer, every year again; to begin with, each of them for the first time.
    const yearly = (years: number, newcomers: number): Line[] =>
      Array.from({ length: 40 + newcomers }, (_, c) => {
        const since = c < 40 ? 366 - 365 * years : 0
        return Array.from({ length: c < 40 ? years : 1 }, (_, y) =>
          sale(`C${c}`, `${c}-${y}`, since + 365 * y + (c % 2 === 0 ? 5 : 170) - (c % 5), 1000 + 100 * (c % 7))
        )
      }).flat()
    const wanted = { features: ['monetary', 'winterShare', 'summerShare'], k: 2 }
    const short = await open(yearly(1, 0)).run(wanted)
    expect(short.features.map(({ feature }) => feature)).toEqual(['monetary'])
    expect(short.dropped).toEqual([
      { feature: 'winterShare', reason: 'tooNew', share: 1, like: null },
      { feature: 'summerShare', reason: 'tooNew', share: 1, like: null }
    ])
    const long = await open(yearly(3, 10)).run({ ...wanted, features: ['winterShare'] })
    expect(long.dropped).toEqual([])
    // Newcomers are filled in, and counted as such.
    expect(long.features.find(({ feature }) => feature === 'winterShare')).toMatchObject({ missing: 10, high: 1 })
    expect(long.segments.map(({ name }) => name)).toContainEqual(expect.stringMatching(/^Winter shoppers/))
    // Where most are newcomers, the habit of the others is not everybody's.
    const growing = await open(yearly(3, 50)).run({ ...wanted, features: ['monetary', 'winterShare'] })
    expect(growing.dropped).toEqual([{ feature: 'winterShare', reason: 'tooNew', share: 50 / 90, like: null }])
  })

  it('counts returns, days, orders and money as they are', async () => {
    const lines = [
      ...shop(0, 20),
      { ...sale('A', 'a1', 10, 10_000), at: `${dayOf(10)}T23:59:59` },
      sale('A', 'a1', 10, 5_005),
      { ...sale('A', 'a2', 100, 99_999), decimals: 3 },
      { ...sale('A', 'a3', 170, -2_000), kind: 'return' as const },
      { ...sale('A', 'a4', 171, -1_000), kind: 'cancellation' as const }
    ]
    const { run, db } = open(lines)
    const { segments: found } = await run({ k: 2, features: ['recency', 'frequency', 'monetary', 'meanOrderValue', 'tenure'] })
    const alone = found.find(({ size }) => size === 1)
    expect(
      db.prepare('SELECT c.code FROM segment_member m JOIN customer c ON c.id = m.customer_id WHERE segment_id = ?').pluck().all(alone?.id)
    ).toEqual(['A'])
    const median = Object.fromEntries(alone?.profile.map((of) => [of.feature, of.median]) ?? [])
    // 2024-06-30 is day 181.
    expect(median).toMatchObject({ recency: 81, frequency: 2, monetary: 220.049, tenure: 171 })
    expect(alone?.net).toBe(220.049)
  })

  it('leaves out who did not buy, or only in another currency, and says how many', async () => {
    const lines = [
      ...shop(),
      sale(null, 'anonymous', 3, 500),
      { ...sale('dollars', 'd1', 5, 700), currency: 'USD' },
      { ...sale('only-returned', 'x1', 5, -700), kind: 'return' as const }
    ]
    const result = await open(lines, ['never']).run()
    expect(result.customers).toBe(90)
    expect(result.leftOut).toEqual([
      { code: 'segmenting.leftOut.noPurchase', count: 2, example: 'never' },
      { code: 'segmenting.leftOut.otherCurrency', count: 1, example: 'dollars' }
    ])
    for (const { code, count } of result.leftOut) expect(message(code, count)).toMatch(/^\d customers? /)
  })

  it('knows nothing of what happened after the as-of date', async () => {
    const early = shop().filter(({ at }) => at <= dayOf(100))
    const later = [...shop().filter(({ at }) => at > dayOf(100)), sale('new', 'n1', 150, 100_000)]
    const before = await open(early).run({}, { asOf: dayOf(100) })
    const after = await open([...early, ...later]).run({}, { asOf: dayOf(100) })
    // The customer who came later is there, but did not buy yet.
    expect(after.leftOut).toEqual([{ code: 'segmenting.leftOut.noPurchase', count: 1, example: 'new' }])
    const { run: _a, computedAt: _b, leftOut: _c, ...known } = before
    expect(after).toMatchObject(known)
    expect(after.run.asOf).toBe(dayOf(100))
  })

  it('draws a map of who is like whom, two thousand at most', async () => {
    const { db, run } = open(shop(300, 2000))
    const result = await run({ starts: 1 })
    expect(result.map.points).toHaveLength(2000)
    expect(new Set(result.map.points.map(({ customer }) => customer)).size).toBe(2000)
    const ids = result.segments.map(({ id }) => id)
    expect(result.map.points.every(({ segment }) => ids.includes(segment))).toBe(true)
    const x = (of: number | undefined) => result.map.points.filter(({ segment }) => segment === of).map((point) => point.x)
    const [first, second] = [x(ids[0]), x(ids[1])]
    // The two groups lie apart along the first direction.
    expect(Math.max(...first) < Math.min(...second) || Math.max(...second) < Math.min(...first)).toBe(true)
    expect(result.map.explained[0]).toBeGreaterThan(result.map.explained[1])
    const codes = new Map(db.prepare<[], [number, string]>('SELECT id, code FROM customer').raw().all())
    expect(result.map.points.filter(({ customer, code }) => code === '' || codes.get(customer) !== code)).toEqual([])
  })

  it('uses only the features that were named, in whatever order', async () => {
    const { run } = open(shop())
    const result = await run({ features: ['monetary', 'recency'] })
    expect(result.features.map(({ feature }) => feature)).toEqual(['recency', 'monetary'])
    expect(result.map.loadings.map(({ feature }) => feature)).toEqual(['recency', 'monetary'])
    expect((await run({ features: ['recency', 'monetary'] })).run.id).toBe(result.run.id)
  })
})

describe('a stored run', () => {
  it('is the answer as long as nothing changed, and stands in the database as it was answered', async () => {
    const { run, db } = open(shop())
    const first = await run()
    expect(await run()).toEqual(first)
    expect(latestSegments(db, '2024-06-30')).toEqual(first)
    expect(db.prepare('SELECT count(*) FROM run').pluck().get()).toBe(1)
    expect(db.prepare('SELECT seed, engine_version, input_fingerprint, as_of, verdict FROM run').get()).toEqual({
      seed: 1,
      engine_version: first.run.engineVersion,
      input_fingerprint: first.run.inputFingerprint,
      as_of: '2024-06-30',
      verdict: 'insufficient-data'
    })
    const stored = db.prepare('SELECT id, slot, name, size FROM segment ORDER BY slot').all()
    expect(stored).toEqual(first.segments.map(({ id, slot, name, size }) => ({ id, slot, name, size })))
    const sizes = db.prepare('SELECT segment_id AS id, count(*) AS size FROM segment_member GROUP BY 1 ORDER BY 1').all()
    expect(sizes).toEqual(first.segments.map(({ id, size }) => ({ id, size })))
  })

  it('is made anew for another seed, k, feature, as-of date or input', async () => {
    const { run, db } = open(shop())
    const ids = new Set<number>()
    const changes: [Partial<SegmentsParams>, Partial<SegmentsInput>][] = [
      [{}, {}],
      [{ seed: 0 }, {}],
      [{ k: 3 }, {}],
      [{ features: ['recency', 'frequency'] }, {}],
      [{}, { asOf: '2024-07-01' }]
    ]
    for (const [params, over] of changes) ids.add((await run(params, over)).run.id)
    addImport(db, [sale('R0', 'one-more', 3, 999)])
    ids.add((await run({}, { asOf: '2024-07-01' })).run.id)
    expect(ids.size).toBe(6)
  })

  it('comes out to the byte when it is computed again in another workspace, and with recompute', async () => {
    const { run } = open(shop())
    const first = await run()
    expect(await open(shop()).run()).toEqual(first)
    expect(await run({}, { recompute: true })).toEqual(first)
  })

  it('is refused when it does not come out again', async () => {
    const { run, db } = open(shop())
    const first = await run()
    const [one, two] = first.segments
    db.prepare(
      'UPDATE segment_member SET segment_id = ? WHERE customer_id = (SELECT min(customer_id) FROM segment_member WHERE segment_id = ?)'
    ).run(two?.id, one?.id)
    await expect(run({}, { recompute: true })).rejects.toMatchObject({ code: 'run.notReproduced', details: { id: first.run.id } })
    db.prepare("UPDATE run SET result = json_set(result, '$.inertia', 1)").run()
    await expect(run({}, { recompute: true })).rejects.toMatchObject({ code: 'run.notReproduced' })
  })

  it('goes stale with the data and with the as-of date, and is fresh again once it is found to be the same', async () => {
    const { run, db } = open(shop())
    expect(latestSegments(db, '2024-06-30')).toBeNull()
    const first = await run()
    expect(latestSegments(db, '2024-06-30')?.stale).toBe(false)
    expect(latestSegments(db, '2024-07-01')?.stale).toBe(true)
    addImport(db, [])
    expect(latestSegments(db, '2024-06-30')?.stale).toBe(true)
    expect((await run()).run.id).toBe(first.run.id)
    expect(latestSegments(db, '2024-06-30')).toEqual(first)
  })
})

describe('what is not known', () => {
  it('of most of a group is not told of it, nor asked for in its rule', async () => {
    const result = await open(shop()).run({ features: ['rfm', 'meanOrderValue', 'gapMean'] })
    expect(result.features.map(({ feature }) => feature)).not.toContain('gapMean')
    // Two in three have a rhythm here: it tells customers apart, but who came once has none.
    const more = await open(shop(60, 30)).run({ k: 2, features: ['rfm', 'meanOrderValue', 'gapMean'] })
    const [regulars, passers] = more.segments
    expect(more.features.find(({ feature }) => feature === 'gapMean')?.missing).toBe(30)
    expect(regulars?.profile.find(({ feature }) => feature === 'gapMean')?.median).toBeCloseTo(20, 0)
    expect(passers?.profile.map(({ feature }) => feature)).not.toContain('gapMean')
    expect(more.features.find(({ feature }) => feature === 'gapMean')?.median).toBe(
      regulars?.profile.find(({ feature }) => feature === 'gapMean')?.median
    )
  })

  it('when a list of customers says who they are and how they came, the groups are explained anew', async () => {
    const { run, db } = open(shop())
    const before = await run()
    expect((await run()).run.id).toBe(before.run.id)
    db.exec("UPDATE customer SET channel = 'Fair' WHERE id % 2 = 0")
    const after = await run()
    expect(after.run.id).not.toBe(before.run.id)
  })
})

describe('too little to go by', () => {
  const counts = (db: ReturnType<typeof open>['db']) =>
    db.prepare('SELECT (SELECT count(*) FROM run) + (SELECT count(*) FROM segment)').pluck().get()

  it.each([
    ['no orders', [] as Line[], 'workspace.empty'],
    ['one customer', [sale('A', 'a', 1, 100), sale('A', 'b', 9, 100)], 'run.tooFewCustomers'],
    [
      'only anonymous orders beside one',
      [sale('A', 'a', 1, 100), ...Array.from({ length: 9 }, (_, i) => sale(null, `n${i}`, i, 100))],
      'run.tooFewCustomers'
    ],
    ['all customers identical', Array.from({ length: 20 }, (_, i) => sale(`C${i}`, `o${i}`, 4, 100)), 'run.noVariation']
  ])('%s: a coded error, and nothing stored', async (_, lines, code) => {
    const { run, db } = open(lines)
    await expect(run()).rejects.toMatchObject({ code })
    expect(counts(db)).toBe(0)
  })

  it('has no customers before the first order', async () => {
    await expect(open(shop()).run({}, { asOf: '2020-01-01' })).rejects.toMatchObject({
      code: 'asOf.beforeOrders',
      details: { asOf: '2020-01-01' }
    })
  })

  it('says so of a handful of customers, and still shows how they differ', async () => {
    const result = await open([1, 2, 3, 50, 60].map((day, i) => sale(`C${i}`, `o${i}`, day, 100 * (i + 1)))).run()
    expect(result.verdict.level).toBe('insufficient-data')
    expect(result.verdict.reason).toMatch(/5 customers/)
    expect(result.segments.reduce((sum, { size }) => sum + size, 0)).toBe(5)
  })

  it('says so when customers differ in fewer ways than groups were asked for', async () => {
    const lines = Array.from({ length: 30 }, (_, i) => sale(`C${i}`, `o${i}`, 10 * (i % 3), 100))
    const result = await open(lines).run({ k: 7, features: ['rfm', 'meanOrderValue', 'tenure'] })
    expect(result).toMatchObject({ k: 3, kChosenBy: 'request', verdict: { level: 'insufficient-data' } })
    expect(result.verdict.reason).toMatch(/7 groups were asked for/)
    expect(SegmentsResult.parse(result)).toEqual(result)
    // Nothing varies along a second direction.
    expect(result.map.explained).toEqual([1, 0])
    expect(result.map.loadings.every(({ y }) => y === 0)).toBe(true)
  })

  it('names what it left out where nothing else was chosen', async () => {
    const { run, db } = open([...shop(), ...Array.from({ length: 20 }, (_, i) => sale(`Q${i}`, `q${i}`, 40 + i, 1_000 * i))])
    db.exec("UPDATE customer SET extra = json_object('age', '4' || id) WHERE id <= 4")
    await expect(run({ features: ['extra:age'] })).rejects.toMatchObject({
      code: 'run.allLeftOut',
      details: { leftOut: [expect.stringMatching(/^Age: 9\d% missing$/)] }
    })
  })

  it('has no shares of a revenue that is none: more came back than was bought', async () => {
    const returns: Line[] = Array.from({ length: 9 }, (_, i) => ({ ...sale(`P${i}`, `back${i}`, 90, -90_000_000), kind: 'return' }))
    const result = await open([...shop(), ...returns]).run()
    expect(result.segments.map(({ revenueShare }) => revenueShare)).toEqual(result.segments.map(() => null))
    expect(SegmentsResult.parse(result)).toEqual(result)
  })

  it('copes with customers who sent back more than they bought', async () => {
    const returns: Line[] = Array.from({ length: 5 }, (_, i) => ({ ...sale(`P${i}`, `back${i}`, 90, -900_000), kind: 'return' }))
    const result = await open([...shop(), ...returns]).run()
    expect(result.features.find(({ feature }) => feature === 'monetary')?.transform).toBe('yeo-johnson')
    expect(SegmentsResult.parse(result)).toEqual(result)
  })
})

describe('the comparison with chance', () => {
  const judge = (workspacePath: string, run: number, recompute = false, context = ctx()) =>
    segmentChance({ workspacePath, run, recompute }, context)

  it('adds the verdict to the run, and is the same to the byte when it is done again', async () => {
    const { run, file, db } = open(shop())
    const before = await run()
    expect(await judge(file, before.run.id)).toEqual({ run: before.run.id, level: 'strong' })
    const after = latestSegments(db, '2024-06-30')
    expect(SegmentsResult.parse(after)).toEqual(after)
    expect(after).toMatchObject({ verdict: { level: 'strong', reason: expect.stringMatching(/chance/) }, verdictPending: false })
    expect(after?.proposals[0]).toMatchObject({ kind: 'evidence', k: 2, verdict: { level: 'strong' }, chance: 0.005 })
    expect(after?.chance?.draws).toBe(199)
    expect(db.prepare('SELECT verdict FROM run').pluck().get()).toBe('strong')
    // The stored answer is the answer, and both of its parts come out again.
    expect(await run()).toEqual(after)
    expect(await run({}, { recompute: true })).toEqual(after)
    expect(await judge(file, before.run.id, true)).toEqual({ run: before.run.id, level: 'strong' })
    db.prepare("UPDATE run SET result = json_set(result, '$.chance.rows', 1)").run()
    await expect(judge(file, before.run.id, true)).rejects.toMatchObject({ code: 'run.notReproduced' })
  })

  it('is not made for a run whose data has changed, nor for one that is not there', async () => {
    const { run, file, db } = open(shop())
    const { run: stored } = await run()
    addImport(db, [sale('R0', 'one-more', 3, 999)])
    await expect(judge(file, stored.id)).rejects.toMatchObject({ code: 'run.inputChanged' })
    await expect(judge(file, 99)).rejects.toMatchObject({ code: 'run.notFound' })
  })

  it('leaves the run as it was when it is cancelled', async () => {
    const { run, file, db } = open(shop())
    const before = await run()
    const controller = new AbortController()
    let clock = 0
    const context = ctx({
      signal: controller.signal,
      now: () => (clock += 30),
      onProgress: ({ done }) => done > 3 && controller.abort(new Error('enough'))
    })
    await expect(judge(file, before.run.id, false, context)).rejects.toThrow('enough')
    expect(latestSegments(db, '2024-06-30')).toEqual(before)
  })
})

describe('progress and cancel', () => {
  it('names every phase, in order, in words of the catalogue', async () => {
    const phases: string[] = []
    await open(shop()).run({}, {}, ctx({ onProgress: ({ phase }) => void phases.push(phase) }))
    const order = [...new Set(phases)]
    expect(order).toEqual([
      'segments.load',
      'segments.cluster',
      'segments.compare',
      'segments.gap',
      'segments.stability',
      'segments.agree',
      'segments.explain',
      'segments.save'
    ])
    for (const phase of order) expect(message(`jobs.phase.${phase}`)).toBeTypeOf('string')
  })

  it('stores nothing when cancelled in the middle', async () => {
    const { run, db } = open(shop(200, 400))
    const controller = new AbortController()
    let clock = 0
    const context = ctx({
      signal: controller.signal,
      now: () => (clock += 30),
      onProgress: ({ phase }) => {
        if (phase === 'segments.compare') controller.abort(new Error('enough'))
      }
    })
    await expect(run({}, {}, context)).rejects.toThrow('enough')
    expect(db.prepare('SELECT count(*) FROM run').pluck().get()).toBe(0)
  })

  it('stores nothing when cancelled at the last moment', async () => {
    const { run, db } = open(shop())
    const committing = () => {
      expect(db.prepare('SELECT count(*) FROM run').pluck().get()).toBe(0)
      throw new Error('enough')
    }
    await expect(run({}, {}, ctx({ committing }))).rejects.toThrow('enough')
    expect(db.prepare('SELECT count(*) FROM run').pluck().get()).toBe(0)
  })
})
