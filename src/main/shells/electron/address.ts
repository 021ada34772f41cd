/** Where the interface lives: a scheme of its own, whose only host is this app. */
export const scheme = 'app'
export const host = 'sextant'
export const origin = `${scheme}://${host}`
/** The page. Its screens are told apart behind `#`. */
export const pageAddress = `${origin}/`

/** Whether an address is of the interface itself. Anything that cannot be read is not. */
export function isOwnAddress(address: string): boolean {
  const url = URL.parse(address)
  return url !== null && url.protocol === `${scheme}:` && url.host === host && url.username === '' && url.password === ''
}
