/** How a text sounds, from −1 to 1, in words: nobody hears a number. */
export function toneOf(tone: number): 'veryUpset' | 'upset' | 'plain' | 'kind' | 'veryKind' {
  if (Math.abs(tone) <= 0.2) return 'plain'
  if (tone < 0) return tone < -0.5 ? 'veryUpset' : 'upset'
  return tone > 0.5 ? 'veryKind' : 'kind'
}
