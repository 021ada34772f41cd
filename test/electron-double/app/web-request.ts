/** `session.webRequest`: the app's word on every request of its pages. */
import type { PageRequest } from '../messages.ts'
import { Refusal } from './refusing.ts'
import { urlPattern } from './url-pattern.ts'

interface Filter {
  urls: string[]
  excludeUrls?: string[]
  types?: string[]
}
type Listener = (details: object, callback: (response: { cancel?: boolean; redirectURL?: string }) => void) => void

export class WebRequest {
  private listener: Listener | null = null
  private matches: (request: PageRequest) => boolean = () => false

  /** The latest listener replaces the one before, as in Electron. */
  onBeforeRequest = (...args: [listener: Listener | null] | [filter: Filter, listener: Listener | null]) => {
    const [filter, listener] = args.length === 1 ? [{ urls: [] }, args[0]] : args
    if (listener !== null && typeof listener !== 'function') throw new Refusal('Must pass null or a Function')
    const urls = (filter.urls.length === 0 ? ['<all_urls>'] : filter.urls).map(urlPattern)
    const excluded = (filter.excludeUrls ?? []).map(urlPattern)
    const { types = [] } = filter
    this.listener = listener
    this.matches = ({ url, resourceType }) =>
      urls.some((matches) => matches(url)) &&
      !excluded.some((matches) => matches(url)) &&
      (types.length === 0 || types.includes(resourceType))
  }

  /** Whether a request is cancelled. */
  async blocks(request: PageRequest): Promise<boolean> {
    const { listener } = this
    if (listener === null || !this.matches(request)) return false
    const { promise, resolve } = Promise.withResolvers<{ cancel?: boolean; redirectURL?: string }>()
    const { id, url, method, resourceType, headers } = request
    listener(
      { id: 0, url, method, resourceType, webContentsId: id, referrer: headers.referer ?? '', timestamp: 0, uploadData: undefined },
      resolve
    )
    const { cancel = false, redirectURL } = await promise
    if (redirectURL !== undefined) throw new Refusal('webRequest: redirectURL is not part of the double.')
    return cancel
  }
}
