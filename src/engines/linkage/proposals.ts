import { median } from '../math/median.ts'
import { clustersAt } from './cut.ts'
import { heightOf, sizeOf, type Tree } from './tree.ts'

/** A branch stands apart that is joined so much of the tree's height above the merges in its core. */
const APART = 0.25

/** One cluster more has to make it clearer by so much of the highest silhouette. */
const CLEARER = 0.1

/** How clear a cut is, and how many rows its smallest cluster holds. */
export interface CutQuality {
  k: number
  silhouette: number
  smallest: number
}

/**
 * From the number of clusters with the highest silhouette, of those whose smallest is large enough (of all where none is), down as long as one fewer is hardly
 * less clear: within a tenth of the highest. Silhouettes of neighbouring numbers are often so near each other that which is the highest changes with any few
 * rows; what each has and the next lower does not is a small part of a cluster. Numbers further down that are as clear by themselves, beyond one that is not, are not
 * come to: their clusters are others.
 *
 * @param cuts ascending, one more each; at least one
 * O(cuts).
 */
export function cutBySilhouette(cuts: readonly CutQuality[], least: number): number {
  const large = cuts.filter(({ smallest }) => smallest >= least)
  const highest = (large.length > 0 ? large : cuts).reduce((a, b) => (b.silhouette > a.silhouette ? b : a))
  const enough = highest.silhouette - CLEARER * Math.abs(highest.silhouette)
  let at = cuts.indexOf(highest)
  while (at > 0 && (cuts[at - 1] as CutQuality).silhouette >= enough) at--
  return (cuts[at] as CutQuality).k
}

/**
 * The number of clusters after which the next merge would be the largest step up, as a share of the height before it. Of `ks`, ascending. O(ks).
 */
export function cutByGap({ n, heights }: Tree, ks: readonly number[]): number | null {
  let [best, widest] = [null as number | null, 0]
  for (const k of ks) {
    // Cutting into k takes back merge n-k, which would leave k-1; the one before it is the last that stays.
    const [next, last] = [heights[n - k] ?? 0, heights[n - k - 1] ?? 0]
    const gap = last > 0 ? next / last : 0
    if (gap > widest) [best, widest] = [k, gap]
  }
  return best
}

/**
 * Branches that stand apart, from the top down: a cluster is divided where both parts are large enough and both are joined well above their cores, the
 * median of the merges in them. Parts of a long chain of small additions are not divided off.
 *
 * Source: P. Langfelder, B. Zhang, S. Horvath (2008), Defining clusters from a hierarchical cluster tree, Bioinformatics 24: core and gap, here with the
 * median for the core.
 *
 * @param least rows that a branch must have
 * @returns how many branches, 1 .. most
 * O(n most log n).
 */
export function cutByBranches(tree: Tree, least: number, most: number, weights?: Float64Array): number {
  const { n, parts } = tree
  const open = [...clustersAt(tree, 1)]
  const top = tree.heights[n - 2] ?? 0
  let count = 0
  while (open.length > 0 && count + open.length < most) {
    open.sort((a, b) => heightOf(tree, b) - heightOf(tree, a) || a - b)
    const cluster = open.shift() as number
    if (cluster < n) {
      count++
      continue
    }
    const both = [parts[2 * (cluster - n)] as number, parts[2 * (cluster - n) + 1] as number]
    const height = heightOf(tree, cluster)
    const enough = both.every((part) => sizeOf(tree, part, weights) >= least)
    const apart = both.every((part) => height - core(tree, part) >= APART * top)
    if (enough && apart) open.push(...both)
    else count++
  }
  return count + open.length
}

/** The median height of the merges in a branch. */
function core({ n, parts, heights }: Tree, branch: number): number {
  const inside: number[] = []
  const open = [branch]
  for (let cluster = open.pop(); cluster !== undefined; cluster = open.pop()) {
    if (cluster < n) continue
    inside.push(heights[cluster - n] as number)
    open.push(parts[2 * (cluster - n)] as number, parts[2 * (cluster - n) + 1] as number)
  }
  return inside.length === 0 ? 0 : median(Float64Array.from(inside))
}
