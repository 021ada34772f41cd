import { describe, expect, it } from 'vitest'
import { principalComponents, project } from '../../../src/engines/pca.ts'
import { iris, readReference } from './support.ts'

const reference: { iris: { principalComponents: { explained: number[]; vectors: number[][] } } } = JSON.parse(
  readReference('clustering.json')
)

describe('principal components', () => {
  it('are scikit-learn’s on iris, up to sign', () => {
    const { data, n, p } = iris()
    const { explained, vectors } = reference.iris.principalComponents
    const found = principalComponents(data, n, p, 4)
    explained.forEach((share, c) => {
      expect(found.explained[c]).toBeCloseTo(share, 10)
      const dot = (vectors[c] ?? []).reduce((sum, value, j) => sum + value * (found.vectors[c * p + j] ?? 0), 0)
      expect(Math.abs(dot)).toBeCloseTo(1, 10)
    })
  })

  it('point so that the largest loading is positive', () => {
    const { data, n, p } = iris()
    const flipped = data.map((value) => -value)
    const [a, b] = [principalComponents(data, n, p, 2), principalComponents(flipped, n, p, 2)]
    a.vectors.forEach((value, at) => {
      expect(b.vectors[at]).toBeCloseTo(value, 10)
    })
  })

  it('give coordinates with the variance that they explain', () => {
    const { data, n, p } = iris()
    const found = principalComponents(data, n, p, 2)
    const variance = (c: number) =>
      Array.from({ length: n }, (_, i) => project(data, i, found, c) ** 2).reduce((sum, value) => sum + value, 0)
    expect(variance(0) / variance(1)).toBeCloseTo((found.explained[0] ?? 0) / (found.explained[1] ?? 1), 8)
  })

  it('explain nothing where there is no second column or no variation', () => {
    const one = principalComponents(Float64Array.of(1, 2, 3), 3, 1, 2)
    expect(Array.from(one.explained)).toEqual([1, 0])
    expect(project(Float64Array.of(1, 2, 3), 2, one, 0)).toBe(1)
    expect(project(Float64Array.of(1, 2, 3), 2, one, 1)).toBe(0)
    const flat = principalComponents(Float64Array.of(5, 7, 5, 7), 2, 2, 2)
    expect(Array.from(flat.explained)).toEqual([0, 0])
  })
})
