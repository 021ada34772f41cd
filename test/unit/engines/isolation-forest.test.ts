import { describe, expect, it } from 'vitest'
import { averageDepth, growForest, meanPath, reasonsOf, scoreRows } from '../../../src/engines/isolation-forest.ts'
import { seededRng } from '../../../src/engines/math/rng.ts'
import { rocAuc } from '../../../src/engines/math/roc-auc.ts'
import { engineContext, iris, readReference } from './support.ts'

const reference: { isolation: { sample: number; scores: number[] } } = JSON.parse(readReference('rhythm.json'))
const usual = { trees: 100, sample: 256 }

async function scores(data: Float64Array, n: number, p: number, seed: number, params = usual): Promise<Float64Array> {
  const ctx = engineContext(seed)
  return scoreRows(await growForest(data, n, p, params, ctx), data, n, ctx)
}

/** Normal rows; the last one lies far out in column 1 alone. */
function withOutlier(n: number, p: number): Float64Array {
  const rng = seededRng(5)
  const data = Float64Array.from({ length: n * p }, () => Math.sqrt(-2 * Math.log(1 - rng())) * Math.cos(2 * Math.PI * rng()))
  data[(n - 1) * p + 1] = 25
  return data
}

describe('the isolation forest', () => {
  it('gives iris the scores of scikit-learn, but for chance', async () => {
    const { data, n, p } = iris()
    const mean = new Float64Array(n)
    for (let seed = 0; seed < 20; seed++) {
      const found = await scores(data, n, p, seed, { trees: 100, sample: reference.isolation.sample })
      found.forEach((score, i) => {
        mean[i] = (mean[i] as number) + score / 20
      })
    }
    for (const [i, score] of mean.entries()) expect(Math.abs(score - (reference.isolation.scores[i] ?? 0))).toBeLessThan(0.012)
  })

  it('is the same for the same seed, another for another, and does not depend on the slices of time', async () => {
    const { data, n, p } = iris()
    const before = data.slice()
    const once = await scores(data, n, p, 0)
    expect(await scores(data, n, p, 0)).toEqual(once)
    expect(await scores(data, n, p, 1)).not.toEqual(once)
    let now = 0
    const hurried = engineContext(0, { now: () => (now += 30) })
    expect(await scoreRows(await growForest(data, n, p, usual, hurried), data, n, hurried)).toEqual(once)
    expect(data).toEqual(before)
  })

  it('does not see units, nor in which direction a column runs', async () => {
    const { data, n, p } = iris()
    const other = data.map((value, at) => (at % p === 0 ? value * 1024 + 4096 : value))
    const [once, scaled] = [await scores(data, n, p, 3), await scores(other, n, p, 3)]
    expect(Array.from(scaled, (score, i) => Math.abs(score - (once[i] as number))).every((difference) => difference < 0.02)).toBe(true)
  })

  it('finds the row that lies outside, and says which column is to blame', async () => {
    const [n, p] = [250, 4]
    const data = withOutlier(n, p)
    const ctx = engineContext(2)
    const forest = await growForest(data, n, p, usual, ctx)
    const found = await scoreRows(forest, data, n, ctx)
    expect(found.indexOf(Math.max(...found))).toBe(n - 1)
    const reasons = reasonsOf(forest, data.subarray((n - 1) * p))
    expect(reasons.indexOf(Math.max(...reasons))).toBe(1)
    expect((reasons[1] as number) / reasons.reduce((sum, part) => sum + Math.abs(part), 0)).toBeGreaterThan(0.6)
  })

  it('gives reasons that add up to the score, for any row', async () => {
    const { data, n, p } = iris()
    const ctx = engineContext(4)
    const forest = await growForest(data, n, p, { trees: 30, sample: 64 }, ctx)
    const found = await scoreRows(forest, data, n, ctx)
    for (let i = 0; i < n; i++) {
      const sum = reasonsOf(forest, data.subarray(i * p, (i + 1) * p)).reduce((total, part) => total + part, 0)
      const path = -Math.log2(found[i] as number) * averageDepth(64)
      expect(meanPath(forest) - sum).toBeCloseTo(path, 9)
    }
  })

  it('gives equal rows equal scores, and all of them 0.5 where nothing varies', async () => {
    expect(Array.from(await scores(new Float64Array(40).fill(7), 20, 2, 1)).every((score) => Math.abs(score - 0.5) < 1e-12)).toBe(true)
    const { data, n, p } = iris()
    const found = await scores(data, n, p, 1)
    // Rows 102 and 143 of iris are equal.
    expect(found[101]).toBe(found[142])
  })

  it('takes columns without variation, huge values, and two rows', async () => {
    const data = Float64Array.from({ length: 90 }, (_, at) => (at % 3 === 0 ? 5 : at % 3 === 1 ? (at % 2 ? 1e308 : -1e308) : at))
    for (const score of await scores(data, 30, 3, 1)) expect(score > 0 && score < 1).toBe(true)
    expect(Array.from(await scores(Float64Array.of(1, 2), 2, 1, 1))).toEqual([0.5, 0.5])
  })

  it('refuses what cannot be', async () => {
    const run = (n: number, p: number, params: Partial<typeof usual>) =>
      growForest(new Float64Array(n * p), n, p, { ...usual, ...params }, engineContext())
    await expect(run(1, 2, {})).rejects.toMatchObject({ code: 'engine.badParameter', details: { parameter: 'rows' } })
    await expect(run(3, 0, {})).rejects.toMatchObject({ details: { parameter: 'columns' } })
    await expect(run(3, 1, { trees: 0 })).rejects.toMatchObject({ details: { parameter: 'trees' } })
    await expect(run(3, 1, { sample: 1 })).rejects.toMatchObject({ details: { parameter: 'sample' } })
  })

  it('reports how far it is, and stops when cancelled', async () => {
    const { data, n, p } = iris()
    const stop = new AbortController()
    const shares: number[] = []
    let now = 0
    const onProgress = (share: number) => {
      shares.push(share)
      if (shares.length === 20) stop.abort(new Error('enough'))
    }
    await expect(
      growForest(data, n, p, usual, engineContext(1, { now: () => (now += 30), onProgress, signal: stop.signal }))
    ).rejects.toThrow('enough')
    expect(shares.toSorted((a, b) => a - b)).toEqual(shares)
  })
})

describe('the area under the ROC curve', () => {
  it('counts pairs, equal ones half', () => {
    expect(rocAuc(Float64Array.of(1, 2, 3, 4), Float64Array.of(0, 0, 1, 1))).toBe(1)
    expect(rocAuc(Float64Array.of(4, 3, 2, 1), Float64Array.of(0, 0, 1, 1))).toBe(0)
    expect(rocAuc(Float64Array.of(1, 2, 2, 3), Float64Array.of(0, 0, 1, 1))).toBe(0.875)
    expect(rocAuc(Float64Array.of(1, 2), Float64Array.of(1, 1))).toBeNaN()
  })
})
