import path from 'node:path'
import { fromWire, SextantError, type WireError } from '../../../../shared/errors.ts'
import { cli } from '../../../../shared/messages/en/cli.ts'
import type { TemplateEntry } from '../../../../shared/model/template.ts'
import type { Arguments } from '../arguments.ts'
import type { Outcome } from '../commands.ts'
import { type Core, withWorkspace } from '../core.ts'
import { table } from '../table.ts'
import { readMapping } from './import.ts'

const t = cli.templates

/** `templates`: the mappings that apply by themselves; with an option, one of them is saved, renamed or deleted. */
export function run(args: Arguments): Promise<Outcome> {
  const [save, rename, remove] = [args.text('save'), args.text('rename'), args.text('delete')]
  return withWorkspace(args, { create: save !== undefined }, async (core) => {
    if (save !== undefined) return saved(core, save, needed(args, 'for'), needed(args, 'mapping'))
    if (rename !== undefined) {
      const entry = await core.call('templates.rename', { id: rename, name: needed(args, 'to') })
      return { json: entry, text: () => t.renamed(entry.name) }
    }
    if (remove !== undefined) {
      await core.call('templates.delete', { id: remove })
      return { json: { deleted: remove }, text: () => t.deleted(remove) }
    }
    const entries = await core.call('templates.list', {})
    return { json: entries, text: () => table(t.columns, entries.map(cells)) }
  })
}

/** Reads the file to see that the mapping fits it, and keeps the mapping for its header. */
async function saved(core: Core, name: string, file: string, mappingFile: string): Promise<Outcome> {
  const mapping = await readMapping(mappingFile)
  const { groups, failures } = await core.call('import.preview', { files: [file], mapping })
  const [failure] = failures
  if (failure) throw fromWire(failure.error as WireError)
  const [group, ...others] = groups
  if (!group || others.length > 0) throw new SextantError('cli.usage', { reason: t.oneTable(path.basename(file)) })
  // Questions that the rows of this file leave open are no obstacle: those of the next may answer them.
  const obstacle = group.blockers.find(({ code }) => !/ambiguous|mixed/i.test(code))
  if (obstacle) throw fromWire(obstacle as WireError)
  const entry = await core.call('templates.save', { name, header: group.header, mapping })
  return { json: entry, text: () => t.saved(entry.name, entry.id) }
}

function needed(args: Arguments, option: string): string {
  const value = args.text(option)
  if (value === undefined || value === '') throw new SextantError('cli.usage', { reason: cli.errors.missing(`--${option}`) })
  return value
}

const cells = ({ id, name, kind, columns, builtIn }: TemplateEntry): string[] => [id, name, kind, String(columns), builtIn ? t.yes : t.no]
