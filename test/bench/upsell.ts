/**
 * Logistic regression in five folds and 100 boosted trees of 31 leaves on 50,000 × 30, beside scikit-learn's fastest solver and its
 * HistGradientBoostingClassifier on the same rows; FP-growth on 500,000 baskets, alone. What was found comes last: the mean AUC, and the number of rules.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { boostedDefaults, boostedScores, fitBoosted } from '../../src/engines/learn/boosted-trees.ts'
import { crossValidate, meanOf } from '../../src/engines/learn/cross-validate.ts'
import { foldsOf } from '../../src/engines/learn/folds.ts'
import { logisticLearner } from '../../src/engines/learn/logistic.ts'
import { everyRow, type LearnTable } from '../../src/engines/learn/table.ts'
import { seededRng } from '../../src/engines/math/rng.ts'
import { rocAuc } from '../../src/engines/math/roc-auc.ts'
import { fpGrowth } from '../../src/engines/rules/fp-growth.ts'
import { rulesOf } from '../../src/engines/rules/rules.ts'
import { compare, engineContext, timed } from './support/measure.ts'
import { startScikitLearn } from './support/scikit-learn.ts'

const [ROWS, COLUMNS, FOLDS, ROUNDS] = [50_000, 30, 5, 3]

export async function run(): Promise<void> {
  const table = madeUp()
  const folder = mkdtempSync(path.join(tmpdir(), 'sextant-bench-'))
  writeFileSync(path.join(folder, 'x'), table.data)
  writeFileSync(path.join(folder, 'y'), table.label)
  const peer = await startScikitLearn(
    `import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
x = np.fromfile(${JSON.stringify(folder)} + '/x').reshape(${ROWS}, ${COLUMNS})
y = np.fromfile(${JSON.stringify(folder)} + '/y')
part = np.arange(${ROWS}) % ${FOLDS}
def logistic():
    found = []
    for f in range(${FOLDS}):
        fit = LogisticRegression(solver='newton-cholesky').fit(x[part != f], y[part != f])
        found.append(roc_auc_score(y[part == f], fit.predict_proba(x[part == f])[:, 1]))
    return float(np.mean(found))
def boosted():
    fit = HistGradientBoostingClassifier(early_stopping=False).fit(x, y)
    return float(roc_auc_score(y, fit.predict_proba(x)[:, 1]))`
  )
  try {
    const folds = foldsOf(
      Int32Array.from({ length: ROWS }, (_, i) => i % FOLDS),
      FOLDS
    )
    console.log(`  logistic regression, ${FOLDS} folds, ${ROWS} × ${COLUMNS}; median of ${ROUNDS}`)
    await compare(
      [
        ...(peer ? [{ name: 'scikit-learn newton-cholesky', peer: true, run: () => peer.measure('logistic()') }] : []),
        {
          name: 'sextant',
          run: () =>
            timed(async () => {
              const [found] = await crossValidate(table, folds, [logisticLearner({ penalty: 1, standardise: false })], engineContext())
              return (found && meanOf(found, 'auc')?.mean) ?? Number.NaN
            })
        }
      ],
      ROUNDS
    )
    console.log(`  boosted trees, 100 × 31 leaves, ${ROWS} × ${COLUMNS}; median of ${ROUNDS}`)
    await compare(
      [
        ...(peer ? [{ name: 'scikit-learn HistGradientBoosting', peer: true, run: () => peer.measure('boosted()') }] : []),
        {
          name: 'sextant',
          run: () =>
            timed(async () => {
              const fit = await fitBoosted(table, everyRow(ROWS), boostedDefaults, engineContext())
              return rocAuc(boostedScores(fit, table, everyRow(ROWS)), table.label)
            })
        }
      ],
      ROUNDS
    )
    await baskets()
  } finally {
    peer?.close()
    rmSync(folder, { recursive: true })
  }
}

function madeUp(): LearnTable {
  const rng = seededRng(1)
  const data = Float64Array.from({ length: ROWS * COLUMNS }, () => rng() + rng() - 1)
  const label = Float64Array.from({ length: ROWS }, (_, i) => {
    const [a, b, c] = [0, 1, 2].map((j) => data[i * COLUMNS + j] as number) as [number, number, number]
    return rng() < 1 / (1 + Math.exp(1 - 3 * a - 4 * b * c)) ? 1 : 0
  })
  return { data, n: ROWS, p: COLUMNS, label }
}

async function baskets(): Promise<void> {
  const [count, distinct] = [500_000, 2_000]
  const rng = seededRng(2)
  const starts = new Int32Array(count + 1)
  const items: number[] = []
  for (let b = 0; b < count; b++) {
    const basket = new Set<number>()
    // A few things sell most.
    for (let left = 1 + Math.floor(rng() * 8); left > 0; left--) basket.add(Math.floor(distinct * rng() ** 3))
    for (const item of basket) items.push(item)
    starts[b + 1] = items.length
  }
  console.log(`  FP-growth, ${count} baskets of ${distinct} things, support 0.001; median of ${ROUNDS}`)
  const input = { starts, items: Int32Array.from(items), distinct }
  await compare(
    [
      {
        name: 'sextant',
        run: () =>
          timed(
            async () =>
              rulesOf(await fpGrowth(input, { least: count / 1000, longest: 10, most: 2e6 }, engineContext()), count, 0.1, 2).length
          )
      }
    ],
    ROUNDS
  )
}
