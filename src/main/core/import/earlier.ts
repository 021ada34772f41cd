/** Exported rejected rows are read as the file that they come from was: what is rejected there by its rules is wrong here, too. */
import { isDeepStrictEqual } from 'node:util'
import type { Mapping } from '../../../shared/model/import.ts'
import type { Field } from '../../../shared/model/kinds.ts'
import type { ProfiledGroup } from './group.ts'
import { chooseMapping } from './mapping/template/choose.ts'
import type { ConversionRules, GivenMapping, RejectedOrigin, UnderstandOptions } from './types.ts'

/** How a source was read. */
export interface EarlierSource {
  id: number
  header: string[]
  mapping: Mapping
  rules: Pick<ConversionRules, 'fields' | 'headers' | 'dateOrders' | 'decimal'>
}

/** Whether all rows of a group are exported rejected rows. To be asked when its tables were read. */
export function isExported({ tables }: ProfiledGroup): boolean {
  return tables.every(({ table, origin }) => ((table.origins ?? origin.origins)?.size ?? 0) > 0)
}

/**
 * The mappings that were given, with those of the sources for groups of exported rows of which nobody said anything else, and the
 * groups that other steps make of the same files than they were counted with.
 */
export async function withEarlier(
  groups: readonly ProfiledGroup[],
  options: UnderstandOptions
): Promise<{ options: UnderstandOptions; changed: Set<string> }> {
  const changed = new Set<string>()
  const mappings = { ...options.mappings }
  for (const group of groups) {
    const { given, transforms } = chooseMapping(group.id, group.names, options)
    if ([given?.columns, given?.kind, given?.template, given?.transforms].some((said) => said !== undefined) || !isExported(group)) continue
    const known = earlierMapping(group, (await options.earlier?.(sourcesOf(group))) ?? [])
    if (known === null) continue
    mappings[group.id] = { ...known, ...given }
    if (!isDeepStrictEqual(transforms, known.transforms ?? [])) changed.add(group.id)
  }
  return { options: { ...options, mappings }, changed }
}

/** One row of each source. */
function sourcesOf({ tables }: ProfiledGroup): RejectedOrigin[] {
  const all = tables.flatMap(({ table, origin }) => [...((table.origins ?? origin.origins)?.values() ?? [])])
  return [...new Map(all.map((one) => [`${one.source ?? ''}\n${one.file}\n${one.sheet ?? ''}`, one])).values()]
}

/** The mapping of the newest of the sources with these columns; what their rows told, only where they agree. */
function earlierMapping({ names }: ProfiledGroup, sources: readonly EarlierSource[]): GivenMapping | null {
  const alike = sources.filter(({ header }) => isDeepStrictEqual(header, names)).sort((a, b) => b.id - a.id)
  const [newest] = alike
  if (newest === undefined) return null
  // How a file is taken apart says nothing of the export.
  const { encoding: _, delimiter: __, sheet: ___, header: ____, ...mapping } = newest.mapping
  const told = alike.map(({ rules }) => toldBy(rules))
  return told.every((one) => isDeepStrictEqual(one, told[0])) ? { ...mapping, ...told[0], ...saidOf(mapping) } : mapping
}

/** What a person said stands before what rows told. */
function saidOf({ dateOrders, dateOrder, decimal }: Mapping): GivenMapping {
  if (dateOrder !== undefined) return { dateOrders, ...(decimal === undefined ? {} : { decimal }) }
  return { ...(dateOrders === undefined ? {} : { dateOrders }), ...(decimal === undefined ? {} : { decimal }) }
}

/** Orders of day and month, and the decimal sign, if it is one: the rejected rows alone need not tell them. */
function toldBy({ headers, fields, dateOrders = {}, decimal }: EarlierSource['rules']): GivenMapping {
  const orders = Object.entries(dateOrders).flatMap(([field, reading]) => {
    const header = headers[fields[field as Field] ?? -1]
    return header !== undefined && (reading === 'dmy' || reading === 'mdy') ? [[header, reading] as const] : []
  })
  const signs = new Set(Object.values(decimal))
  const [sign] = signs
  return {
    ...(orders.length === 0 ? {} : { dateOrders: Object.fromEntries(orders) }),
    ...(signs.size === 1 && sign !== undefined ? { decimal: sign } : {})
  }
}
