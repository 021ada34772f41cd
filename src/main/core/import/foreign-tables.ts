import { importing } from '../../../shared/messages/en/importing.ts'
import type { ProfiledGroup } from './group.ts'
import { squashed } from './mapping/normalise.ts'
import { isBroken } from './mapping/recognise.ts'
import type { Plan } from './plan.ts'

export interface Drafted {
  group: ProfiledGroup
  plan: Plan
}

/** A table with this share of its columns in common with the orders is one of them that something is wrong with. */
const akin = 0.5

/**
 * A folder may hold tables of other things beside the orders: they are left out, and that is said. Not so a table that was
 * named by itself, that the user has mapped, that looks much like the orders, or whose columns are what their names say in no
 * cell: what is missing there has to be seen.
 */
export function withoutForeignTables<D extends Drafted>(drafts: readonly D[], isMapped: (group: ProfiledGroup) => boolean): D[] {
  const recognised = drafts.filter(({ plan }) => plan.recognised)
  const speaker = recognised[0]?.group.tables[0]
  if (speaker === undefined) return [...drafts]
  const known = recognised.map(({ group }) => new Set(group.headers.map(squashed)))
  const isForeign = ({ group, plan }: D) =>
    !plan.recognised &&
    !isBrokenTable(plan) &&
    !isMapped(group) &&
    group.tables.every(({ table }) => table.file.includes('/')) &&
    !known.some(isAkin(group))
  const foreign = drafts.filter(isForeign)
  if (foreign.length === 0) return [...drafts]
  const files = [...new Set(foreign.flatMap(({ group }) => group.tables.map(({ table }) => table.file)))]
  speaker.warnings.push({ code: 'import.fileLeftOut', count: files.length, example: importing.filesLeftOut(files) })
  return drafts.filter((draft) => !foreign.includes(draft))
}

/** Whether a table has all columns of its kind by name, and one of them is broken. */
export function isBrokenTable({ blockers, fits }: Plan): boolean {
  return blockers.some(({ code }) => code === 'import.brokenColumn') && fits.some((fit) => isBroken(fit, true))
}

const isAkin =
  ({ headers }: ProfiledGroup) =>
  (known: ReadonlySet<string>): boolean =>
    headers.filter((header) => known.has(squashed(header))).length > akin * headers.length
