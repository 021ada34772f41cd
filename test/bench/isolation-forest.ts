/**
 * Isolation forest, 100 trees of 256 rows, grown on and scoring 100,000 rows of 10 columns, beside scikit-learn. The area under the
 * ROC curve for 1 % of rows that were moved comes last.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { growForest, scoreRows } from '../../src/engines/isolation-forest.ts'
import { rocAuc } from '../../src/engines/math/roc-auc.ts'
import { type Contestant, compare, customerLikeTable, engineContext, timed } from './support/measure.ts'
import { startScikitLearn } from './support/scikit-learn.ts'

const [N, P, EVERY] = [100_000, 10, 100]
const ROUNDS = 5

export async function run(): Promise<void> {
  const label = Float64Array.from({ length: N }, (_, i) => (i % EVERY === 0 ? 1 : 0))
  const data = customerLikeTable(N, P, 7).map((value, at) => (label[Math.floor(at / P)] === 1 && at % P < 3 ? value * 2 + 2 : value))
  const folder = mkdtempSync(path.join(tmpdir(), 'sextant-bench-'))
  writeFileSync(path.join(folder, 'data.f64'), data)
  const peer = await startScikitLearn(
    `import numpy as np
from sklearn.ensemble import IsolationForest
from sklearn.metrics import roc_auc_score
data = np.fromfile(${JSON.stringify(path.join(folder, 'data.f64'))}).reshape(-1, ${P})
label = np.arange(${N}) % ${EVERY} == 0
def score():
    return -IsolationForest(n_estimators=100, max_samples=256, random_state=1).fit(data).score_samples(data)
last = None
def measured():
    global last
    last = score()
    return 0`
  )
  try {
    const theirs: Contestant[] = peer
      ? [
          {
            name: `scikit-learn ${peer.version}`,
            peer: true,
            // The area is computed outside of the measured time.
            run: async () => ({
              ms: (await peer.measure('measured()')).ms,
              value: (await peer.measure('roc_auc_score(label, last)')).value
            })
          }
        ]
      : []
    console.log(`  ${N.toLocaleString('en')} x ${P}, 100 trees of 256, fit and score; median of ${ROUNDS}`)
    await compare([...theirs, { name: 'sextant', run: ours }], ROUNDS)
  } finally {
    peer?.close()
    rmSync(folder, { recursive: true })
  }

  async function ours(): Promise<{ ms: number; value: number }> {
    let scores: Float64Array = new Float64Array()
    const { ms } = await timed(async () => {
      const ctx = engineContext()
      scores = await scoreRows(await growForest(data, N, P, { trees: 100, sample: 256 }, ctx), data, N, ctx)
      return 0
    })
    return { ms, value: rocAuc(scores, label) }
  }
}
