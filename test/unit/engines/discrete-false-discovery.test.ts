import { expect, it } from 'vitest'
import { benjaminiHochberg } from '../../../src/engines/math/benjamini-hochberg.ts'
import { betaBinomialTails } from '../../../src/engines/math/beta-binomial.ts'
import { discreteFalseDiscovery } from '../../../src/engines/math/discrete-false-discovery.ts'
import { seededRng } from '../../../src/engines/math/rng.ts'

it('is Benjamini and Hochberg’s procedure where p-values can be nearly any number', () => {
  const rng = seededRng(1)
  const fine = Array.from({ length: 20_001 }, (_, i) => (20_000 - i) / 20_000).slice(0, -1)
  const p = Array.from({ length: 30 }, (_, i) => Math.ceil(20_000 * (i < 5 ? 0.01 : 1) * rng()) / 20_000)
  const q = discreteFalseDiscovery(
    p,
    p.map(() => fine)
  )
  for (const [i, wanted] of benjaminiHochberg(p).entries()) expect(q[i]).toBeCloseTo(wanted, 9)
})

it('counts a test only by how likely it is as clear as what was found', () => {
  expect(discreteFalseDiscovery([0.01], [[0.04, 0.01], [0.05, 0.02], [0.009]])[0]).toBeCloseTo(0.019, 12)
  expect(discreteFalseDiscovery([], [])).toEqual([])
  expect(discreteFalseDiscovery([1, 0.2], [[], [0.2]])).toEqual([1, 0.2])
  // Two that were found share what is to be expected of chance, and neither is surer than the surest.
  expect(discreteFalseDiscovery([0.02, 0.01], [[0.02], [0.01]])).toEqual([0.015, 0.01])
})

it('calls something found in no more than its share of runs where there is nothing, and more often than without where there is', () => {
  const rng = seededRng(4)
  const [n, share, tests] = [8, 0.1, 200]
  const tails = betaBinomialTails(2, n, share, 0)
  const told = (better: number) => {
    let [ours, plain] = [0, 0]
    for (let run = 0; run < 400; run++) {
      const p = Array.from({ length: tests }, (_, i) => {
        let count = 0
        for (let k = 0; k < n; k++) if (rng() < (i < better ? 0.6 : share)) count++
        return count < 2 ? 1 : (tails[count - 2] as number)
      })
      const least = (q: number[]) => Math.min(...q) <= 0.05
      if (
        least(
          discreteFalseDiscovery(
            p,
            p.map(() => tails)
          )
        )
      )
        ours++
      if (least(benjaminiHochberg(p))) plain++
    }
    return { ours: ours / 400, plain: plain / 400 }
  }
  expect(told(0).ours).toBeLessThan(0.05)
  const found = told(1)
  expect(found.ours).toBeGreaterThanOrEqual(found.plain)
})
