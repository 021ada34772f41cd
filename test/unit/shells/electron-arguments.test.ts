import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { isWorkspaceFile, wantedFrom } from '../../../src/main/shells/electron/arguments.ts'

const cwd = path.resolve('/home/anna')
const at = (file: string) => path.resolve(cwd, file)

describe('the command line of the desktop app', () => {
  it.each<[string, string[], ReturnType<typeof wantedFrom>]>([
    ['nothing', [], null],
    ['the app itself', ['.'], null],
    ["Chromium's switches", ['.', '--no-sandbox', '--user-data-dir=/x/y.sextant'], null],
    ['a double-clicked file', ['/work/Kitchen shop.sextant'], { path: path.resolve('/work/Kitchen shop.sextant'), create: false }],
    [
      'a double-clicked file, as a Linux desktop names it',
      [pathToFileURL(path.resolve('/work/Küche & shop.sextant')).href],
      { path: path.resolve('/work/Küche & shop.sextant'), create: false }
    ],
    ['an address that is no path', ['file:///work/%2Fshop.sextant'], { path: at('file:///work/%2Fshop.sextant'), create: false }],
    ['a file in the folder it was started from', ['.', 'shop.sextant'], { path: at('shop.sextant'), create: false }],
    ['a file in capitals', ['SHOP.SEXTANT'], { path: at('SHOP.SEXTANT'), create: false }],
    ['the last of two files', ['a.sextant', 'b.sextant', '--flag'], { path: at('b.sextant'), create: false }],
    ['another kind of file', ['orders.csv'], null],
    ['an option', ['.', '--workspace', 'new.sextant'], { path: at('new.sextant'), create: true }],
    ['an option with =', ['--workspace=../new.sextant'], { path: at('../new.sextant'), create: true }],
    ['an option before a file', ['a.sextant', '--workspace', 'b.sextant'], { path: at('b.sextant'), create: true }],
    ['a name that the core will judge', ['--workspace', 'any name'], { path: at('any name'), create: true }],
    ['an option without its value', ['--workspace'], null],
    ['an option before another', ['--workspace', '--no-sandbox'], null],
    ['an empty option', ['--workspace='], null]
  ])('asks for what it names: %s', (_what, args, wanted) => {
    expect(wantedFrom(args, cwd)).toEqual(wanted)
  })

  it('takes workspace files only from the system', () => {
    expect(['a.sextant', '/x/b.SEXTANT', 'a.sextant.lock', 'sextant', '.sextant', 'a.csv'].filter(isWorkspaceFile)).toEqual([
      'a.sextant',
      '/x/b.SEXTANT'
    ])
  })
})
