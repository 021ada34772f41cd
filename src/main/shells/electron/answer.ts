import { readFile } from 'node:fs/promises'
import { securityHeaders } from '../common/headers.ts'
import type { InterfaceFiles } from '../common/interface-files.ts'
import { isOwnAddress } from './address.ts'

const always = securityHeaders("'none'")

/**
 * Answers a request of the page for one of its own files. Only GET, only this host, only names that were listed at start:
 * a path is looked up as it was sent, so there is nothing in it to resolve, to decode or to climb.
 */
export async function answer({ method, url }: Pick<Request, 'method' | 'url'>, files: InterfaceFiles): Promise<Response> {
  if (method !== 'GET') return refuse(405, { allow: 'GET' })
  if (!isOwnAddress(url)) return refuse(403)
  const file = files.get(new URL(url).pathname)
  if (file === undefined) return refuse(404)
  return new Response(await readFile(file.path), { headers: { ...always, ...file.headers } })
}

function refuse(status: number, headers: Record<string, string> = {}): Response {
  return new Response(null, { status, headers: { ...always, 'cache-control': 'no-store', ...headers } })
}
