/** Fewer digits than this are an extension or a mistake. */
const fewest = 7
/** Without country and trunk prefix, which are written or left out as people like. */
const national = 9

/**
 * What two ways of writing a phone number have in common: its last nine digits. `+49 (0)171 2345678`, `0049 171 2345678` and
 * `0171/2345678` have one key. Null if there are too few digits to tell people apart.
 */
export function phoneKey(text: string): string | null {
  const digits = text.replace(/\D/g, '')
  return digits.length < fewest ? null : digits.slice(-national).replace(/^0+/, '')
}
