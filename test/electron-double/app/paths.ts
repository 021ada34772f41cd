/** `app.getPath` and `app.setPath`, with `--user-data-dir` as Chromium reads it. */
import os from 'node:os'
import path from 'node:path'
import { isReady } from './ready.ts'
import { Refusal } from './refusing.ts'

export interface Paths {
  get(name: string): string
  set(name: string, folder: string): void
}

export function createPaths(appName: string, args: readonly string[]): Paths {
  const home = os.homedir()
  const appData =
    process.platform === 'win32'
      ? (process.env.APPDATA ?? path.join(home, 'AppData', 'Roaming'))
      : process.platform === 'darwin'
        ? path.join(home, 'Library', 'Application Support')
        : (process.env.XDG_CONFIG_HOME ?? path.join(home, '.config'))
  const chosen = args.find((argument) => argument.startsWith('--user-data-dir='))?.slice('--user-data-dir='.length)
  const userData = chosen ?? path.join(appData, appName)
  const paths = new Map(
    Object.entries({
      home,
      appData,
      userData,
      sessionData: userData,
      temp: os.tmpdir(),
      exe: process.execPath,
      desktop: path.join(home, 'Desktop'),
      documents: path.join(home, 'Documents'),
      downloads: path.join(home, 'Downloads'),
      logs: path.join(userData, 'logs')
    })
  )
  return {
    get(name) {
      const found = paths.get(name)
      if (found === undefined) throw new Refusal(`Failed to get '${name}' path`)
      return found
    },
    set(name, folder) {
      if (!path.isAbsolute(folder)) throw new Refusal('Path must be absolute')
      if ((name === 'userData' || name === 'sessionData') && isReady())
        throw new Refusal(`app.setPath('${name}') comes too late: the app is ready.`)
      if (!paths.has(name)) throw new Refusal(`Failed to set path '${name}'`)
      paths.set(name, folder)
    }
  }
}
