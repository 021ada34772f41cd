/** Yes and no in English, German, French, Spanish, Italian, Portuguese and Dutch, and as programs write them. */
const yes = `true yes y t 1 on x checked enabled ja j wahr an oui o vrai si sí s verdadero sì vero sim verdadeiro waar aan ✓ ✔ ☑`
const no = `false no n f 0 off unchecked disabled nein falsch aus non faux falso não nao nee onwaar uit ✗ ✘ ☐`

const words = new Map([...yes.split(' ').map((word) => [word, true] as const), ...no.split(' ').map((word) => [word, false] as const)])
const longest = Math.max(...[...words.keys()].map((word) => word.length))

/** What a word for yes or no says, or null if it is none. Case does not matter; `1` and `0` count, `1.0` and `0.0` too. */
export function parseBoolean(text: string): boolean | null {
  if (text.length > longest) return null
  return words.get(text === '1.0' || text === '0.0' ? text.slice(0, 1) : text.toLowerCase()) ?? null
}
