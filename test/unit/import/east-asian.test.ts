/** Chinese, Japanese and Korean files that say nothing of their encoding, small ones above all. */
import { describe, expect, it } from 'vitest'
import { eastAsianEncoding } from '../../../src/main/core/import/east-asian.ts'
import { understand } from '../../../src/main/core/import/index.ts'
import { encodedAs } from './support/encoded-as.ts'
import { noSignal, testFolder } from './support/folder.ts'

const told = (encoding: string, text: string) => eastAsianEncoding(encodedAs(text, encoding))

/** A table in English with some words of another language. */
const table = (words: readonly string[]) =>
  `Order,Date,Customer,Qty\n${words.map((word, i) => `${i},2024-01-13,${word},${1 + (i % 3)}`).join('\n')}\n`

const chinese = ['张伟', '王小明', '黄强', '杨磊', '李华', '吴芳', '赵敏', '周杰', '陶瓷杯子', '玻璃瓶', '咖啡豆', '茶壶']
const japanese = ['山田太郎', '鈴木花子', 'マグカップ', '佐藤', '高橋', '急須', 'ソニー能']
const korean = ['김철수', '이영희', '박민수', '최지우', '정다은', '머그컵', '찻주전자', '서울', '홍길동', '커피']
const traditional = ['王小明', '陳志豪', '林美玲', '張偉', '台北市', '咖啡豆']

describe('text of two bytes a character', () => {
  it('is Chinese, Japanese or Korean by a handful of words', () => {
    for (const [encoding, words] of [
      ['gbk', chinese],
      ['shift_jis', japanese],
      ['euc-kr', korean],
      ['big5', traditional]
    ] as const) {
      for (let from = 0; from + 3 <= words.length; from++)
        expect(told(encoding, table(words.slice(from, from + 3))), words.slice(from, from + 3).join()).toBe(encoding)
      expect(told(encoding, table(words))).toBe(encoding)
    }
    expect(told('gbk', table(['Ann', 'Ann', '王小明', 'Ann']))).toBe('gbk')
    expect(told('gbk', table(['李红', '高平']))).toBe('gbk')
    expect(told('euc-kr', table(['Ann', '김철수', 'Ann']))).toBe('euc-kr')
  })

  it('is not what letters with accents, and alphabets, look like', () => {
    for (const [encoding, words] of [
      [
        'windows-1252',
        [
          'Jürgen Groß',
          'Åse Sørensen',
          'Ángel Núñez',
          'Ávila',
          'François',
          'Ägypten',
          'Çelik',
          'Ölmütz',
          'Œuvre',
          'It’s “fine”',
          '£5 – 20 €',
          '½ Größe'
        ]
      ],
      ['windows-1252', ['don’t', 'it’s', 'Mary’s', 'Bob’s “best” mug', 'Joe’s – new']],
      ['windows-1252', ['Ärzte', 'Ängste', 'Åland', 'Árpád', 'Âge', 'ÄÖÜ', 'STRASSE ÖÄ']],
      ['windows-1250', ['Žofie Dvořáková', 'Štěpán Černý', 'Ústí', 'Łódź', 'Świętosława']],
      ['windows-1251', ['Иванов', 'Анна', 'Москва', 'ООО', 'Борис', 'Ирина']],
      ['koi8-r', ['Иванов', 'Анна', 'Москва', 'Ирина']],
      ['windows-1253', ['Γιώργος', 'Μαρία', 'Αθήνα']],
      ['windows-1255', ['כהן', 'לוי', 'ירושלים']],
      ['windows-1256', ['أحمد', 'فاطمة', 'خالد']]
    ] as const) {
      expect(told(encoding, table(words)), words.join()).toBeNull()
      for (const word of words) expect(told(encoding, table([word])), word).toBeNull()
    }
  })
})

const folder = testFolder()

describe('orders with headers in Chinese, Japanese or Korean', () => {
  it.each([
    [
      'gbk',
      '订单号,下单日期,客户,商品,数量,单价,金额\n001,2024-01-13,王小明,杯子,2,45.00,90.00\n002,2024-01-14,李华,茶壶,1,145.00,145.00\n'
    ],
    ['gbk', '订单号,日期,客户,商品,数量,金额\n001,2024-01-13,王小明,杯子,2,90.00\n002,2024-01-14,李华,茶壶,1,145.00\n'],
    ['shift_jis', '注文番号,日付,顧客,商品,数量,金額\n001,2024-01-13,山田太郎,マグカップ,2,900\n002,2024-01-14,鈴木花子,急須,1,1450\n'],
    ['euc-kr', '주문번호,주문일,고객,상품,수량,금액\n001,2024-01-13,김철수,머그컵,2,900\n002,2024-01-14,이영희,찻주전자,1,1450\n']
  ])('are understood, in %s', async (encoding, text) => {
    const file = folder.write('orders.csv', encodedAs(text, encoding))
    const { groups } = await understand([file], { signal: noSignal, onProgress: () => {} })
    const { kind, columns, blockers = [] } = groups[0]?.preview ?? {}
    expect([kind, blockers]).toEqual(['orders', []])
    const fields = (columns ?? []).map(({ proposed }) => proposed)
    expect(fields).toEqual(expect.arrayContaining(['order', 'orderedAt', 'customer', 'quantity', 'lineTotal']))
    expect(fields.some((field) => field === 'product' || field === 'productName')).toBe(true)
  })
})
