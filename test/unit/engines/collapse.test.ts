import fc from 'fast-check'
import { expect, it } from 'vitest'
import { collapse } from '../../../src/engines/linkage/collapse.ts'
import { cutTree } from '../../../src/engines/linkage/cut.ts'
import { leavesInOrder } from '../../../src/engines/linkage/tree.ts'
import { linkage } from '../../../src/engines/linkage.ts'
import { cutInto } from '../../../src/renderer/charts/cutting.ts'
import { blobs, engineContext } from './support.ts'

/** A tree of points around a few centres, and its leaves as they are drawn. */
async function treeOf(seed: number, n: number) {
  const tree = await linkage(blobs(seed, n, 2, 4), n, 2, { linkage: 'ward', metric: 'euclidean' }, engineContext(seed))
  return { tree, order: leavesInOrder(tree).order }
}

/** What the page makes of the collapsed tree, by leaf. */
function pageLabels(drawn: ReturnType<typeof collapse>, order: Int32Array, k: number): number[] {
  const branches = drawn.branches.map(({ size, ...branch }) => ({ ...branch, units: size, cluster: 0 }))
  const { labels } = cutInto({ branches, parts: drawn.parts, heights: drawn.heights }, k)
  const byLeaf = new Array<number>(order.length).fill(-1)
  drawn.branches.forEach(({ from, to }, branch) => {
    for (let place = from; place < to; place++) byLeaf[order[place] as number] = labels[branch] as number
  })
  return byLeaf
}

/** Whether two labellings part the same. */
const alike = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  new Set(Array.from(a, (label, i) => `${label} ${b[i]}`)).size === new Set(Array.from(a)).size &&
  new Set(Array.from(a)).size === new Set(Array.from(b)).size

it('cuts in the page, from the branches that are drawn, as the whole tree is cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 999 }),
      fc.integer({ min: 8, max: 60 }),
      fc.integer({ min: 4, max: 20 }),
      async (seed, n, most) => {
        const { tree, order } = await treeOf(seed, n)
        const drawn = collapse(tree, order, null, most)
        expect(drawn.branches.length).toBe(Math.min(most, n))
        expect(drawn.branches.reduce((sum, { size }) => sum + size, 0)).toBe(n)
        expect(drawn.heights).toEqual([...drawn.heights].sort((a, b) => a - b))
        for (let k = 2; k <= drawn.branches.length; k++) {
          // Cuts between merges of one height are as good as each other, and both take the same.
          expect(alike(pageLabels(drawn, order, k), cutTree(tree, k))).toBe(true)
        }
      }
    ),
    { numRuns: 30 }
  )
})

it('shows a branch as if it were the whole, and the whole where there is no such branch', async () => {
  const { tree, order } = await treeOf(7, 40)
  const whole = collapse(tree, order, null, 6)
  const branch = whole.branches.reduce((a, b) => (b.size > a.size ? b : a))
  const part = collapse(tree, order, branch, 200)
  expect(part).toMatchObject({ from: branch.from, to: branch.to })
  expect(part.branches).toHaveLength(branch.size)
  expect(part.heights.at(-1)).toBe(branch.height)
  const overlapping = { from: branch.from + 1, to: branch.to + 1 }
  expect(collapse(tree, order, overlapping, 6)).toEqual(whole)
})
