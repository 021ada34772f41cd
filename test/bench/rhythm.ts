/**
 * BG/NBD on 2,357 and 200,000 made-up customers, beside scipy's L-BFGS over a vectorised likelihood: from one start with its
 * own differences for the gradient, as one would write it down, and with the analytic gradient. Ours has four starts and the standard errors in
 * it. The log-likelihood comes last.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { seededRng } from '../../src/engines/math/rng.ts'
import { fitRhythm, type Histories } from '../../src/engines/rhythm.ts'
import { type Contestant, compare, engineContext, timed } from './support/measure.ts'
import { startScikitLearn } from './support/scikit-learn.ts'

const ROUNDS = 7

export async function run(): Promise<void> {
  for (const n of [2_357, 200_000]) {
    await race(n, customersLike(n, 7), 'moments of days')
    await race(n, customersLike(n, 0), 'moments of any time')
  }
}

async function race(n: number, histories: Histories, what: string): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sextant-bench-'))
  for (const name of ['x', 'tx', 'T'] as const) writeFileSync(path.join(folder, name), histories[name])
  const peer = await startScikitLearn(
    `import numpy as np
from scipy.special import gammaln, psi
from scipy.optimize import minimize
x, tx, T = (np.fromfile(${JSON.stringify(folder)} + '/' + name) for name in ('x', 'tx', 'T'))
back = x > 0
toss = np.maximum(x, 1)
def parts(at):
    r, alpha, a, b = np.exp(at)
    base = gammaln(r + x) - gammaln(r) + r * np.log(alpha) + gammaln(a + b) + gammaln(b + x) - gammaln(b) - gammaln(a + b + x)
    stays = -(r + x) * np.log(alpha + T)
    left = np.where(back, np.log(a) - np.log(b + toss - 1) - (r + x) * np.log(alpha + tx), -np.inf)
    return r, alpha, a, b, base, stays, left
def goal(at):
    *_, base, stays, left = parts(at)
    return -(base + np.logaddexp(stays, left)).mean()
def goal_and_slope(at):
    r, alpha, a, b, base, stays, left = parts(at)
    both = np.logaddexp(stays, left)
    gone = np.exp(left - both)
    here = 1 - gone
    dr = psi(r + x) - psi(r) + np.log(alpha) - here * np.log(alpha + T) - gone * np.log(alpha + tx)
    dalpha = r / alpha - (r + x) * (here / (alpha + T) + gone / (alpha + tx))
    da = psi(a + b) - psi(a + b + x) + gone / a
    db = psi(a + b) - psi(a + b + x) + psi(b + x) - psi(b) - np.where(back, gone / (b + toss - 1), 0)
    return -(base + both).mean(), -np.array([dr.mean() * r, dalpha.mean() * alpha, da.mean() * a, db.mean() * b])
def fit(function, jac):
    return -minimize(function, np.zeros(4), method='L-BFGS-B', jac=jac).fun * len(x)`
  )
  try {
    const theirs = (name: string, measured: string): Contestant[] =>
      peer ? [{ name, peer: name.endsWith('differences'), run: () => peer.measure(measured) }] : []
    console.log(`  BG/NBD, ${n.toLocaleString('en')} customers, ${what}; median of ${ROUNDS}`)
    await compare(
      [
        ...theirs('scipy L-BFGS, differences', 'fit(goal, None)'),
        ...theirs('scipy L-BFGS, analytic', 'fit(goal_and_slope, True)'),
        {
          name: 'sextant, 4 starts + errors',
          run: () => timed(async () => (await fitRhythm(histories, { model: 'bgnbd' }, engineContext())).logLikelihood)
        }
      ],
      ROUNDS
    )
  } finally {
    peer?.close()
    rmSync(folder, { recursive: true })
  }
}

/** Customers who do what BG/NBD says; `perWeek` days a week, or moments without a grid for 0. In weeks. */
function customersLike(n: number, perWeek: number): Histories {
  const rng = seededRng(1)
  const exponential = () => -Math.log(1 - rng())
  const [x, tx, T] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)]
  for (let i = 0; i < n; i++) {
    const rate = (exponential() + (rng() < 0.5 ? exponential() : 0)) / 12
    // The smaller share of two exponentials and more: a beta-like chance to leave.
    const leave = rng() ** 2
    const watched = 20 + 58 * rng()
    const onGrid = (moment: number) => (perWeek === 0 ? moment : Math.ceil(moment * perWeek) / perWeek)
    T[i] = onGrid(watched)
    for (let at = onGrid(exponential() / rate); at <= (T[i] as number); at = onGrid(at + exponential() / rate)) {
      x[i] = (x[i] as number) + 1
      tx[i] = at
      if (rng() < leave) break
    }
  }
  return { x, tx, T }
}
