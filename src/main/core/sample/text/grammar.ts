import type { Stream } from '../random/stream.ts'

/** Alternatives by name. In a text, `{name}` is one of them (or a slot), `(a|b|)` is one of what is inside. */
export type Grammar = Readonly<Record<string, readonly string[]>>
export type Slots = Readonly<Record<string, string>>

/**
 * Writes one text from the rule `start`. Slots win over rules of the same name.
 * @throws RangeError when a name is neither
 */
export function write(random: Stream, grammar: Grammar, start: string, slots: Slots): string {
  return tidy(expand(random, grammar, `{${start}}`, slots))
}

const INNERMOST = /\(([^(){}]*\|[^(){}]*)\)|\{(\w+)\}/

function expand(random: Stream, grammar: Grammar, template: string, slots: Slots): string {
  let text = template
  for (;;) {
    const found = INNERMOST.exec(text)
    if (!found) return text
    const [whole, choices, name = ''] = found
    const chosen = choices === undefined ? (slots[name] ?? alternative(random, grammar, name)) : random.pick(choices.split('|'))
    text = text.slice(0, found.index) + chosen + text.slice(found.index + whole.length)
  }
}

function alternative(random: Stream, grammar: Grammar, name: string): string {
  const rule = grammar[name]
  if (!rule) throw new RangeError(`no rule and no slot ${name}`)
  return random.pick(rule)
}

/** Single spaces, no space before a stop, a capital letter at the start of each sentence. */
function tidy(text: string): string {
  return text
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/ ([,.!?])/g, '$1')
    .replace(/(^|[.!?] |\n)(\p{Ll})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
    .trim()
}

/** How somebody writes: `tidy` as it stands, `lower` without capitals, `hasty` with slips, `terse` without manners. */
export type Hand = 'tidy' | 'lower' | 'hasty' | 'terse'

export function handOf(random: Stream): Hand {
  return (['tidy', 'lower', 'hasty', 'terse'] as const)[random.weighted([66, 10, 12, 12])] ?? 'tidy'
}

/** The text as this hand would have typed it. Being terse is a matter of the rule that is written, not of typing. */
export function inHand(random: Stream, hand: Hand, text: string): string {
  if (hand === 'lower') return text.toLowerCase().replace(/kc-/g, 'KC-')
  if (hand !== 'hasty') return text
  const words = text.split(' ')
  for (let slips = random.integer(1, 3); slips > 0; slips--) {
    const at = random.integer(0, words.length - 1)
    words[at] = slip(random, words[at] ?? '')
  }
  return words.join(' ')
}

/** Two letters inside a longer word change places, or one is lost. Numbers stay. */
function slip(random: Stream, word: string): string {
  if (!/^[a-z]{5,}$/.test(word)) return word
  const i = random.integer(1, word.length - 3)
  if (random.chance(0.3)) return word.slice(0, i) + word.slice(i + 1)
  return word.slice(0, i) + word.charAt(i + 1) + word.charAt(i) + word.slice(i + 2)
}
