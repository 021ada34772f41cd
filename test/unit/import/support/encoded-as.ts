import { Buffer } from 'node:buffer'

/** Text in an old encoding, by looking up what each byte or pair of bytes stands for. */
export function encodedAs(content: string, encoding: string): Buffer {
  const decoder = new TextDecoder(encoding)
  const codes = new Map<string, number[]>()
  const note = (bytes: number[]) => {
    const character = decoder.decode(Uint8Array.from(bytes))
    if ([...character].length === 1 && character !== '\ufffd' && !codes.has(character)) codes.set(character, bytes)
  }
  for (let byte = 0; byte < 256; byte++) note([byte])
  for (let lead = 0x81; lead < 0xff; lead++) for (let trail = 0x40; trail < 0xff; trail++) note([lead, trail])
  return Buffer.from([...content].flatMap((character) => codes.get(character) ?? []))
}
