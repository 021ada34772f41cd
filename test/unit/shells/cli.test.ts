import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { parseArguments } from '../../../src/main/shells/cli/arguments.ts'
import { describe as describeSupport } from '../../../src/main/shells/cli/commands/support.ts'
import { type CommandName, commands, findCommand } from '../../../src/main/shells/cli/commands.ts'
import { commandHelp, generalHelp } from '../../../src/main/shells/cli/help.ts'
import { outPath, writeOut } from '../../../src/main/shells/cli/out-file.ts'
import { createProgressPrinter } from '../../../src/main/shells/cli/progress.ts'
import { table } from '../../../src/main/shells/cli/table.ts'
import { csvText } from '../../../src/shared/csv.ts'
import { cli } from '../../../src/shared/messages/en/cli.ts'
import { featureFamilies, featurePresetIds, fixedFeatureIds } from '../../../src/shared/model/features.ts'
import type { Job } from '../../../src/shared/model/job.ts'
import { fewestSegments, mostSegments, SegmentsParams } from '../../../src/shared/model/segments.ts'
import type { SupportResult } from '../../../src/shared/model/support.ts'
import { issue } from '../renderer/support.fixture.ts'

const names = Object.keys(commands) as CommandName[]
const parse = (command: CommandName, ...words: string[]) => parseArguments(words, commands[command])
const usage = (reason: RegExp | string) => expect.objectContaining({ code: 'cli.usage', message: expect.stringMatching(reason) })

describe('commands', () => {
  it.each(names)('%s is in the help, has a help of its own and code to run', async (name) => {
    expect(generalHelp()).toContain(`\n  ${name}`)
    for (const option of Object.keys(commands[name].options)) expect(commandHelp(name)).toContain(`--${option}`)
    expect((await commands[name].load()).run).toBeTypeOf('function')
  })

  it('say of segments what is accepted', () => {
    const help = commandHelp('segments').replace(/\s+/g, ' ')
    expect(help).toContain(`${fewestSegments} to ${mostSegments}, or auto`)
    expect(help).toContain(`(default: ${SegmentsParams.parse({}).features})`)
    for (const name of [...featurePresetIds, ...fixedFeatureIds, ...Object.keys(featureFamilies)])
      expect(help).toMatch(new RegExp(`[ ,]${name}[ ,.]`))
  })

  it('say of a target that cannot be what was typed, and how a share is given', async () => {
    const { run } = await commands.kpis.load()
    const asked = async (target: string) => run(parse('kpis', '--workspace', 'none', '--target', target))
    await expect(asked('retention=150')).rejects.toEqual(usage(/retention=150: a share is given as a fraction, such as 0\.65/))
    await expect(asked('revenue=-5')).rejects.toEqual(usage(/revenue=-5: this KPI cannot have this value; 0 or more/))
    expect(commandHelp('kpis').replace(/\s+/g, ' ')).toContain('retention=0.65')
  })

  it('are found by one word or two', () => {
    expect(findCommand(['lab', 'kmeans', '--k', '3'])).toEqual({ name: 'lab kmeans', rest: ['--k', '3'] })
    expect(findCommand(['segments'])).toEqual({ name: 'segments', rest: [] })
    for (const words of [[], ['lab'], ['toString'], ['__proto__'], ['Segments']]) expect(findCommand(words)).toBeNull()
  })
})

describe('arguments', () => {
  it('are parsed by the table', () => {
    const args = parse('segments', '--workspace', 'w', '--k=4', '--seed', '0', '--features', 'recency, tenure,', '--recompute')
    expect(args.required('workspace')).toBe('w')
    expect(args.integer('k', 2, 10)).toBe(4)
    expect(args.integer('seed', 0, 0xffffffff)).toBe(0)
    expect(args.integer('starts', 1, 100)).toBeUndefined()
    expect(args.list('features')).toEqual(['recency', 'tenure'])
    expect(args.has('recompute')).toBe(true)
    expect(args.has('json')).toBe(false)
  })

  it.each<[string, () => unknown, RegExp]>([
    ['an unknown option', () => parse('sources', '--workspace', 'w', '--frob'), /frob/],
    ['an option without its value', () => parse('sources', '--workspace'), /workspace/],
    ['a missing workspace', () => parse('sources'), /^--workspace is missing/],
    ['an empty workspace', () => parse('sources', '--workspace', ''), /^--workspace is missing/],
    ['a missing file', () => parse('import', '--workspace', 'w'), /^FILE\|FOLDER… is missing/],
    ['one argument too many', () => parse('rejected', '1', '2', '--workspace', 'w', '--out', 'o'), /“2”/],
    ['a number in words', () => parse('segments', '--workspace', 'w', '--k', 'four').integer('k', 2, 10), /--k four/],
    ['a number out of bounds', () => parse('segments', '--workspace', 'w', '--k', '11').integer('k', 2, 10), /from 2 to 10/],
    ['a negative number', () => parse('customers', '--workspace', 'w', '--limit=-1').integer('limit', 1, 9), /--limit -1/],
    ['a fraction', () => parse('customers', '--workspace', 'w', '--limit', '1.5').integer('limit', 1, 9), /1\.5/],
    ['hexadecimal', () => parse('segments', '--workspace', 'w', '--k', '0x4').integer('k', 2, 10), /0x4/],
    ['an impossible date', () => parse('segments', '--workspace', 'w', '--as-of', '2024-02-31').date('as-of'), /2024-02-31/],
    ['a date in another form', () => parse('segments', '--workspace', 'w', '--as-of', '31.12.2024').date('as-of'), /31\.12\.2024/],
    ['a word that is no choice', () => parse('import', 'f', '--workspace', 'w', '--date-order', 'ydm').oneOf('date-order', ['dmy']), /ydm/]
  ])('with %s are a usage error', (_name, attempt, reason) => {
    expect(attempt).toThrow(usage(reason))
  })
})

describe('files that a command writes', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sextant-test-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  it('never replace the workspace', () => {
    const args = parse('rejected', '1', '--workspace', 'shop.sextant', '--out', './x/../shop.sextant')
    expect(() => outPath(args, 'out')).toThrow(usage(/--out/))
  })

  it('are there whole or not at all', async () => {
    const file = path.join(folder, 'a.csv')
    await writeOut(file, 'one')
    await writeOut(file, 'two')
    expect(readFileSync(file, 'utf8')).toBe('two')
    await expect(writeOut(path.join(folder, 'missing', 'a.csv'), 'x')).rejects.toMatchObject({ code: 'storage.failed' })
    expect(readdirSync(folder)).toEqual(['a.csv'])
  })

  it.skipIf(process.platform === 'win32')('leave devices alone', async () => {
    await writeOut('/dev/null', 'x')
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true)
  })
})

describe('CSV', () => {
  it('quotes what needs it and disarms formulas, but not numbers', () => {
    const rows = [
      ['a,b', 'say "hi"', 'two\nlines', null],
      ['=1+1', '+1', '-1', '@x'],
      ['\tx', '\rx', -1.5, 0]
    ]
    expect(csvText(rows)).toBe('\uFEFF"a,b","say ""hi""","two\nlines",\r\n' + "'=1+1,+1,-1,'@x\r\n" + `'\tx,"'\rx",-1.5,0\r\n`)
  })
})

describe('tables', () => {
  it('align numbers to the right and show no control characters', () => {
    expect(
      table({ name: 'name', count: 'count' }, [
        ['Ann', '1,200'],
        ['\u001b[31mBob', null]
      ])
    ).toBe(['name      count', '────────  ─────', 'Ann       1,200', ' [31mBob      –'].join('\n'))
  })
})

describe('progress', () => {
  const job: Job = {
    id: '1',
    kind: 'import',
    label: 'orders.csv',
    state: 'running',
    progress: { phase: 'unheard-of', done: 50, total: 200, unit: 'rows' },
    rate: 1000,
    secondsLeft: null,
    startedAt: 0,
    endedAt: null,
    error: null
  }
  const printed = (isTTY: boolean, times: number[]) => {
    let now = 0
    const written: string[] = []
    const stream = { isTTY, columns: 40, write: (text: string) => written.push(text) } as unknown as NodeJS.WriteStream
    const printer = createProgressPrinter(stream, () => now)
    for (const time of times) {
      now = time
      printer.show(job)
    }
    printer.end()
    return written
  }

  it('renews one line on a terminal and clears it', () => {
    expect(printed(true, [1, 2])).toEqual([...Array(2).fill('\r\u001b[Kunheard-of  25%  1,000 rows/s'), '\r\u001b[K'])
  })

  it('writes seldom into a pipe', () => {
    expect(printed(false, [1, 4_999, 5_000, 9_000, 10_000])).toEqual(Array(2).fill('unheard-of  25%  1,000 rows/s\n'))
  })
})

const found: SupportResult = {
  run: { id: 1, kind: 'support', seed: 1, params: {}, engineVersion: '', inputFingerprint: '', asOf: '2025-09-30' },
  verdict: { level: 'none', reason: 'No groups.' },
  unit: 'customers',
  from: 'tickets',
  linkage: 'ward',
  metric: 'euclidean',
  units: 60,
  tickets: 90,
  notes: [],
  known: {},
  cophenetic: null,
  k: 1,
  kChosenBy: 'request',
  cuts: [],
  criteria: [],
  chance: null,
  agreement: { package: 'ml-hclust', rows: 0, largestHeightDifference: 0, sameClusters: 1 },
  otherLinkages: [],
  segments: null,
  twoStage: null,
  clusters: [],
  themes: [],
  rising: [],
  quietFrom: null,
  risingUnseen: null,
  routing: [],
  timeToTicket: null,
  next: null
}

it('support says who is asked meanwhile where the best has a full desk', () => {
  const answering = { category: 'Delivery', tickets: 40, low: 0.5, high: 0.8, rating: null, q: 0.01 }
  const routing = [
    { ...answering, who: 'Maeve', ratio: 0.6, best: true, open: 30, busy: true, instead: false, crude: { own: 333, others: 132 } },
    { ...answering, who: 'Tomas', ratio: 0.8, best: false, open: 3, busy: false, instead: true, crude: null }
  ]
  const next = {
    lift: 3,
    low: 2,
    high: 4,
    validated: true,
    before: null,
    customers: [
      { customer: '002504', chance: 0.6539, cluster: 3, because: { since: 5, orders: 4, tickets: 3 } },
      { customer: '005680', chance: 0.58, cluster: null, because: null }
    ]
  }
  const text = describeSupport({ ...found, routing, next }, [{ count: 2, file: 'next.csv' }])
  expect(text).toMatch(/002504\s+65%\s+3\s+–\s+5\s+4\s+3\n\s*005680\s+58%\s+–\s+–/)
  expect(text).toContain('2 rows were written to next.csv.')
  expect(text).toMatch(/Delivery\s+Maeve \(busy\)\s+0\.60\s+333 \/ 132\s+40\s+30/)
  expect(text).toMatch(/Delivery\s+Tomas \(meanwhile\)\s+0\.80\s+–\s+40\s+3/)
})

it('support says of what rises that it may be a season where no year before is known', () => {
  const told = (known: boolean) => describeSupport({ ...found, rising: [{ ...issue, seasonKnown: known }] }, [])
  expect(told(true)).toMatch(/Kettle\s+Faults\s+17 Jun 2025\s+8\s+3\.9/)
  expect(told(true)).not.toContain('season')
  expect(told(false)).toMatch(/17 Jun 2025 \*/)
  expect(told(false)).toContain(cli.support.firstSeason)
})

it('support claims that nothing rises only where that can be seen', () => {
  const told = (of: Partial<SupportResult>) => describeSupport({ ...found, known: { category: 1 }, ...of }, [])
  expect(told({})).toContain(cli.support.nothingRising)
  for (const of of [{ risingUnseen: 'undated' }, { risingUnseen: 'short' }, { known: {} }, { quietFrom: '2016-06-01' }] as const) {
    expect(told(of)).not.toContain(cli.support.nothingRising)
    expect(told(of)).toMatch(/can(not| only) be told/)
  }
  expect(told({ quietFrom: '2016-06-01' })).toContain('--as-of 2016-05-31')
})
