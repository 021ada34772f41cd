import type { Database } from 'better-sqlite3'
import { SextantError } from '../../../shared/errors.ts'
import type { Template, TemplateEntry } from '../../../shared/model/template.ts'
import { deleteTemplate, isNameTaken, listTemplates, renameTemplate, type StoredTemplate, saveTemplate } from '../db/queries/templates.ts'
import { builtInTemplates } from '../import/mapping/template/built-in.ts'
import { headerSignature } from '../import/mapping/template/match.ts'
import { ownTemplateId, ownTemplateNumber } from '../import/mapping/template/own.ts'
import type { Handlers } from './context.ts'

export const templatesHandlers = {
  'templates.list': ({ session }) => [...listTemplates(session.current().db).map(ownEntry), ...builtInTemplates().map(builtInEntry)],

  'templates.save'({ session, now, emit }, { name, header, mapping }) {
    const { db } = session.current()
    const signature = headerSignature(header)
    if (isNameTaken(db, name, { signature })) throw new SextantError('templates.nameTaken', { name })
    // Where the mapping came from, and how this one file was to be read, is no part of it.
    const kept = { ...mapping }
    for (const key of ['template', 'sheet', 'encoding', 'delimiter', 'header'] as const) delete kept[key]
    const id = saveTemplate(db, { name, signature, header, mapping: kept, createdAt: Math.floor(now() / 1_000) })
    emit('workspace.changed', { reason: 'settings' })
    return entryOf(db, id)
  },

  'templates.rename'({ session, emit }, { id, name }) {
    const { db } = session.current()
    const own = ownNumber(id)
    if (isNameTaken(db, name, { id: own })) throw new SextantError('templates.nameTaken', { name })
    if (!renameTemplate(db, own, name)) throw new SextantError('templates.notFound', { id })
    emit('workspace.changed', { reason: 'settings' })
    return entryOf(db, own)
  },

  'templates.delete'({ session, emit }, { id }) {
    if (!deleteTemplate(session.current().db, ownNumber(id))) throw new SextantError('templates.notFound', { id })
    emit('workspace.changed', { reason: 'settings' })
    return {}
  }
} satisfies Partial<Handlers>

/** The templates that the user made, as understanding takes them. */
export function ownTemplates(db: Database): Template[] {
  return listTemplates(db).map(({ id, name, header, mapping }) => ({
    id: ownTemplateId(id),
    name,
    signature: { columns: header, exact: true },
    mapping
  }))
}

function ownNumber(id: string): number {
  const own = ownTemplateNumber(id)
  if (own !== null) return own
  throw new SextantError(builtInTemplates().some((template) => template.id === id) ? 'templates.builtIn' : 'templates.notFound', { id })
}

function entryOf(db: Database, id: number): TemplateEntry {
  const found = listTemplates(db).find((template) => template.id === id)
  if (!found) throw new SextantError('templates.notFound', { id: ownTemplateId(id) })
  return ownEntry(found)
}

function ownEntry({ id, name, mapping, createdAt, usedAt }: StoredTemplate): TemplateEntry {
  const columns = Object.keys(mapping.columns).length
  return { id: ownTemplateId(id), name, builtIn: false, kind: mapping.kind, columns, createdAt, usedAt, source: null }
}

function builtInEntry({ id, name, mapping, source }: Template): TemplateEntry {
  return {
    id,
    name,
    builtIn: true,
    kind: mapping.kind,
    columns: Object.keys(mapping.columns).length,
    createdAt: null,
    usedAt: null,
    source: source ?? null
  }
}
