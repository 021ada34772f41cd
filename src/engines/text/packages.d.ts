/** Word lists of packages that come without types. */
declare module 'vader-sentiment/src/vader_lexicon.js' {
  /** Mean rating of a word by ten people, -4 .. 4. */
  export const lexicon: Readonly<Record<string, number>>
}
declare module 'stopword' {
  export const eng: readonly string[]
  export const deu: readonly string[]
  export const fra: readonly string[]
  export const spa: readonly string[]
  export const ita: readonly string[]
  export const por: readonly string[]
  export const nld: readonly string[]
  export const swe: readonly string[]
  export const dan: readonly string[]
  export const pol: readonly string[]
}
