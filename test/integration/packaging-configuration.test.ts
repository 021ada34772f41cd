/** What `electron-builder.config.ts` promises, and the files that it names. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { Icns } from '@fiahfy/icns'
import { Ico } from '@fiahfy/ico'
import { FileMatcher } from 'app-builder-lib/out/fileMatcher.js'
import type { Configuration } from 'electron-builder'
import { beforeAll, describe, expect, it } from 'vitest'
import configuration, { configurationFor, onlyPackages } from '../../electron-builder.config.ts'
import { root } from '../../scripts/build-if-needed.ts'

const icons = path.join(root, 'resources/icons')
const icon = (name: string) => readFileSync(path.join(icons, name))
/** Width and height, from the header of a PNG. */
const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)]
const isPng = (image: Buffer) => image.subarray(1, 4).toString() === 'PNG'

let config: Configuration
beforeAll(async () => {
  config = await configuration()
})

describe('the configuration', () => {
  it('keeps the name under which systems know the app', () => {
    expect(config).toMatchObject({ appId: 'app.sextant.workbench', productName: 'Sextant', linux: { executableName: 'sextant' } })
  })

  it('sets every fuse, by name', () => {
    const { resetAdHocDarwinSignature, ...fuses } = config.electronFuses ?? {}
    expect(fuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false
    })
    expect(resetAdHocDarwinSignature).toBe(process.platform === 'darwin')
  })

  it('makes the installers of each system and claims .sextant files', () => {
    expect(config).toMatchObject({
      win: { target: ['nsis'], fileAssociations: [{ ext: 'sextant', icon: 'icons/document.ico' }] },
      mac: { target: ['dmg', 'zip'], hardenedRuntime: true },
      linux: { target: ['AppImage', 'deb'], fileAssociations: [{ ext: 'sextant', mimeType: 'application/x-sextant-workspace' }] }
    })
  })

  it('publishes nothing, looks for no updates and compiles nothing', () => {
    const { dependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
    expect(config).toMatchObject({ publish: null, npmRebuild: false })
    expect(Object.keys(dependencies)).not.toContain('electron-updater')
  })

  it('asks macOS for nothing but to compile while it runs', () => {
    const granted = [...readFileSync(path.join(root, String(config.mac?.entitlements)), 'utf8').matchAll(/<key>([^<]+)<\/key>/g)]
    expect(granted.map(([, key]) => key)).toEqual(['com.apple.security.cs.allow-jit'])
    expect(config.mac?.entitlementsInherit).toBe(config.mac?.entitlements)
  })

  it('keeps the packages that are needed, also those of a scope, and no other', () => {
    const patterns = ['**/*', ...onlyPackages(['yauzl', '@fiahfy/ico'])]
    const keeps = new FileMatcher(root, 'anywhere', (text) => text, patterns).createFilter()
    const packages = ['yauzl', '@fiahfy/ico', '@fiahfy/icns', '@electron/asar', 'zod', 'yauzl-promise']
    const kept = packages.filter((name) => {
      const file = path.join(root, 'node_modules', name, 'package.json')
      return keeps(file, statSync(path.join(root, 'package.json')))
    })
    expect(kept).toEqual(['yauzl', '@fiahfy/ico'])
  })

  it('leaves out the binaries of other systems, whichever it packs for', async () => {
    const binaries = readdirSync(path.join(root, 'node_modules/better-sqlite3/prebuilds')).sort()
    expect(binaries).toEqual(expect.arrayContaining(['darwin-arm64.node', 'darwin-x64.node', 'linux-x64.node', 'win32-x64.node']))
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      expect((await configurationFor(platform)).files).toContain(`!node_modules/better-sqlite3/prebuilds/!(${platform}-\${arch}).node`)
    }
  })
})

describe('the icons', () => {
  it.each([16, 24, 32, 48, 64, 128, 256, 512, 1024])('are there as PNG of %i pixels', (size) => {
    expect(sizeOf(icon(`${size}x${size}.png`))).toEqual([size, size])
  })

  it.each(['icon.ico', 'document.ico'])('%s holds every size that Windows shows', (name) => {
    const sizes = Ico.from(icon(name)).infoHeaders.map(({ width, height, bitCount }) => [width || 256, height || 256, bitCount])
    expect(sizes).toEqual([16, 24, 32, 48, 64, 128, 256].map((size) => [size, size, 32]))
  })

  it.each(['icon.icns', 'document.icns'])('%s holds every size that macOS shows', (name) => {
    const { images } = Icns.from(icon(name))
    const sizes = images.filter(({ image }) => isPng(image)).map(({ osType, image }) => [osType, ...sizeOf(image)])
    expect(Object.fromEntries(sizes.map(([type, ...size]) => [type, size]))).toEqual({
      ic07: [128, 128],
      ic08: [256, 256],
      ic09: [512, 512],
      ic10: [1024, 1024],
      ic11: [32, 32],
      ic12: [64, 64],
      ic13: [256, 256],
      ic14: [512, 512]
    })
    // 16 and 32 pixels are compressed another way.
    expect(images.map(({ osType }) => osType)).toEqual(expect.arrayContaining(['ic04', 'ic05']))
  })
})
