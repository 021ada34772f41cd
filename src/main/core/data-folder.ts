import os from 'node:os'
import path from 'node:path'

/** Where workspaces live unless their path says otherwise: `SEXTANT_HOME`, else `Sextant` in the home folder. */
export function dataFolder(): string {
  return path.resolve(process.env.SEXTANT_HOME || path.join(os.homedir(), 'Sextant'))
}

/** Where a system keeps what a program can make anew; within `SEXTANT_HOME`, if that is set. */
export function cacheFolder(): string {
  const { SEXTANT_HOME: own, XDG_CACHE_HOME: caches, LOCALAPPDATA: local } = process.env
  if (own) return path.resolve(own, '.cache')
  if (process.platform === 'win32' && local) return path.join(local, 'Sextant', 'Cache')
  if (process.platform === 'darwin') return path.join(os.homedir(), 'Library', 'Caches', 'Sextant')
  return path.join(caches || path.join(os.homedir(), '.cache'), 'sextant')
}
