/**
 * Packs the app as `npm run dist` does, by electron-builder and the one configuration, but around a folder that is only laid
 * out as Electron's runtime is: what it packs, flips and writes can be looked at, nothing of it can start.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { finished } from 'node:stream/promises'
import { createPackage, getRawHeader } from '@electron/asar'
import { LinuxPackager } from 'app-builder-lib'
import { LinuxTargetHelper } from 'app-builder-lib/out/targets/LinuxTargetHelper.js'
import type { Configuration, Target as Installer } from 'electron-builder'
import { NtExecutable, NtExecutableResource, Resource } from 'resedit'
import { root } from '../../scripts/build-if-needed.ts'
import { pack } from '../../scripts/pack.ts'

/** Without it there is no main bundle to pack yet. */
export const hasElectronShell = existsSync(path.join(root, 'src/main/shells/electron'))

/** One build for each system; for this one, the build that runs here. electron-builder packs for macOS everywhere but on Windows. */
export const targets = (['linux-x64', 'win32-x64', 'darwin-arm64'] as const)
  .map((target) => {
    const [platform, arch] = target.split('-') as ['linux' | 'win32' | 'darwin', 'x64' | 'arm64']
    return platform === process.platform ? { platform, arch: process.arch } : { platform, arch }
  })
  .filter(({ platform }) => platform !== 'darwin' || process.platform !== 'win32')
export type Target = (typeof targets)[number]

/** A packed app. Names of files have slashes on every system. */
export interface Packed {
  resources: string
  /** What @electron/fuses takes for the executable. */
  executable: string
  /** Files of the archive that lie in it. */
  inside: string[]
  /** Files of the archive that lie beside it, in `app.asar.unpacked`. */
  outside: string[]
  /** What the runtime is to compare the archive with before it reads it. */
  headerHash: string
  desktop: Desktop | null
}

/** What the installers for Linux tell the desktop. */
export interface Desktop {
  entry: string
  mimeTypes: string
  iconSizes: number[]
  maintainer: string
}

export async function packAround({ platform, arch }: Target, folder: string): Promise<Packed> {
  const runtime = path.join(folder, 'runtime')
  await layOut[platform](runtime)
  const output = path.join(folder, 'dist')
  let desktop: Desktop | null = null
  const adapt = (config: Configuration): Configuration => ({
    ...withoutSignature(config),
    async afterPack(context) {
      if (typeof config.afterPack === 'function') await config.afterPack(context)
      if (context.packager instanceof LinuxPackager) desktop = await desktopOf(context.packager, output)
    }
  })
  await pack({ platform, arch, form: 'folder', output, runtime, adapt })
  return { ...look(platform, path.join(output, unpackedFolder(platform, arch))), desktop }
}

/** By what electron-builder calls for every installer, before it downloads the tools that make one. */
async function desktopOf(packager: LinuxPackager, output: string): Promise<Desktop> {
  const helper = new LinuxTargetHelper(packager)
  const installers: Installer[] = []
  packager.createTargets(['deb'], (...[, create]) => installers.push(create(output)))
  const debian = await installers[0]?.checkOptions()
  return {
    entry: await helper.computeDesktopEntry(packager.platformSpecificBuildOptions),
    mimeTypes: readFileSync((await helper.mimeTypeFiles) ?? '', 'utf8'),
    iconSizes: (await helper.icons).map(({ size }) => size),
    maintainer: debian.maintainer
  }
}

/** There is nothing to sign with, and nothing that could be signed. */
function withoutSignature(config: Configuration): Configuration {
  return {
    ...config,
    mac: { ...config.mac, identity: null },
    electronFuses: { ...config.electronFuses, resetAdHocDarwinSignature: false },
    disableSanityCheckAsar: !hasElectronShell
  }
}

function unpackedFolder(platform: Target['platform'], arch: NodeJS.Architecture): string {
  const system = { linux: 'linux', win32: 'win', darwin: 'mac' }[platform]
  return `${system}${arch === 'x64' ? '' : `-${arch}`}${platform === 'darwin' ? '' : '-unpacked'}`
}

function look(platform: Target['platform'], folder: string): Omit<Packed, 'desktop'> {
  const resources = path.join(folder, platform === 'darwin' ? 'Sextant.app/Contents/Resources' : 'resources')
  const { header, headerString } = getRawHeader(path.join(resources, 'app.asar'))
  const files = filesOf(header)
  return {
    resources,
    executable: path.join(folder, { linux: 'sextant', win32: 'Sextant.exe', darwin: 'Sextant.app' }[platform]),
    inside: files.filter(({ unpacked }) => !unpacked).map(({ name }) => name),
    outside: files.filter(({ unpacked }) => unpacked).map(({ name }) => name),
    headerHash: createHash('sha256').update(headerString).digest('hex')
  }
}

type Entry = { files: Record<string, Entry> } | { unpacked?: boolean }

function filesOf(entry: Entry, name = ''): { name: string; unpacked: boolean }[] {
  if (!('files' in entry)) return [{ name, unpacked: entry.unpacked === true }]
  return Object.entries(entry.files).flatMap(([child, inner]) => filesOf(inner, name === '' ? child : `${name}/${child}`))
}

/** A wire of nine fuses behind the mark that they are found by. All but one of those that are set here stand the other way round. */
const fuses = Buffer.concat([Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'), Buffer.from([1, 9]), Buffer.from('101100011')])

const layOut: Record<Target['platform'], (folder: string) => Promise<void>> = {
  async linux(folder) {
    write(path.join(folder, 'electron'), fuses)
    await common(folder, path.join(folder, 'resources'))
  },

  async win32(folder) {
    const executable = NtExecutable.createEmpty(false, false)
    const resource = NtExecutableResource.from(executable)
    const version = Resource.VersionInfo.createEmpty()
    version.setStringValues({ lang: 1033, codepage: 1200 }, { ProductName: 'Electron' })
    version.outputToResourceEntries(resource.entries)
    resource.entries.push({ type: 10, id: 1, lang: 1033, codepage: 1200, bin: new Uint8Array(fuses).buffer })
    resource.outputResource(executable)
    write(path.join(folder, 'electron.exe'), Buffer.from(executable.generate()))
    await common(folder, path.join(folder, 'resources'))
  },

  async darwin(folder) {
    const contents = path.join(folder, 'Electron.app/Contents')
    const app = (at: string, name: string) => {
      write(path.join(at, 'Info.plist'), plist({ CFBundleExecutable: name, CFBundleIconFile: 'electron.icns' }))
      write(path.join(at, 'MacOS', name), '')
    }
    app(contents, 'Electron')
    for (const kind of ['', ' (GPU)', ' (Plugin)', ' (Renderer)']) {
      app(path.join(contents, `Frameworks/Electron Helper${kind}.app/Contents`), `Electron Helper${kind}`)
    }
    write(path.join(contents, 'Frameworks/Electron Framework.framework/Electron Framework'), fuses)
    write(path.join(contents, 'Resources/electron.icns'), '')
    await common(folder, path.join(contents, 'Resources'))
  }
}

async function common(folder: string, resources: string): Promise<void> {
  write(path.join(folder, 'LICENSE'), 'Electron')
  write(path.join(folder, 'LICENSES.chromium.html'), 'Chromium')
  // Electron's own app, which it opens when there is no other.
  write(path.join(folder, 'default', 'main.js'), '')
  mkdirSync(resources, { recursive: true })
  await finished(await createPackage(path.join(folder, 'default'), path.join(resources, 'default_app.asar')))
}

function plist(values: Record<string, string>): string {
  const entries = Object.entries(values).map(([key, value]) => `<key>${key}</key><string>${value}</string>`)
  return `<?xml version="1.0" encoding="UTF-8"?><plist version="1.0"><dict>${entries.join('')}</dict></plist>`
}

function write(file: string, content: string | Buffer): void {
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, content, { mode: 0o755 })
}

/** The resources of a Windows executable. */
export function windowsResources(executable: string): { type: string | number; id: string | number; text: string; size: number }[] {
  const { entries } = NtExecutableResource.from(NtExecutable.from(readFileSync(executable)))
  return entries.map(({ type, id, bin }) => ({ type, id, text: Buffer.from(bin).toString('utf8'), size: bin.byteLength }))
}
