import nodePath from 'node:path'
import { isHidden, type LeftOutFile } from '../discovery.ts'
import type { Content, Inspection } from '../file-bytes.ts'
import { isTableName } from '../table-names.ts'
import { damaged } from './guard.ts'
import { openZip, verify, zipSource } from './packed-parts.ts'
import type { Zip } from './zip.ts'

/** What the parts of a ZIP container make of it. */
export type ZipKind = 'xlsx' | 'xlsb' | 'ods' | 'archive' | 'otherOffice' | 'numbers'

/** Tells a workbook from an archive of files by the parts that are there. */
export function zipKindOf(zip: Zip): ZipKind {
  const names = zip.names.map((name) => name.toLowerCase())
  const has = (pattern: RegExp) => names.some((name) => pattern.test(name))
  if (zip.has('[Content_Types].xml') || zip.has('_rels/.rels')) {
    if (has(/(^|\/)workbook\d*\.bin$/)) return 'xlsb'
    return has(/^(word|ppt|visio)\//) && !has(/^xl\//) ? 'otherOffice' : 'xlsx'
  }
  if (has(/^index\/.*\.iwa$|^index\.zip$/)) return 'numbers'
  if (zip.has('content.xml') && (zip.has('mimetype') || zip.has('META-INF/manifest.xml'))) return 'ods'
  return zip.has('xl/workbook.xml') ? 'xlsx' : 'archive'
}

/** A file in an archive. */
export interface Member {
  /** For people: the archive's name and the way within it. */
  file: string
  content: Content
}

/**
 * The tables in an archive, by their names, in the order of the archive. What systems and people put beside them (folders
 * of resources, hidden files, texts that explain) is left out, and named.
 *
 * Errors: `file.damaged` (two tables by one name).
 */
export function membersOf(inspection: Inspection, zip: Zip): { members: Member[]; leftOut: LeftOutFile[] } {
  const source = zipSource(inspection)
  const all = zip.names.filter((name) => !name.endsWith('/'))
  const names = all.filter((name) => !isLitter(name))
  const tables = names.filter((name) => isTableName(nodePath.posix.basename(name)) || isArchive(name))
  // A single file is what was meant, whatever it is called.
  const chosen = tables.length === 0 && names.length === 1 ? names : tables
  const twice = chosen.find((name, i) => chosen.indexOf(name) !== i)
  if (twice !== undefined) throw damaged(inspection.file, `it holds two files by the name of ${twice}, of which only one could be read`)
  const members = chosen.map(
    (name): Member => ({
      file: `${inspection.file}/${name}`,
      async *content(signal, onBytes) {
        const again = await openZip(source, signal)
        try {
          yield* again.read(name, signal, (done, total) => onBytes?.(total === 0 ? 0 : Math.round((done / total) * source.version.size)))
          await verify(source, signal)
        } finally {
          again.close()
        }
      }
    })
  )
  const others = all.filter((name) => !chosen.includes(name))
  return {
    members,
    leftOut: others.map((name) => ({ file: `${inspection.file}/${name}`, reason: isLitter(name) ? 'hidden' : 'noTable' }))
  }
}

const isArchive = (name: string) => /\.(zip|gz|tgz|7z|rar|tar|bz2|xz|zst)$/i.test(name)

function isLitter(name: string): boolean {
  return name.split('/').some((part) => isHidden(part) || part === '__MACOSX' || part === 'Thumbs.db')
}
