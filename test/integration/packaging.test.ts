/**
 * What is in the packages, as electron-builder makes them from the one configuration. Electron's runtime, the installers and
 * signatures are not in here: docs/packaging.md says what that leaves open.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { extractFile } from '@electron/asar'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { parsePlistFile } from 'app-builder-lib/out/util/plist.js'
import { init } from 'es-module-lexer'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { root } from '../../scripts/build-if-needed.ts'
import { importsOf, packagesOfProject } from '../../scripts/installed-packages.ts'
import { pack } from '../../scripts/pack.ts'
import { createChildHost } from '../../src/main/core/jobs/child-host.ts'
import type { tasks } from '../../src/main/core/tasks/index.ts'
import { manyOrders, openTestApp, ordersCsv, type TestApp } from '../fixtures/orders-app.ts'
import { workbook } from '../unit/import/support/workbook.ts'
import { hasElectronShell, type Packed, packAround, targets, windowsResources } from './packaging.support.ts'

/** The bundles that Electron starts, once there is a shell to build them from. */
const shellBundles = hasElectronShell ? ['out/main/electron.js', 'out/preload/index.cjs'] : []
const listed = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort()
const built = (folder: string): string[] => listed(path.join(root, folder)).map((name) => `${folder}/${name}`)
const packageOf = (name: string): string | undefined => /(?:^|.*\/)node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(name)?.[1]

describe.each(targets)('the package for $platform-$arch', (target) => {
  let folder: string
  let packed: Packed
  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'sextant-pack-'))
    packed = await packAround(target, folder)
    await init
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const archive = () => path.join(packed.resources, 'app.asar')
  const beside = () => path.join(packed.resources, 'app.asar.unpacked')

  it('holds the main bundle, the preload and the interface in the archive, and nothing else', () => {
    const interfaceFiles = built('out/renderer').filter((name) => !name.endsWith('.map'))
    expect(interfaceFiles).toContain('out/renderer/index.html')
    expect(packed.inside.toSorted()).toEqual([...shellBundles, ...interfaceFiles, 'package.json'].sort())
  })

  it('keeps all that a job needs beside it, as plain files', () => {
    const chunks = built('out/main/chunks').filter((name) => name.endsWith('.js'))
    const own = packed.outside.filter((name) => !name.startsWith('node_modules/'))
    expect(own.toSorted()).toEqual(
      [
        ...chunks,
        'out/main/thread.js',
        'out/main/worker.js',
        ...built('resources/migrations'),
        ...built('resources/import-templates'),
        ...built('resources/playbooks')
      ].sort()
    )
    expect(listed(beside())).toEqual([...packed.outside, 'package.json'].sort())
    expect(JSON.parse(readFileSync(path.join(beside(), 'package.json'), 'utf8'))).toEqual({ type: 'module' })
  })

  it('brings the native binary of its system alone', () => {
    const everything = [...packed.inside, ...packed.outside]
    expect(everything.filter((name) => /\.(node|dll|so|dylib|exe)$/.test(name))).toEqual([
      `node_modules/better-sqlite3/prebuilds/${target.platform}-${target.arch}.node`
    ])
  })

  it('brings every package that a bundle imports', () => {
    const packages = new Set(packed.outside.map(packageOf))
    const files = new Set([...packed.inside, ...packed.outside])
    const missing = [...files]
      .filter((name) => /^out\/main\/.*\.js$/.test(name))
      .flatMap((name) => {
        const source = extractFile(archive(), path.normalize(name)).toString('utf8')
        const wanted = importsOf(source).filter((specifier) => specifier !== 'electron' && !specifier.startsWith('node:'))
        const isThere = (specifier: string) =>
          specifier.startsWith('.')
            ? files.has(path.posix.join(path.posix.dirname(name), specifier))
            : packages.has(packageOf(`node_modules/${specifier}/`))
        return wanted.filter((specifier) => !isThere(specifier)).map((specifier) => `${name} imports ${specifier}`)
      })
    expect(missing).toEqual([])
    expect(packages).toContain('better-sqlite3')
  })

  it('brings no package that is bundled into the interface, or that only compiles', () => {
    const packages = new Set(packed.outside.map(packageOf))
    const bundled = ['react', 'react-dom', 'echarts', 'zrender', '@mantine/core', '@tabler/icons-react', '@tanstack/react-query', 'zod']
    expect([...bundled, '@fontsource-variable/inter', 'node-addon-api', 'electron'].filter((name) => packages.has(name))).toEqual([])
  })

  it('leaves out sources, source maps, tests, documents and tools', () => {
    const unwanted =
      /\.(map|tsx?|[mc]ts|md|markdown|c|cc|cpp|h|hpp|gypi?|sh|ya?ml)$|(^|\/)\.|(^|\/)(tests?|__tests__|docs?|examples?|bench(mark)?|scripts|deps)\/|(^|\/)(test|webpack\.config)\.js$|^out\/main\/(browser|cli)\.js$/
    const names = [...packed.inside, ...packed.outside]
    // Parts of the interface may be named after anything.
    expect(names.filter((name) => unwanted.test(name) && !name.startsWith('out/renderer/assets/'))).toEqual([])
  })

  it('is small beside the runtime', () => {
    const sizes = [archive(), ...listed(beside()).map((name) => path.join(beside(), name))].map((file) => statSync(file).size)
    const megabytes = sizes.reduce((sum, size) => sum + size, 0) / 1e6
    expect(megabytes).toBeGreaterThan(3)
    expect(megabytes).toBeLessThan(20)
  })

  it('says of itself only what the runtime reads', () => {
    const { name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
    const own = JSON.parse(extractFile(archive(), 'package.json').toString('utf8'))
    expect(own).toMatchObject({ name, version, type: 'module', desktopName: 'sextant.desktop' })
    for (const ours of ['scripts', 'devDependencies']) expect(own).not.toHaveProperty(ours)
    if (hasElectronShell) expect(own.main).toBe('out/main/electron.js')
  })

  it('has every fuse set', async () => {
    const off = '0'.charCodeAt(0)
    const on = '1'.charCodeAt(0)
    expect(await getCurrentFuseWire(packed.executable)).toMatchObject({
      [FuseV1Options.RunAsNode]: off,
      [FuseV1Options.EnableCookieEncryption]: on,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: off,
      [FuseV1Options.EnableNodeCliInspectArguments]: off,
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: on,
      [FuseV1Options.OnlyLoadAppFromAsar]: on,
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: off,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: off
    })
  })

  it('brings its own licence, and passes on those of everything that others wrote', () => {
    expect(readFileSync(path.join(packed.resources, 'licence.txt'), 'utf8')).toContain('MIT License')
    const text = readFileSync(path.join(packed.resources, 'third-party-licences.txt'), 'utf8')
    for (const { name, version } of packagesOfProject(root)) expect(text).toContain(`${name} ${version}\nLicence: `)
    expect(text).toContain('SIL OPEN FONT LICENSE')
  })

  if (target.platform === 'linux')
    it('is known to Linux: its entry in the menu, icons and the type of its files', () => {
      const lines = packed.desktop?.entry.split('\n')
      expect(lines).toEqual(
        expect.arrayContaining([
          'Name=Sextant',
          'Exec=/opt/Sextant/sextant %U',
          'StartupWMClass=sextant',
          'MimeType=application/x-sextant-workspace;'
        ])
      )
      expect(packed.desktop?.mimeTypes).toMatch(/<mime-type type="application\/x-sextant-workspace">\s*<glob pattern="\*\.sextant"\/>/)
      expect(packed.desktop?.iconSizes).toEqual([16, 24, 32, 48, 64, 128, 256, 512, 1024])
      expect(packed.desktop?.maintainer).toMatch(/^.+ <.+@.+>$/)
    })

  if (target.platform === 'win32')
    it('is known to Windows: icon, name and what its archive must hash to', () => {
      const resources = windowsResources(packed.executable)
      const integrity = resources.find(({ type }) => type === 'INTEGRITY')
      expect(JSON.parse(integrity?.text ?? '[]')).toContainEqual({ file: 'resources\\app.asar', alg: 'SHA256', value: packed.headerHash })
      // 3 is an icon, 14 the group of them.
      expect(resources.filter(({ type }) => type === 3)).toHaveLength(7)
      expect(resources.filter(({ type }) => type === 14)).toHaveLength(1)
    })

  if (target.platform === 'darwin')
    it('is known to macOS: icons, the type of its files and what its archive must hash to', async () => {
      const info = await parsePlistFile<Record<string, unknown>>(path.join(packed.executable, 'Contents/Info.plist'))
      expect(info).toMatchObject({
        CFBundleIdentifier: 'app.sextant.workbench',
        CFBundleName: 'Sextant',
        CFBundleIconFile: 'icon.icns',
        CFBundleDocumentTypes: [{ CFBundleTypeRole: 'Editor', LSHandlerRank: 'Owner', LSItemContentTypes: ['app.sextant.workspace'] }],
        UTExportedTypeDeclarations: [
          { UTTypeIdentifier: 'app.sextant.workspace', UTTypeTagSpecification: { 'public.filename-extension': ['sextant'] } }
        ],
        ElectronAsarIntegrity: { 'Resources/app.asar': { algorithm: 'SHA256', hash: packed.headerHash } }
      })
      expect(info.CFBundleDocumentTypes).toHaveLength(1)
      for (const icon of ['icon', 'document']) {
        const inPackage = readFileSync(path.join(packed.resources, `${icon}.icns`))
        expect(inPackage.equals(readFileSync(path.join(root, 'resources/icons', `${icon}.icns`)))).toBe(true)
      }
    })

  if (target.platform === process.platform)
    describe('its worker, run by plain Node from where it lies', () => {
      let test: TestApp
      const confined = process.platform === 'linux'
      let nodeOptions: string | undefined
      beforeEach(() => {
        nodeOptions = process.env.NODE_OPTIONS
        const entry = path.join(beside(), 'out/main/worker.js')
        test = openTestApp({ host: createChildHost<typeof tasks>({ entry }) })
        // It may read the package and the workspace, and nothing of this project.
        const may = [`--allow-fs-read=${packed.resources}`, `--allow-fs-read=${test.folder}`, `--allow-fs-write=${test.folder}`]
        if (confined) process.env.NODE_OPTIONS = ['--permission', '--allow-addons', '--allow-worker', ...may].join(' ')
      })
      afterEach(async () => {
        if (nodeOptions === undefined) delete process.env.NODE_OPTIONS
        else process.env.NODE_OPTIONS = nodeOptions
        await test.dispose()
      })

      it('imports text and a workbook, and finds segments', async () => {
        await test.call('workspace.create', { name: 'shop' })
        const csv = ordersCsv(manyOrders(1_000))
        const cells = csv.trim().split('\n').slice(0, 11)
        const rows = cells.map(
          (line) =>
            `<row>${line
              .split(',')
              .map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`)
              .join('')}</row>`
        )
        const book = await workbook({ sheets: [{ name: 'Orders', rows: rows.join('').replaceAll('>A', '>B') }] })
        const files = [test.file('orders.csv', csv), test.file('more.xlsx', book)]
        const results = await test.call('import.start', { files, label: 'orders' })
        expect(results.map(({ rows: counts }) => counts.stored).sort()).toEqual([10, 1_000])
        const run = await test.call('segments.run', { seed: 1 })
        expect(run.segments.reduce((sum, { size }) => sum + size, 0)).toBe(200)
      })
    })
})

describe('a package that cannot be made', () => {
  it('says that the runtime is missing, and leaves nothing that looks like one', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'sextant-pack-'))
    const output = path.join(folder, 'dist')
    const runtime = path.join(folder, 'no-such-runtime')
    const attempt = pack({ platform: process.platform, arch: process.arch, form: 'folder', output, runtime })
    await expect(attempt).rejects.toMatchObject({
      code: 'dist.noRuntime',
      message: expect.stringMatching(/^dist\.noRuntime: The runtime of Electron \d+\.\d+\.\d+ for .*no-such-runtime.*Nothing was packed/s)
    })
    expect(readdirSync(folder)).toEqual([])
    rmSync(folder, { recursive: true })
  })
})
