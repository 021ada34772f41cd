import { describe, expect, it } from 'vitest'
import { boostedDefaults, boostedLearner, boostedScores, fitBoosted } from '../../../src/engines/learn/boosted-trees.ts'
import { chooseCalibration, isotonicCalibration, plattCalibration } from '../../../src/engines/learn/calibration.ts'
import { correctedT, moreRows } from '../../../src/engines/learn/corrected-t.ts'
import { betterThan, crossValidate, meanOf } from '../../../src/engines/learn/cross-validate.ts'
import { foldsOf, rollingFolds, stratifiedParts } from '../../../src/engines/learn/folds.ts'
import { giveaways, leakageProbe } from '../../../src/engines/learn/leakage.ts'
import { fitLogistic, logisticLearner, logisticScores } from '../../../src/engines/learn/logistic.ts'
import { calibrationCurve, calibrationError, deciles, logLoss, precisionAt, scoresOf } from '../../../src/engines/learn/metrics.ts'
import { everyRow, type Learner, type LearnTable, labelsOf } from '../../../src/engines/learn/table.ts'
import { tunedBoosted } from '../../../src/engines/learn/tuned.ts'
import { seededRng } from '../../../src/engines/math/rng.ts'
import { SextantError } from '../../../src/shared/errors.ts'
import { engineContext, readReference } from './support.ts'

interface Reference {
  logistic: {
    x: number[]
    p: number
    y: number[]
    cases: { penalty: number; standardise: boolean; coefficients: number[]; intercept: number; chances: number[] }[]
    separable: { coefficient: number; intercept: number }
  }
  metrics: {
    score: number[]
    label: number[]
    auc: number
    prAuc: number
    logLoss: number
    brier: number
  }
  correctedT: { differences: number[]; train: number; test: number; t: number; p: number; naiveT: number; naiveP: number }
  boosted: { rows: number; columns: number; cases: { leaves: number; trees: number; auc: number; logLoss: number; first: number[] }[] }
}
const reference: Reference = JSON.parse(readReference('upsell.json'))

function table(data: number[] | Float64Array, p: number, label: number[] | Float64Array): LearnTable {
  return { data: Float64Array.from(data), n: label.length, p, label: Float64Array.from(label) }
}

/** Uniform numbers, made as the script of the reference makes them. */
function lcg(seed: number, count: number): Float64Array {
  let state = seed
  return Float64Array.from({ length: count }, () => {
    state = (Math.imul(1664525, state) + 1013904223) >>> 0
    return state / 4294967296
  })
}

function noise(seed: number, n: number, p: number): LearnTable {
  const rng = seededRng(seed)
  const data = Float64Array.from({ length: n * p }, () => rng())
  return { data, n, p, label: Float64Array.from({ length: n }, () => (rng() < 0.3 ? 1 : 0)) }
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'no error',
    (error: unknown) => (error instanceof SextantError ? error.code : String(error))
  )
}

describe('logistic regression', () => {
  const { x, p, y, cases, separable } = reference.logistic
  const data = table(x, p, y)

  it.each(cases)('is scikit-learn’s at penalty $penalty, standardised $standardise', async ({ penalty, standardise, ...published }) => {
    const fit = await fitLogistic(data, everyRow(data.n), { penalty, standardise }, engineContext())
    published.coefficients.forEach((value, j) => {
      expect(Math.abs(value - (fit.coefficients[j] as number)), `column ${j}`).toBeLessThan(1e-6)
    })
    expect(Math.abs(published.intercept - fit.intercept)).toBeLessThan(standardise ? 1e-6 : 1e-5)
    const chances = logisticScores(fit, data, Int32Array.of(0, 1, 2, 3, 4))
    published.chances.forEach((value, i) => {
      expect(chances[i]).toBeCloseTo(value, 6)
    })
    expect(fit.converged).toBe(true)
  })

  it('has a finite answer where the classes can be told apart without an error', async () => {
    const fit = await fitLogistic(table([-2, -1, 1, 3], 1, [0, 0, 1, 1]), everyRow(4), { penalty: 1, standardise: false }, engineContext())
    expect(fit.coefficients[0]).toBeCloseTo(separable.coefficient, 6)
    expect(fit.intercept).toBeCloseTo(separable.intercept, 6)
  })

  it('is the same from wherever it begins', async () => {
    const params = { penalty: 1, standardise: true }
    const cold = await fitLogistic(data, everyRow(data.n), params, engineContext())
    const near = await fitLogistic(
      data,
      Int32Array.from({ length: 70 }, (_, i) => i),
      params,
      engineContext()
    )
    const warm = await fitLogistic(data, everyRow(data.n), { ...params, start: near }, engineContext())
    cold.coefficients.forEach((value, j) => {
      expect(warm.coefficients[j]).toBeCloseTo(value, 9)
    })
  })

  it('says what it cannot learn from', async () => {
    expect(await codeOf(fitLogistic(table([1, 2], 1, [1, 1]), everyRow(2), { penalty: 1, standardise: true }, engineContext()))).toBe(
      'learn.oneClass'
    )
    expect(await codeOf(fitLogistic(data, everyRow(data.n), { penalty: 0, standardise: true }, engineContext()))).toBe(
      'engine.badParameter'
    )
  })

  it('is the same where a table is larger than there is room for beside it, and where it begins with a few of many rows', async () => {
    const [n, p, times] = [100, 60, 1400]
    const small = noise(5, n, p)
    const many = Int32Array.from({ length: n * times }, (_, i) => i % n)
    const once = await fitLogistic(small, everyRow(n), { penalty: 1, standardise: true }, engineContext())
    const often = await fitLogistic(small, many, { penalty: times, standardise: true }, engineContext())
    once.coefficients.forEach((value, j) => {
      expect(often.coefficients[j]).toBeCloseTo(value, 8)
    })
    expect(often.converged).toBe(true)
  })
})

describe('boosted trees', () => {
  const { rows, columns, cases } = reference.boosted
  const data = lcg(7, rows * columns)
  const drawn = lcg(11, rows)
  const label = drawn.map((u, i) => {
    const at = (j: number) => data[i * columns + j] as number
    const linear = 4 * (at(0) - 0.5) + (at(1) > 0.6 ? 6 * (at(2) - 0.5) : 0) + Math.sin(6 * at(3))
    return u < 1 / (1 + Math.exp(-linear)) ? 1 : 0
  })
  const made: LearnTable = { data, n: rows, p: columns, label }
  const [first, second] = [everyRow(3000), Int32Array.from({ length: 3000 }, (_, i) => 3000 + i)]

  it.each(cases)('is within noise of scikit-learn’s with $trees trees of $leaves leaves', async ({ leaves, trees, ...published }) => {
    const fit = await fitBoosted(made, first, { ...boostedDefaults, leaves, trees }, engineContext())
    const said = boostedScores(fit, made, second)
    const found = scoresOf(said, label.slice(3000))
    expect(Math.abs(found.auc - published.auc)).toBeLessThan(0.005)
    expect(Math.abs(found.logLoss - published.logLoss)).toBeLessThan(0.01)
    published.first.forEach((value, i) => {
      expect(Math.abs((said[i] as number) - value)).toBeLessThan(0.25)
    })
  })

  it('stops where more trees do not help rows that are not learned from, and keeps the trees until then', async () => {
    const params = { ...boostedDefaults, trees: 300 }
    const watched = await fitBoosted(made, first, params, engineContext(), { rows: second, patience: 10 })
    const trees = watched.starts.length - 1
    expect(trees).toBeLessThan(200)
    const plain = await fitBoosted(made, first, { ...params, trees }, engineContext())
    expect(boostedScores(watched, made, second)).toEqual(boostedScores(plain, made, second))
    expect(watched.watchedLoss).toBeCloseTo(logLoss(boostedScores(plain, made, second), label.slice(3000)), 10)
    const more = await fitBoosted(made, first, { ...params, trees: trees + 5 }, engineContext())
    expect(logLoss(boostedScores(more, made, second), label.slice(3000))).toBeGreaterThanOrEqual(watched.watchedLoss)
  })

  it('set their shape within what they learn from, and are the better for it where little is to be learned', async () => {
    const rng = seededRng(8)
    const faint: LearnTable = {
      data: Float64Array.from({ length: 2000 * 6 }, () => rng()),
      n: 2000,
      p: 6,
      label: new Float64Array(2000)
    }
    for (let i = 0; i < 2000; i++) faint.label[i] = rng() < 0.15 + 0.2 * (faint.data[i * 6] as number) ? 1 : 0
    const customer = Int32Array.from({ length: 2000 }, (_, i) => i % 500)
    const [learned, asked] = [0, 1].map((part) => everyRow(2000).filter((i) => Math.floor((i % 500) / 250) === part)) as [
      Int32Array,
      Int32Array
    ]
    const loss = async (learner: Learner) => logLoss((await learner.fit(faint, learned, engineContext()))(asked), labelsOf(faint, asked))
    const [tuned, usual] = [await loss(tunedBoosted(customer)), await loss(boostedLearner({ ...boostedDefaults, trees: 40, leaves: 15 }))]
    expect(tuned).toBeLessThan(usual)
    // What is asked has no part in it: other labels there, the same chances.
    const other = { ...faint, label: faint.label.map((y, i) => (asked.includes(i) ? 1 - y : y)) }
    const said = async (of: LearnTable) => (await tunedBoosted(customer).fit(of, learned, engineContext()))(asked)
    expect(await said(other)).toEqual(await said(faint))
  })

  it('gives the same trees again, and columns without variation no part in them', async () => {
    const constant: LearnTable = {
      data: Float64Array.from({ length: 400 }, (_, i) => (i % 2 ? 5 : (data[i] as number))),
      n: 200,
      p: 2,
      label: label.slice(0, 200)
    }
    const fits = await Promise.all([1, 2].map(() => fitBoosted(constant, everyRow(200), boostedDefaults, engineContext())))
    expect(fits[0]?.value).toEqual(fits[1]?.value)
    expect(fits[0]?.importance[1]).toBe(0)
  })

  it('keeps to the least number of rows of a leaf', async () => {
    const few = table([1, 2, 3, 4], 1, [0, 0, 1, 1])
    const fit = await fitBoosted(few, everyRow(4), boostedDefaults, engineContext())
    expect(new Set(boostedScores(fit, few, everyRow(4))).size).toBe(1)
    const free = await fitBoosted(few, everyRow(4), { ...boostedDefaults, leafRows: 1 }, engineContext())
    const said = boostedScores(free, few, everyRow(4))
    expect(said[0]).toBeLessThan(0.1)
    expect(said[3]).toBeGreaterThan(0.9)
  })
})

describe('measures', () => {
  const { score, label, ...published } = reference.metrics
  const [said, happened] = [Float64Array.from(score), Float64Array.from(label)]

  it('are scikit-learn’s, ties included', () => {
    const found = scoresOf(said, happened)
    for (const [name, value] of Object.entries(published)) expect(found[name as keyof typeof found], name).toBeCloseTo(value, 12)
  })

  it('pool neighbours that are out of order', () => {
    const calibrate = isotonicCalibration(Float64Array.of(0.1, 0.2, 0.3, 0.4, 0.1, 0.4), Float64Array.of(0, 1, 0, 1, 0, 1))
    expect(calibrate(0.25)).toBeCloseTo(0.5, 12)
    expect(calibrate(0.1)).toBeGreaterThan(0)
    expect(calibrate(0.9)).toBeLessThan(1)
    const steps = Array.from({ length: 20 }, (_, i) => calibrate(i / 20))
    expect(steps.toSorted((x, y) => x - y)).toEqual(steps)
  })

  it('share out equal scores at a border', () => {
    const equal = Float64Array.of(0.9, 0.5, 0.5, 0.5, 0.5, 0.1)
    const came = Float64Array.of(1, 1, 0, 0, 1, 0)
    expect(precisionAt(equal, came, 3)).toBeCloseTo((1 + 2 * 0.5) / 3, 12)
    const tenths = deciles(
      new Float64Array(40).fill(0.2),
      Float64Array.from({ length: 40 }, (_, i) => (i < 10 ? 1 : 0))
    )
    for (const { lift } of tenths) expect(lift).toBeCloseTo(1, 12)
    expect(tenths.at(-1)?.gain).toBeCloseTo(1, 12)
  })

  it('tell what was said from what happened', () => {
    const rng = seededRng(3)
    const chance = Float64Array.from({ length: 4000 }, () => rng())
    const came = chance.map((c) => (rng() < c ? 1 : 0))
    expect(calibrationError(calibrationCurve(chance, came))).toBeLessThan(0.04)
    const overconfident = chance.map((c) => (c > 0.5 ? 1 - (1 - c) ** 3 : c ** 3))
    expect(calibrationError(calibrationCurve(overconfident, came))).toBeGreaterThan(0.1)
    const part = Int32Array.from({ length: 4000 }, (_, i) => i % 5)
    expect(chooseCalibration(overconfident, came, part).kind).not.toBe('none')
    expect(chooseCalibration(chance, came, part).tried.none).toBeLessThan(0.6)
  })

  it('judge a bent score by what was fitted without it: no label of a group moves what is said of the group', () => {
    const rng = seededRng(4)
    const score = Float64Array.from({ length: 1500 }, () => rng())
    const came = score.map((c) => (rng() < 0.5 + 0.8 * (c - 0.5) ** 3 ? 1 : 0))
    const fold = Int32Array.from({ length: 1500 }, (_, i) => i % 6)
    const group = fold.map((f) => f % 3)
    const chosen = chooseCalibration(score, came, fold, group)
    expect(chosen.kind).not.toBe('none')
    const others = [...group.keys()].filter((i) => group[i] !== 1)
    const only = chooseCalibration(
      score,
      came.map((y, i) => (group[i] === 1 ? 1 - y : y)),
      fold,
      group
    )
    const own = (bent: Float64Array) => bent.filter((_, i) => group[i] === 1)
    const bend = (kind: string) => (kind === 'platt' ? plattCalibration : isotonicCalibration)
    const calibrate = bend(chosen.kind)(
      Float64Array.from(others, (i) => score[i] as number),
      Float64Array.from(others, (i) => came[i] as number)
    )
    expect(own(chosen.bent)).toEqual(own(score).map(calibrate))
    if (only.kind === chosen.kind) expect(own(only.bent)).toEqual(own(chosen.bent))
    // On the rows it was fitted to it would look better than it is.
    const fitted = score.map(bend(chosen.kind)(score, came))
    expect(calibrationError(calibrationCurve(chosen.bent, came))).toBeGreaterThan(calibrationError(calibrationCurve(fitted, came)))
  })
})

describe('the corrected t', () => {
  it('is scikit-learn’s on the scores of its example', () => {
    const { differences, train, test, ...published } = reference.correctedT
    const found = correctedT(differences, train, test)
    expect(found.t).toBeCloseTo(published.t, 9)
    expect(found.p).toBeCloseTo(published.p, 9)
    const naive = correctedT(differences, train, 0)
    expect([naive.t, naive.p]).toEqual([expect.closeTo(published.naiveT, 9), expect.closeTo(published.naiveP, 9)])
  })

  it('says how much more would show a difference: with as many the t is what is needed', () => {
    const freedom = 9
    // The 99 % point of t with nine degrees of freedom is 2.8214.
    expect(moreRows({ t: 1.5, freedom }, 0.01)).toBeCloseTo(((2.8214 + 0.8416) / 1.5) ** 2, 3)
    expect(moreRows({ t: 50, freedom }, 0.01)).toBe(1)
    expect(moreRows({ t: -1, freedom }, 0.01)).toBeNull()
  })

  it('is sure of differences that never vary', () => {
    expect(correctedT([0.1, 0.1], 8, 2).p).toBe(0)
    expect(correctedT([0, 0], 8, 2).p).toBe(0.5)
  })
})

describe('folds', () => {
  it('keep groups together and classes even', () => {
    const rng = seededRng(5)
    const group = Int32Array.from({ length: 1000 }, (_, i) => Math.floor(i / 4))
    const label = Float64Array.from({ length: 1000 }, () => (rng() < 0.1 ? 1 : 0))
    const part = stratifiedParts(label, group, 5, rng)
    for (let i = 1; i < 1000; i++) if (group[i] === group[i - 1]) expect(part[i]).toBe(part[i - 1])
    const positives = foldsOf(part, 5).map(({ test }) => test.reduce((sum, row) => sum + (label[row] as number), 0))
    expect(Math.max(...positives) - Math.min(...positives)).toBeLessThan(4)
  })

  it('never learn from what was not known yet, nor from the same customer', () => {
    const [moment, customer] = [
      Int32Array.from({ length: 60 }, (_, i) => i % 3),
      Int32Array.from({ length: 60 }, (_, i) => Math.floor(i / 3))
    ]
    const part = Int32Array.from(customer, (c) => c % 4)
    const folds = rollingFolds(moment, Int32Array.of(-1, 0, 0), part, 4)
    expect(folds).toHaveLength(8)
    for (const { train, test } of folds) {
      const tested = new Set(Array.from(test, (row) => customer[row]))
      for (const row of train) {
        expect(moment[row]).toBe(0)
        expect(tested.has(customer[row])).toBe(false)
      }
      for (const row of test) expect(moment[row]).toBeGreaterThan(0)
    }
  })
})

describe('cross-validation', () => {
  it.each([logisticLearner({ penalty: 1, standardise: true }), boostedLearner({ ...boostedDefaults, trees: 40, leaves: 15 })])(
    'calls noise no better than chance in at least 95 of 100 draws: $name',
    { timeout: 120_000 },
    async (learner) => {
      let better = 0
      for (let seed = 0; seed < 100; seed++) {
        const nothing = noise(seed, 300, 4)
        const folds = foldsOf(stratifiedParts(nothing.label, null, 5, seededRng(seed)), 5)
        const [found] = await crossValidate(nothing, folds, [learner], engineContext(seed))
        const mean = found && meanOf(found, 'auc')
        const { p } = correctedT(found?.folds.map(({ auc }) => auc - 0.5) ?? [], 240, 60)
        expect(mean?.mean).toBeGreaterThan(0.3)
        if (p < 0.01) better++
      }
      expect(better).toBeLessThanOrEqual(5)
    }
  )

  it('finds what trees know and lines do not', async () => {
    const rng = seededRng(2)
    const data = Float64Array.from({ length: 1600 }, () => rng() - 0.5)
    const label = Float64Array.from({ length: 800 }, (_, i) => ((data[2 * i] as number) * (data[2 * i + 1] as number) > 0 ? 1 : 0))
    const crossed: LearnTable = { data, n: 800, p: 2, label }
    const folds = foldsOf(stratifiedParts(label, null, 5, rng), 5)
    const [line, trees] = await crossValidate(
      crossed,
      folds,
      [logisticLearner({ penalty: 1, standardise: true }), boostedLearner({ ...boostedDefaults, trees: 20 })],
      engineContext()
    )
    if (!line || !trees) throw new Error('nothing was judged')
    expect(betterThan(trees, line)?.p).toBeLessThan(0.01)
    expect(trees.rows).toHaveLength(800)
  })
})

describe('the leakage probe', () => {
  it('names the column that was written down afterwards, and no honest one', async () => {
    const rng = seededRng(4)
    const [n, p] = [1500, 3]
    const data = Float64Array.from({ length: n * p }, () => rng())
    const label = Float64Array.from({ length: n }, (_, i) => (rng() < 0.1 + 0.5 * (data[i * p] as number) ? 1 : 0))
    const columns = [[0], [1], [2]]
    expect(await leakageProbe({ data, n, p, label }, columns, engineContext())).toEqual([])
    for (let i = 0; i < n; i++) data[i * p + 2] = rng() + 0.7 * (label[i] as number)
    const [found] = await leakageProbe({ data, n, p, label }, columns, engineContext())
    expect(found?.column).toBe(2)
    // 0.6 apart they still overlap too much to give it away alone; 0.95 apart they hardly do.
    for (let i = 0; i < n; i++) data[i * p + 2] = rng() + 0.6 * (label[i] as number)
    expect(giveaways({ data, n, p, label }, new Set())).toEqual([])
    for (let i = 0; i < n; i++) data[i * p + 1] = rng() + 0.95 * (label[i] as number)
    expect(giveaways({ data, n, p, label }, new Set())).toEqual([1])
    // What a baseline goes by is no secret.
    expect(giveaways({ data, n, p, label }, new Set([1]))).toEqual([])
  })
})
