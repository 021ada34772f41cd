import { readFile } from 'node:fs/promises'
import path from 'node:path'
import * as z from 'zod'
import { SextantError } from '../../../../shared/errors.ts'
import { count } from '../../../../shared/format.ts'
import { cli } from '../../../../shared/messages/en/cli.ts'
import { message } from '../../../../shared/messages/index.ts'
import type { Warning } from '../../../../shared/model/common.ts'
import type { ImportResult } from '../../../../shared/model/import.ts'
import { DateOrder, Mapping } from '../../../../shared/model/import.ts'
import { SourceKind } from '../../../../shared/model/source.ts'
import { placed } from '../../../../shared/warning-key.ts'
import type { Arguments } from '../arguments.ts'
import type { Outcome } from '../commands.ts'
import { withWorkspace } from '../core.ts'
import { plain, table } from '../table.ts'

/** `import FILE|FOLDER…`: everything named is one transaction. */
export async function run(args: Arguments): Promise<Outcome> {
  const mapping = await requestedMapping(args)
  const files = [...args.positionals]
  const label = files.map((file) => path.basename(path.resolve(file))).join(' + ')
  const result = await withWorkspace(args, { create: true }, (core) => core.call('import.start', { files, label, mapping }))
  return { json: result, text: () => describe(result) }
}

/** What `--as`, `--mapping`, `--date-order` and `--encoding` fix; the rest is left to what the importer understands. */
async function requestedMapping(args: Arguments): Promise<Partial<Mapping>> {
  const kind = requestedKind(args.text('as'))
  const dateOrder = args.oneOf('date-order', DateOrder.options)
  const file = args.text('mapping')
  const template = args.text('template')
  const encoding = args.text('encoding')
  const given: Partial<Mapping> = file === undefined ? {} : await readMapping(file)
  return {
    ...given,
    ...(kind === undefined ? {} : { kind }),
    ...(template === undefined ? {} : { template }),
    ...(args.has('no-header') ? { header: false } : {}),
    ...(dateOrder ? { dateOrder } : {}),
    ...(args.has('anonymous') ? { kind: 'orders', constants: { ...given.constants, customer: '' } } : {}),
    ...(encoding === undefined ? {} : { encoding })
  }
}

function requestedKind(kind: string | undefined): SourceKind | undefined {
  if (kind === undefined) return undefined
  const known = SourceKind.options
  const found = known.find((one) => one === kind)
  if (found === undefined) throw new SextantError('import.kindUnsupported', { kind, known })
  return found
}

/** Reads a mapping file. Errors: `file.notFound`, `file.noAccess`, `import.badMapping`. */
export async function readMapping(file: string): Promise<Mapping> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new SextantError(error.code === 'ENOENT' ? 'file.notFound' : 'file.noAccess', { file }, { cause: error })
  })
  try {
    return z.strictObject(Mapping.shape).parse(JSON.parse(text))
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error).replaceAll('\n', ' ') : String(error)
    throw new SextantError('import.badMapping', { file, reason }, { cause: error })
  }
}

function describe(result: ImportResult): string {
  const rows = result.map(({ source, rows: r }) => [
    String(source.id),
    source.kind,
    source.sheet === null ? source.file : `${source.file} · ${source.sheet}`,
    ...[r.read, r.stored, r.updated, r.duplicate, r.rejected, r.blank].map(count)
  ])
  const warnings = merged(result.flatMap(told)).map(({ code, count: times, example }) =>
    plain(message(code, times, example) ?? `${code}: ${example}`)
  )
  return [table(cli.imported.columns, rows), ...warnings].join('\n')

  function told({ source, warnings }: ImportResult[number]): Warning[] {
    return result.length === 1 ? warnings : warnings.map((warning) => placed(warning, source.file))
  }
}

/** One sentence a kind, however many files it was met in. */
function merged(warnings: readonly Warning[]): Warning[] {
  const byCode = new Map<string, Warning>()
  for (const warning of warnings) {
    const known = byCode.get(warning.code)
    byCode.set(warning.code, known ? { ...known, count: known.count + warning.count } : warning)
  }
  return [...byCode.values()]
}
