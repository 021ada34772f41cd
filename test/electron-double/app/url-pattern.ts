/** Match patterns of `webRequest` filters: `scheme://host/path` with stars, or `<all_urls>`. */
import { Refusal } from './refusing.ts'

const allUrls = '<all_urls>'
const schemeOfPattern = /^(\*|[a-z][a-z0-9+.-]*):/i

/** A test of addresses. Throws on what is no pattern. */
export function urlPattern(pattern: string): (url: string) => boolean {
  if (pattern === allUrls) return () => true
  const scheme = schemeOfPattern.exec(pattern)?.[1]?.toLowerCase()
  const rest = scheme === undefined ? '' : pattern.slice(scheme.length + 1)
  const [, host, path] = /^\/\/([^/]*)(\/.*)$/s.exec(rest) ?? []
  // Schemes without a host have a path alone, and files may leave their host empty.
  const isPath = host === undefined && rest !== '' && !rest.startsWith('//')
  if (scheme === undefined || !(isPath || (host !== undefined && isHost(host, scheme)))) throw new Refusal(`Invalid url pattern ${pattern}`)
  const matchesPath = wildcard(isPath ? rest : (path ?? '/*'))
  return (url) => {
    const { protocol, hostname, port, pathname, search } = new URL(url)
    if (!matchesScheme(scheme, protocol.slice(0, -1))) return false
    if (isPath) return matchesPath(url.slice(protocol.length))
    return matchesHost(host ?? '', hostname, port) && matchesPath(pathname + search)
  }
}

/** A star as scheme means web pages only. */
const matchesScheme = (wanted: string, scheme: string) => (wanted === '*' ? /^(https?|wss?)$/.test(scheme) : wanted === scheme)

function isHost(host: string, scheme: string): boolean {
  if (host === '') return scheme === 'file'
  const name = host.replace(/:(\*|\d+)$/, '')
  return name === '*' || !name.replace(/^\*\./, '').includes('*')
}

function matchesHost(wanted: string, hostname: string, port: string): boolean {
  const [, name = '', wantedPort] = /^(.*?)(?::(\*|\d+))?$/.exec(wanted) ?? []
  if (wantedPort !== undefined && wantedPort !== '*' && wantedPort !== port) return false
  if (name === '*') return true
  return name.startsWith('*.') ? hostname === name.slice(2) || hostname.endsWith(name.slice(1)) : hostname === name
}

function wildcard(pattern: string): (text: string) => boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  const expression = new RegExp(`^${parts.join('.*')}$`, 's')
  return (text) => expression.test(text)
}
