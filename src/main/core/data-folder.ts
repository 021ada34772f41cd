import os from 'node:os'
import path from 'node:path'

/** Where workspaces live unless their path says otherwise: `SEXTANT_HOME`, else `Sextant` in the home folder. */
export function dataFolder(): string {
  return path.resolve(process.env.SEXTANT_HOME || path.join(os.homedir(), 'Sextant'))
}
