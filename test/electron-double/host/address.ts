/**
 * Addresses of the app's own scheme, as Chromium can show them. A browser knows no scheme that is not compiled in, and treats
 * `app://sextant/x` as an address without host or origin. So the double shows `https://sextant.app.invalid/x` instead: a reserved
 * name, which no resolver answers, answered by the host alone, with the origin and the secure context that Electron gives to a
 * standard, secure scheme. To the app every address is what it would be in Electron; the page sees the other one. `'self'` in a
 * content security policy means that origin in both, and a scheme in it is translated.
 */

const known = /^(https?|wss?|data|blob|about|file|javascript|chrome|chrome-error|devtools|mailto):/i
const shown = /^https:\/\/([^/?#]+)\.([a-z][a-z0-9-]*)\.invalid(?=[/?#]|$)/

/** As Chromium shows it. */
export function toChromium(url: string): string {
  if (known.test(url)) return url
  return url.replace(
    /^([a-z][a-z0-9-]*):\/\/([^/?#]+)/i,
    (_, scheme: string, host: string) => `https://${host.toLowerCase()}.${scheme.toLowerCase()}.invalid`
  )
}

/** As the app knows it. */
export function fromChromium(url: string): string {
  if (url.startsWith('blob:')) return `blob:${fromChromium(url.slice('blob:'.length))}`
  return url.replace(shown, '$2://$1')
}

/** A policy names the app's scheme as `app:` or with a host; Chromium must read its own name for it. */
export function policyToChromium(policy: string): string {
  return policy.replace(/(^|[\s;])([a-z][a-z0-9-]*):(?:\/\/([^\s;/]+))?(?=[\s;]|$)/g, (all, before: string, scheme: string, host = '*') =>
    known.test(`${scheme}:`) || scheme === 'filesystem' || scheme === 'mediastream' ? all : `${before}https://${host}.${scheme}.invalid`
  )
}
