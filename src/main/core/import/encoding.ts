import { isAscii } from 'node:buffer'
import { TextDecoder } from 'node:util'
import { analyse } from 'chardet'
import { SextantError } from '../../../shared/errors.ts'
import { importing } from '../../../shared/messages/en/importing.ts'
import type { Warning } from '../../../shared/model/common.ts'
import { completeLength } from './byte-census.ts'
import { eastAsianEncoding } from './east-asian.ts'
import type { Inspection } from './file-bytes.ts'
import { latinEncoding } from './latin.ts'

/** How to turn a file's bytes into text. */
export interface Encoding {
  /** As `TextDecoder` calls it. */
  label: string
  /** Bytes of the mark at the start that are no text. */
  skip: number
  /** The user named it, so a byte that does not fit is an error and not a reason to look for another. */
  forced: boolean
  /** Where nothing but the look of some bytes told the label: words that they make in it. */
  guessed?: string
}

const marks: [label: string, bytes: number[]][] = [
  ['utf-32le', [0xff, 0xfe, 0, 0]],
  ['utf-32be', [0, 0, 0xfe, 0xff]],
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]]
]

const usualEncoding = 'windows-1252'
/** Of words that are shown as an example. */
const longestWord = 24
const mostWords = 3
/** chardet's confidence (percent) from which its word counts more than the most frequent single-byte encoding. */
const trusted = 40
/** Confidence that counts if it is far above the next. */
const clearly = 20

/**
 * Decides how a file's bytes are read: a byte order mark, else UTF-16 without one, else UTF-8 if the whole file is
 * valid, else what the bytes that are not UTF-8 look like, windows-1252 in doubt. A file that is UTF-8 but for a few
 * stray bytes stays UTF-8: its rows with such bytes are rejected, instead of all others being misread.
 *
 * Errors: `file.notATable` (zero bytes outside UTF-16), `file.badEncoding` (a forced encoding that does not fit).
 */
export function decideEncoding(inspection: Inspection, forced?: string): Encoding {
  const { file, head, census } = inspection
  const mark = marks.find(([, bytes]) => bytes.every((byte, i) => head[i] === byte))
  const skip = mark?.[1].length ?? 0
  if (forced !== undefined) return forcedEncoding(inspection, forced, mark, skip)
  if (mark?.[0].startsWith('utf-32'))
    throw new SextantError('file.notATable', { file, reason: 'it is UTF-32, an encoding that Sextant does not read' })
  if (mark && mark[0] !== 'utf-8') return { label: mark[0], skip, forced: false }
  const wide = skip === 0 ? utf16WithoutMark(head) : null
  if (wide) return { label: wide, skip, forced: false }
  if (census.firstNul >= 0) {
    const line = census.firstNul < head.length ? head.subarray(0, census.firstNul).toString('latin1').split('\n').length : null
    const where = line === null ? `byte ${census.firstNul}` : `a byte on line ${line}`
    throw new SextantError('file.notATable', { file, reason: `it holds binary data (${where} is zero)`, ...(line !== null && { line }) })
  }
  const utf8 = mark !== undefined || census.broken === 0 || census.wellFormed >= census.broken
  if (utf8) return { label: 'utf-8', skip, forced: false }
  const likely = singleOrMultiByte(census.sample)
  // Of encodings that read the same the usual one is named.
  const [asLikely, asUsual] = [likely, usualEncoding].map((name) => new TextDecoder(name).decode(census.sample))
  const label = asLikely === asUsual ? usualEncoding : likely
  return { label, skip, forced: false, guessed: wordsBeyondAscii(census.sample, label) }
}

/** What is to be said of an encoding: that it is a guess, with what was read by it. */
export function encodingWarnings({ label, guessed }: Encoding): Warning[] {
  return guessed === undefined ? [] : [{ code: 'import.encodingGuessed', count: 1, example: importing.readAs(label, guessed) }]
}

/** The first words that another encoding would read differently. */
function wordsBeyondAscii(sample: Buffer, label: string): string {
  const found = new TextDecoder(label).decode(sample).match(/[\p{L}\p{N}'’.-]*[^\p{ASCII}\ufffd][^\s,;|"\p{Cc}]*/gu) ?? []
  const words = new Set(found.map((word) => word.slice(0, longestWord)))
  return [...words].slice(0, mostWords).join(', ')
}

function forcedEncoding(inspection: Inspection, forced: string, mark: (typeof marks)[number] | undefined, skip: number): Encoding {
  const { file, census } = inspection
  const label = canonical(forced)
  if (label === null) throw new SextantError('import.badMapping', { file, reason: `“${forced}” is not an encoding` })
  if (label === 'utf-8' && census.firstInvalid >= 0) {
    throw new SextantError('file.badEncoding', { file, encoding: label, offset: census.firstInvalid })
  }
  if (!label.startsWith('utf-16') && census.firstNul >= 0) {
    throw new SextantError('file.badEncoding', { file, encoding: label, offset: census.firstNul })
  }
  return { label, skip: mark?.[0] === label ? skip : 0, forced: true }
}

/** `TextDecoder`'s own name for a label, or null. */
function canonical(label: string): string | null {
  try {
    return new TextDecoder(label).encoding
  } catch {
    return null
  }
}

/** Western text in UTF-16 has a zero in nearly every pair of bytes, always on the same side. */
function utf16WithoutMark(head: Buffer): string | null {
  let even = 0
  let odd = 0
  const n = head.length & ~1
  for (let i = 0; i < n; i += 2) {
    if (head[i] === 0) even++
    if (head[i + 1] === 0) odd++
  }
  const most = n / 4
  if (n < 4) return null
  if (odd > most && even === 0) return 'utf-16le'
  if (even > most && odd === 0) return 'utf-16be'
  return null
}

/**
 * The encoding of bytes that are not UTF-8. Characters of two bytes are told by their layout, the others by a detector: in Latin scripts a detector's word must be sure or clear; in others, where most
 * letters are beyond ASCII, it is enough that the text which it gives consists of letters.
 */
function singleOrMultiByte(sample: Buffer): string {
  const eastAsian = eastAsianEncoding(sample)
  if (eastAsian !== null) return eastAsian
  const matches = analyse(sample)
  const foreign = mostlyBeyondAscii(sample)
  const latin = foreign ? usualEncoding : latinEncoding(sample)
  if (latin !== usualEncoding) return latin
  for (const [i, { name, confidence }] of matches.entries()) {
    const clear = confidence >= clearly && confidence >= 1.5 * (matches[i + 1]?.confidence ?? 0)
    if (!foreign && confidence < trusted && !clear) break
    const label = canonical(name)
    if (label !== null && !label.startsWith('utf-') && decodesCleanly(sample, label, foreign)) return label
  }
  return usualEncoding
}

function mostlyBeyondAscii(sample: Buffer): boolean {
  let ascii = 0
  let beyond = 0
  for (const byte of sample) {
    if (byte > 127) beyond++
    else if ((byte | 32) >= 97 && (byte | 32) <= 122) ascii++
  }
  return beyond > ascii
}

function decodesCleanly(sample: Buffer, label: string, foreign: boolean): boolean {
  // A sample is cut anywhere, so its ends may hold half a character. Control codes betray the wrong table.
  const text = new TextDecoder(label).decode(sample).slice(2, -2)
  if (/[\u0080-\u009f\ufffd]/.test(text)) return false
  if (!foreign) return true
  const beyond = text.match(/[^\p{ASCII}]/gu) ?? []
  return beyond.filter((character) => /\p{L}/u.test(character)).length >= 0.9 * beyond.length
}

/** Turns chunks of bytes into text. Chunks may end within a character. */
export interface ChunkDecoder {
  push(chunk: Buffer): string
  /** What was left over; U+FFFD if the file ends within a character. */
  end(): string
}

export function createDecoder(encoding: Encoding, file: string): ChunkDecoder {
  return encoding.label === 'utf-8' ? new Utf8Decoder(encoding.skip) : new OtherDecoder(encoding, file)
}

/** UTF-8 with a fast path: chunks of pure ASCII, the rule in most files, become one-byte strings without decoding. */
class Utf8Decoder implements ChunkDecoder {
  private carried: Buffer = Buffer.alloc(0)
  private skip: number

  constructor(skip: number) {
    this.skip = skip
  }

  push(chunk: Buffer): string {
    const fresh = chunk.subarray(this.skip)
    this.skip -= chunk.length - fresh.length
    if (this.carried.length === 0 && isAscii(fresh)) return fresh.toString('latin1')
    const bytes = this.carried.length === 0 ? fresh : Buffer.concat([this.carried, fresh])
    const end = completeLength(bytes)
    this.carried = Buffer.from(bytes.subarray(end))
    return bytes.toString('utf8', 0, end)
  }

  end(): string {
    return this.carried.toString('utf8')
  }
}

class OtherDecoder implements ChunkDecoder {
  private readonly decoder: TextDecoder
  private readonly encoding: Encoding
  private readonly file: string
  private skip: number
  private offset = 0

  constructor(encoding: Encoding, file: string) {
    this.decoder = new TextDecoder(encoding.label, { fatal: encoding.forced, ignoreBOM: true })
    this.encoding = encoding
    this.file = file
    this.skip = encoding.skip
  }

  push(chunk: Buffer): string {
    const fresh = chunk.subarray(this.skip)
    this.skip -= chunk.length - fresh.length
    const text = this.decode(fresh, true)
    this.offset += chunk.length
    return text
  }

  end(): string {
    return this.decode(Buffer.alloc(0), false)
  }

  private decode(bytes: Buffer, stream: boolean): string {
    try {
      return this.decoder.decode(bytes, { stream })
    } catch (error) {
      throw new SextantError('file.badEncoding', { file: this.file, encoding: this.encoding.label, offset: this.offset }, { cause: error })
    }
  }
}
