/** The fields of a kind as the mapping screen offers them, and what the kind still needs. Pure. */

import { catalogueFields, fieldName } from '../../../shared/messages/en/fields.ts'
import type { Mapping, PreviewGroup } from '../../../shared/model/import.ts'
import { type Field, fieldsOf, kinds, type SourceKind } from '../../../shared/model/kinds.ts'

/** Kinds for which less speaks are not offered. */
const near = 0.3

export interface FieldChoice {
  field: Field
  name: string
  about: string
}

export interface FieldChoices {
  /** Of which the kind needs at least one, or one of each list. */
  needed: FieldChoice[]
  optional: FieldChoice[]
}

/** The fields of a kind: those it needs first, then the others in the order in which a person looks for them. */
export function fieldChoices(kind: SourceKind): FieldChoices {
  const needed = new Set<string>(required(kind).flat())
  const all = (fieldsOf(kind) as Field[]).map((field) => ({ field, name: fieldName(kind, field), about: fieldAbout(kind, field) }))
  return { needed: all.filter(({ field }) => needed.has(field)), optional: all.filter(({ field }) => !needed.has(field)) }
}

/** One sentence on what a field is for. */
export function fieldAbout(kind: SourceKind, field: string): string {
  return catalogueFields(kind)[field]?.about ?? ''
}

export interface Need {
  /** One of these will do. */
  names: string[]
  about: string
  /** The columns that hold one of them; empty: none does. */
  columns: string[]
}

/** What a kind needs, each with the columns that answer it under this mapping. */
export function needsOf(kind: SourceKind, mapping: Pick<Mapping, 'columns' | 'constants'>): Need[] {
  return required(kind).map((any) => ({
    names: any.map((field) => fieldName(kind, field)),
    about: fieldAbout(kind, any[0] ?? ''),
    columns: [
      ...Object.entries(mapping.columns).flatMap(([header, field]) => (any.includes(field) ? [header] : [])),
      ...any.flatMap((field) => {
        const text = mapping.constants?.[field as Field]
        return text === undefined ? [] : [text]
      })
    ]
  }))
}

/** Kinds that a table which is none might be meant to be, with what each lacks: the nearest first. */
export function nearestKinds({ kinds: fits }: Pick<PreviewGroup, 'kinds'>): { kind: SourceKind; lacking: string[][] }[] {
  return [...fits]
    .sort((a, b) => b.evidence - a.evidence)
    .filter(({ evidence }) => evidence >= near)
    .slice(0, 3)
    .map(({ kind, lacking }) => ({ kind, lacking: lacking.map((any) => any.map((field) => fieldName(kind, field))) }))
}

function required(kind: SourceKind): readonly (readonly string[])[] {
  return kinds[kind].required
}
