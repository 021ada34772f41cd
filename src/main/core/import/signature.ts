/** What the first bytes of a file say that it is. Names of files lie; bytes seldom do. */

export type Signature =
  /** A ZIP container: perhaps a workbook. */
  | { kind: 'zip' }
  /** An OLE container: a protected workbook, or one of the format before 2007. */
  | { kind: 'ole' }
  | { kind: 'gzip' }
  /** Something that is no table; `name` finishes the sentence "it is …". */
  | { kind: 'other'; name: string }
  | { kind: 'text' }

const signatures: [start: number[] | string, name: string][] = [
  [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], 'a PNG picture'],
  [[0xff, 0xd8, 0xff], 'a JPEG picture'],
  ['GIF87a', 'a GIF picture'],
  ['GIF89a', 'a GIF picture'],
  [[0x49, 0x49, 0x2a, 0], 'a TIFF picture'],
  [[0x4d, 0x4d, 0, 0x2a], 'a TIFF picture'],
  ['%PDF-', 'a PDF document'],
  ['%!PS-', 'a PostScript document'],
  ['{\\rtf', 'an RTF document'],
  [[0x7f, 0x45, 0x4c, 0x46], 'a program (ELF)'],
  [[0xcf, 0xfa, 0xed, 0xfe], 'a program (Mach-O)'],
  [[0xca, 0xfe, 0xba, 0xbe], 'a program (Java or Mach-O)'],
  ['BZh', 'compressed (bzip2); unpack it first'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a, 0], 'compressed (xz); unpack it first'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'compressed (zstd); unpack it first'],
  [[0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], 'a 7-Zip archive; unpack it first'],
  ['Rar!\u001a\u0007', 'a RAR archive; unpack it first'],
  ['SQLite format 3\0', 'an SQLite database'],
  ['PAR1', 'a Parquet file'],
  ['OggS', 'a sound file'],
  ['ID3', 'a sound file'],
  ['RIFF', 'a sound, film or picture file']
]

const ole = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]

export function signatureOf(head: Buffer): Signature {
  const starts = (start: number[] | string): boolean =>
    typeof start === 'string' ? head.toString('latin1', 0, start.length) === start : start.every((byte, i) => head[i] === byte)
  if (starts('PK\u0003\u0004') || starts('PK\u0005\u0006') || starts('PK\u0007\u0008')) return { kind: 'zip' }
  if (starts(ole)) return { kind: 'ole' }
  if (starts([0x1f, 0x8b])) return { kind: 'gzip' }
  if (head.toString('latin1', 257, 262) === 'ustar') return { kind: 'other', name: 'a TAR archive; unpack it first' }
  const found = signatures.find(([start]) => starts(start))
  if (found) return { kind: 'other', name: found[1] }
  if (head.toString('latin1', 0, 2) === 'MZ' && head.subarray(0, 512).includes(0)) return { kind: 'other', name: 'a program (Windows)' }
  return markup(head) ?? (isBinary(head) ? { kind: 'other', name: 'binary data' } : { kind: 'text' })
}

function markup(head: Buffer): Signature | null {
  const start = head.toString('latin1', 0, 1024).replace(/^(ÿþ|þÿ|ï»¿)?\s*/, '')
  if (/^<(!doctype\s+html|html|head|table|body)\b/i.test(start)) return { kind: 'other', name: 'a web page (HTML)' }
  if (/^<\?xml\b/.test(start)) return { kind: 'other', name: 'an XML document' }
  return null
}

/** UTF-16 says so with its first bytes; its halves look like anything. */
const starts16 = (head: Buffer): boolean => (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)

const judgedBytes = 64 * 1024
/** Zero (judged with the encoding), tab, line feed, form feed, carriage return, the marks with which old systems end or escape, and those that separate cells. */
const textControls = new Set([0, 0x01, 0x02, 0x09, 0x0a, 0x0c, 0x0d, 0x1a, 0x1b, 0x1c, 0x1d, 0x1e, 0x1f])

/** Control codes that no text uses, in more than one byte of two hundred. */
function isBinary(head: Buffer): boolean {
  if (starts16(head)) return false
  const n = Math.min(head.length, judgedBytes)
  let controls = 0
  for (let i = 0; i < n; i++) {
    const byte = head[i] ?? 0
    if (byte < 0x20 && !textControls.has(byte)) controls++
  }
  return controls * 200 > n
}
