import { useComputedColorScheme } from '@mantine/core'
import { type Tokens, tokens } from './tokens.ts'

/** The tokens of the theme that is on screen; a component that uses them is drawn anew when the theme changes. */
export function useTokens(): Tokens {
  return tokens[useComputedColorScheme('light', { getInitialValueInEffect: false })]
}
