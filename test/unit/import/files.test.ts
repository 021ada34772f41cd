import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { collectFiles } from '../../../src/main/core/import/discovery.ts'
import { openTables } from '../../../src/main/core/import/open.ts'
import { codeOf } from './support/code-of.ts'
import { noSignal, testFolder } from './support/folder.ts'
import { zipOf } from './support/workbook.ts'

const folder = testFolder()

describe('the files behind what was dropped', () => {
  folder.write('shop/b.csv', 'x')
  folder.write('shop/a.XLSX', 'x')
  folder.write('shop/2024/c.tsv', 'x')
  folder.write('shop/.hidden.csv', 'x')
  folder.write('shop/.git/d.csv', 'x')
  folder.write('shop/~$a.xlsx', 'x')
  folder.write('shop/README.txt', 'x')
  folder.write('shop/picture.png', 'x')
  const shop = path.join(folder.path, 'shop')

  it('are the tables of a folder and all below it, in order, without what is hidden', async () => {
    expect((await collectFiles([shop])).map(({ file }) => file)).toEqual(['shop/2024/c.tsv', 'shop/a.XLSX', 'shop/b.csv'])
  })
  it('are named as they were dropped', async () => {
    expect((await collectFiles([shop, path.join(folder.path, 'shop/picture.png')], ['My shop', 'orders'])).map(({ file }) => file)).toEqual(
      ['My shop/2024/c.tsv', 'My shop/a.XLSX', 'My shop/b.csv', 'orders']
    )
  })
  it('are listed once, however they are reached, and links that lead back end', async () => {
    symlinkSync(shop, path.join(shop, '2024', 'again'))
    symlinkSync(path.join(shop, 'b.csv'), path.join(shop, 'z.csv'))
    const found = await collectFiles([path.join(shop, 'b.csv'), shop, `${shop}/`])
    expect(found.map(({ file }) => file)).toEqual(['b.csv', 'shop/2024/c.tsv', 'shop/a.XLSX'])
  })
  it('are missing with a code', async () => {
    mkdirSync(path.join(folder.path, 'empty/deep'), { recursive: true })
    expect(await codeOf(() => collectFiles([path.join(folder.path, 'nothing.csv')]))).toBe('file.notFound')
    expect(await codeOf(() => collectFiles([path.join(folder.path, 'empty')]))).toBe('file.noTables')
    expect(await codeOf(() => collectFiles([path.join(shop, 'b.csv', 'under-a-file.csv')]))).toBe('file.notFound')
  })
})

describe('a file that is no table', () => {
  const open = (name: string) => openTables({ path: path.join(folder.path, name), file: name }, {}, noSignal)
  const cases: [string, string | number[], string][] = [
    ['nothing', [], 'file.empty'],
    ['a PNG picture', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13], 'file.notATable'],
    ['a PDF document', '%PDF-1.7\n1 0 obj\n', 'file.notATable'],
    ['a program', [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1], 'file.notATable'],
    ['a cut gzip archive', [0x1f, 0x8b, 8, 0], 'file.damaged'],
    ['a web page', '\n<!DOCTYPE html><html><table></table></html>', 'file.notATable'],
    ['an XML document', '<?xml version="1.0"?><Workbook/>', 'file.notATable'],
    ['zero bytes within text', 'a,b\n1,\0\n', 'file.notATable'],
    ['control codes', '\u0001\u0002\u0003\u0004\u0005abcdefgh', 'file.notATable'],
    ['UTF-32', [0xff, 0xfe, 0, 0, 0x61, 0, 0, 0], 'file.notATable'],
    ['a cut old workbook', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0], 'file.damaged'],
    ['a cut ZIP archive', 'PK\u0003\u0004 and then nothing', 'file.damaged']
  ]
  it.each(cases)('says so: %s', async (name, content, code) => {
    const file = `${name}.csv`
    folder.write(file, typeof content === 'string' ? content : Uint8Array.from(content))
    expect(await codeOf(() => open(file))).toBe(code)
  })
  it('says so: a ZIP archive of something else, a protected workbook', async () => {
    folder.write('archive.csv', await zipOf({ 'letter.md': 'Dear all', 'picture.png': 'x' }))
    expect(await codeOf(() => open('archive.csv'))).toBe('file.notATable')
    const ole = Buffer.concat([
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      Buffer.alloc(700_000),
      Buffer.from('EncryptedPackage', 'utf16le')
    ])
    folder.write('secret.xlsx', ole)
    expect(await codeOf(() => open('secret.xlsx'))).toBe('file.encrypted')
  })
  it('says so: a folder, a pipe, a device', async () => {
    mkdirSync(path.join(folder.path, 'folder.csv'))
    expect(await codeOf(() => open('folder.csv'))).toBe('file.notATable')
    if (process.platform === 'win32') return
    execFileSync('mkfifo', [path.join(folder.path, 'pipe.csv')])
    expect(await codeOf(() => open('pipe.csv'))).toBe('file.notATable')
    expect(await codeOf(() => openTables({ path: '/dev/zero', file: 'zero' }, {}, noSignal))).toBe('file.notATable')
  })
})

it('what a folder holds that is no file is not said to have the wrong name', async () => {
  folder.write('odd/orders.csv', 'a,b\n1,2\n')
  symlinkSync('nowhere', path.join(folder.path, 'odd', 'gone.csv'))
  const leftOut: string[] = []
  await collectFiles([path.join(folder.path, 'odd')], undefined, ({ file, reason }) => leftOut.push(`${file} ${reason}`))
  expect(leftOut).toEqual(['odd/gone.csv notAFile'])
})
