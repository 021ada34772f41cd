import { existsSync } from 'node:fs'
import path from 'node:path'

/** In a package, what a job's process needs lies beside the archive with the rest of the program, not in it. */
export function outsideArchive(folder: string): string {
  const outside = folder.replace(`${path.sep}app.asar${path.sep}`, `${path.sep}app.asar.unpacked${path.sep}`)
  return existsSync(outside) ? outside : folder
}
