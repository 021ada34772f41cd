/** Serves the built interface over HTTP. */
import { createReadStream } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { loadInterfaceFiles } from '../common/interface-files.ts'

export interface StaticFiles {
  /** Answers whether there is such a file; if so, it has been taken care of. `pathname` is undecoded and starts with `/`. */
  serve(pathname: string, response: ServerResponse): boolean
}

export async function loadStaticFiles(folder: string): Promise<StaticFiles> {
  const files = await loadInterfaceFiles(folder)
  return {
    serve(pathname, response) {
      const file = files.get(pathname)
      if (!file) return false
      response.writeHead(200, { ...file.headers, 'content-length': file.bytes })
      pipeline(createReadStream(file.path), response).catch(() => response.destroy())
      return true
    }
  }
}
