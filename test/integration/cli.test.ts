import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { kmeans } from '../../src/engines/kmeans.ts'
import { seededRng } from '../../src/engines/math/rng.ts'
import { sampleOrders } from '../fixtures/sample-orders.ts'
import { root, sextant, temporaryFolder } from './cli.support.ts'

let folder: string
let workspace: string
const at = (name: string) => path.join(folder, name)
const write = (name: string, content: string | Buffer) => {
  writeFileSync(at(name), content)
  return at(name)
}

const orders = sampleOrders({ customers: 300 })
const lines = orders.trimEnd().split('\n').slice(1)
const badRows = 3

/** Facts of the file, found without the importer. */
const facts = (() => {
  const good = lines.filter((line) => !/^B9000\d,/.test(line)).map((line) => line.replace(/"[^"]*"/, 'quoted').split(','))
  const cents = good.reduce((sum, cells) => sum + Number(cells[8]) * Math.round(Number(cells[9]) * 100), 0)
  return {
    lines: good.length,
    anonymous: good.filter((cells) => cells[2] === '').length,
    customers: new Set(good.map((cells) => cells[2]).filter(Boolean)).size,
    orders: new Set(good.map((cells) => cells[0])).size,
    total: String(cents / 100)
  }
})()

beforeAll(async () => {
  folder = await temporaryFolder()
  workspace = at('shop.sextant')
  write('orders.csv', orders)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('help and usage', () => {
  it('lists every command and exits 0', async () => {
    const { code, stdout, stderr } = await sextant('--help')
    expect([code, stderr]).toEqual([0, ''])
    for (const name of [
      'import',
      'sources',
      'undo-import',
      'rejected',
      'segments',
      'customers',
      'sample',
      'lab table',
      'lab kmeans',
      'lab silhouette',
      'lab gap',
      'kpis',
      'lab stl',
      'lab bgnbd',
      'lab mbgnbd',
      'lab paretonbd',
      'lab mbgcnbdk',
      'lab gamma-gamma',
      'lab isolation-forest',
      'selfcheck'
    ]) {
      expect(stdout).toMatch(new RegExp(`^ {2}${name}\\b`, 'm'))
      const own = await sextant(...name.split(' '), '--help')
      expect([own.code, own.stdout.split('\n')[0]]).toEqual([0, expect.stringContaining(`sextant ${name}`)])
    }
  })

  it('tells its version', async () => {
    const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
    expect((await sextant('--version')).stdout).toBe(`${version}\n`)
  })

  it.each([
    [[]],
    [['frobnicate']],
    [['lab']],
    [['import', 'orders.csv']],
    [['sources', '--workspace', 'w', '--frob']],
    [['segments', '--workspace', 'w', '--k', 'many']],
    [['segments', '--workspace', 'w', '--score-only', '--k', '3']],
    [['segments', '--workspace', 'w', '--score-only', '--recompute']],
    [['rejected', '--workspace', 'w', '--out', 'x.csv']],
    [['sample']],
    [['sample', '--out', 'x', '--customers', '199']],
    [['sample', '--out', 'x', '--seed', '-1']],
    [['sample', '--out', 'x', '--treated', 'f.csv']],
    [['sample', '--out', 'x', '--continue', 'y', '--seed', '1']]
  ])('wrong usage %j exits 2, with the error on both channels', async (args) => {
    const plain = await sextant(...args)
    expect([plain.code, plain.stdout]).toEqual([2, ''])
    expect(plain.stderr).not.toBe('')
    const { code, stderr, json } = await sextant(...args, '--json')
    expect(code).toBe(2)
    expect(json().error).toMatchObject({
      code: 'cli.usage',
      message: expect.any(String),
      remedy: expect.any(String),
      details: expect.any(Object)
    })
    expect(stderr).toContain(json().error.message)
  })
})

describe('from an order file to segments', () => {
  it('imports, and every row is accounted for', async () => {
    const { code, json } = await sextant('import', at('orders.csv'), '--workspace', workspace, '--json')
    expect(code).toBe(0)
    const [{ source, rows }, ...others] = json()
    expect(others).toEqual([])
    expect(source).toMatchObject({ id: 1, kind: 'orders', file: 'orders.csv', sheet: null })
    expect(rows).toEqual({ read: lines.length, stored: facts.lines, updated: 0, duplicate: 0, rejected: badRows, blank: 0 })
  })

  it('stores nothing twice, and lists nothing as open that is listed already', async () => {
    const { json } = await sextant('import', at('orders.csv'), '--workspace', workspace, '--json')
    expect(json()[0].rows).toMatchObject({ read: lines.length, stored: 0, duplicate: lines.length - badRows, rejected: badRows })
  })

  it('lists the sources with exact totals', async () => {
    const { json } = await sextant('sources', '--workspace', workspace, '--json')
    const { sources, totals } = json()
    expect(sources.map((source: { id: number }) => source.id)).toEqual([1, 2])
    expect(totals).toMatchObject({
      rows: { read: 2 * lines.length, stored: facts.lines },
      customers: facts.customers,
      orders: facts.orders,
      orderLines: facts.lines,
      anonymousLines: facts.anonymous,
      amounts: [{ currency: 'EUR', total: facts.total }]
    })
  })

  it('writes the rejected rows with their reasons', async () => {
    const { code, json } = await sextant('rejected', '1', '--workspace', workspace, '--out', at('rejected.csv'), '--json')
    expect([code, json()]).toEqual([0, { source: 1, rejected: badRows, mended: 0, out: at('rejected.csv') }])
    const written = readFileSync(at('rejected.csv'), 'utf8')
    for (const number of ['B90001', 'B90002', 'B90003']) expect(written).toContain(number)
    expect(written).toContain('three')
    const unknown = await sextant('rejected', '99', '--workspace', workspace, '--out', at('none.csv'), '--json')
    expect([unknown.code, unknown.json().error.code, existsSync(at('none.csv'))]).toEqual([1, 'source.notFound', false])
  })

  it('finds segments, the same ones again, and who is in them', async () => {
    const call = ['segments', '--workspace', workspace, '--seed', '7', '--members', at('members.csv'), '--json']
    const first = await sextant(...call)
    // On a busy machine it says how far it is, and nothing else.
    expect(first.stderr).toMatch(/^(.+ \d+%\n)*$/)
    const result = first.json()
    expect(result).toMatchObject({
      run: {
        id: 1,
        kind: 'segments',
        seed: 7,
        engineVersion: expect.any(String),
        inputFingerprint: expect.any(String),
        asOf: expect.any(String)
      },
      verdict: { level: expect.any(String), reason: expect.any(String) },
      seed: 7,
      silhouette: expect.any(Number)
    })
    expect(result.criteria.map((criterion: { k: number }) => criterion.k)).toEqual(Array.from({ length: 14 }, (_, i) => i + 2))
    expect(result.segments).toHaveLength(result.k)
    for (const segment of result.segments) {
      expect(Object.keys(segment)).toEqual(expect.arrayContaining(['id', 'name', 'size', 'share', 'revenueShare', 'centroid', 'drivers']))
    }
    const sizes = result.segments.reduce((sum: number, segment: { size: number }) => sum + segment.size, 0)
    expect(sizes).toBe(result.customers)
    const members = readFileSync(at('members.csv'), 'utf8').replace('\uFEFF', '').trimEnd().split('\r\n')
    expect(members[0]).toBe(
      'customer,name,country,segment,segmentName,orders,net,currency,firstOrder,lastOrder,email,rfmGroup,champion,atRisk'
    )
    expect(members).toHaveLength(1 + result.customers)

    expect((await sextant(...call)).stdout).toBe(first.stdout)
    const recomputed = await sextant(...call, '--recompute')
    expect([recomputed.code, recomputed.json().segments]).toEqual([0, result.segments])
  })

  it('takes features by name, family and preset, and says which there are', async () => {
    const ask = (features: string, ...more: string[]) =>
      sextant('segments', '--workspace', workspace, '--features', features, '--json', ...more)
    const two = (await ask('rfm,tenure', '--k', '2')).json()
    expect(two.features.map(({ feature }: { feature: string }) => feature)).toEqual(['recency', 'frequency', 'monetary', 'tenure'])
    expect(two).toMatchObject({ k: 2, kChosenBy: 'request', verdictPending: false })
    const unknown = await ask('nonsense')
    expect([unknown.code, unknown.json().error.code]).toEqual([2, 'cli.usage'])
    const absent = await ask('csat')
    expect([absent.code, absent.json().error.code]).toEqual([1, 'run.featureWithoutData'])
    expect(absent.json().error.details.there).toContain('recency')
    for (const k of ['1', '16', 'x']) expect((await ask('rfm', '--k', k)).code).toBe(2)
  })

  it('gives the same bytes in another workspace', async () => {
    // Neither has runs that these would go on from.
    const [here, there] = await Promise.all(
      ['one.sextant', 'other.sextant'].map(async (name) => {
        await sextant('import', at('orders.csv'), '--workspace', at(name))
        await sextant('import', at('orders.csv'), '--workspace', at(name))
        return sextant('segments', '--workspace', at(name), '--seed', '7', '--json')
      })
    )
    expect(here?.code).toBe(0)
    expect(there?.stdout).toBe(here?.stdout)
  })

  it('lists customers, sorted, searched and paged', async () => {
    const list = async (...args: string[]) => (await sextant('customers', '--workspace', workspace, '--json', ...args)).json()
    const all = await list('--limit', '1000', '--sort', 'code', '--ascending')
    expect([all.total, all.customers.length]).toEqual([facts.customers, facts.customers])
    const codes = all.customers.map((customer: { code: string }) => customer.code)
    expect(codes).toEqual(codes.toSorted())
    const page = await list('--limit', '2', '--offset', '3', '--sort', 'code', '--ascending')
    expect(page.customers).toEqual(all.customers.slice(3, 5))
    expect((await list('--search', codes[0])).customers.map((customer: { code: string }) => customer.code)).toEqual([codes[0]])
    expect((await list('--search', "'; DROP TABLE customer")).total).toBe(0)
  })

  it('prints tables for people', async () => {
    const { code, stdout } = await sextant('customers', '--workspace', workspace, '--limit', '3')
    expect(code).toBe(0)
    expect(stdout.split('\n')).toHaveLength(2 + 3 + 1 + 1)
    expect(stdout).toContain(`3 of ${facts.customers} customers.`)
  })

  it('survives a reader that left', () => {
    const command = `"${process.execPath}" "${path.join(root, 'out/main/cli.js')}" customers --workspace "${workspace}" --json | true`
    expect(spawnSync('sh', ['-c', command], { encoding: 'utf8' }).stderr).toBe('')
  })
})

describe('mappings and dates', () => {
  const ambiguous = sampleOrders({ customers: 20, badRows: false, dates: 'dmy-ambiguous' })

  it('asks instead of guessing a date, and takes the answer', async () => {
    const file = write('ambiguous.csv', ambiguous)
    const target = at('dates.sextant')
    const asked = await sextant('import', file, '--workspace', target, '--json')
    expect([asked.code, asked.json().error.code]).toEqual([1, 'import.ambiguousDate'])
    const told = await sextant('import', file, '--workspace', target, '--date-order', 'dmy', '--json')
    expect([told.code, told.json()[0].rows.rejected]).toEqual([0, 0])
  })

  it('follows a mapping file', async () => {
    const file = write('foreign.csv', 'a;b;c;d\nK1;1;05.03.2024;9,90\nK2;2;15.03.2024;1.200,50\n')
    const columns = { a: 'customer', b: 'order', c: 'orderedAt', d: 'lineTotal' }
    const mapping = write('mapping.json', JSON.stringify({ kind: 'orders', columns, dateOrder: 'dmy', decimal: ',' }))
    const target = at('mapped.sextant')
    expect((await sextant('import', file, '--workspace', target, '--mapping', mapping)).code).toBe(0)
    const { totals } = (await sextant('sources', '--workspace', target, '--json')).json()
    expect(totals).toMatchObject({ customers: 2, amounts: [{ currency: '', total: '1210.4' }] })
  })

  it.each([
    ['{"kind":', 'import.badMapping'],
    ['{"kind":"orders","columns":{"a":"nonsense"}}', 'import.badMapping'],
    ['{"kind":"orders","columns":{},"surprise":1}', 'import.badMapping'],
    ['{"kind":"orders","columns":{"no such column":"customer"}}', 'import.unknownColumn']
  ])('refuses the mapping %s', async (content, code) => {
    const mapping = write('bad.json', content)
    const outcome = await sextant('import', at('orders.csv'), '--workspace', at('unmapped.sextant'), '--mapping', mapping, '--json')
    expect([outcome.code, outcome.json().error.code]).toEqual([1, code])
  })

  it('refuses a kind that there is none of, and says which there are', async () => {
    const outcome = await sextant('import', at('orders.csv'), '--workspace', at('kind.sextant'), '--as', 'recipes', '--json')
    expect([outcome.code, outcome.json().error.code, existsSync(at('kind.sextant'))]).toEqual([1, 'import.kindUnsupported', false])
    expect(outcome.json().error.remedy).toContain('touchpoints')
  })
})

describe('other kinds, and back', () => {
  const shop = () => at('kinds.sextant')

  it('are told from their columns, or named', async () => {
    const customers = write(
      'people.csv',
      'customer_id,name,email,city,registered_on\n1,Ann,ann@example.org,Bath,2023-01-15\n2,Bea,bea@example.org,York,2023-02-16\n'
    )
    const tickets = write('desk.csv', 'ticket_id,customer_id,opened_at,status\nT1,1,2024-03-15 10:00,open\nT2,2,2024-03-16 11:00,closed\n')
    const { code, json } = await sextant('import', tickets, customers, '--workspace', shop(), '--json')
    expect(code).toBe(0)
    expect(
      json().map(({ source, rows }: { source: { kind: string; file: string }; rows: object }) => [source.kind, source.file, rows])
    ).toEqual([
      ['customers', 'people.csv', { read: 2, stored: 2, updated: 0, duplicate: 0, rejected: 0, blank: 0 }],
      ['tickets', 'desk.csv', { read: 2, stored: 2, updated: 0, duplicate: 0, rejected: 0, blank: 0 }]
    ])
    const spend = write('money.csv', 'when,where,much\n2024-03-01,Search,12.50\n')
    const mapping = write('money.json', JSON.stringify({ kind: 'spend', columns: { when: 'date', where: 'channel', much: 'cost' } }))
    expect((await sextant('import', spend, '--mapping', mapping, '--workspace', shop(), '--json')).json()).toMatchObject([
      { source: { kind: 'spend' }, rows: { stored: 1 } }
    ])
    const wrong = await sextant(
      'import',
      spend,
      '--as',
      'spend',
      '--mapping',
      write('bad.json', '{"kind":"spend","columns":{"when":"ticket"}}'),
      '--workspace',
      shop(),
      '--json'
    )
    expect([wrong.code, wrong.json().error.code]).toEqual([1, 'import.unknownField'])
    const unknown = await sextant('import', spend, '--as', 'invoices', '--workspace', shop(), '--json')
    expect([unknown.code, unknown.json().error.code]).toEqual([1, 'import.kindUnsupported'])
  })

  it('are undone by the number of their import', async () => {
    const listed = async () => (await sextant('sources', '--workspace', shop(), '--json')).json()
    const before = await listed()
    expect(before.sources.map(({ importId, kind }: { importId: number; kind: string }) => [importId, kind])).toEqual([
      [1, 'customers'],
      [1, 'tickets'],
      [2, 'spend']
    ])
    const undone = await sextant('undo-import', '1', '--workspace', shop(), '--json')
    expect(undone.json()).toMatchObject({ import: { id: 1 }, removed: { customers: 2, tickets: 2, spendRows: 0 }, keptCustomers: [] })
    expect((await listed()).sources).toHaveLength(1)
    for (const id of ['1', '99', 'x']) {
      const again = await sextant('undo-import', id, '--workspace', shop(), '--json')
      expect([again.code, again.json().error.code]).toEqual([1, 'import.notFound'])
    }
    const said = await sextant('undo-import', '2', '--workspace', shop())
    expect([said.code, said.stdout]).toEqual([0, 'The import of money.csv was undone.\nRemoved: 1 row of spend.\n'])
  })
})

describe('bad input', () => {
  const truncated = () => Buffer.from('504b0304140000000800', 'hex')

  it.each<[name: string, make: () => string, code: string]>([
    ['a missing file', () => at('missing.csv'), 'file.notFound'],
    ['an empty file', () => write('empty.csv', ''), 'file.empty'],
    ['a header alone', () => write('header.csv', 'Order No,Order Date,Customer ID,Quantity,Unit Price\n'), 'file.headerOnly'],
    [
      'a binary file named .csv',
      () => write('binary.csv', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 1, 0, 255, 254, 0])),
      'file.notATable'
    ],
    ['a truncated XLSX', () => write('cut.xlsx', truncated()), 'file.damaged'],
    [
      'a folder without tables',
      () => {
        mkdirSync(at('nothing'), { recursive: true })
        return at('nothing')
      },
      'file.noTables'
    ],
    ['a table without customers', () => write('weather.csv', 'day,rain\n2024-03-15,1.5\n2024-03-16,2\n'), 'import.unrecognised']
  ])('%s gives its code and leaves the workspace as it was', async (_name, make, code) => {
    const before = (await sextant('sources', '--workspace', workspace, '--json')).stdout
    const outcome = await sextant('import', make(), '--workspace', workspace, '--json')
    expect([outcome.code, outcome.json().error.code]).toEqual([1, code])
    expect((await sextant('sources', '--workspace', workspace, '--json')).stdout).toBe(before)
  })

  it.each([['sources'], ['segments'], ['customers']])('%s does not create a workspace', async (command) => {
    const outcome = await sextant(command, '--workspace', at('none.sextant'), '--json')
    expect([outcome.code, outcome.json().error.code]).toEqual([1, 'workspace.notFound'])
    expect(readdirSync(folder).filter((name) => name.startsWith('none.'))).toEqual([])
  })

  it('one customer, or customers who are all the same, end in a word and not in a crash', async () => {
    const head = 'Order No,Order Date,Customer ID,Quantity,Unit Price'
    const same = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((n) => `${n},2024-03-15,C${n},1,9.90`)
    for (const [name, rows] of [
      ['one customer', ['1,2024-03-15,C1,1,9.90']],
      ['alike customers', same]
    ] as const) {
      const target = at(`${name}.sextant`)
      expect((await sextant('import', write(`${name}.csv`, [head, ...rows, ''].join('\n')), '--workspace', target)).code).toBe(0)
      const outcome = await sextant('segments', '--workspace', target, '--json')
      if (outcome.code === 0) expect(outcome.json().verdict.level).toMatch(/none|insufficient-data/)
      else expect(outcome.json().error.code).toMatch(/run\.(tooFewCustomers|noVariation)/)
    }
  })
})

describe('the sample shop', () => {
  const digests = (name: string) =>
    readdirSync(at(name)).map((file) => [
      file,
      createHash('sha256')
        .update(readFileSync(path.join(at(name), file)))
        .digest('hex')
    ])
  const write200 = (name: string, ...more: string[]) => sextant('sample', '--out', at(name), '--customers', '200', ...more, '--json')

  it('is the same bytes for the same seed, and others for another', async () => {
    const written = await write200('a')
    const others = [await write200('b', '--seed', '1'), await write200('c', '--seed', '0')]
    expect([written, ...others].map(({ code }) => code)).toEqual([0, 0, 0])
    expect(digests('a')).toEqual(digests('b'))
    expect(digests('c')).not.toEqual(digests('a'))
    const { files, ...facts } = written.json()
    expect(facts).toEqual({ folder: at('a'), customers: 200, seed: 1, replaced: false })
    expect(files.map(({ file }: { file: string }) => file).sort()).toEqual(
      readdirSync(at('a')).filter((file) => !/^(planted\.json|README\.txt)$/.test(file))
    )
    expect(files[0]).toEqual({ file: 'orders.xlsx', rows: expect.any(Number) })
  })

  it('replaces an earlier one and says so, and nothing else', async () => {
    const again = await write200('c', '--seed', '1')
    expect([again.code, again.json().replaced]).toEqual([0, true])
    expect(digests('c')).toEqual(digests('a'))
    expect((await sextant('sample', '--out', at('c'), '--customers', '200')).stdout).toMatch(/it replaced the one that was there\.$/m)
    mkdirSync(at('mine'))
    write('mine/customers.csv', 'mine')
    const refused = await write200('mine')
    expect([refused.code, refused.json().error.code]).toEqual([1, 'sample.folderInUse'])
    expect([readdirSync(at('mine')), readFileSync(at('mine/customers.csv'), 'utf8')]).toEqual([['customers.csv'], 'mine'])
  })

  it('goes on for three months, in which the treated answer', async () => {
    const { endedProcesses } = JSON.parse(readFileSync(at('a/planted.json'), 'utf8'))
    const treated = write('treated.csv', `customer_id,intervention,date\n${endedProcesses[0].customer},win-back,2025-10-06\n1,singing,x\n`)
    const goOn = (out: string, ...more: string[]) => sextant('sample', '--continue', at('a'), '--out', at(out), ...more, '--json')
    const { code, json } = await goOn('next', '--treated', treated)
    expect([code, json()]).toEqual([
      0,
      {
        folder: at('next'),
        files: expect.arrayContaining([{ file: 'orders.xlsx', rows: expect.any(Number) }]),
        replaced: false,
        treated: 1,
        ignored: [{ line: 3, customer: '1', reason: expect.any(String) }]
      }
    ])
    await goOn('next-again', '--treated', treated)
    expect(digests('next-again')).toEqual(digests('next'))
    expect((await goOn('untreated')).json()).toMatchObject({ treated: 0, ignored: [] })
    expect((await goOn('a')).json().error.code).toBe('sample.sameFolder')
    expect((await goOn('x', '--treated', at('missing.csv'))).json().error.code).toBe('file.notFound')
    expect(existsSync(at('x'))).toBe(false)
  })

  it.skipIf(process.platform === 'win32')('is not written when it is interrupted', async () => {
    const cli = path.join(root, 'out/main/cli.js')
    const child = spawn(process.execPath, [cli, 'sample', '--out', at('large'), '--customers', '50000', '--json'])
    const stdout = text(child.stdout)
    const [progress] = await once(child.stderr, 'data')
    expect(String(progress)).toMatch(/^Inventing two years of trade +\d+%/)
    child.kill('SIGINT')
    const [code] = await once(child, 'exit')
    expect([code, JSON.parse(await stdout).error.code, existsSync(at('large'))]).toEqual([1, 'job.cancelled', false])
  })
})

describe('kpis', () => {
  const shop = () => at('kpis.sextant')
  const ask = (...args: string[]) => sextant('kpis', '--workspace', shop(), '--json', ...args)
  const found = (answer: { kpis: { kpi: string }[] }, kpi: string) => answer.kpis.find((one) => one.kpi === kpi)
  beforeAll(async () => {
    const sales = ['2024-01-05,a,10', '2024-01-06,b,20', '2024-02-07,a,30', '2024-02-08,a,40', '2024-02-29,c,50']
    const file = write('sales.csv', ['order_id,order_date,customer_id,amount', ...sales.map((sale, i) => `${i},${sale}`)].join('\n'))
    expect((await sextant('import', file, '--workspace', shop(), '--as', 'orders', '--json')).code).toBe(0)
  })

  it('says each with its interval, the period before and its target; the same bytes each time', async () => {
    const first = await ask('--target', 'aov=45')
    expect(first.code, first.stderr).toBe(0)
    const answer = first.json()
    expect(answer).toMatchObject({ run: { kind: 'kpis', asOf: '2024-02-29' }, span: { from: '2024-02-01', to: '2024-02-29' } })
    expect(found(answer, 'aov')).toMatchObject({ value: 40, previous: 15, target: 45, met: false, n: 3 })
    expect(found(answer, 'retention')).toMatchObject({ value: 0.5 })
    expect(found(answer, 'nps')).toMatchObject({ value: null, reason: 'noAnswers' })
    expect((await ask('--recompute')).stdout).toBe(first.stdout)
    expect(found((await ask('--target', 'aov=')).json(), 'aov')).toMatchObject({ target: null, met: null })
    const { stdout } = await sextant('kpis', '--workspace', shop())
    const row = (name: string) => stdout.split('\n').find((line) => line.startsWith(name)) ?? ''
    expect(row('Average order')).toMatch(/ 3 orders$/)
    expect(row('Net promoter score')).toMatch(/–$/)
    expect(stdout).toMatch(/^Last month: 1\s–\s29 Feb 2024, held against 1\s–\s31 Jan 2024\./)
  })

  it('refuses what it does not know', async () => {
    for (const args of [
      ['--target', 'aov'],
      ['--target', 'what=3'],
      ['--by', 'weather'],
      ['--period', 'week']
    ]) {
      const { code, json } = await ask(...args)
      expect([code, json().error.code], args.join(' ')).toEqual([2, 'cli.usage'])
    }
    const empty = await sextant('kpis', '--workspace', at('nothing.sextant'), '--json')
    expect(empty.code).toBe(1)
  })
})

describe('selfcheck', () => {
  it('shows our figure beside the published one, and what was skipped', async () => {
    const { json, code } = await sextant('selfcheck', '--json')
    expect(code).toBe(0)
    expect(json()).toMatchObject({ differs: 0, skipped: 12 })
    expect(json().cases[1]).toMatchObject({ id: 'iris-inertia-3', name: 'Iris in 3: inertia', published: [78.8514], state: 'same' })
    expect((await sextant('selfcheck')).stdout).toMatch(/Mall customers in 5: inertia +44448\.4554 +– +skipped/)
  })

  it('fails when a figure differs', async () => {
    mkdirSync(at('published/mall-customers'), { recursive: true })
    const rows = Array.from({ length: 20 }, (_, i) => `${i},Male,20,${i},${i * i}`)
    write('published/mall-customers/Mall_Customers.csv', ['id,gender,age,income,score', ...rows].join('\n'))
    const { json, code } = await sextant('selfcheck', '--data', at('published'), '--json')
    expect(code).toBe(1)
    expect(json()).toMatchObject({ differs: 2, skipped: 10 })
  })
})

describe('lab', () => {
  it('table shows a file as it is read, in any format', async () => {
    const csv = write('as-read.csv', 'Report\n\nid,date,amount\n0042,2024-03-01,"1,50"\n7,2024-03-02,\n\nTotal,,9\n')
    const read = await sextant('lab', 'table', '--input', csv, '--json')
    expect(read.json()).toMatchObject({
      columns: ['id', 'date', 'amount'],
      rows: [
        ['0042', '2024-03-01', '1,50'],
        ['7', '2024-03-02', '']
      ],
      lines: [4, 5],
      leftOut: [
        { line: 1, code: 'import.preamble' },
        { line: 7, code: 'import.reject.totalRow' }
      ]
    })
    const bare = await sextant('lab', 'table', '--input', write('bare.json', '[{"a":1,"b":{"c":"x"}}]'), '--json')
    expect(bare.json()).toMatchObject({ columns: ['a', 'b.c'], rows: [['1', 'x']] })
    const all = await sextant('lab', 'table', '--input', write('all.tsv', '1\t2\n3\t4\n'), '--no-header', '--json')
    expect(all.json()).toMatchObject({
      columns: ['1', '2'],
      rows: [
        ['1', '2'],
        ['3', '4']
      ]
    })
    expect((await sextant('lab', 'table', '--input', csv)).stdout).toMatch(/^2 rows of 3 columns; 2 lines belong to no row\./)
  })

  it('table refuses what no row fits, with the place', async () => {
    const ragged = await sextant('lab', 'table', '--input', write('ragged.csv', 'a,b,c\n1,2\n'), '--json')
    expect([ragged.code, ragged.json().error]).toMatchObject([
      1,
      { code: 'file.ragged', details: { file: 'ragged.csv', line: 2, column: 3 } }
    ])
    const sheet = await sextant('lab', 'table', '--input', write('two.json', '{"x":[{"a":1}],"y":[{"a":2}]}'), '--sheet', 'z', '--json')
    expect([sheet.code, sheet.json().error]).toMatchObject([1, { code: 'file.unknownSheet', details: { sheets: 'x, y' } }])
  })

  // Three blobs of nine points around (0, 0), (10, 0) and (0, 10).
  const blob = (x: number, y: number) => [-1, 0, 1].flatMap((dx) => [-1, 0, 1].map((dy) => `${x + dx},${y + dy},${x}|${y}`))
  const table = () => write('blobs.csv', ['x,y,blob', ...blob(0, 0), ...blob(10, 0), ...blob(0, 10), ''].join('\n'))

  it('k-means finds what is there', async () => {
    const call = ['lab', 'kmeans', '--input', table(), '--k', '3', '--seed', '0', '--json']
    const { code, stdout, json } = await sextant(...call)
    expect(code).toBe(0)
    const { algorithm, seed, n, p, labels, centroids, inertia, iterations } = json()
    expect({ algorithm, seed, n, p }).toEqual({ algorithm: 'kmeans', seed: 0, n: 27, p: 2 })
    expect(inertia).toBeCloseTo(3 * 12, 9)
    expect(new Set(labels.slice(0, 9)).size + new Set(labels.slice(9, 18)).size + new Set(labels.slice(18)).size).toBe(3)
    expect(centroids).toHaveLength(3)
    expect(iterations).toBeGreaterThan(0)
    expect((await sextant(...call)).stdout).toBe(stdout)
    expect((await sextant(...call, '--timing')).json().timing).toEqual({ loadMs: expect.any(Number), engineMs: expect.any(Number) })
  })

  it('gives from the bundle, its kernels and threads what the sources give alone', async () => {
    const [n, p, k] = [9000, 3, 5]
    const data = Float64Array.from({ length: n * p }, (_, i) => Math.round(1000 * Math.sin(i * i)) + (i % (7 * p)))
    const rows = Array.from({ length: n }, (_, i) => Array.from(data.subarray(i * p, (i + 1) * p)).join())
    const { json } = await sextant('lab', 'kmeans', '--input', write('many.csv', `a,b,c\n${rows.join('\n')}\n`), '--k', '5', '--json')
    const ctx = { signal: new AbortController().signal, onProgress: () => {}, now: () => 0, rng: seededRng(1) }
    const alone = await kmeans(data, n, p, { k, starts: 10, tolerance: 1e-4, maxIterations: 300 }, ctx)
    expect(json()).toMatchObject({ labels: Array.from(alone.labels), inertia: alone.inertia, iterations: alone.iterations })
  })

  it('gap chooses the number of clusters', async () => {
    const { json, code } = await sextant('lab', 'gap', '--input', table(), '--k-max', '4', '--references', '10', '--json')
    expect(code).toBe(0)
    expect(json()).toMatchObject({ algorithm: 'gap', firstSEmax: 3, k: [{ k: 1 }, { k: 2 }, { k: 3 }, { k: 4 }] })
    expect(json().tibs2001SEmax).toBeGreaterThan(0)
    for (const { gap, se } of json().k) expect([gap, se].every(Number.isFinite)).toBe(true)
  })

  it('stl splits a series, and asks which where there are several', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => `${100 + i + (i % 3)},${i}`)
    const series = write('series.csv', `sales,week\n${rows.join('\n')}\n`)
    const { json, code } = await sextant('lab', 'stl', '--input', series, '--value', 'sales', '--period', '3', '--json')
    expect(code).toBe(0)
    const { algorithm, n, trend, seasonal, residual } = json()
    expect({ algorithm, n }).toEqual({ algorithm: 'stl', n: 30 })
    expect(trend[9] + seasonal[9] + residual[9]).toBeCloseTo(109, 9)
    const unclear = await sextant('lab', 'stl', '--input', series, '--period', '3', '--json')
    expect({ code: unclear.code, error: unclear.json().error.code }).toEqual({ code: 1, error: 'lab.severalColumns' })
    expect((await sextant('lab', 'stl', '--input', series, '--json')).code).toBe(2)
  })

  it('silhouette judges given labels', async () => {
    const { json } = await sextant('lab', 'silhouette', '--input', table(), '--labels', 'blob', '--json')
    expect(json()).toMatchObject({ algorithm: 'silhouette', n: 27, p: 2 })
    expect(json().silhouette).toBeGreaterThan(0.8)
    expect(json().perCluster).toHaveLength(3)
  })

  it.each<[string, string[], number, string]>([
    ['more clusters than rows', ['--k', '28'], 1, 'engine.badParameter'],
    ['an unknown column', ['--k', '2', '--columns', 'z'], 1, 'lab.unknownColumn'],
    ['a column of texts', ['--k', '2', '--columns', 'blob'], 1, 'lab.notNumeric'],
    ['no columns left', ['--k', '2', '--omit', 'x,y'], 1, 'lab.noColumns'],
    ['an unknown scale', ['--k', '2', '--scale', 'minmax'], 2, 'cli.usage']
  ])('%s is a coded error', async (_name, args, code, error) => {
    const outcome = await sextant('lab', 'kmeans', '--input', table(), ...args, '--json')
    expect([outcome.code, outcome.json().error.code]).toEqual([code, error])
  })

  it('a missing value is named with its line', async () => {
    const outcome = await sextant('lab', 'kmeans', '--input', write('gap.csv', 'x,y\n1,2\n3,\n'), '--k', '1', '--json')
    expect(outcome.json().error).toMatchObject({ code: 'lab.missingValue', details: { line: 3, column: 'y' } })
  })

  it('reads a table without a header', async () => {
    const outcome = await sextant('lab', 'kmeans', '--input', write('bare.csv', '1,2\n3,4\n9,9\n'), '--no-header', '--k', '2', '--json')
    expect(outcome.json()).toMatchObject({ n: 3, columns: ['1', '2'] })
  })
})
