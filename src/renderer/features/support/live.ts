/** The groups of a cut as they are listed: those that the run keeps by their names, others by what they are like. Pure. */
import type { SupportCluster } from '../../../shared/model/support.ts'
import type { SupportTree } from '../../../shared/model/support-views.ts'
import { type Cut, likeStored, traitsOf } from '../../charts/cutting.ts'
import { provisionalName, traitLines } from './words.ts'

export interface LiveGroup {
  name: string
  slot: number
  /** Places of its leaves. */
  from: number
  to: number
  size: number
  /** What sets it apart. */
  lines: string[]
  /** The group of the run that it is; null: of another cut. */
  stored: SupportCluster | null
}

const mostLines = 2

export function liveGroups(tree: SupportTree, cut: Cut, clusters: readonly SupportCluster[]): LiveGroup[] {
  const like = likeStored(tree, cut, clusters)
  return cut.groups.map((group, place): LiveGroup => {
    const traits = traitsOf(tree, group)
    const stored = clusters.find(({ id }) => id === like[place]?.stored) ?? null
    return {
      name: stored?.name ?? provisionalName(traits),
      slot: like[place]?.slot ?? place,
      from: group.from,
      to: group.to,
      size: Math.round(group.units),
      lines: traitLines(traits, mostLines),
      stored
    }
  })
}
