/** Tables with a few words of Chinese or Korean, in the encodings of old programs. */
import { describe, expect, it } from 'vitest'
import { decideEncoding } from '../../../src/main/core/import/encoding.ts'
import { inspectFile } from '../../../src/main/core/import/file-bytes.ts'
import { noSignal, testFolder } from './support/folder.ts'

const folder = testFolder()
const leads = Array.from({ length: 0xfe - 0x80 }, (_, i) => 0x81 + i)

/** The bytes of a text, by what the decoder makes of all pairs. */
function encoder(label: string): (text: string) => Buffer {
  const decoder = new TextDecoder(label)
  const bytes = new Map<string, number[]>()
  const note = (pair: number[]) => {
    const [character, ...more] = [...decoder.decode(Uint8Array.from(pair))]
    if (character !== undefined && more.length === 0 && character !== '\ufffd' && !bytes.has(character)) bytes.set(character, pair)
  }
  for (let byte = 0; byte < 256; byte++) note([byte])
  for (const lead of leads) for (let trail = 0x40; trail < 0xff; trail++) note([lead, trail])
  return (text) => Buffer.from([...text].flatMap((character) => bytes.get(character) ?? [0x3f]))
}

async function told(label: string, rows: readonly string[]): Promise<string> {
  const file = folder.write('table.csv', encoder(label)(`id,name,item\n${rows.map((row, i) => `${i + 1},${row}\n`).join('')}`))
  return decideEncoding(await inspectFile(file, 'table.csv', noSignal)).label
}

describe('the encoding of a short table', () => {
  it.each([
    ['gbk', ['张伟,陶瓷杯子', '陈静,玻璃瓶', '黄强,茶壶']],
    ['gbk', ['Ann,Mug', '王伟,Mug', 'Bob,Jug']],
    ['gbk', ['王小明,杯子']],
    ['gbk', ['中华人民共和国,价格，数量：三。']],
    ['euc-kr', ['김철수,사과', '이영희,배', '박민수,커피잔']],
    ['euc-kr', ['Ann,Mug', '김민준,컵']],
    ['shift_jis', ['田中太郎,りんご', '鈴木花子,コーヒー']],
    ['euc-jp', ['田中太郎,りんご', '鈴木花子,コーヒー']],
    ['big5', ['王小明,杯子', '陳美玲,茶壺']],
    ['windows-1252', ['Jürgen Müller,Straße', 'Zoë,Café', 'Ægir,Øl']],
    ['windows-1250', ['Łódź,świeca', 'Žofie,hrnek']]
  ])('%s is told: %j', async (label, rows) => {
    expect(await told(label, rows)).toBe(label)
  })

  it('is not Chinese where Cyrillic capitals make pairs of bytes', async () => {
    expect(await told('windows-1251', ['АННА,КРУЖКА', 'ИВАН,ЧАШКА'])).not.toBe('gbk')
  })
})
