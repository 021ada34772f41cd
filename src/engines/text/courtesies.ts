/** Changes whenever the same text could be left with other words. Stored with each run that uses it. */
export const COURTESIES_VERSION = 'courtesies/1'

/** Whom a letter is addressed to; beside these, names: any words that begin with a capital. */
const addressee =
  "(?:[A-Z][\\p{L}'.-]*|all|and|or|customer|desk|everybody|everyone|folks|friends?|help|madam|service|sir|support|team|there|the|to|&)(?![\\p{L}])"
/** Names are told by their capitals, so a greeting is matched in the ways in which it is written. */
const hello =
  '(?:[Hh]ello|HELLO|[Hh]i|HI|[Hh]ey|HEY|[Dd]ear|DEAR|[Gg]reetings|[Gg]ood (?:[Mm]orning|[Aa]fternoon|[Ee]vening|[Dd]ay))(?![\\p{L}])'
const greeting = new RegExp(`^(?:${hello}(?:\\s+${addressee})*[\\s,:–-]*)+`, 'u')

const much = '(?: (?:so|very) much| a lot| a million| again| indeed)?'
const forHelp =
  '(?:,? in advance)?(?:,? for (?:all )?(?:your|the|any) (?:kind |quick )?(?:advice|answer|assistance|attention|cooperation|help|patience|reply|response|support|time|understanding))?(?:,? in advance)?'
/** Sentences that are nothing but manners, whoever writes them and however it went. */
const formulas = [
  `(?:many |with )?(?:thanks|thank you|thank u|thankyou|thx|cheers)${much}${forHelp}`,
  '(?:with )?(?:my )?(?:(?:kind|best|warm|kindest|warmest|friendly|many)(?: and (?:kind|best|warm))? )?(?:regards|wishes|greetings)(?: from.*)?',
  '(?:all the )?best|yours(?: (?:sincerely|faithfully|truly))?|(?:sincerely|faithfully|respectfully)(?: yours)?|take care',
  '(?:i )?(?:wish you |have )(?:a |an )?(?:very )?(?:nice|good|great|lovely|wonderful|pleasant)(?: (?:day|evening|morning|week|weekend|time|one))?(?: ahead)?',
  "(?:i |i'm |i am )?(?:hope|hoping|look|looking forward|look forward) to hear(?:ing)? (?:back )?from you(?: soon| again)?",
  '(?:i )?(?:hope|trust)(?: that)? (?:you|all|this|everything)(?: (?:are|is|finds you))?(?: all)? ?(?:keeping )?(?:well|fine|ok|good)',
  '(?:please )?(?:help|assist|advise)(?: me| us)?(?: please| asap)?',
  "(?:i'd |i would |would )?(?:be grateful|appreciate)(?: for)? (?:any|your|some) (?:help|assistance|advice)|any (?:help|advice|tips?) (?:is|are|would be) (?:much |greatly )?(?:appreciated|welcome)"
]
/** A name or two may stand under what ends a letter. */
const name = '(?:[,\\s–-]{1,3}\\p{Lu}[\\p{L}.-]*){0,3}'
const wholly = new RegExp(`^(?:${formulas.map((formula) => `(?:${formula})`).join('|')})$`, 'u')
const signature = new RegExp(`${name}$`, 'u')

/** Within a sentence: what is asked or said so for politeness's sake is no judgement. */
const within: readonly [RegExp, string][] = [
  [/\b(?:please|kindly|pls|plz)\b[, ]*/giu, ''],
  [/\b(would|should|'d|’d) like to\b/giu, '$1 want to'],
  [/\b((?:can|could|would|will) (?:you|someone|somebody|anyone|anybody)(?: perhaps| maybe)?) help\b/giu, '$1'],
  [/\b(need|want|ask for|request|looking for)( (?:some|your|any|urgent))? (?:help|assistance|support|advice)\b/giu, '$1'],
  [/\b(?:just )?(an?) (?:friendly|kind|quick|short) (question|request|reminder)\b/giu, '$1 $2'],
  [/,? ?\b(?:to be (?:quite |perfectly )?honest|honestly speaking)\b/giu, ''],
  [/\bdear (?=sirs?\b|madam\b|team\b|all\b|customer\b)/giu, '']
]

/**
 * A letter without its manners: salutations, sentences that are nothing but a formula (thanks with no object, regards, wishes, hopes to hear), and “please”,
 * “would like to”, “can you help”, “to be honest” within others. People write them whatever they think of the shop; rated as words they make every letter sound
 * kind. Thanks for something, and praise, stay. English alone; of a text in which nothing is polite every word stays.
 *
 * Source: the markers of politeness (gratitude, greeting, please, deference) of C. Danescu-Niculescu-Mizil et al. (2013), A computational approach to
 * politeness with application to social factors, ACL.
 *
 * @example withoutCourtesies('Dear team, please tell me where it is. Kind regards, Ann') // 'tell me where it is.'
 * O(characters).
 */
export function withoutCourtesies(text: string): string {
  return text
    .replaceAll('’', "'")
    .split(/(?<=[.!?])\s+|\n+/u)
    .map(sentenceOf)
    .filter((sentence) => sentence !== '')
    .join(' ')
}

function sentenceOf(sentence: string): string {
  const plain = sentence.trim().replace(greeting, '')
  const bare = ended(plain)
  const unsigned = bare.replace(signature, '')
  if ([bare, unsigned].some((words) => words === '' || wholly.test(words.toLowerCase()))) return ''
  return within.reduce((left, [found, instead]) => left.replace(found, instead), plain)
}

/** Without the marks at its end. */
function ended(text: string): string {
  let end = text.length
  while (end > 0 && '.!?, \t\r'.includes(text.charAt(end - 1))) end--
  return text.slice(0, end)
}
