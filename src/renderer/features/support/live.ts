/** The groups of a cut as they are listed: those that the run keeps by their names, others by what of these they are. Pure. */
import type { SupportCluster } from '../../../shared/model/support.ts'
import type { SupportTree } from '../../../shared/model/support-views.ts'
import { type Cut, type Likeness, likeStored, traitsOf } from '../../charts/cutting.ts'
import { t } from '../../i18n.ts'
import { traitLines } from './words.ts'

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
/** More names than these are a number. */
const mostNames = 2

export function liveGroups(tree: SupportTree, cut: Cut, clusters: readonly SupportCluster[]): LiveGroup[] {
  const like = likeStored(tree, cut, clusters)
  const parts = new Map<number, number>()
  return cut.groups.map((group, place): LiveGroup => {
    const { slot, same, of } = like[place] as Likeness
    return {
      name: nameOf(same, of, clusters, parts),
      slot,
      from: group.from,
      to: group.to,
      size: Math.round(group.units),
      lines: traitLines(traitsOf(tree, group), mostLines),
      stored: clusters.find(({ id }) => id === same) ?? null
    }
  })
}

/** `Delivery`, `Delivery, part 2`, or `Delivery + Billing`. @param parts how many parts of each group have been named so far */
function nameOf(same: number | null, of: readonly number[], clusters: readonly SupportCluster[], parts: Map<number, number>): string {
  const called = (id: number) => clusters.find((cluster) => cluster.id === id)?.name ?? t('supporting.unknown')
  const [only, ...others] = of
  if (only === undefined || same !== null) return called(same ?? -1)
  if (others.length > 0) return t('supporting.groups.together', of.slice(0, mostNames).map(called), Math.max(0, of.length - mostNames))
  const part = (parts.get(only) ?? 0) + 1
  parts.set(only, part)
  return t('supporting.groups.part', called(only), part)
}

/** Whether two cuts have this group alike: all that is said of it is the same. */
export function sameGroup(one: LiveGroup, other: LiveGroup): boolean {
  const { lines, ...said } = one
  const { lines: others, ...saidThen } = other
  return (
    lines.length === others.length &&
    lines.every((line, i) => line === others[i]) &&
    (Object.keys(said) as (keyof typeof said)[]).every((key) => said[key] === saidThen[key])
  )
}
