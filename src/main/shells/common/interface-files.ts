/** The built interface. Its files are listed once at start and looked up by name, so no path is ever built from a request. */
import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'

export interface InterfaceFile {
  path: string
  bytes: number
  /** `content-type` and `cache-control`. */
  headers: Readonly<Record<string, string>>
}

/** By undecoded pathname, which starts with `/`; `/` is the page itself. */
export type InterfaceFiles = ReadonlyMap<string, InterfaceFile>

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm'
}

/** Lists `folder` (symbolic links are left out, so nothing outside it is ever served). */
export async function loadInterfaceFiles(folder: string): Promise<InterfaceFiles> {
  const found = await filesIn(folder)
  const files = new Map(await Promise.all(found.map((file) => describe(folder, file))))
  const index = files.get('/index.html')
  if (index) files.set('/', index)
  return files
}

/** Folder by folder: what Node does for a whole tree at once, an archive of Electron's may not do alike. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const inside = await Promise.all(
    entries.map(async (entry: Dirent): Promise<string[]> => {
      const file = path.join(folder, entry.name)
      if (entry.isDirectory()) return filesIn(file)
      return entry.isFile() ? [file] : []
    })
  )
  return inside.flat()
}

async function describe(folder: string, file: string): Promise<[name: string, InterfaceFile]> {
  const { size } = await stat(file)
  const name = `/${path.relative(folder, file).split(path.sep).map(encodeURIComponent).join('/')}`
  const headers = {
    'content-type': types[path.extname(file).toLowerCase()] ?? 'application/octet-stream',
    // Names under assets/ carry the hash of their content.
    'cache-control': name.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-store'
  }
  return [name, { path: file, bytes: size, headers }]
}
