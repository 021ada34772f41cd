import { SextantError, toWire, type WireError } from '../../../shared/errors.ts'
import type { PartialMapping, Preview } from '../../../shared/model/import.ts'

/** Null: can be imported as it was confirmed. Else why it is left to a person. */
export type Sorted = ReadonlyMap<string, WireError | null>

/**
 * What of a preview a watched folder may import without asking: files whose every table has a header that was confirmed
 * for it, and in which nothing stands in the way. `files` are the names in the preview.
 */
export function sortFiles(files: readonly string[], preview: Preview, confirmed: Readonly<Record<string, PartialMapping>>): Sorted {
  const read = new Set(preview.groups.flatMap(({ files: members }) => members.map(({ file }) => file)))
  // A file that is in no group was left out of the preview beside those that were understood: nothing of it would be imported.
  const sorted = new Map<string, WireError | null>(
    files.map((file) => [file, read.has(file) ? null : toWire(new SextantError('watch.unknownHeader', { file }))])
  )
  for (const { file, error } of preview.failures) sorted.set(file, error as WireError)
  for (const { id, files: members, blockers } of preview.groups) {
    for (const { file } of members) {
      if (sorted.get(file) !== null) continue
      if (confirmed[id] === undefined) sorted.set(file, toWire(new SextantError('watch.unknownHeader', { file })))
      else if (blockers[0] !== undefined) sorted.set(file, blockers[0] as WireError)
    }
  }
  return sorted
}

/** Files of groups of several in which something stands in the way: which of them it is, only a look at each by itself tells. */
export function blockedTogether({ groups }: Preview): ReadonlySet<string> {
  const names = groups.map(({ files, blockers }) => ({ blockers, names: new Set(files.map(({ file }) => file)) }))
  return new Set(names.filter((group) => group.blockers.length > 0 && group.names.size > 1).flatMap((group) => [...group.names]))
}
