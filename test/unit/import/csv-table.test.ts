import { Buffer } from 'node:buffer'
import { rmSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openWhole } from '../../../src/main/core/import/open.ts'
import { codeOf } from './support/code-of.ts'
import { encodedAs } from './support/encoded-as.ts'
import { noSignal, testFolder } from './support/folder.ts'

const folder = testFolder()

async function readBack(content: string | Uint8Array, options = {}) {
  const path = folder.write('table.csv', content)
  const [table] = await openWhole({ path, file: 'table.csv' }, options, noSignal)
  if (!table) throw new Error('no table')
  const rows: string[][] = []
  const faults: string[] = []
  for await (const batch of table.rows(noSignal)) {
    faults.push(...batch.faults.map(({ row, code }) => `${rows.length + row}: ${code}`))
    rows.push(...batch.cells)
  }
  return { rows, faults, encoding: table.encoding, delimiter: table.delimiter }
}

const encoders: Record<string, (text: string) => Uint8Array> = {
  'utf-8': (text) => Buffer.from(text, 'utf8'),
  'utf-8 with mark': (text) => Buffer.from(`\ufeff${text}`, 'utf8'),
  'utf-16le with mark': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'utf-16be with mark': (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()
}

describe('a table that is written is read back as it was', () => {
  const cell = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.string({ unit: fc.constantFrom('a', '1', ' ', ',', ';', '"', '\n', '\r', '\t', '|', "'", '.', 'é', '漢', '😎'), maxLength: 8 }),
    fc.string({ unit: 'grapheme', maxLength: 6 })
  )
  // Two columns at least: the delimiter of a single column is not to be seen. Control codes are no text.
  const clean = cell.map((text) => text.replace(/[^\P{C}\n\r\t]|\ufeff/gu, ''))
  const table = fc
    .integer({ min: 2, max: 5 })
    .chain((width) => fc.array(fc.array(clean, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }))

  it.each(Object.keys(encoders))('in %s', async (encoding) => {
    const encode = encoders[encoding]
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.boolean(),
        fc.boolean(),
        async (rows, delimiter, end, always, last) => {
          const quoted = (text: string) => (always || /["\n\r,;\t|]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
          const text = rows.map((row) => row.map(quoted).join(delimiter)).join(end) + (last ? end : '')
          const bytes = encode?.(text) ?? new Uint8Array()
          expect((await readBack(bytes, { delimiter })).rows).toEqual(rows)
        }
      ),
      { numRuns: 60 }
    )
  })

  it('with a header of plain names and cells of all sorts, also when the delimiter has to be found', async () => {
    const header = ['Order', 'Customer', 'Date', 'Amount']
    const row = fc.tuple(
      fc.nat(9999).map(String),
      clean,
      fc.constantFrom('2024-01-05', '2024-02-06'),
      fc.constantFrom('1.50', '20', '3,70')
    )
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 2, maxLength: 20 }), fc.constantFrom(',', ';', '\t', '|'), async (rows, delimiter) => {
        const quoted = (text: string) => (/["\n\r,;\t|]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
        const text = [header, ...rows].map((cells) => cells.map(quoted).join(delimiter)).join('\r\n')
        expect(await readBack(text)).toMatchObject({ rows: [header, ...rows], delimiter })
      }),
      { numRuns: 200 }
    )
  })
})

describe('the encoding', () => {
  const text = 'Kunde;Ort;Betrag\nJürgen Weiß;Köln;12,50 €\nRenée Müller;Zürich;7,00 €\n'
  const windows1252 = (plain: string) => Buffer.from(plain.replaceAll('€', '\u0080'), 'latin1')
  const rows = text
    .trim()
    .split('\n')
    .map((line) => line.split(';'))

  it('is windows-1252 when bytes are no UTF-8, the euro sign included', async () => {
    expect(await readBack(windows1252(text))).toMatchObject({ rows, encoding: 'windows-1252' })
  })
  it('is told by the last row as by the first', async () => {
    const filler = 'Ann;Rome;1,00\n'.repeat(60_000)
    const plain = `${text.split('\n')[0]}\n${filler}Jürgen;Köln;2,00\n`
    const back = await readBack(windows1252(plain))
    expect(back.encoding).toBe('windows-1252')
    expect(back.rows.at(-1)).toEqual(['Jürgen', 'Köln', '2,00'])
    const utf8 = await readBack(plain)
    expect(utf8.encoding).toBe('utf-8')
    expect(utf8.rows.at(-1)).toEqual(['Jürgen', 'Köln', '2,00'])
  })
  it.each([
    ['windows-1250', 'Zákazník;Město;Částka\nNovák Jiří;Praha;1,50\nŽofie Dvořáková;Plzeň;2,00\nŠtěpán Černý;Ústí nad Labem;3,00\n'],
    ['windows-1250', 'Ügyfél;Város;Összeg\nKovács Gergő;Győr;1,50\nSzűcs Ödön;Pécs;2,00\nTóth Éva;Szeged;3,00\n'],
    ['windows-1252', 'Kunde;Ort;Betrag\nJürgen Groß;Köln;1,50\nRenée Lefèvre;Nîmes;2,00\nÅse Sørensen;Tromsø;3,00\n'],
    ['windows-1252', 'Client;Ville;Montant\nZoë;Besançon;1,50\nFrançois;Orléans;2,00\nNoël;Sète;3,00 €\n'],
    ['iso-8859-15', 'Client;Ville;Montant\nZoë;Besançon;1 €\nFrançois;Orléans;2 €\nNoël;Sète;3 €\n'],
    ['windows-1257', 'Klientas;Miestas;Suma\nŽydrūnas;Šiauliai;1,50\nJūratė;Panevėžys;2,00\nRūta;Klaipėda;3,00\n'],
    ['windows-1251', 'Клиент;Город;Сумма\nИванов;Москва;1,50\nПетрова;Санкт-Петербург;2,00\nСидоров;Казань;3,00\n'],
    ['windows-1253', 'Πελάτης;Πόλη;Ποσό\nΓιώργος;Αθήνα;1,50\nΜαρία;Θεσσαλονίκη;2,00\nΝίκος;Πάτρα;3,00\n'],
    ['windows-1254', 'Müşteri;Şehir;Tutar\nAyşe Yılmaz;İstanbul;1,50\nÇağrı Öztürk;İzmir;2,00\nGül Şahin;Muğla;3,00\n'],
    ['windows-1255', 'לקוח;עיר;סכום\nכהן;תל אביב;1,50\nלוי;ירושלים;2,00\nמזרחי;חיפה;3,00\n'],
    ['windows-1256', 'العميل;المدينة;المبلغ\nأحمد;القاهرة;1,50\nفاطمة;دبي;2,00\nخالد;الرياض;3,00\n'],
    ['iso-8859-2', 'Klient;Miasto;Kwota\nŁukasz Żak;Łódź;1,50\nŚwiętosława Kość;Gdańsk;2,00\nMałgorzata Dąbrowska;Poznań;3,00\n'],
    ['iso-8859-5', 'Клиент;Город;Сумма\nИванов;Москва;1,50\nПетрова;Казань;2,00\nСидоров;Омск;3,00\n'],
    ['iso-8859-7', 'Πελάτης;Πόλη;Ποσό\nΓιώργος;Αθήνα;1,50\nΜαρία;Θεσσαλονίκη;2,00\nΝίκος;Πάτρα;3,00\n'],
    ['koi8-r', 'Клиент;Город;Сумма\nИванов;Москва;1,50\nПетрова;Санкт-Петербург;2,00\nСидоров;Казань;3,00\n'],
    ['shift_jis', '顧客,都市,金額\n田中さん,東京都,1500\n鈴木さん,大阪府,2000\n佐藤さん,名古屋市,3000\n'],
    ['euc-jp', '顧客,都市,金額\n田中さん,東京都,1500\n鈴木さん,大阪府,2000\n佐藤さん,名古屋市,3000\n'],
    ['gb18030', '客户,城市,金额\n王小明,北京市,1500\n李小红,上海市,2000\n张伟,广州市,3000\n'],
    ['big5', '客戶,城市,金額\n王小明,台北市,1500\n李小紅,高雄市,2000\n張偉,台中市,3000\n'],
    ['euc-kr', '고객,도시,금액\n김철수,서울,1500\n이영희,부산,2000\n박민수,대구,3000\n']
  ])('%s is read right, named or not', async (encoding, content) => {
    const bytes = encodedAs(content, encoding)
    const wanted = content
      .trim()
      .split('\n')
      .map((line) => line.split(/[;,](?!\d\d(?: €)?$)/))
    expect((await readBack(bytes, { encoding })).rows).toEqual(wanted)
    expect((await readBack(bytes)).rows, 'without being named').toEqual(wanted)
  })
  it('is UTF-8 when only few bytes are not, and the rows that hold them are reported', async () => {
    const good = 'Jürgen;Köln;2,00\n'.repeat(50)
    const bytes = Buffer.concat([Buffer.from(`Kunde;Ort;Betrag\n${good}`), windows1252('Bj\u00f6rn;Rom;1,00\n'), Buffer.from(good)])
    const back = await readBack(bytes)
    expect(back.encoding).toBe('utf-8')
    expect(back.faults).toEqual(['51: import.reject.badEncoding'])
    expect(back.rows[52]).toEqual(['Jürgen', 'Köln', '2,00'])
  })
  it('is not misread where a chunk ends within a character', async () => {
    const line = `${'ä€😎'.repeat(7)},x\n`
    const many = line.repeat(60_000)
    const back = await readBack(many)
    expect(back.rows).toHaveLength(60_000)
    expect(back.rows.every(([cell]) => cell === 'ä€😎'.repeat(7))).toBe(true)
    expect(back.faults).toEqual([])
  })
  it('is told by a character that the end of the file cuts', async () => {
    const bytes = Buffer.concat([Buffer.from('a,b\nc,é\n'.repeat(9)), Buffer.from('c,é').subarray(0, 3)])
    const back = await readBack(bytes)
    expect(back).toMatchObject({ encoding: 'utf-8', faults: ['18: import.reject.badEncoding'] })
    expect((await readBack(Buffer.from([0x61, 0x2c, 0x62, 0x0a, 0x63, 0x2c, 0xe9]))).rows[1]).toEqual(['c', 'é'])
  })
  it('is UTF-16 also without a mark', async () => {
    expect(await readBack(Buffer.from(text, 'utf16le'))).toMatchObject({ rows, encoding: 'utf-16le' })
    expect(await readBack(Buffer.from(text, 'utf16le').swap16())).toMatchObject({ rows, encoding: 'utf-16be' })
  })
  it('is Cyrillic or Japanese where the text is', async () => {
    const russian = 'имя;город\nАнна;Москва\nБорис;Санкт-Петербург\nВладимир;Екатеринбург\n'
    const toWindows1251 = Buffer.from([...russian].map((c) => (c.charCodeAt(0) < 128 ? c.charCodeAt(0) : c.charCodeAt(0) - 0x350)))
    expect(await readBack(toWindows1251)).toMatchObject({
      encoding: 'windows-1251',
      rows: russian
        .trim()
        .split('\n')
        .map((l) => l.split(';'))
    })
    const shiftJis = Buffer.from('96bc914f2c8f5a8f8a0a8e5293632c938c8b9e0a97e996d82c91e58de30a8db293a12c8b9e93730a', 'hex')
    expect((await readBack(shiftJis)).encoding).toBe('shift_jis')
  })
  it('is the one that the user names, and then a byte that does not fit is an error', async () => {
    expect((await readBack(windows1252(text), { encoding: 'latin1' })).rows).toEqual(rows)
    expect(await codeOf(() => readBack(windows1252(text), { encoding: 'utf-8' }))).toBe('file.badEncoding')
    expect(await codeOf(() => readBack(Buffer.from([0x61, 0x2c, 0x81, 0x0a, 0x62, 0x2c, 0x63]), { encoding: 'shift_jis' }))).toBe(
      'file.badEncoding'
    )
    expect(await codeOf(() => readBack(text, { encoding: 'klingon' }))).toBe('import.badMapping')
  })
})

describe('a file that is not what it was', () => {
  const opened = async (name: string) => {
    const path = folder.write(name, 'a,b\n1,2\n3,4\n')
    const [table] = await openWhole({ path, file: name }, {}, noSignal)
    if (!table) throw new Error('no table')
    const drain = async () => {
      for await (const _ of table.rows(noSignal));
    }
    return { path, drain }
  }
  it('is read as often as wished while it stays the same', async () => {
    const { drain } = await opened('same.csv')
    await drain()
    expect(await codeOf(drain)).toBeNull()
  })
  it.each([
    ['longer', 'a,b\n1,2\n3,4\n5,6\n'],
    ['shorter', 'a,b\n1,2\n'],
    ['of the same length', 'a,b\n1,2\n3,5\n'],
    ['empty', '']
  ])('is refused when it is %s', async (_, content) => {
    const { drain } = await opened('changing.csv')
    folder.write('changing.csv', content)
    expect(await codeOf(drain)).toBe('file.changed')
  })
  it('is refused when it is gone', async () => {
    const { path, drain } = await opened('vanishing.csv')
    rmSync(path)
    expect(await codeOf(drain)).toBe('file.changed')
  })
})

it('stops when asked to', async () => {
  const path = folder.write('long.csv', 'a,b\n'.repeat(500_000))
  const [table] = await openWhole({ path, file: 'long.csv' }, {}, noSignal)
  const stop = new AbortController()
  let batches = 0
  const read = async () => {
    for await (const _ of table?.rows(stop.signal) ?? []) {
      batches++
      stop.abort(new Error('stopped'))
    }
  }
  await expect(read()).rejects.toThrow('stopped')
  expect(batches).toBe(1)
})
