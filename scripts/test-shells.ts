import { findElectron } from './electron-path.ts'

/** Why the end-to-end tests cannot run in the real Electron here; null when they can. Nothing is downloaded for them. */
export function whyNoElectron({ platform, env }: Pick<NodeJS.Process, 'platform' | 'env'> = process): string | null {
  if (findElectron() === null) return 'no Electron runtime is installed'
  if (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) return 'there is no display'
  return null
}
