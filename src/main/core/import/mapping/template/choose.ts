import type { Template } from '../../../../../shared/model/template.ts'
import type { Transform } from '../../../../../shared/model/transforms.ts'
import type { GivenMapping, UnderstandOptions } from '../../types.ts'
import { returnSteps } from '../document-types.ts'
import { momentSteps } from '../moments.ts'
import { matchTemplate } from './match.ts'

/** What a group is mapped by before its rows are looked at. */
export interface MappingChoice {
  /** What the user said, for this group or for all. */
  given: GivenMapping | undefined
  /** Applies where the user said nothing. */
  template: Template | null
  transforms: readonly Transform[]
}

/** `Mapping.template` of somebody who wants none. */
export const noTemplate = 'none'

/**
 * A mapping that the user gave column by column stands alone; else the template that was named, or that the header calls for,
 * unless the user wants none or another kind of table.
 *
 * @param id of the group
 * @param headers of its files
 */
export function chooseMapping(
  id: string,
  headers: readonly string[],
  options: Pick<UnderstandOptions, 'mapping' | 'mappings' | 'templates'>
): MappingChoice {
  const { mapping, mappings, templates = [] } = options
  const own = mappings?.[id]
  const given = own === undefined ? mapping : { ...mapping, ...own }
  const named = templates.find(({ id: one }) => one === given?.template) ?? null
  if (given?.columns !== undefined) return { given, template: named, transforms: given.transforms ?? [] }
  const found = given?.template === noTemplate ? null : (named ?? matchTemplate(headers, templates))
  // Somebody who wants another kind of table than a template that applies by itself wants another mapping.
  const template = found !== null && (found === named || given?.kind === undefined || given.kind === found.mapping.kind) ? found : null
  return { given, template, transforms: given?.transforms ?? template?.mapping.transforms ?? [] }
}

/** The steps for a group: what was said of it, or else what its header and first rows call for. */
export function stepsFor(
  id: string,
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  options: Parameters<typeof chooseMapping>[2]
): readonly Transform[] {
  const { given, template, transforms } = chooseMapping(id, headers, options)
  const isSaid = given?.columns !== undefined || given?.transforms !== undefined || template !== null
  return isSaid ? transforms : [...momentSteps(headers, rows), ...returnSteps(headers, rows)]
}
