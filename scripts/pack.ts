/** Packs what is built, by electron-builder and `electron-builder.config.ts`. */
import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { Arch, build, type Configuration, Platform } from 'electron-builder'
import { configurationFor } from '../electron-builder.config.ts'
import { root } from './build-if-needed.ts'

export interface PackOptions {
  platform: NodeJS.Platform
  arch: NodeJS.Architecture
  /** The installers of the system, or the app as a folder. */
  form: 'installers' | 'folder'
  /** Where it goes. What is in there is removed first: it must not pass for what this run made. */
  output: string
  /** A folder that holds Electron's runtime. Left out, electron-builder downloads it. */
  runtime?: string | undefined
  /** The last word on the configuration, for tests. */
  adapt?: (config: Configuration) => Configuration
}

/** Why nothing usable was packed: a stable code, then what happened and what to do. */
export class PackError extends Error {
  readonly code: 'dist.noRuntime' | 'dist.failed'

  constructor(code: PackError['code'], message: string, cause: unknown) {
    super(`${code}: ${message}`, { cause })
    this.code = code
  }
}

/** Throws `dist.noRuntime` when Electron's runtime cannot be had, `dist.failed` when anything else goes wrong. */
export async function pack({ platform, arch, form, output, runtime, adapt = (config) => config }: PackOptions): Promise<void> {
  // electron-builder's errors do not tell how far it came.
  const reached: { stage: 'preparing' | 'runtime' | 'packing' } = { stage: 'preparing' }
  rmSync(output, { recursive: true, force: true })
  try {
    const config = await configurationFor(platform)
    await build({
      projectDir: root,
      targets: Platform.fromString(platform).createTarget(form === 'folder' ? 'dir' : null, Arch[arch as keyof typeof Arch]),
      publish: 'never',
      config: adapt({
        ...config,
        directories: { ...config.directories, output },
        ...(runtime && { electronDist: runtime }),
        beforePack: () => {
          reached.stage = 'runtime'
        },
        afterExtract: () => {
          reached.stage = 'packing'
        }
      })
    })
  } catch (error) {
    const reason = error instanceof Error ? error.message.trim().replace(/\.$/, '') : String(error)
    if (reached.stage === 'packing') {
      throw new PackError(
        'dist.failed',
        `The app could not be packed: ${reason}. What is in ${output} is not complete; mend this and pack again.`,
        error
      )
    }
    rmSync(output, { recursive: true, force: true })
    if (reached.stage === 'preparing') {
      throw new PackError('dist.failed', `The app could not be packed: ${reason}. Nothing was written; mend this and pack again.`, error)
    }
    throw new PackError(
      'dist.noRuntime',
      `The runtime of Electron ${electronVersion()} for ${platform}-${arch} could not be had: ${reason}. Nothing was packed. ` +
        'Try again where it can be downloaded, or set ELECTRON_OVERRIDE_DIST_PATH to a folder that holds it.',
      error
    )
  }
}

function electronVersion(): string {
  const { version } = JSON.parse(readFileSync(path.join(root, 'node_modules', 'electron', 'package.json'), 'utf8')) as { version: string }
  return version
}
