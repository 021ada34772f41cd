import { manners } from './manners.ts'

/** Changes whenever the same text could be left with other words. Stored with each run that uses it. */
export const COURTESIES_VERSION = 'courtesies/3'

/** What a letter begins with. “Hi-fi” is no greeting. */
const hello = new RegExp(
  `^(?:hello|hi|hey|dear|greetings|good (?:morning|afternoon|evening|day)|${manners.map((of) => of.hello).join('|')})(?![\\p{L}'-])`,
  'iu'
)
/** No salutation is longer. */
const LONGEST_HELLO = 24
/** Whom a letter is addressed to, beside names. */
const addressees = new Set(
  ['all and or care customer desk everybody everyone folks friend friends help madam service sir sirs support team there the to &']
    .concat(manners.map((of) => of.addressees))
    .flatMap((words) => words.split(' '))
)
/** An addressee stands before a comma or its like, or at the end. */
const addressed = /^\s+([^,:;!?.–\n]{1,60}?)(?:\s*[,:–]|\s+-(?=\s)|[.!?\s]*$)/u
const capitalised = /^\p{Lu}[\p{L}'.-]*$/u
/** Of more words that begin with a capital it is a sentence. */
const MOST_NAMES = 2

const much = '(?: (?:so|very) much| a lot| a million| again| indeed)?'
const forHelp =
  '(?:,? in advance)?(?:,? for (?:all )?(?:your|the|any) (?:kind |quick )?(?:advice|answer|assistance|attention|cooperation|help|patience|reply|response|support|time|understanding))?(?:,? in advance)?'
/** Sentences that are nothing but manners, whoever writes them and however it went. */
const formulas = [
  `(?:many |with )?(?:thanks|thank you|thank u|thankyou|thx|cheers)${much}${forHelp}`,
  '(?:with )?(?:my )?(?:(?:kind|best|warm|kindest|warmest|friendly|many)(?: and (?:kind|best|warm))? )?(?:regards|wishes|greetings)',
  '(?:all the )?best|yours(?: (?:sincerely|faithfully|truly))?|(?:sincerely|faithfully|respectfully)(?: yours)?|take care',
  '(?:i )?(?:wish you |have )(?:a |an )?(?:very )?(?:nice|good|great|lovely|wonderful|pleasant)(?: (?:day|evening|morning|week|weekend|time|one))?(?: ahead)?',
  "(?:i |i'm |i am )?(?:hope|hoping|look|looking forward|look forward) to hear(?:ing)? (?:back )?from you(?: soon| again)?",
  '(?:i )?(?:hope|trust)(?: that)? (?:you|all|this|everything)(?: (?:are|is|finds you))?(?: all)? ?(?:keeping )?(?:well|fine|ok|good)',
  '(?:please )?(?:help|assist|advise)(?: me| us)?(?: please| asap)?',
  "(?:i'd |i would |would )?(?:be grateful|appreciate)(?: for)? (?:any|your|some) (?:help|assistance|advice)|any (?:help|advice|tips?) (?:is|are|would be) (?:much |greatly )?(?:appreciated|welcome)",
  ...manners.flatMap((of) => of.formulas)
]
const wholly = new RegExp(`^(?:${formulas.map((formula) => `(?:${formula})`).join('|')})$`, 'u')
/** A name or two may stand under what ends a letter; in German its last word has a capital too. */
const signatures = Array.from(
  { length: MOST_NAMES },
  (_, more) => new RegExp(`(?:\\sfrom(?=\\s))?(?:[,\\s–-]{1,3}\\p{Lu}[\\p{L}.-]*){${more + 1}}$`, 'u')
)

/** Within a sentence: what is asked or said so for politeness's sake is no judgement. */
const within: readonly [RegExp, string][] = [
  [/\b(?:please|kindly|pls|plz)\b[, ]*/giu, ''],
  [/\b(would|should|'d|’d) like to\b/giu, '$1 want to'],
  [/\b((?:can|could|would|will) (?:you|someone|somebody|anyone|anybody)(?: perhaps| maybe)?) help\b/giu, '$1'],
  [/\b(need|want|ask for|request|looking for)( (?:some|your|any|urgent))? (?:help|assistance|support|advice)\b/giu, '$1'],
  [/\b(?:just )?(an?) (?:friendly|kind|quick|short) (question|request|reminder)\b/giu, '$1 $2'],
  [/,? ?\b(?:to be (?:quite |perfectly )?honest|honestly speaking)\b/giu, ''],
  [/\bdear (?=sirs?\b|madam\b|team\b|all\b|customer\b)/giu, ''],
  [new RegExp(`\\b(?:${manners.map((of) => of.please).join('|')})(?![\\p{L}'-])[, ]*`, 'giu'), '']
]

/**
 * A letter without its manners: salutations, sentences that are nothing but a formula (thanks with no object, regards, wishes, hopes to hear), and “please”,
 * “would like to”, “can you help”, “to be honest” within others. People write them whatever they think of the shop; rated as words they make every letter sound
 * kind. Thanks for something, and praise, stay. A greeting or a farewell takes no more with it than a name of one or two words, told by their capitals: before a
 * comma, a line's end or a sentence's; where all is written in capitals there are no names. English, German, French, Spanish, Italian, Portuguese and Dutch; of a text in which nothing is polite
 * every word stays, and so does every word of one that is nothing else.
 *
 * Source: the markers of politeness (gratitude, greeting, please, deference) of C. Danescu-Niculescu-Mizil et al. (2013), A computational approach to
 * politeness with application to social factors, ACL.
 *
 * @example withoutCourtesies('Dear team, please tell me where it is. Kind regards, Ann') // 'tell me where it is.'
 * O(characters).
 */
export function withoutCourtesies(text: string): string {
  const shouted = text === text.toUpperCase()
  const left = text
    .replaceAll('’', "'")
    .split(/(?<=[.!?])\s+|\n+/u)
    .map((sentence) => sentenceOf(sentence, shouted))
    .filter((sentence) => sentence !== '')
    .join(' ')
  return left === '' ? text : left
}

function sentenceOf(sentence: string, shouted: boolean): string {
  const plain = ungreeted(sentence.trim(), shouted)
  const bare = ended(plain)
  const unsigned = shouted ? [] : signatures.map((signature) => bare.replace(signature, ''))
  if ([bare, ...unsigned].some((words) => words === '' || wholly.test(words.toLowerCase()))) return ''
  return within.reduce((left, [found, instead]) => left.replace(found, instead), plain)
}

/** Without the salutations at its beginning, one after the other, and whom they are for. */
function ungreeted(sentence: string, shouted: boolean): string {
  let from = 0
  for (;;) {
    const word = hello.exec(sentence.slice(from, from + LONGEST_HELLO))?.[0]
    if (word === undefined) return sentence.slice(from)
    from += word.length
    // More than this holds no addressee.
    const near = addressed.exec(sentence.slice(from, from + 80))
    if (near !== null && isAddressee(near[1] as string, shouted)) from += near[0].length
    else if (word.toLowerCase() === 'dear') from += leadingAddressees(sentence.slice(from, from + 80))
    while (from < sentence.length && ' \t\r,:–-'.includes(sentence.charAt(from))) from++
  }
}

function isAddressee(words: string, shouted: boolean): boolean {
  const names = words.split(/\s+/u).filter((word) => !addressees.has(word.toLowerCase()))
  return names.length === 0 || (!shouted && names.length <= MOST_NAMES && names.every((name) => capitalised.test(name)))
}

/** “Dear” is always said to somebody, with a comma or without. */
function leadingAddressees(words: string): number {
  let length = 0
  for (const [whole, word] of words.matchAll(/\s+([^\s,]+)/gu)) {
    if (!addressees.has((word as string).toLowerCase())) break
    length += whole.length
  }
  return length
}

/** Without the marks at its end. */
function ended(text: string): string {
  let end = text.length
  while (end > 0 && '.!?, \t\r'.includes(text.charAt(end - 1))) end--
  return text.slice(0, end)
}
