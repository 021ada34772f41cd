import type { Database } from 'better-sqlite3'
import type { WireError } from '../../../../shared/errors.ts'
import type { PartialMapping } from '../../../../shared/model/import.ts'
import type { RerunKind, WatchedFolder } from '../../../../shared/model/watch.ts'

/** A folder and what was confirmed for it. */
export interface FolderRecord {
  id: number
  path: string
  active: boolean
  /** By the id of the header, as in a preview. */
  mappings: Record<string, PartialMapping>
  rerun: RerunKind[]
}

/** A file as it was when it was last looked at. */
export interface FileRecord {
  file: string
  bytes: number
  modifiedMs: number
}

/** What became of a file; `error` says why it was left to a person. */
export interface FileFate extends FileRecord {
  error: WireError | null
}

interface FolderRow {
  id: number
  path: string
  active: 0 | 1
  mappings: string
  rerun: string
}

/** Adds a folder, or confirms more headers for one that is watched already. Answers its id. */
export function saveFolder(
  db: Database,
  { path, mappings, rerun }: Pick<FolderRecord, 'path' | 'mappings' | 'rerun'>,
  addedAt: number
): number {
  const known = folders(db).find((folder) => folder.path === path)
  const all = JSON.stringify({ ...known?.mappings, ...mappings })
  return db
    .prepare<[string, string, string, number], number>(
      `INSERT INTO watched_folder (path, active, mappings, rerun, added_at) VALUES (?, 1, ?, ?, ?)
       ON CONFLICT (path) DO UPDATE SET active = 1, mappings = excluded.mappings, rerun = excluded.rerun RETURNING id`
    )
    .pluck()
    .get(path, all, JSON.stringify(rerun), addedAt) as number
}

export function folders(db: Database): FolderRecord[] {
  return db
    .prepare<[], FolderRow>('SELECT id, path, active, mappings, rerun FROM watched_folder ORDER BY id')
    .all()
    .map((row) => ({ ...row, active: row.active === 1, mappings: JSON.parse(row.mappings), rerun: JSON.parse(row.rerun) }))
}

/** Answers whether there is such a folder. */
export function changeFolder(
  db: Database,
  id: number,
  { active, rerun }: { active?: boolean | undefined; rerun?: RerunKind[] | undefined }
) {
  const { changes } = db
    .prepare('UPDATE watched_folder SET active = COALESCE(?, active), rerun = COALESCE(?, rerun) WHERE id = ?')
    .run(active === undefined ? null : Number(active), rerun === undefined ? null : JSON.stringify(rerun), id)
  return changes > 0
}

/** Forgets the folder; what was imported from it stays. Answers whether there was one. */
export function removeFolder(db: Database, id: number): boolean {
  return db.prepare('DELETE FROM watched_folder WHERE id = ?').run(id).changes > 0
}

/** By the name of the file. O(files). */
export function filesSeen(db: Database, folderId: number): Map<string, FileRecord> {
  const rows = db
    .prepare<[number], FileRecord>('SELECT file, bytes, modified_ms AS modifiedMs FROM watched_file WHERE folder_id = ?')
    .all(folderId)
  return new Map(rows.map((row) => [row.file, row]))
}

export function recordFiles(db: Database, folderId: number, fates: readonly FileFate[], seenAt: number): void {
  const insert = db.prepare(
    `INSERT OR REPLACE INTO watched_file (folder_id, file, bytes, modified_ms, state, error, seen_at) VALUES (?, ?, ?, ?, ?, ?, ?)`
  )
  db.transaction(() => {
    for (const { file, bytes, modifiedMs, error } of fates) {
      const state = error === null ? 'imported' : 'left'
      insert.run(folderId, file, bytes, modifiedMs, state, error === null ? null : JSON.stringify(error), seenAt)
    }
  })()
}

/** The folders as a person sees them. O(files left). */
export function watchedFolders(db: Database): Omit<WatchedFolder, 'problem'>[] {
  const counts = db.prepare<[number], { imported: number; lastImportedAt: number | null }>(
    `SELECT COUNT(*) AS imported, MAX(seen_at) AS lastImportedAt FROM watched_file WHERE folder_id = ? AND state = 'imported'`
  )
  const left = db.prepare<[number], { file: string; error: string; seenAt: number }>(
    `SELECT file, error, seen_at AS seenAt FROM watched_file WHERE folder_id = ? AND state = 'left' ORDER BY file`
  )
  return folders(db).map(({ id, path, active, rerun }) => {
    const { imported = 0, lastImportedAt = null } = counts.get(id) ?? {}
    return {
      id,
      path,
      active,
      rerun,
      imported,
      lastImportedAt,
      left: left.all(id).map((row) => ({ ...row, error: JSON.parse(row.error) }))
    }
  })
}
