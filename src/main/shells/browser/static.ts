/** Serves the built interface. The files are listed once at start and looked up by name, so no path is ever built from a request. */
import { createReadStream, type Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'

interface StaticFile {
  path: string
  bytes: number
  type: string
}

export interface StaticFiles {
  /** Answers whether there is such a file; if so, it has been taken care of. `pathname` is undecoded and starts with `/`. */
  serve(pathname: string, response: ServerResponse): boolean
}

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
export async function loadStaticFiles(folder: string): Promise<StaticFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = new Map(await Promise.all(entries.filter((entry) => entry.isFile()).map((entry) => describe(folder, entry))))
  const index = files.get('/index.html')
  if (index) files.set('/', index)

  return {
    serve(pathname, response) {
      const file = files.get(pathname)
      if (!file) return false
      response.writeHead(200, {
        'content-type': file.type,
        'content-length': file.bytes,
        // Names under assets/ carry the hash of their content.
        'cache-control': pathname.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-store'
      })
      pipeline(createReadStream(file.path), response).catch(() => response.destroy())
      return true
    }
  }
}

async function describe(folder: string, entry: Dirent): Promise<[string, StaticFile]> {
  const file = path.join(entry.parentPath, entry.name)
  const { size } = await stat(file)
  const type = types[path.extname(entry.name).toLowerCase()] ?? 'application/octet-stream'
  const name = path.relative(folder, file).split(path.sep).map(encodeURIComponent).join('/')
  return [`/${name}`, { path: file, bytes: size, type }]
}
