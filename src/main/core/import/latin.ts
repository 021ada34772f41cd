import { TextDecoder } from 'node:util'

/** Languages of Latin script by the tables that hold all their letters, in the order in which they are believed. */
const languages: readonly (readonly [encodings: readonly string[], letters: string])[] = [
  [['windows-1252'], 'äöüß'],
  [['windows-1252'], 'àâæçéèêëîïôœùûüÿ'],
  [['windows-1252'], 'áéíóúüñç'],
  [['windows-1252'], 'àèéìíîòóùú'],
  [['windows-1252'], 'áâãàçéêíóôõúü'],
  [['windows-1252'], 'éèëïóöüáíêç'],
  [['windows-1252'], 'æøåéäöü'],
  [['windows-1252'], 'áéíóúýþðæö'],
  // Czech, Slovak; Polish; Hungarian; Croatian, Slovene; Romanian
  [['windows-1250', 'iso-8859-2'], 'áčďéěíňóřšťúůýžäľĺŕô'],
  [['windows-1250', 'iso-8859-2'], 'ąćęłńóśźż'],
  [['windows-1250', 'iso-8859-2'], 'áéíóöőúüű'],
  [['windows-1250', 'iso-8859-2'], 'čćđšž'],
  [['windows-1250', 'iso-8859-2'], 'ăâîşţ'],
  // Turkish; Lithuanian; Latvian; Estonian
  [['windows-1254'], 'çğıöşüâîû'],
  [['windows-1257'], 'ąčęėįšųūž'],
  [['windows-1257'], 'āčēģīķļņšūž'],
  [['windows-1257'], 'äõöüšž']
]

/** Share of the letters beyond ASCII that a language has to explain before a rarer table is believed, and below which the usual one is not. */
const explained = 0.98
const unexplained = 0.9
const fewest = 3

/**
 * The single-byte table of a text in Latin script: the one in which its letters are those of one language, windows-1252 in
 * doubt. A sign within a word, such as a superscript three, counts as a letter that no language has.
 */
export function latinEncoding(sample: Buffer): string {
  // The euro stands in a place of ISO 8859-15 that no one else uses; that table has nothing where windows-1252 has its own.
  if (sample.includes(0xa4) && !sample.some((byte) => byte >= 0x80 && byte < 0xa0)) return 'iso-8859-15'
  let western = 0
  let best = { encoding: 'windows-1252', share: 0 }
  const decoded = new Map<string, string[]>()
  for (const [encodings, letters] of languages) {
    for (const encoding of encodings) {
      const found = decoded.get(encoding) ?? beyondAscii(sample, encoding)
      decoded.set(encoding, found)
      if (found.length < fewest) return 'windows-1252'
      const share = found.filter((letter) => letters.includes(letter)).length / found.length
      if (encoding === 'windows-1252') western = Math.max(western, share)
      else if (share > best.share) best = { encoding, share }
    }
  }
  return best.share >= explained && western < unexplained ? best.encoding : 'windows-1252'
}

/** The letters beyond ASCII, in lower case, and the signs that stand within words. */
function beyondAscii(sample: Buffer, encoding: string): string[] {
  const text = new TextDecoder(encoding).decode(sample)
  const found = text.match(/[^\p{ASCII}\P{L}]|(?<=\p{L})[^\p{ASCII}\p{L}\p{P}\p{Z}]|[^\p{ASCII}\p{L}\p{P}\p{Z}](?=\p{L})/gu) ?? []
  return found.map((letter) => (letter === 'İ' ? 'ı' : letter.toLowerCase()))
}
