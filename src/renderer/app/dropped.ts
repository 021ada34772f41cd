/** Files from a drop or a file dialog, folders opened, each with its path inside what was dropped. */
import { isCompanion } from '../../shared/companions.ts'
import { SextantError } from '../../shared/errors.ts'
import type { DroppedFile } from '../api.ts'
import { t } from '../i18n.ts'

/**
 * Reads the items of a drop. Must be called within the event: the browser empties the list afterwards. Folders are walked
 * to their end; files that a system leaves about (`.DS_Store`, `~$orders.xlsx`), and a folder's README, are left out. Throws `file.noAccess`.
 */
export async function fromTransfer(transfer: DataTransfer): Promise<DroppedFile[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null)
  if (entries.length === 0) return fromFiles([...transfer.files])
  const files: DroppedFile[] = []
  for (const entry of entries) await walk(entry, files)
  return files.sort(byName)
}

/** From `<input type="file">`, with or without `webkitdirectory`. */
export function fromFiles(files: readonly File[]): DroppedFile[] {
  return files
    .map((file) => ({ file, name: file.webkitRelativePath || file.name }))
    .filter(({ name }) => !isLeftover(name))
    .sort(byName)
}

/** What a drop is called: its one folder, its one file, or the first file and how many more. */
export function labelOf(names: readonly string[]): string {
  return commonFolder(names) ?? t('import.label', names[0] ?? '', Math.max(0, names.length - 1))
}

/** What a workspace is called that is made for a drop: after its folder or its one file, as far as that can be a file's name. */
export function workspaceNameFor(names: readonly string[]): string {
  const [first = ''] = names
  const source = commonFolder(names) ?? (names.length === 1 ? first.replace(/\.[^./]*$/, '').replace(/^.*\//, '') : '')
  const name = source
    .replace(/[^\p{L}\p{N} -]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .slice(0, 60)
    .trim()
  return /[\p{L}\p{N}]/u.test(name) ? name : t('frame.workspace.defaultName')
}

function commonFolder(names: readonly string[]): string | null {
  const [first = ''] = names
  const end = first.indexOf('/')
  if (end < 0) return null
  const folder = first.slice(0, end)
  return names.every((name) => name.startsWith(`${folder}/`)) ? folder : null
}

function isLeftover(path: string): boolean {
  const parts = path.split('/')
  if (parts.length > 1 && isCompanion(parts.at(-1) ?? '')) return true
  return parts.some((part) => part.startsWith('.') || part.startsWith('~$') || part === 'Thumbs.db' || part === 'desktop.ini')
}

const byName = (a: DroppedFile, b: DroppedFile) => a.name.localeCompare(b.name, 'en', { numeric: true })

async function walk(entry: FileSystemEntry, into: DroppedFile[]): Promise<void> {
  const name = entry.fullPath.replace(/^\//, '')
  if (isLeftover(name)) return
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject)).catch((error: unknown) => {
      throw new SextantError('file.noAccess', { file: name }, { cause: error })
    })
    into.push({ file, name })
  } else if (isFolder(entry)) {
    const reader = entry.createReader()
    // A reader answers at most a hundred entries at a time, and nothing once it is through.
    for (;;) {
      const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
      if (batch.length === 0) return
      for (const child of batch) await walk(child, into)
    }
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory
